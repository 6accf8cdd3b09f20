// SPDX-License-Identifier: Apache-2.0
import TraceCOSE
import TraceIssuing
import TracePrimitives
import TraceRecords
public import TraceStorage
import TraceVerifier

/// Registers statements that others have signed, under the ledger's registration policy.
///
/// Each is judged as any verifier would judge it at its place. A number of an issuer is given once:
/// whichever statement is registered first counts, and a later one under it is kept as a fork.
public final class Registrar {
    /// What became of a statement.
    public enum Outcome: Sendable, Hashable {
        /// It stands in the ledger from now on.
        case registered(index: UInt64)
        /// It stands there already; so many disclosures of it are new.
        case known(newDisclosures: Int)
        /// It waits for these numbers of its issuer.
        case held(missing: [UInt64])
        /// It is not taken, for a reason that names the remedy.
        case refused(String)
    }

    /// A statement with what became of it.
    public struct Result: Sendable {
        /// The statement.
        public let statement: SubmittedStatement
        /// What became of it.
        public let outcome: Outcome
    }

    /// What recovery found when the folder was opened.
    public var recovery: RecoveryReport { store.recovery }
    /// Number of entries.
    public var size: UInt64 { state.size }
    /// Statements that wait for an earlier number.
    public var waiting: [SubmittedStatement] { held.statements }

    private let folder: LedgerFolder
    private let store: Sequencer
    private var state: LedgerState
    private var annex: AnnexFile
    private var held: HeldStatements
    private var registered: Set<RecordID>
    /// Entries that are committed and perhaps not published yet, for corrections of them.
    private var recent: [UInt64: [UInt8]] = [:]

    /// The last set of each statement in the annex.
    private var disclosed: [RecordID: DisclosureSet]
    private var erased: ErasedStatements
    private let isMerged: Bool
    /// Whether disclosures are taken again that an erasure of the ledger names.
    public var takesErasedAgain = false

    /// Opens a ledger to register statements in it.
    public init(opening folder: LedgerFolder, checkpoints: CheckpointIssuer) throws {
        self.folder = folder
        let opened = try OpenedLedger(folder, checkpoints, done: "registered")
        store = opened.store
        state = opened.state
        registered = Set(opened.ledger.statements.map(\.record))
        erased = ErasedStatements(opened.ledger)
        isMerged = MergedVerification.isMerged(folder)
        annex = try AnnexFile(appendingIn: folder)
        disclosed = Dictionary(annex.sets.map { ($0.record, $0) }) { $1 }
        held = try HeldStatements(in: folder)
    }

    /// The ledger's origin.
    public var origin: String { state.policy.origin }

    /// Takes statements in any order; returns what became of each and of those it made possible.
    public func add(_ statements: [SubmittedStatement]) throws -> [Result] {
        var results: [Result] = []
        var queue = held.statements + statements
        var isMoving = true
        // Each round registers at least one statement, or is the last.
        while isMoving {
            isMoving = false
            var later: [SubmittedStatement] = []
            for statement in queue {
                guard let outcome = try take(statement) else {
                    later.append(statement)
                    continue
                }
                if case .registered = outcome { isMoving = true }
                try held.release(statement)
                results.append(Result(statement: statement, outcome: outcome))
            }
            queue = later
        }
        let new = Set(statements.map(\.record))
        for statement in queue where new.contains(statement.record) {
            results.append(Result(statement: statement, outcome: try hold(statement)))
        }
        return settled(results)
    }

    /// Publishes and gives the folder back; then the search index follows.
    @discardableResult
    public func close() throws -> SearchIndexState {
        try store.close()
        return .refreshed(folder)
    }

    /// The numbers that are named as missing are those that still are, now that all were looked at.
    private func settled(_ results: [Result]) -> [Result] {
        results.map { result in
            guard case .held = result.outcome else { return result }
            return Result(
                statement: result.statement,
                outcome: .held(
                    missing: held.missing(
                        of: result.statement.issuer,
                        from: state.head(of: result.statement.issuer).seq)))
        }
    }

    /// What becomes of a statement now; `nil` when an earlier number is missing.
    private func take(_ statement: SubmittedStatement) throws -> Outcome? {
        if registered.contains(statement.record) {
            return try learn(statement)
        }
        guard statement.audience == state.policy.origin else {
            return .refused(
                "it was signed for the ledger \(statement.audience), this is "
                    + "\(state.policy.origin); the issuer signs it again for this one")
        }
        let head = state.head(of: statement.issuer)
        if statement.seq > head.seq { return nil }
        if statement.seq < head.seq { return try fork(statement) }
        guard statement.prev == head.prev else {
            return .refused(
                "number \(statement.seq) was signed over another predecessor than the one "
                    + "registered here, \(RecordID(head.prev)); the issuer takes its head from "
                    + "this ledger and signs again (sign --from LEDGER --replace \(head.seq))")
        }
        return try register(statement)
    }

    private func register(_ statement: SubmittedStatement) throws -> Outcome {
        guard !isMerged || statement.kind != .document else {
            return .refused(
                "this is a merged ledger, and every document stated in it is one of its sources "
                    + "(SPEC.md E.6); add it to the ledger that was merged, then merge again")
        }
        // Refused statements leave a state of no further use: they are tried on a copy.
        var trial = state
        let earlier = EarlierEntries(store, recent: recent)
        do {
            _ = try trial.admit([statement.bytes]) { earlier.entry($0) }
        } catch {
            // Nothing was found wrong with a statement when what it names could not be read.
            if let failure = earlier.failure { throw failure }
            return .refused("\(error.sentence). Remedy: \(error.code.remedy)")
        }
        guard trial.policy.checkpointKey == state.policy.checkpointKey else {
            return .refused(
                "it replaces the log's key, which takes both keys at once; the authority does it "
                    + "with: traceledger key rotate --log")
        }
        if let set = statement.disclosures { try keep(set) }
        // Crash here: disclosures of a statement that is not registered; handed in again, they fit.
        let places = try store.append([
            PendingEntry(statement.bytes, leafHash: statement.record.digest)
        ])
        state = trial
        registered.insert(statement.record)
        erased.take(statement.record, statement.payload, at: places.lowerBound)
        recent[places.lowerBound] = statement.bytes
        return .registered(index: places.lowerBound)
    }

    /// Keeps more disclosures of a statement that stands in the ledger.
    ///
    /// Values that its issuer had erased do not come back with a file that is handed in once more.
    private func learn(_ statement: SubmittedStatement) throws -> Outcome {
        guard let set = statement.disclosures else { return .known(newDisclosures: 0) }
        let known =
            disclosed[set.record] ?? DisclosureSet(record: set.record, fields: [], openings: [])
        guard let joined = known.joined(with: set) else { return .known(newDisclosures: 0) }
        let fields = joined.fields.count - known.fields.count
        if fields > 0, !takesErasedAgain, let place = erased.place(of: set.record) {
            return .refused(
                "it is registered, and entry \(place) states that values of it were erased here; "
                    + "\(fields) that the disclosures beside it open are not taken again. Delete "
                    + "them there too; --again takes them in all the same")
        }
        try keep(joined)
        return .known(
            newDisclosures: fields + joined.openings.count - known.openings.count)
    }

    private func keep(_ set: DisclosureSet) throws {
        try annex.append([set])
        disclosed[set.record] = set
    }

    // MARK: - Numbers that are taken, and numbers to come

    /// A second statement under a number: kept as evidence when the issuer really signed it.
    private func fork(_ statement: SubmittedStatement) throws -> Outcome {
        let sentence =
            "number \(statement.seq) of the issuer \(COSEKey.issuerName(statement.issuer)) is taken "
            + "by another statement, and the first registered counts"
        guard isSigned(statement) == true else { return .refused(sentence) }
        let path = folder.privatePath + "/forks"
        try folder.files.makeFolder(at: path, .ownerOnly)
        try folder.files.synchronizeFolder(folder.privatePath)
        let file =
            "\(path)/\(statement.issuer.base64URL).\(statement.seq).\(statement.record)"
        try DurableFile.replace(file, with: statement.bytes, in: folder.files)
        return .refused(
            sentence + ". Both are signed by it: this one is kept in \(file); ask the issuer "
                + "which one it stands by")
    }

    /// Whether a key of the issuer that it names has signed it; `nil` when the ledger does not know
    /// the key.
    ///
    /// The log's key and those of others say nothing in an issuer's name.
    private func isSigned(_ statement: SubmittedStatement) -> Bool? {
        guard let key = state.keys[statement.kid],
            let parts = try? SignedStatementBytes(parsing: statement.bytes)
        else { return nil }
        guard state.issuer(withKey: statement.kid) == statement.issuer else { return false }
        var message: [UInt8] = []
        SigStructure.write(parts, of: statement.bytes, to: &message)
        return key.isValid(
            signatureIn: statement.bytes, at: parts.signature.lowerBound, message: message,
            0..<message.count)
    }

    /// Makes a statement wait, when it can be one of this ledger at all.
    private func hold(_ statement: SubmittedStatement) throws -> Outcome {
        // An issuer's name is the thumbprint of its first key, which a ledger that knows it names.
        guard state.issuer(withKey: statement.issuer) == statement.issuer else {
            return .refused(
                "the issuer \(COSEKey.issuerName(statement.issuer)) is not known to this ledger; "
                    + "the authority admits it first (traceledger key add)")
        }
        let waiting = held.statements.count { $0.issuer == statement.issuer }
        guard waiting < HeldStatements.mostOfIssuer || held.contains(statement) else {
            return .refused(
                "\(waiting) statements of this issuer wait already; add the missing ones first, "
                    + "then this one again")
        }
        switch isSigned(statement) {
        case false?:
            return .refused(
                "its signature does not hold under a key of its issuer, and it is not kept; ask the "
                    + "issuer for the file again")
        case nil:
            // Its key may be named by a statement that is still missing, or by nobody ever.
            let unchecked = held.statements.count {
                $0.issuer == statement.issuer && isSigned($0) == nil
            }
            guard unchecked < HeldStatements.mostUnchecked else {
                return .refused(
                    "\(unchecked) statements of this issuer by unknown keys wait already; add the "
                        + "missing ones first")
            }
        default: break
        }
        try held.hold(statement)
        return .held(missing: [])
    }
}
