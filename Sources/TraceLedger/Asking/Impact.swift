// SPDX-License-Identifier: Apache-2.0
public import TraceRecords

/// Everything downstream of a party, a site or a lot: how many steps away, and what share by mass.
public struct Impact: Codable, Sendable, Equatable {
    /// A lot that is reached.
    public struct Line: Codable, Sendable, Equatable {
        /// The lot.
        public let lot: String
        /// Steps of work away; 0: named with it directly.
        public let tier: Int
        /// The least share of the lot's mass that comes from it.
        public let shareLow: Double
        /// The greatest; more than the least where a mass is not known.
        public let shareHigh: Double
        /// The lot's net mass, where it is known.
        public let kilograms: Double?
        /// HS code.
        public let hs: String?
        /// Lots by which it is reached.
        public let by: [String]
        /// Whether nothing is recorded as made of it.
        public let isFinished: Bool
        /// Labels of movements that bring it into a buyer's country.
        public let entries: [String]
    }

    /// What was asked about, as `kind:id`.
    public let about: String
    /// Records of the ledger or workbook.
    public let records: Int
    /// The lots, nearest first.
    public let lines: [Line]

    /// The greatest number of steps.
    public var depth: Int { lines.map(\.tier).max() ?? 0 }
}

extension LotNetwork {
    /// What a party, site or lot reaches; nil when no record names it.
    public func impact(of thing: Reference, records: Int = 0) -> Impact? {
        guard let start = lots(touching: thing) else { return nil }
        let tiers = Tiers(from: start, in: self, downstream: true)
        let shares = shares(of: tiers, start: Set(start))
        let lines = tiers.order.map { lot in
            let point = points[lot]
            let share = shares[lot] ?? (0, 1)
            return Impact.Line(
                lot: point.id, tier: tiers.tier[lot] ?? 0, shareLow: share.low,
                shareHigh: share.high, kilograms: point.kg, hs: point.hs,
                by: (tiers.by[lot] ?? []).map { points[$0].id },
                isFinished: point.consumers.isEmpty, entries: point.entries)
        }
        return Impact(about: "\(thing.kind.rawValue):\(thing.id)", records: records, lines: lines)
    }

    /// The share of each reached lot that comes from the start, sources before what is made of them.
    private func shares(of tiers: Tiers, start: Set<Int>) -> [Int: (low: Double, high: Double)] {
        var shares: [Int: (low: Double, high: Double)] = [:]
        var open: [Int: Int] = [:]
        var ready: [Int] = []
        for lot in tiers.order {
            let sources =
                start.contains(lot) ? [] : sources(of: lot).filter { tiers.tier[$0] != nil }
            open[lot] = sources.count
            if sources.isEmpty { ready.append(lot) }
        }
        var next = 0
        while next < ready.count {
            let lot = ready[next]
            next += 1
            shares[lot] = start.contains(lot) ? (1, 1) : mixture(lot, shares, tiers)
            for made in made(of: lot) where !start.contains(made) {
                guard let left = open[made], left > 0 else { continue }
                open[made] = left - 1
                if left == 1 { ready.append(made) }
            }
        }
        // Lots that are stated to be made of each other are never ready: anything may be in them.
        return shares
    }

    /// Lots that rows made a lot of, each once.
    private func sources(of lot: Int) -> Set<Int> {
        Set(points[lot].producers.flatMap { rows[$0].inputs.map(\.lot) })
    }

    /// Lots that rows made of a lot, each once.
    private func made(of lot: Int) -> Set<Int> {
        Set(
            points[lot].consumers.flatMap { row in
                rows[row].outputs.map(\.lot).filter { points[$0].producers.contains(row) }
            })
    }

    private func mixture(
        _ lot: Int, _ shares: [Int: (low: Double, high: Double)], _ tiers: Tiers
    ) -> (low: Double, high: Double) {
        let rows = points[lot].producers.map { self.rows[$0] }.filter { !$0.inputs.isEmpty }
        let parts = rows.map { row in
            (
                kg: row.outputs.first { $0.lot == lot }?.kg,
                share: Self.mean(
                    row.inputs.map { part in
                        let known = shares[part.lot] ?? (0, tiers.tier[part.lot] == nil ? 0 : 1)
                        return (part.kg, known)
                    })
            )
        }
        return Self.mean(parts.map { ($0.kg, $0.share) })
    }

    /// The mean by mass; where a mass is not known, anything between the least and the greatest.
    private static func mean(
        _ parts: [(kg: Double?, share: (low: Double, high: Double))]
    ) -> (low: Double, high: Double) {
        let masses = parts.compactMap(\.kg)
        let total = masses.reduce(0, +)
        guard masses.count == parts.count, total > 0 else {
            return (parts.map(\.share.low).min() ?? 0, parts.map(\.share.high).max() ?? 1)
        }
        var (low, high) = (0.0, 0.0)
        for part in parts {
            low += (part.kg ?? 0) * part.share.low
            high += (part.kg ?? 0) * part.share.high
        }
        return (low / total, high / total)
    }
}

/// Lots by the number of steps to them.
struct Tiers {
    /// The lots, nearest first.
    private(set) var order: [Int] = []
    private(set) var tier: [Int: Int] = [:]
    /// The lots by which each was reached.
    private(set) var by: [Int: [Int]] = [:]

    init(from start: [Int], in network: LotNetwork, downstream: Bool) {
        for lot in start where tier[lot] == nil {
            tier[lot] = 0
            order.append(lot)
        }
        var next = 0
        while next < order.count {
            let lot = order[next]
            next += 1
            let point = network.points[lot]
            let steps = tier[lot] ?? 0
            for row in downstream ? point.consumers : point.producers {
                let parts = downstream ? network.rows[row].outputs : network.rows[row].inputs
                for part in parts where part.lot != lot {
                    // A row that keeps a lot's id makes nothing of it.
                    let isKept =
                        downstream && !network.points[part.lot].producers.contains(row)
                    guard !isKept else { continue }
                    if tier[part.lot] == nil {
                        tier[part.lot] = steps + 1
                        order.append(part.lot)
                    }
                    // Several rows may lead from one lot to another.
                    if tier[part.lot] == steps + 1, by[part.lot]?.last != lot {
                        by[part.lot, default: []].append(lot)
                    }
                }
            }
        }
    }
}
