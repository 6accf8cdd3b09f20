// SPDX-License-Identifier: Apache-2.0
import TracePrimitives

/// A mass between two whole numbers of milligrams, exact: every operation rounds outward.
///
/// Decimals come in as they were written, factors as whole billionths; no binary fraction takes part,
/// so that a bound is a bound. Masses beyond about nine thousand tonnes stop at the largest number.
struct MassRange: Sendable, Equatable {
    let low: Int64
    let high: Int64

    /// Milligrams in a kilogram.
    static let kilogram: Int64 = 1_000_000
    /// The whole of which factors and shares are parts.
    static let whole: Int64 = 1_000_000_000
    /// No mass.
    static let zero = MassRange(low: 0, high: 0)

    init(low: Int64, high: Int64) {
        self.low = min(low, high)
        self.high = max(low, high)
    }

    /// A stated mass in kilograms, less and more by a weighing error in billionths.
    init(kilograms: DecimalNumber, error: Int64) {
        // A decimal is exact at 10^-18; a milligram is 10^-6 kg.
        let exact = max(kilograms.scaled, 0)
        let unit: Int128 = 1_000_000_000_000
        let (floor, rest) = exact.quotientAndRemainder(dividingBy: unit)
        let stated = MassRange(
            low: MassRange.clamped(floor), high: MassRange.clamped(floor + (rest > 0 ? 1 : 0)))
        self = stated.times(MassRange.whole - min(error, MassRange.whole), MassRange.whole + error)
    }

    /// A factor or share in billionths, to the nearest; parameters have fewer digits.
    static func billionths(_ factor: Double) -> Int64 {
        guard factor.isFinite else { return 0 }
        return Int64((min(max(factor, 0), 1e6) * Double(whole)).rounded())
    }

    /// A mass in kilograms that was computed, to the next milligram up.
    static func milligrams(_ kilograms: Double) -> Int64 {
        guard kilograms.isFinite else { return kilograms > 0 ? .max : 0 }
        return clamped(Int128(min(max(kilograms, 0) * Double(kilogram), 9.2e18).rounded(.up)))
    }

    /// The sum of two bounds.
    static func sum(_ a: Int64, _ b: Int64) -> Int64 { clamped(Int128(a) + Int128(b)) }

    /// The kilograms of a bound, for a result.
    static func kilograms(_ milligrams: Int64) -> Double { Double(milligrams) / Double(kilogram) }

    /// The sum.
    static func + (a: MassRange, b: MassRange) -> MassRange {
        MassRange(
            low: clamped(Int128(a.low) + Int128(b.low)),
            high: clamped(Int128(a.high) + Int128(b.high)))
    }

    /// The range times a factor between two numbers of billionths.
    func times(_ least: Int64, _ most: Int64) -> MassRange {
        MassRange(
            low: MassRange.scaled(low, least, MassRange.whole, up: false),
            high: MassRange.scaled(high, most, MassRange.whole, up: true))
    }

    /// A number times a fraction, rounded down or up; nought where the divisor is nought.
    static func scaled(_ value: Int64, _ part: Int64, _ of: Int64, up: Bool) -> Int64 {
        guard of > 0 else { return 0 }
        let (quotient, rest) = (Int128(value) * Int128(part)).quotientAndRemainder(
            dividingBy: Int128(of))
        return clamped(quotient + (up && rest > 0 ? 1 : 0))
    }

    static func clamped(_ value: Int128) -> Int64 { Int64(min(max(value, 0), Int128(Int64.max))) }
}
