// SPDX-License-Identifier: Apache-2.0
import TraceCBOR
import TracePrimitives
import TraceRecords
import TraceVerifier

/// Which statements of a ledger an erasure names, themselves or what they correct.
struct ErasedStatements {
    /// What a correction corrects, as it first stood.
    private var firsts: [RecordID: RecordID] = [:]
    /// The last erasure of a first statement.
    private var places: [RecordID: UInt64] = [:]

    /// The erasures of a verified ledger.
    init(_ ledger: VerifiedLedger) {
        for statement in ledger.statements
        where statement.kind == .correction || statement.kind == .erasure {
            take(statement.record, statement.payload, at: statement.index)
        }
    }

    /// Takes up a statement that now stands at a place.
    mutating func take(_ record: RecordID, _ payload: [UInt8], at index: UInt64) {
        guard let fields = try? CBORValue.decode(payload),
            let target = fields["target"]?.digestValue.map({ RecordID($0) })
        else { return }
        switch fields["kind"]?.textValue.flatMap(RecordKind.init(rawValue:)) {
        case .correction: firsts[record] = first(of: target)
        case .erasure: places[first(of: target)] = index
        default: break
        }
    }

    /// The place of the erasure that names a statement, or the one that it corrects.
    func place(of record: RecordID) -> UInt64? { places[first(of: record)] }

    private func first(of record: RecordID) -> RecordID { firsts[record] ?? record }
}

extension DisclosureSet {
    /// This set with what another one of the same statement opens beyond it; nil where that is nothing.
    func joined(with other: DisclosureSet) -> DisclosureSet? {
        let new = other.fields.filter { !fields.contains($0) }
        let named = other.openings.filter { !openings.contains($0) }
        guard !new.isEmpty || !named.isEmpty else { return nil }
        return DisclosureSet(record: record, fields: fields + new, openings: openings + named)
    }
}
