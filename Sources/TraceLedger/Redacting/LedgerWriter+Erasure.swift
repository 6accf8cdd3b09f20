// SPDX-License-Identifier: Apache-2.0
import TraceCBOR
import TraceCOSE
import TraceIssuing
import TracePrimitives
import TraceRecords
import TraceStorage

/// What an erasure did, and what it cannot do.
public struct ErasureResult: Sendable, Hashable {
    /// Disclosed values that were deleted.
    public let deleted: Int
    /// The entry of the tombstone.
    public let tombstone: UInt64
    /// Whether the statement may still have to be kept.
    public let isWithinRetention: Bool

    /// How long 31 CFR 501.601 asks for records to be kept, in years (ten since 12 March 2025).
    public static let retentionYears = 10

    /// What a person has to know, in sentences.
    public var caveats: [String] {
        var lines = [
            "Copies that were given away, and backups, are not erased: ask their holders.",
            "A disk may keep old blocks of a file that was overwritten.",
        ]
        if isWithinRetention {
            lines.append(
                "Warning: by its own date the statement is less than \(Self.retentionYears) years "
                    + "old. 31 CFR 501.601 asks for records of transactions it covers to be kept "
                    + "for \(Self.retentionYears) years; ask counsel whether it applies.")
        }
        return lines
    }
}

extension LedgerWriter {
    /// Reason codes of a tombstone; there is no free text.
    public static let erasureReasons = [
        "data-subject-request", "retention-ended", "safety", "legal-order",
    ]

    /// Deletes disclosed values of a statement and its corrections, and states that it was done.
    ///
    /// No fields means all. The plan is durable first: a crash at any later step leaves nothing
    /// readable, and the next opening ends what was begun.
    public func erase(
        _ entry: CurrentStatements.Entry, fields: Set<String>, reason: String, time: UInt64
    ) throws -> ErasureResult {
        guard Self.erasureReasons.contains(reason) else {
            throw WritingError(
                "\(reason) is no reason code; write one of "
                    + Self.erasureReasons.joined(separator: ", "))
        }
        // One plan waits at a time; this issuer's own was carried out when the ledger was opened.
        if let waiting = try ErasurePlan.pending(in: folder) {
            throw WritingError(
                "\(folder.path): an erasure by the issuer \(COSEKey.issuerName(waiting.issuer)) was "
                    + "interrupted. It states that first: let it open the ledger, for example with "
                    + "`import`")
        }
        try publish(over: entry.index)
        let plan = ErasurePlan(
            issuer: signer.issuer, target: entry.first, reason: reason,
            records: Set([entry.first] + entry.corrections), fields: fields, size: state.size)
        var keys: Set<String> = []
        var deleted = 0
        for set in annex.sets {
            let left = plan.applied(to: set).fields
            deleted += set.fields.count - left.count
            keys.formUnion(set.fields.lazy.filter { !left.contains($0) }.map(\.key))
        }
        guard deleted > 0 else {
            throw WritingError(
                "\(entry.record.kind.rawValue) \(entry.record.id): nothing of what is to be erased "
                    + "is disclosed here; what stands in clear in the log cannot be erased")
        }
        try commit()
        try plan.write(in: folder)
        // Crash here: nobody reads the values any more, and the next opening deletes them.
        let tombstone = try carryOut(plan, time: time)
        current.forget(plan.target, keys: keys)
        let issued = try issuedAt(entry.index) ?? time
        let retention = UInt64(ErasureResult.retentionYears) * 31_556_952
        return ErasureResult(
            deleted: deleted, tombstone: tombstone, isWithinRetention: time < issued + retention)
    }

    /// Ends an erasure of this issuer that was interrupted.
    func finishErasure() throws {
        guard let plan = try ErasurePlan.pending(in: folder), plan.issuer == signer.issuer else {
            return
        }
        // The time of a tombstone is a claim; that of the statement before it is as good.
        let time = try state.size > 0 ? issuedAt(state.size - 1) ?? 0 : 0
        _ = try carryOut(plan, time: time)
    }

    private func carryOut(_ plan: ErasurePlan, time: UInt64) throws -> UInt64 {
        try store.publish()
        try annex.erase(plan, stated: AnnexFile.records(in: folder))
        // Crash here: the values are gone, the tombstone is missing; the next opening states it.
        let tombstone: UInt64
        if let stated = try place(ofTombstone: plan) {
            tombstone = stated
        } else {
            guard let entry = current.entry(of: plan.target) else {
                throw WritingError("this issuer has no statement \(plan.target) to erase of")
            }
            // R11: a tombstone is about the record of its target, under the same pseudonym.
            let opening = encoder.book.opening(entry.record.reference)
            let payload = try ControlPayload.erasure(
                of: plan.target, reason: plan.reason, ref: opening.subject)
            let subjects = Set(entry.subjects + [opening.subject]).sorted()
            tombstone = state.size
            try commit(payload, subjects: subjects, [opening], time: time)
            current.noteErasure(of: plan.target)
        }
        // Crash here: all is stated; index and journal are cleared when next opened.
        try store.purgeJournal()
        try DerivedFiles.renew(folder)
        try DurableFile.remove(ErasurePlan.path(in: folder), in: folder.files)
        return tombstone
    }

    /// Where the tombstone of this plan stands: behind what was there when the plan was made.
    ///
    /// An earlier erasure of the same statement says nothing of this one.
    private func place(ofTombstone plan: ErasurePlan) throws -> UInt64? {
        guard plan.size < state.size else { return nil }
        for index in plan.size..<state.size {
            guard let bytes = try entry(at: index),
                let parts = try? SignedStatementBytes(parsing: bytes)
            else { continue }
            let payload = try CBORValue.decode(bytes, parts.payload)
            if payload["kind"]?.textValue == RecordKind.erasure.rawValue,
                payload["target"]?.digestValue == plan.target.digest,
                payload["reason"]?.textValue == plan.reason
            {
                return index
            }
        }
        return nil
    }

    /// The time that an entry claims for itself.
    private func issuedAt(_ index: UInt64) throws -> UInt64? {
        guard let bytes = try entry(at: index),
            let parts = try? SignedStatementBytes(parsing: bytes)
        else { return nil }
        var links: [SubjectLink] = []
        return try? ProtectedHeader(
            parsing: bytes, parts.protectedHeader, subjects: &links
        ).issuedAt
    }

    private func entry(at index: UInt64) throws -> [UInt8]? {
        try store.publish()
        guard let size = store.published?.size, index < size else { return nil }
        return try LogReader(store.log).unverifiedEntries(
            bundle: index >> 8, inLogOf: size
        ).entry(index)
    }
}
