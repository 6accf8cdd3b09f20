// SPDX-License-Identifier: Apache-2.0
import TraceIssuing
import TracePrimitives
public import TraceRecords
import TraceVerifier

extension LedgerWriter {
    /// Reasons of a retraction; there is no free text.
    public static let retractionReasons: [String] = {
        guard case .word(let reasons)? = RecordSchema.retraction["reason"]?.type else { return [] }
        return reasons
    }()

    /// Takes a statement back, with its corrections, and commits that alone; gives its place.
    ///
    /// The statement stays in the log. Audits leave its record out from then on and say so; to state
    /// the record again is to correct it.
    @discardableResult
    public func retract(
        _ entry: CurrentStatements.Entry, reason: String, time: UInt64
    ) throws -> UInt64 {
        guard Self.retractionReasons.contains(reason) else {
            throw WritingError(
                "\(reason) is no reason code; write one of "
                    + Self.retractionReasons.joined(separator: ", "))
        }
        guard !LedgerMerge.isSource(entry.record) || !MergedVerification.isMerged(folder) else {
            throw WritingError(
                "\(entry.record.kind.rawValue) \(entry.record.id) states a source of this merged "
                    + "ledger, which stands in it for good. To leave a source out, merge the others "
                    + "into another folder")
        }
        guard !entry.isRetracted else {
            throw WritingError(
                "\(entry.record.kind.rawValue) \(entry.record.id) was taken back already")
        }
        try publish(over: entry.index)
        try commit()
        let place = state.size
        // R11: about the record of its target, under the same pseudonym.
        let opening = encoder.book.opening(entry.record.reference)
        let payload = try ControlPayload.retraction(
            of: entry.first, reason: reason, ref: opening.subject)
        let subjects = Set(entry.subjects + [opening.subject]).sorted()
        try commit(payload, subjects: subjects, [opening], time: time)
        current.noteRetraction(of: entry.first)
        return place
    }
}

extension Record {
    /// Whether a field of the record, or what it rests on, names another record.
    public func names(_ target: Reference) -> Bool {
        if target.kind == .party, accordingTo == target.id { return true }
        if target.kind == .document,
            document == target.id || readFrom.values.contains(target.id)
        {
            return true
        }
        return fields.values.contains { value in
            switch value {
            case .reference(let named): named == target
            case .references(let named): named.contains(target)
            case .lots(let shares): target.kind == .lot && shares.contains { $0.lot == target.id }
            default: false
            }
        }
    }
}
