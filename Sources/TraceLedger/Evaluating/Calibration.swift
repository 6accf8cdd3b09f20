// SPDX-License-Identifier: Apache-2.0

/// Whether a posterior of 0.3 is right three times in ten.
///
/// Mislabelled lots weigh as much as the stated base rate gives them, for HS 6704 and for all else by
/// themselves: a world with many of them would flatter. Lots with a decisive finding stand apart.
public struct Calibration: Sendable {
    /// Lots whose posteriors lie near each other.
    public struct Bin: Sendable, Equatable {
        /// From and below which posterior.
        public let range: Range<Double>
        /// Weight of the lots.
        public let weight: Double
        /// Weighted mean posterior.
        public let stated: Double
        /// Weighted share that is mislabelled.
        public let observed: Double
        /// How many lots.
        public let lots: Int
    }

    /// Bins that hold lots, from low posteriors to high.
    public let bins: [Bin]
    /// The weighted mean distance between what is stated and what is so.
    public let error: Double
    /// Lots with a decisive finding, which stand apart, and how many of them are mislabelled.
    public let decisive: Rate

    /// A lot for the curve.
    struct Point {
        let posterior: Double
        let prior: Double
        let isMislabelled: Bool
        let isDecisive: Bool
    }

    /// The calibration of judged lots; evasive ones only where they are asked for.
    init(_ lots: [JudgedLot], withEvasive: Bool) {
        self.init(
            lots.filter { withEvasive || !$0.isEvasive }.map { lot in
                Point(
                    posterior: lot.result.score.posterior, prior: lot.result.score.prior,
                    isMislabelled: lot.isMislabelled, isDecisive: lot.isDecisive)
            })
    }

    init(_ points: [Point], bins count: Int = 10) {
        var sums = [Sums](repeating: Sums(), count: count)
        for (prior, points) in Dictionary(grouping: points, by: \.prior)
            .sorted(by: { $0.key < $1.key })
        {
            let weight = Self.weight(of: points, prior)
            for point in points where !point.isDecisive {
                let bin = min(max(Int(point.posterior * Double(count)), 0), count - 1)
                sums[bin].add(point, point.isMislabelled ? weight : 1)
            }
        }
        let total = sums.reduce(0) { $0 + $1.weight }
        bins = sums.enumerated().filter { $0.element.lots > 0 }.map { place, sum in
            Bin(
                range: (Double(place) / Double(count))..<(Double(place + 1) / Double(count)),
                weight: total > 0 ? sum.weight / total : 0, stated: sum.stated / sum.weight,
                observed: sum.mislabelled / sum.weight, lots: sum.lots)
        }
        error = bins.reduce(0) { $0 + $1.weight * abs($1.stated - $1.observed) }
        decisive = Rate.of(points.filter(\.isDecisive), \.isMislabelled)
    }

    /// What one mislabelled lot weighs, so that all of them weigh as the prior says.
    private static func weight(of points: [Point], _ prior: Double) -> Double {
        let mislabelled = points.count(where: \.isMislabelled)
        guard mislabelled > 0, prior < 1 else { return 1 }
        return prior / (1 - prior) * Double(points.count - mislabelled) / Double(mislabelled)
    }

    private struct Sums {
        var weight = 0.0
        var stated = 0.0
        var mislabelled = 0.0
        var lots = 0

        mutating func add(_ point: Point, _ weight: Double) {
            self.weight += weight
            stated += weight * point.posterior
            if point.isMislabelled { mislabelled += weight }
            lots += 1
        }
    }
}

extension Evaluation {
    /// The calibration without evasive families.
    public var calibration: Calibration { Calibration(lots, withEvasive: false) }
    /// The calibration with evasive families.
    public var calibrationWithEvasive: Calibration { Calibration(lots, withEvasive: true) }
}
