// SPDX-License-Identifier: Apache-2.0
import TraceMerkle
import TracePrimitives
import TraceWriting

@testable import TraceStorage

/// An entry nobody would mistake for another: its number, then filling of a length of its own.
func entry(_ number: Int, length: Int? = nil) -> PendingEntry {
    let text = Array("entry \(number) ".utf8)
    let total = length ?? text.count + number % 97
    let filling = (0..<max(0, total - text.count)).map {
        UInt8(truncatingIfNeeded: $0 &* 7 &+ number)
    }
    return PendingEntry(text + filling)
}

func entries(_ range: Range<Int>, length: Int? = nil) -> [PendingEntry] {
    range.map { entry($0, length: length) }
}

/// A note with the right text and a signature line that only has the right form.
func testNote(_ head: TreeHead) throws -> [UInt8] {
    let line = NoteSignature(
        name: "log.example", keyID: 7, bytes: [UInt8](repeating: 1, count: 64))
    let text = try Checkpoint(origin: "log.example", head: head).text
    return SignedNote(text: text, signatures: [line]).encoded
}

/// The head over entries, leaf by leaf.
func referenceHead(_ entries: [PendingEntry]) throws -> TreeHead {
    var range = CompactRange()
    for entry in entries { range.append(SHA256Hash.leafHash(of: entry.bytes)) }
    return try range.treeHead()
}

/// What a log is found to be when it is read from outside, file by file.
struct CheckedLog {
    let head: TreeHead
    let entries: [[UInt8]]

    /// Partial tiles and bundles whose full one is there.
    private(set) var superfluous: [Tile] = []

    /// Throws when a file is missing, unexpected or not what the entries determine.
    init(_ source: some LogSource) throws {
        let reader = LogReader(source)
        guard let bytes = try reader.unverifiedCheckpoint(), let head = TreeHead(checkpoint: bytes)
        else { throw StoreError(.notFound, "checkpoint", "no checkpoint") }
        var entries: [[UInt8]] = []
        try reader.forEachBatch(of: 0..<head.size, inLogOf: head.size) { batch in
            for index in batch.indexes { entries.append(batch.entry(index) ?? []) }
        }
        self.head = head
        self.entries = entries
        let reference = MemoryLedgerStore(sign: testNote)
        _ = try reference.append(entries.map { PendingEntry($0) })
        try reference.publish()
        guard reference.head == head else {
            throw StoreError(.damaged, "checkpoint", "the entries lead to another root")
        }
        try compareTiles(reader, LogReader(reference.log))
        try compareCheckpoints(source)
    }

    private mutating func compareTiles(
        _ reader: LogReader<some LogSource>, _ reference: LogReader<MemoryLogSource>
    ) throws {
        let found = try LogInventory(of: reader.source)
        let named = Set(found.tiles.map(\.tile))
        for tile in try LogInventory(of: reference.source).tiles where !named.contains(tile.tile) {
            throw StoreError(.notFound, tile.file.path, "the size asks for this file")
        }
        for tile in found.tiles.map(\.tile) {
            let bytes = try reader.bytes(of: tile) ?? []
            guard let whole = Tile(tile.kind, index: tile.index, inLogOf: head.size),
                try Array(reference.unverifiedTile(whole).bytes.prefix(bytes.count)) == bytes,
                !bytes.isEmpty
            else { throw StoreError(.damaged, tile.path, "not what the entries determine") }
            if let full = Tile(tile.kind, index: tile.index), !tile.isFull, named.contains(full) {
                superfluous.append(tile)
            }
        }
        guard let stray = found.unexpected.first else { return }
        throw StoreError(.notAFile, stray.path, "no log has this file")
    }

    private func compareCheckpoints(_ source: some LogSource) throws {
        for checkpoint in try LogInventory(of: source).checkpoints {
            let path = checkpoint.file.path
            let note = try source.bytes(path, limit: SignedNote.maximumLength) ?? []
            let first = entries.prefix(Int(checkpoint.size)).map { PendingEntry($0) }
            guard try TreeHead(checkpoint: note) == referenceHead(first) else {
                throw StoreError(.damaged, path, "another root than the entries have")
            }
        }
    }
}
