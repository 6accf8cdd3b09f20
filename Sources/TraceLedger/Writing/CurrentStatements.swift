// SPDX-License-Identifier: Apache-2.0
public import TracePrimitives
public import TraceRecords
import TraceVerifier

/// What one issuer's statements say now: each record as last corrected.
public struct CurrentStatements {
    /// One record with the statement that first made it.
    public struct Entry {
        /// The record id of the first statement, which corrections name.
        public let first: RecordID
        /// Its place in the ledger.
        public let index: UInt64
        /// The record ids of its corrections, in order.
        public fileprivate(set) var corrections: [RecordID] = []
        /// The record as it stands.
        public fileprivate(set) var record: Record
        /// Every subject that its statements stand in the chains of.
        public fileprivate(set) var subjects: [Digest]
        /// Whether the issuer took it back.
        public fileprivate(set) var isRetracted = false
        /// Whether committed values are no longer disclosed.
        public var isErased: Bool { record.withheld > 0 }
    }

    private var entries: [Reference: Entry] = [:]
    private var placeOf: [RecordID: Reference] = [:]

    /// Places of statements whose record no disclosure opens any more.
    ///
    /// Disclosures are durable before their statement is, and an erasure leaves the openings of ids:
    /// only a damaged, older or foreign annex has such statements.
    public private(set) var unopened: [UInt64] = []

    /// Number of records.
    public var count: Int { entries.count }

    /// The statements of an issuer in a verified ledger, opened by its annex.
    init(_ ledger: VerifiedLedger, _ sets: [DisclosureSet], issuer: Digest) {
        var statements: [UInt64: Statement] = [:]
        for item in ledger.verified { statements[item.payload.index] = item.payload }
        for item in ledger.anchored { statements[item.payload.index] = item.payload }
        let disclosures = Dictionary(sets.map { ($0.record, $0) }) { _, last in last }
        for checked in ledger.checked(disclosures, refuse: { _, _ in }) {
            guard let statement = statements[checked.index], statement.issuer == issuer else {
                continue
            }
            if Self.isUnopened(checked.record) { unopened.append(statement.index) }
            take(checked.record, statement)
        }
    }

    /// A pseudonym stands where the id is not disclosed; no id of a recorder begins so.
    private static func isUnopened(_ record: Record) -> Bool {
        record.id.utf8.first == 0x7E && (record.kind == .correction || !record.kind.isControl)
    }

    /// First statements of which disclosures were erased, by their tombstones.
    public private(set) var erased: Set<RecordID> = []

    /// The entry of a record.
    public subscript(_ reference: Reference) -> Entry? { entries[reference] }

    /// The entry that a statement or a correction of it belongs to.
    public func entry(of record: RecordID) -> Entry? { placeOf[record].flatMap { entries[$0] } }

    /// The entry whose first statement or correction stands at a place.
    public func entry(at index: UInt64) -> Entry? {
        entries.values.first { $0.index == index }
    }

    private mutating func take(_ record: Record, _ statement: Statement) {
        let target = record.bytes("target").flatMap { Digest($0) }.flatMap { placeOf[RecordID($0)] }
        switch record.kind {
        case .correction:
            guard let target, let corrected = Record(corrected: record) else { return }
            entries[target]?.record = corrected
            entries[target]?.subjects = statement.subjects
            entries[target]?.corrections.append(statement.record)
            entries[target]?.isRetracted = false
            placeOf[statement.record] = target
        case .retraction: if let target { entries[target]?.isRetracted = true }
        case .erasure:
            if let first = record.bytes("target").flatMap({ Digest($0) }) {
                erased.insert(RecordID(first))
            }
        default:
            placeOf[statement.record] = record.reference
            entries[record.reference] = Entry(
                first: statement.record, index: statement.index, record: record,
                subjects: statement.subjects)
        }
    }

    mutating func note(
        _ record: Record, _ id: RecordID, at index: UInt64, subjects: [Digest]
    ) {
        placeOf[id] = record.reference
        entries[record.reference] = Entry(
            first: id, index: index, record: record, subjects: subjects)
    }

    /// The records that stand, in the order in which they were first stated.
    public var standing: [Entry] {
        entries.values.filter { !$0.isRetracted }.sorted { $0.index < $1.index }
    }

    mutating func noteRetraction(of first: RecordID) {
        if let place = placeOf[first] { entries[place]?.isRetracted = true }
    }

    mutating func noteErasure(of first: RecordID) { erased.insert(first) }

    /// Forgets values that were erased.
    mutating func forget(_ first: RecordID, keys: Set<String>) {
        guard let place = placeOf[first], var entry = entries[place] else { return }
        for key in keys where entry.record.fields.removeValue(forKey: key) != nil {
            entry.record.withheld += 1
        }
        entries[place] = entry
    }

    mutating func replace(_ record: Record, by id: RecordID, subjects: [Digest]) {
        placeOf[id] = record.reference
        entries[record.reference]?.corrections.append(id)
        entries[record.reference]?.record = record
        entries[record.reference]?.subjects = subjects
        entries[record.reference]?.isRetracted = false
    }
}

extension Record {
    /// The state that a correction describes, as a record of the corrected kind.
    init?(corrected correction: Record) {
        guard let kind = correction.text("of").flatMap(RecordKind.init(rawValue:)) else {
            return nil
        }
        self.init(
            kind: kind, id: correction.id,
            fields: correction.fields.filter { $0.key != "of" && $0.key != "target" },
            accordingTo: correction.accordingTo, document: correction.document,
            basis: correction.basis, readFrom: correction.readFrom, withheld: correction.withheld)
    }
}
