// SPDX-License-Identifier: Apache-2.0

/// Everything upstream of a lot: what it is made of, by whom and where, as far as records go.
public struct Origins: Codable, Sendable, Equatable {
    /// A lot that went into it.
    public struct Line: Codable, Sendable, Equatable {
        /// The lot.
        public let lot: String
        /// Steps of work away; 0 is the lot itself.
        public let tier: Int
        /// HS code.
        public let hs: String?
        /// Net mass, where it is known.
        public let kilograms: Double?
        /// Lots that it went into.
        public let into: [String]
        /// Labels of the records of the work that made it; empty: no record says.
        public let work: [String]
        /// Label of its own record; nil: only named, never described.
        public let record: String?
    }

    /// The lot.
    public let lot: String
    /// The lots, nearest first.
    public let lines: [Line]

    /// Lots at which the records end: nothing says what they are made of, or by whom.
    public var ends: [Line] { lines.filter(\.work.isEmpty) }
}

extension LotNetwork {
    /// What a lot comes from; nil when no record names it.
    public func origins(of lot: String) -> Origins? {
        guard let start = number[lot] else { return nil }
        let tiers = Tiers(from: [start], in: self, downstream: false)
        return Origins(
            lot: lot,
            lines: tiers.order.map { place in
                let point = points[place]
                return Origins.Line(
                    lot: point.id, tier: tiers.tier[place] ?? 0, hs: point.hs,
                    kilograms: point.kg, into: (tiers.by[place] ?? []).map { points[$0].id },
                    work: point.producers.map { rows[$0].label }, record: point.label)
            })
    }
}
