// SPDX-License-Identifier: Apache-2.0
import Synchronization
public import TraceMerkle
import TracePrimitives
import TraceWriting

/// A log in memory, for tests and for programs that keep none; it is gone with the process.
///
/// It shares no code with the folder: bundles and tiles are cut anew from all entries at each
/// publication, the plain way.
public final class MemoryLedgerStore: LedgerStore {
    /// The published log.
    public let log = MemoryLogSource()

    /// Called for each entry before it is staged.
    public var admit: (([UInt8], UInt64) throws -> Void)?

    /// Every committed entry.
    public private(set) var head: TreeHead = .empty

    /// What the latest checkpoint states.
    public private(set) var published: TreeHead?

    private var entries: [[UInt8]] = []
    private var staged: [PendingEntry] = []
    private var range = CompactRange()
    private var note: [UInt8] = []
    private var isClosed = false
    private let sign: CheckpointSigner

    /// A log without entries.
    public init(sign: @escaping CheckpointSigner) {
        self.sign = sign
    }

    /// Puts entries behind those already staged.
    public func stage(_ entries: [PendingEntry]) throws -> Range<UInt64> {
        try refuseClosed()
        let first = nextIndex
        for entry in entries {
            guard (1...PendingEntry.greatestLength).contains(entry.bytes.count) else {
                throw StoreError(
                    .tooLarge, "memory",
                    "entry \(nextIndex) has \(entry.bytes.count) bytes, 1 to 65535 are possible")
            }
            try admit?(entry.bytes, nextIndex)
            staged.append(entry)
        }
        return first..<nextIndex
    }

    private var nextIndex: UInt64 { head.size + UInt64(staged.count) }

    /// Makes the staged entries part of the head.
    public func commit() throws(StoreError) {
        try refuseClosed()
        for entry in staged {
            entries.append(entry.bytes)
            range.append(entry.leafHash)
        }
        staged = []
        head = try range.writtenHead()
    }

    /// Does nothing: memory is applied at once and published on request.
    public func settle() {}

    /// Makes a checkpoint of the head, unless the latest one states it already, and returns the note.
    @discardableResult
    public func publish() throws -> [UInt8] {
        try commit()
        guard published != head else { return note }
        guard head.size > 0 else {
            throw StoreError(.notFound, "memory", "a log without entries has no checkpoint")
        }
        let note = try sign(head)
        guard TreeHead(checkpoint: note) == head else {
            throw StoreError(
                .wrongCheckpoint, "memory", "the note does not state the committed head")
        }
        log.replace(with: files(), checkpoint: note, size: head.size)
        self.note = note
        published = head
        return note
    }

    private func files() -> [String: [UInt8]] {
        var files: [String: [UInt8]] = [:]
        for tile in Tile.tiles(.entries, inLogOf: head.size) {
            let first = Int(tile.index) << 8
            var bundle: [UInt8] = []
            for entry in entries[first..<first + tile.width] {
                bundle.append(UInt8(truncatingIfNeeded: entry.count >> 8))
                bundle.append(UInt8(truncatingIfNeeded: entry.count))
                bundle.append(contentsOf: entry)
            }
            files[tile.path] = bundle
        }
        var hashes = entries.map { SHA256Hash.leafHash(of: $0) }
        for level in 0...Tile.maximumLevel where !hashes.isEmpty {
            for tile in Tile.tiles(.hashes(level: level), inLogOf: head.size) {
                let first = Int(tile.index) << 8
                files[tile.path] = hashes[first..<first + tile.width].flatMap(\.bytes)
            }
            hashes = stride(from: 0, to: hashes.count & ~255, by: 256).map {
                Self.root(Array(hashes[$0..<$0 + 256]))
            }
        }
        return files
    }

    private static func root(_ hashes: [Digest]) -> Digest {
        guard hashes.count > 1 else { return hashes.first ?? .zero }
        return SHA256Hash.nodeHash(
            root(Array(hashes[..<(hashes.count / 2)])), root(Array(hashes[(hashes.count / 2)...])))
    }

    /// Publishes what is committed and stops.
    public func close() throws {
        try refuseClosed()
        if nextIndex > 0 { try publish() }
        isClosed = true
    }

    private func refuseClosed() throws(StoreError) {
        guard !isClosed else { throw StoreError(.stopped, "memory", "the writer was closed") }
    }
}

/// A log held in memory.
public final class MemoryLogSource: LogSource {
    private let files = Mutex<[String: [UInt8]]>([:])

    /// A log of these files.
    public init(_ files: [String: [UInt8]] = [:]) {
        self.files.withLock { $0 = files }
    }

    /// The bytes under a path.
    public func bytes(_ path: String, limit: Int) throws(StoreError) -> [UInt8]? {
        let bytes = files.withLock { $0[path] }
        guard let bytes, bytes.count > limit else { return bytes }
        throw StoreError(
            .tooLarge, path, "the file has \(bytes.count) bytes, at most \(limit) are read")
    }

    /// Every path, sorted.
    public func list() throws(StoreError) -> [LogFile] {
        files.withLock { files in
            files.map { LogFile(path: $0.key, size: $0.value.count) }.sorted { $0.path < $1.path }
        }
    }

    /// Takes new tiles and a checkpoint; earlier checkpoints stay.
    func replace(with tiles: [String: [UInt8]], checkpoint: [UInt8], size: UInt64) {
        files.withLock { files in
            files = files.filter { $0.key.hasPrefix("checkpoints/") }
            files.merge(tiles) { _, new in new }
            files["checkpoints/\(size)"] = checkpoint
            files["checkpoint"] = checkpoint
        }
    }
}
