// SPDX-License-Identifier: Apache-2.0

/// Median and median absolute deviation: centre and spread that single outliers do not move.
struct RobustSpread: Sendable, Equatable {
    let median: Double
    /// Median of the absolute deviations from the median, unscaled.
    let deviation: Double

    /// The factor that makes the deviation estimate a normal distribution's sigma.
    static let normal = 1.4826

    /// Centre and spread of some values; nil of none.
    init?(_ values: [Double]) {
        guard let median = RobustSpread.median(values),
            let deviation = RobustSpread.median(values.map { abs($0 - median) })
        else { return nil }
        self.median = median
        self.deviation = deviation
    }

    /// How many sigmas a value lies from the median; the spread is at least `floor`.
    func score(_ value: Double, floor: Double) -> Double {
        (value - median) / max(RobustSpread.normal * deviation, floor)
    }

    /// The middle value, or the mean of the two middle ones; nil of none.
    static func median(_ values: [Double]) -> Double? {
        guard !values.isEmpty else { return nil }
        let sorted = values.sorted()
        let middle = sorted.count / 2
        return sorted.count % 2 == 1
            ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2
    }
}
