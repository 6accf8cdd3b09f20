// SPDX-License-Identifier: Apache-2.0
public import TraceMerkle
import TraceWriting

/// The one writer of a ledger folder.
///
/// Order: stage the entries and swap the head (one record of the journal), acknowledge, apply full tiles,
/// publish a checkpoint, discard what it makes superfluous. Opening replays the journal through the same
/// code. A failure stops the writer until the folder is opened again, because nobody can know what of a
/// failed write reached the disk.
public final class Sequencer: LedgerStore {
    /// The folder that is written.
    public let folder: LedgerFolder

    /// What opening the folder found.
    public internal(set) var recovery = RecoveryReport()

    /// Called for each entry before it is staged.
    public var admit: (([UInt8], UInt64) throws -> Void)?

    /// What the latest checkpoint states.
    public internal(set) var published: TreeHead?

    /// Every committed entry.
    public private(set) var head: TreeHead = .empty

    let journal: Journal
    let installer: TileInstaller
    let publisher: Publisher
    private var lock: (any FileLock)?
    private let sign: CheckpointSigner
    private let clock: () -> Duration
    private var latestPublication: Duration

    /// The tree with everything applied.
    var edge: TreeEdge

    /// The compact range over everything committed.
    private var range: CompactRange

    /// Full tiles whose partial forms may still be there.
    private var completed: [Tile] = []
    private var staged = StagedEntries()
    private var committed: [StagedEntries] = []
    private var failure: (any Error)?

    /// The least time between two publications that nobody asked for.
    public static let publicationInterval = Duration.seconds(1)

    /// Takes the lock, replays the journal and publishes what was committed and not published.
    ///
    /// `clock` tells the time since any fixed moment; it decides only when to publish, never when to commit.
    public init(
        opening folder: LedgerFolder, clock: @escaping () -> Duration = Sequencer.monotonic(),
        sign: @escaping CheckpointSigner
    ) throws {
        self.folder = folder
        self.sign = sign
        self.clock = clock
        latestPublication = clock()
        lock = try folder.files.lock(at: folder.privatePath + "/lock")
        installer = TileInstaller(folder)
        publisher = Publisher(folder, installer)
        let opening = try LedgerOpening(folder)
        try opening.refuseOldHead()
        journal = try opening.resumedJournal()
        edge = try opening.edge()
        range = try edge.range()
        head = opening.scan.slot.base
        published = opening.published
        try replay(opening)
    }

    /// A clock that starts now and never goes back.
    public static func monotonic() -> () -> Duration {
        let start = ContinuousClock.now
        return { ContinuousClock.now - start }
    }

    /// The published log.
    public var log: FolderLogSource { folder.log }

    // MARK: - Staging and committing

    /// Puts entries behind those already staged; a full journal is begun again on the way.
    public func stage(_ entries: [PendingEntry]) throws -> Range<UInt64> {
        try refuseStopped()
        let first = nextIndex
        for entry in entries {
            guard (1...PendingEntry.greatestLength).contains(entry.bytes.count) else {
                throw StoreError(
                    .tooLarge, folder.path,
                    "entry \(nextIndex) has \(entry.bytes.count) bytes, 1 to 65535 are possible")
            }
            try admit?(entry.bytes, nextIndex)
            do {
                try makeRoom(for: entry)
            } catch {
                throw stop(error)
            }
            staged.append(entry)
        }
        return first..<nextIndex
    }

    private var nextIndex: UInt64 { head.size + UInt64(staged.count) }

    private func makeRoom(for entry: PendingEntry) throws(StoreError) {
        let needed = entry.bytes.count + 2
        guard staged.body.count + needed > journal.room else { return }
        try writeRecord()
        guard needed > journal.room else { return }
        try beginJournalAgain()
    }

    /// Returns when everything staged is durable.
    public func commit() throws(StoreError) {
        guard failure == nil else { throw stopped() }
        do {
            try writeRecord()
        } catch {
            throw stop(error)
        }
    }

    private func writeRecord() throws(StoreError) {
        guard staged.count > 0 else { return }
        let next = try advance(over: staged)
        try journal.append(next, count: staged.count, body: staged.body)
        head = next
        committed.append(staged)
        staged = StagedEntries()
    }

    private func advance(over entries: StagedEntries) throws(StoreError) -> TreeHead {
        for leaf in entries.leaves { range.append(leaf) }
        return try range.writtenHead()
    }

    // MARK: - Applying

    /// Applies what is committed, and publishes it when that is due.
    public func settle() {
        guard failure == nil else { return }
        do {
            try apply()
            let now = clock()
            if now - latestPublication >= Self.publicationInterval, published != head {
                _ = try publishHead()
            }
        } catch {
            // What was acknowledged is in the journal and stays true; only the writer ends here.
            failure = error
        }
    }

    private func apply() throws(StoreError) {
        for entries in committed { try apply(entries) }
        committed = []
    }

    /// Takes a record of the journal as a commit that was made before.
    func replay(_ record: JournalRecord) throws(StoreError) {
        guard let entries = StagedEntries(bundle: record.body), entries.count == record.count,
            try advance(over: entries) == record.head
        else {
            throw StoreError(
                .damaged, Journal.path(in: folder.privatePath),
                "the record of entries up to \(record.head.size) does not lead to its own root")
        }
        head = record.head
        recovery.replayedEntries += UInt64(entries.count)
        try apply(entries)
    }

    /// Puts in place what entries complete; used alike after a commit and when the journal is replayed.
    private func apply(_ entries: StagedEntries) throws(StoreError) {
        try edge.append(entries) { (file) throws(StoreError) in
            if try installer.put(file) { recovery.installedFiles += 1 }
            completed.append(file.tile)
        }
    }

    private func beginJournalAgain() throws(StoreError) {
        try apply()
        try tidy()
        try installer.flush()
        // Crash here: every full tile is durable and the journal still holds all of it.
        try journal.reset(to: head, tail: edge.bundle)
    }

    /// Publishes, and clears from the journal what the log now holds.
    public func purgeJournal() throws {
        try publish()
        do {
            try beginJournalAgain()
        } catch {
            throw stop(error)
        }
    }

    /// Removes partial tiles whose full tile is durable; says whether there were any.
    @discardableResult
    func tidy() throws(StoreError) -> Bool {
        guard !completed.isEmpty else { return false }
        try installer.flush()
        var found = false
        for tile in completed { found = try publisher.discardPartials(of: tile) || found }
        completed = []
        return found
    }

    // MARK: - Publishing

    /// Makes a checkpoint of the head and returns the note.
    @discardableResult
    public func publish() throws -> [UInt8] {
        try refuseStopped()
        do {
            try writeRecord()
            try apply()
            return try publishHead()
        } catch {
            throw stop(error)
        }
    }

    func publishHead() throws -> [UInt8] {
        if published == head, let note = try Publisher.head(in: folder, at: "checkpoint"),
            note.head == head
        {
            return note.note
        }
        guard head.size > 0 else {
            throw StoreError(.notFound, folder.path, "a log without entries has no checkpoint")
        }
        let note = try publisher.publish(head, edge, sign)
        published = head
        latestPublication = clock()
        try journal.notePublished(head)
        try tidy()
        return note
    }

    /// Publishes what is committed, stops and gives the lock back.
    public func close() throws {
        defer { lock = nil }
        try refuseStopped()
        if head.size > 0 || staged.count > 0 { try publish() }
        failure = StoreError(.stopped, folder.path, "the writer was closed")
    }

    // MARK: - Failing

    private func refuseStopped() throws {
        if let failure { throw failure }
    }

    private func stopped() -> StoreError {
        failure as? StoreError
            ?? StoreError(
                .stopped, folder.path, "the writer has stopped: \(failure.map { "\($0)" } ?? "")")
    }

    private func stop<Failure: Error>(_ error: Failure) -> Failure {
        failure = error
        return error
    }
}
