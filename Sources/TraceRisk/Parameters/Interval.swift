// SPDX-License-Identifier: Apache-2.0

/// Every value between two ends: what is known of a quantity.
public struct Interval: Sendable, Hashable {
    /// The smallest value.
    public let low: Double
    /// The largest value.
    public let high: Double

    /// All values from `low` to `high`; the ends may come in any order.
    public init(_ low: Double, _ high: Double) {
        self.low = min(low, high)
        self.high = max(low, high)
    }

    /// One value.
    public init(_ value: Double) { self.init(value, value) }

    /// The value plus and minus a share of it.
    public init(_ value: Double, error: Double) {
        self.init(value * (1 - error), value * (1 + error))
    }

    /// The sum.
    public static func + (a: Interval, b: Interval) -> Interval {
        Interval(a.low + b.low, a.high + b.high)
    }

    /// The difference.
    public static func - (a: Interval, b: Interval) -> Interval {
        Interval(a.low - b.high, a.high - b.low)
    }

    /// The product.
    public static func * (a: Interval, b: Interval) -> Interval {
        let ends = [a.low * b.low, a.low * b.high, a.high * b.low, a.high * b.high]
        return Interval(ends.min() ?? 0, ends.max() ?? 0)
    }

    /// The quotient; nil when the divisor may be zero or less.
    public static func / (a: Interval, b: Interval) -> Interval? {
        guard b.low > 0 else { return nil }
        let ends = [a.low / b.low, a.low / b.high, a.high / b.low, a.high / b.high]
        return Interval(ends.min() ?? 0, ends.max() ?? 0)
    }

    /// Whether both have a value in common.
    public func meets(_ other: Interval) -> Bool { low <= other.high && other.low <= high }

    /// The smallest interval that holds both.
    public func joined(_ other: Interval) -> Interval {
        Interval(min(low, other.low), max(high, other.high))
    }
}
