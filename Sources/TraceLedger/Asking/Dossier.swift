// SPDX-License-Identifier: Apache-2.0
import TracePrimitives
public import TraceRecords
public import TraceRisk

/// The records that concern one lot: its chain upstream, and whoever and whatever that names.
public struct Dossier: Sendable {
    /// The lot and all that went into it.
    public let origins: Origins
    /// The records, in the order in which they first stood.
    public let records: [StandingRecord]

    /// The dossier of a lot; nil when no record names it.
    public init?(of lot: String, in network: LotNetwork, _ records: [StandingRecord]) {
        guard let origins = network.origins(of: lot) else { return nil }
        self.origins = origins
        let lots = Set(origins.lines.map(\.lot))
        var things = Set(lots.map { Reference(.lot, $0) })
        var kept: Set<Int> = []
        // First what speaks of the lots, then what that names, then papers about any of it.
        for (place, record) in records.enumerated() where Self.concerns(record.record, lots) {
            kept.insert(place)
            things.insert(record.record.reference)
            things.formUnion(Self.named(by: record.record))
        }
        for (place, record) in records.enumerated() where record.record.kind == .site {
            guard things.contains(record.record.reference) else { continue }
            things.formUnion(Self.named(by: record.record))
            kept.insert(place)
        }
        for (place, record) in records.enumerated() where !kept.contains(place) {
            let reference = record.record.reference
            let isNamed = things.contains(reference)
            let speaks = Self.targets(record.record).contains { things.contains($0) }
            if isNamed || speaks { kept.insert(place) }
        }
        self.records = kept.sorted().map { records[$0] }
    }

    private static func concerns(_ record: Record, _ lots: Set<String>) -> Bool {
        switch record.kind {
        case .lot: return lots.contains(record.id)
        case .processing: return record.lots("outputs").contains { lots.contains($0.lot) }
        case .movement, .order, .payment:
            return record.lots("lots").contains { lots.contains($0.lot) }
        default: return false
        }
    }

    /// Parties, sites and documents that a record names.
    private static func named(by record: Record) -> [Reference] {
        var named = record.fields.values.compactMap { value -> Reference? in
            if case .reference(let reference) = value { reference } else { nil }
        }
        if let party = record.accordingTo { named.append(Reference(.party, party)) }
        for document in [record.document].compactMap({ $0 }) + record.readFrom.values {
            named.append(Reference(.document, document))
        }
        return named
    }

    /// What a document, head count, claim, reply or inspection speaks of.
    private static func targets(_ record: Record) -> [Reference] {
        switch record.kind {
        case .document: record.references("attaches")
        // Confidential indicators stay in the house, however near they lie.
        case .claim where record.text("denominator")?.hasPrefix("indicator/") == true: []
        // So do replies to the pattern that weighs them (P24).
        case .reply where record.text("finding") == "P24": []
        case .claim, .reply: record.references("about")
        case .headCount, .inspection: named(by: record).filter { $0.kind == .site }
        default: []
        }
    }

    /// The records of a kind.
    public func records(_ kind: RecordKind) -> [Record] {
        records.map(\.record).filter { $0.kind == kind }
    }
}
