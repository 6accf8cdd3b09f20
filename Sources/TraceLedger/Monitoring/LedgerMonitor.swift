// SPDX-License-Identifier: Apache-2.0
import Foundation
import Synchronization
import TraceMerkle
import TracePrimitives
public import TraceRecords
public import TraceRemote
import TraceStorage
public import TraceVerifier
public import TraceWitness

/// Follows a ledger behind a server or in a folder, remembers what it saw, and keeps evidence when the two disagree.
///
/// ```
/// DIR/checkpoint              the newest checkpoint that was verified
/// DIR/checkpoints/<size>      every one of them
/// DIR/evidence/<name>.fork    evidence of forks; never overwritten, never removed
/// DIR/tiles/                  the files that were fetched
/// ```
public struct LedgerMonitor: Sendable {
    /// What one look found.
    public enum Observation: Sendable {
        /// The checkpoint that was known already.
        case unchanged(size: UInt64)
        /// The ledger grew, and continues what was seen; with the new records that are watched, and
        /// the disclosures that fit none of its statements and opened nothing.
        case grown(
            from: UInt64, report: VerificationReport, matches: [WatchMatch], refused: [RecordID])
        /// The server shows an older tree, which is a true beginning of the known one.
        case older(size: UInt64, known: UInt64)
        /// The log's key signed two histories; the evidence is in a file.
        case fork(ForkEvidence.Finding, evidence: String)
        /// What the server shows is no such ledger, or was altered.
        case refused(VerificationReport)
    }

    /// The address of the log, or the path of its folder.
    public let address: String
    /// Where the monitor keeps what it saw.
    public let folder: String
    private let policy: TrustPolicy
    private let pin: TrustFile
    private let watch: WatchList
    private let disclosures: [DisclosureSet]
    private let mode: VerificationMode
    private let limits: RemoteLimits
    private let memory = Memory()

    /// What the newest verification ended with, for the next one; it does not outlive the process.
    private final class Memory: Sendable {
        let state = Mutex<LedgerState?>(nil)
    }

    /// A monitor; `pin` is what the policy pins for the ledger.
    public init(
        _ address: String, in folder: String, policy: TrustPolicy, pin: TrustFile,
        watch: WatchList = .empty, disclosures: [DisclosureSet] = [],
        mode: VerificationMode = .exhaustive, limits: RemoteLimits = RemoteLimits()
    ) {
        self.address = address
        self.folder = folder
        self.policy = policy
        self.pin = pin
        self.watch = watch
        self.disclosures = disclosures
        self.mode = mode
        self.limits = limits
    }

    /// Looks once: fetches the checkpoint, compares it with what is known, verifies what is new.
    ///
    /// A monitor that looks again verifies exhaustively what is new: the entries before were verified
    /// by it, and the new root shows that they are the same. One that was made anew verifies all.
    ///
    /// It throws for a server that does not answer, or not within the limits; nothing is remembered then.
    public func look() throws -> Observation {
        let cache = TileCache(of: address, below: folder + "/tiles")
        let source =
            RemoteLogSource.isAddress(address)
            ? try RemoteLogSource(address, fetcher: HTTPFetcher(limits), cache: cache)
            : try RemoteLogSource(following: FolderLogSource(address), cache: cache)
        let options = VerificationOptions(
            mode: mode, trust: pin, policy: policy, keepsStatements: true)
        let problems = LedgerReading.problems(
            ofCheckpoint: source.unverifiedCheckpoint, options)
        guard problems.isEmpty, let new = ReadCheckpoint(source.unverifiedCheckpoint) else {
            return refused(problems)
        }
        guard let bytes = try known(), let old = ReadCheckpoint(bytes) else {
            return try take(new, source, options, after: nil)
        }
        let (was, now) = (old.checkpoint.head, new.checkpoint.head)
        if was == now { return .unchanged(size: now.size) }
        if was.size < now.size { return try take(new, source, options, after: old) }
        if was.size == now.size {
            return try keep(
                ForkEvidence(
                    log: signer(of: [old, new]), smaller: old.note, larger: new.note))
        }
        // The known tree was verified when it was seen, so its tiles say what its beginning is.
        let known = source.at(bytes)
        if try TileHashes(known, size: was.size).root(of: now.size) == now.rootHash {
            return .older(size: now.size, known: was.size)
        }
        return try keep(evidence(smaller: new, larger: old, known))
    }

    // MARK: - Growth

    private func take(
        _ new: ReadCheckpoint, _ source: RemoteLogSource, _ options: VerificationOptions,
        after old: ReadCheckpoint?
    ) throws -> Observation {
        var options = options
        options.since = old?.note.encoded
        options.resuming = memory.state.withLock { $0 }
        let outcome = try LedgerReading.verify(.remote(source), options)
        guard let ledger = outcome.ledger else {
            // Only where the new tree is whole does it show that the old one is not its beginning.
            if let old, outcome.report.problems.contains(where: { $0.code == .sinceInconsistent }) {
                return try keep(evidence(smaller: old, larger: new, source))
            }
            return .refused(outcome.report)
        }
        memory.state.withLock { $0 = outcome.state }
        let from = old?.checkpoint.head.size ?? 0
        let sets = Dictionary(disclosures.map { ($0.record, $0) }) { _, last in last }
        var refused: [RecordID] = []
        let records = ledger.checked(sets) { record, _ in refused.append(record) }
        let matches = watch.matches(records.lazy.filter { $0.index >= from })
        try remember(source.unverifiedCheckpoint, size: new.checkpoint.head.size)
        return .grown(
            from: from, report: outcome.report, matches: matches, refused: refused)
    }

    private func refused(_ problems: [Problem]) -> Observation {
        var report = VerificationReport(mode: mode)
        report.problems = problems
        return .refused(report)
    }

    // MARK: - Forks

    private func evidence(
        smaller: ReadCheckpoint, larger: ReadCheckpoint, _ source: RemoteLogSource
    ) throws -> ForkEvidence {
        let hashes = TileHashes(source, size: larger.checkpoint.head.size)
        let size = smaller.checkpoint.head.size
        return ForkEvidence(
            log: signer(of: [smaller, larger]), smaller: smaller.note, larger: larger.note,
            beginning: try hashes.root(of: size), path: try hashes.consistencyPath(from: size))
    }

    /// The key that signed all these checkpoints; where the log has replaced it, not the pinned one.
    private func signer(of checkpoints: [ReadCheckpoint]) -> VerifierKey {
        policy.keys(of: pin.origin).first { key in
            checkpoints.allSatisfy { (try? $0.note.verify([key])) != nil }
        } ?? pin.log
    }

    private func keep(_ evidence: ForkEvidence) throws -> Observation {
        // What tiles say is checked here as by anyone else: nothing is called a fork that is not shown.
        let finding = try evidence.verify()
        let bytes = evidence.encoded
        let name = SHA256Hash.hash(bytes).hex.prefix(16)
        let path = "\(folder)/evidence/\(finding.larger.head.size)-\(name).fork"
        try write(bytes, to: path)
        return .fork(finding, evidence: path)
    }

    // MARK: - What was seen

    private func known() throws -> [UInt8]? {
        try POSIXFileSystem().contents(
            of: folder + "/checkpoint", limit: SignedNote.maximumLength)
    }

    private func remember(_ note: [UInt8], size: UInt64) throws {
        try write(note, to: "\(folder)/checkpoints/\(size)")
        // Crash here: the newest is kept under its size, and is looked at again next time.
        try write(note, to: folder + "/checkpoint")
    }

    private func write(_ bytes: [UInt8], to path: String) throws {
        let url = URL(fileURLWithPath: path)
        do {
            try FileManager.default.createDirectory(
                at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
            try Data(bytes).write(to: url, options: .atomic)
        } catch {
            throw WritingError("\(path) cannot be written: \(error.localizedDescription)")
        }
    }
}
