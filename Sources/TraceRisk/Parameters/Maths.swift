// SPDX-License-Identifier: Apache-2.0

#if canImport(Darwin)
    import Darwin
#elseif canImport(Musl)
    import Musl
#else
    import Glibc
#endif

/// The few functions of the C library that scoring needs.
enum Maths {
    /// Natural logarithm.
    static func ln(_ x: Double) -> Double { log(x) }

    /// e^x.
    static func exponential(_ x: Double) -> Double { exp(x) }

    /// Sine of an angle in radians.
    static func sine(_ x: Double) -> Double { sin(x) }

    /// Cosine of an angle in radians.
    static func cosine(_ x: Double) -> Double { cos(x) }

    /// The angle of a point, from -pi to pi.
    static func arcTangent(_ y: Double, _ x: Double) -> Double { atan2(y, x) }

    /// 1 / (1 + e^-x).
    static func logistic(_ x: Double) -> Double { 1 / (1 + exp(-x)) }

    /// Rounded to six significant digits, as results are written.
    static func rounded(_ x: Double) -> Double {
        guard x.isFinite, x != 0 else { return x.isFinite ? 0 : x }
        let digits = 5 - Int(floor(log10(x.magnitude)))
        // Scaling by whole powers of ten keeps the decimal digits that are meant.
        if digits >= 0 {
            guard digits <= 300 else { return 0 }
            let scale = pow(10, Double(digits))
            return (x * scale).rounded() / scale
        }
        let scale = pow(10, Double(-digits))
        return (x / scale).rounded() * scale
    }
}
