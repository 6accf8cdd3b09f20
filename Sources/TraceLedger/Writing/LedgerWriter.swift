// SPDX-License-Identifier: Apache-2.0
import TraceCOSE
import TraceIssuing
public import TracePrimitives
public import TraceRecords
public import TraceStorage
import TraceVerifier
public import TraceWriting

/// Why a ledger is not written to.
public struct WritingError: Error, Sendable, CustomStringConvertible {
    /// What is wrong and what would help.
    public let description: String
    /// Whether the records are not what was signed, rather than the request wrong.
    public let isIntegrityFailure: Bool

    init(_ description: String, isIntegrityFailure: Bool = false) {
        self.description = description
        self.isIntegrityFailure = isIntegrityFailure
    }
}

/// One issuer adding statements to one ledger folder.
///
/// Opening replays the journal, publishes what was committed, and verifies the ledger by its anchors:
/// the signer continues only chains that were checked.
public final class LedgerWriter {
    /// Statements of this issuer as they now stand.
    public internal(set) var current: CurrentStatements
    /// What recovery found when the folder was opened.
    public var recovery: RecoveryReport { store.recovery }

    let folder: LedgerFolder
    let store: Sequencer
    let signer: StatementSigner
    var state: LedgerState
    var annex: AnnexFile
    var encoder: PayloadEncoder
    private var pending: [(entry: PendingEntry, disclosures: DisclosureSet)] = []

    /// Statements that are committed together at most: one bundle.
    static let batch = 256

    /// What is committed beyond the ledger's profile from now on.
    public var withholding: Withholding {
        get { encoder.withholding }
        set { encoder.withholding = newValue }
    }

    /// Opens a ledger for writing.
    ///
    /// `sharing` holds disclosures of partners whose pseudonyms are used for ids that this issuer has
    /// not named yet, so that both name a lot alike.
    public init(
        opening folder: LedgerFolder, key: consuming SecretKey, checkpoints: CheckpointIssuer,
        sharing: [DisclosureSet] = [], random: RandomSource = .system
    ) throws {
        self.folder = folder
        let opened = try OpenedLedger(folder, checkpoints, done: "written")
        store = opened.store
        state = opened.state
        let kid = COSEKey.thumbprint(of: key.publicKey)
        guard let issuer = state.issuer(withActiveKey: kid) else {
            throw WritingError(
                "\(folder.path): the key \(kid.base64URL) is no issuer's active key in this ledger. "
                    + "Name the issuer's key file, or have the authority add the key")
        }
        let signer = StatementSigner(key, issuer: issuer, origin: state.policy.origin)
        self.signer = signer
        annex = try AnnexFile(appendingIn: folder)
        // Another issuer's P-1 is another thing than this one's; frames of no statement are our own.
        let foreign = Set(
            opened.ledger.statements.lazy.filter { $0.issuer != issuer }.map(\.record))
        let own = annex.sets.filter { !foreign.contains($0.record) }
        var book = SubjectBook(random: random)
        for set in sharing + own { for opening in set.openings { book.learn(opening) } }
        encoder = PayloadEncoder(profile: state.policy.profile, random: random, book: book)
        current = CurrentStatements(opened.ledger, own, issuer: signer.issuer)
        try finishErasure()
    }

    /// The ledger's origin.
    public var origin: String { state.policy.origin }

    /// The key that signs checkpoints from now on.
    public var logKey: PublicKey { state.policy.checkpointKey }

    /// Number of committed and waiting entries.
    public var size: UInt64 { state.size }

    /// Refuses rows in a merged ledger, whose audits read its sources alone, and whose documents are
    /// their statements (SPEC.md E.6).
    func refuseMerged() throws {
        guard MergedVerification.isMerged(folder) else { return }
        throw WritingError(
            "\(folder.path) is a merged ledger: an audit of it reads its sources alone, and every "
                + "document stated in it has to be one of them. Import into the ledger that was "
                + "merged, then merge again into another folder")
    }

    /// States a record for the first time.
    public func state(_ record: Record, time: UInt64) throws {
        let encoded = try encoder.encode(record)
        let id = try sign(encoded, time)
        current.note(record, id, at: state.size - 1, subjects: encoded.subjects)
    }

    /// Corrects an earlier statement of this issuer.
    public func correct(
        _ statement: CurrentStatements.Entry, to record: Record, time: UInt64
    ) throws {
        try publish(over: statement.index)
        let encoded = try encoder.encode(
            correcting: statement.first, subjects: statement.subjects, to: record)
        let id = try sign(encoded, time)
        current.replace(record, by: id, subjects: encoded.subjects)
    }

    /// Signs, checks as any verifier would, and commits when a bundle is full.
    private func sign(_ encoded: EncodedRecord, _ time: UInt64) throws -> RecordID {
        let entry = try signer.sign(
            encoded.payload, subjects: encoded.subjects, after: state, time: time)
        let verified = try admit(entry)
        pending.append(
            (
                PendingEntry(verified.bytes, leafHash: verified.record.digest),
                encoded.disclosures(of: verified.record)
            ))
        if pending.count >= Self.batch { try commit() }
        return verified.record
    }

    /// Checks a signed entry as any verifier would, and takes it up.
    func admit(_ entry: [UInt8]) throws -> AdmissibleEntry {
        let earlier = EarlierEntries(store)
        let admitted: [Verified<AdmissibleEntry>]
        do {
            admitted = try state.admit([entry]) { earlier.entry($0) }
        } catch {
            if let failure = earlier.failure { throw failure }
            throw error
        }
        guard let verified = admitted.first?.payload else {
            throw WritingError("the ledger's rules admitted nothing")
        }
        return verified
    }

    /// Publishes where a statement is about to be named that no reader of the log finds yet.
    func publish(over index: UInt64) throws {
        guard index >= store.published?.size ?? 0 else { return }
        try commit()
        _ = try store.publish()
    }

    /// Makes everything signed so far durable: disclosures first, then the statements.
    public func commit() throws {
        guard !pending.isEmpty else { return }
        try annex.append(pending.map(\.disclosures))
        // Crash here: disclosures of statements that were never committed; the next run signs anew.
        _ = try store.append(pending.map(\.entry))
        pending = []
    }

    /// Commits, publishes and gives the folder back; then the search index follows.
    @discardableResult
    public func close() throws -> SearchIndexState {
        try commit()
        try store.close()
        return .refreshed(folder)
    }
}
