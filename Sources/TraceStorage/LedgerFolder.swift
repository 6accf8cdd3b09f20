// SPDX-License-Identifier: Apache-2.0
public import TraceMerkle

/// A ledger folder: `log`, which may be served and copied out, and `private`, which stays.
///
/// ```
/// DIR/log/checkpoint                  the latest published checkpoint
/// DIR/log/checkpoints/<size>          every published checkpoint
/// DIR/log/tile/<L>/<N>[.p/<W>]        hash tiles (C2SP tlog-tiles)
/// DIR/log/tile/entries/<N>[.p/<W>]    entry bundles
/// DIR/private/journal                 committed entries and the head
/// DIR/private/tail.<generation>       entries that a full journal has handed over
/// DIR/private/lock                    held by the one writer
/// ```
public struct LedgerFolder: Sendable {
    /// The folder that holds both parts.
    public let path: String

    /// The disk it lies on.
    public let files: any FileSystem

    /// Names a folder, without looking at it.
    public init(_ path: String, files: any FileSystem = POSIXFileSystem()) {
        var path = path
        while path.count > 1, path.hasSuffix("/") { path.removeLast() }
        self.path = path
        self.files = files
    }

    /// The part that may be served and copied out.
    public var logPath: String { path + "/log" }

    /// The part that stays: journal, keys in use, disclosures, search index.
    public var privatePath: String { path + "/private" }

    /// The folder of encrypted key files.
    public var keysPath: String { privatePath + "/keys" }

    /// The folder of disclosures.
    public var annexPath: String { privatePath + "/annex" }

    /// The derived search index.
    public var indexPath: String { privatePath + "/index.sqlite" }

    static let stagePrefix = "stage-"
    static let tailPrefix = "tail."

    /// Makes the two parts and an empty journal; refuses a folder that holds a ledger.
    ///
    /// The journal comes last: until it is there the folder is no ledger, and this can be called again.
    public func create(journalCapacity: Int? = nil) throws(StoreError) {
        guard try !isLedger() else {
            throw StoreError(.alreadyExists, path, "the folder holds a ledger")
        }
        for shared in [path, logPath, logPath + "/checkpoints", logPath + "/tile"] {
            try files.makeFolder(at: shared, .everyone)
        }
        for own in [privatePath, keysPath, annexPath] { try files.makeFolder(at: own, .ownerOnly) }
        let lock = try files.lock(at: privatePath + "/lock")
        defer { withExtendedLifetime(lock) {} }
        let capacity = min(
            max(journalCapacity ?? JournalLayout.capacity, JournalLayout.leastCapacity),
            JournalLayout.greatestCapacity)
        try Journal.create(
            in: privatePath, files, capacity: capacity, generation: .random(in: 1..<1 << 62))
        for changed in [logPath, privatePath, path, parentPath] {
            try files.synchronizeFolder(changed)
        }
    }

    private var parentPath: String {
        guard let slash = path.lastIndex(of: "/") else { return "." }
        return slash == path.startIndex ? "/" : String(path[..<slash])
    }

    /// Whether a journal or a checkpoint is there.
    public func isLedger() throws(StoreError) -> Bool {
        let names =
            try files.entriesIfPresent(of: privatePath).map(\.name)
            + files.entriesIfPresent(of: logPath).map(\.name)
        return names.contains("journal") || names.contains("checkpoint")
    }

    /// What the writer has committed and published, read without its lock; nil in a copy that is only a log.
    ///
    /// A checkpoint of a smaller size than `published` was put in place of a later one.
    public func writerState() throws(StoreError) -> WriterState? {
        guard let scan = try Journal.read(in: privatePath, files)?.scan else { return nil }
        return WriterState(committed: scan.head, published: scan.published)
    }

    /// The log, to be read.
    public var log: FolderLogSource { FolderLogSource(logPath, files: files) }
}

/// What the private part of a ledger folder knows of its log.
public struct WriterState: Hashable, Sendable {
    /// Every acknowledged entry.
    public let committed: TreeHead

    /// The latest checkpoint that was made; nil before the first.
    public let published: TreeHead?
}
