// SPDX-License-Identifier: Apache-2.0
import TraceMerkle
import TraceStorage
import TraceVerifier

/// R27 and R28: every file of a log against the tree that its entries determine.
///
/// Every file under `tile/` is looked at, partial ones of earlier sizes too: a reader that trusted a
/// file which it had not authenticated would be told whatever its keeper likes.
struct FileComparison<Source: LogSource>: Sendable {
    let reader: LogReader<Source>
    let inventory: LogInventory
    let checkpoint: Checkpoint
    let tree: TileTree
    let threads: Int

    private var size: UInt64 { checkpoint.head.size }

    /// The problems, in order, and the files that reach beyond the checkpoint.
    func run() throws -> (problems: [Problem], beyond: [String]) {
        let atRoot = TreeCheck.problems(tree, under: checkpoint, level0: nil)
        if !atRoot.isEmpty {  // R27
            return (TreeCheck.problems(tree, under: checkpoint, level0: try level0()), [])
        }
        var problems: [Problem] = []
        // A writer that was killed between applying and publishing leaves such files.
        var beyond = inventory.checkpoints.filter { $0.size > size }.map(\.file.path)
        var compared: [Tile] = []
        for named in inventory.tiles {
            if reachesBeyond(named.tile) { beyond.append(named.tile.path) }
            // The size's own bundles were read and hashed into the tree.
            if named.tile != Tile(.entries, index: named.tile.index, inLogOf: size) {
                compared.append(named.tile)
            }
        }
        let parts = stride(from: 0, to: compared.count, by: 256).map {
            compared[$0..<min($0 + 256, compared.count)]
        }
        try OrderedFold.run(parts, threads: threads) { part in
            try part.compactMap { try problem(of: $0) }
        } absorb: {
            problems += $0
        }
        let unknown = inventory.unexpected.map { Problem(.fileUnexpected, file: $0.path) }
        problems += unknown  // R28 unexpected
        problems += missing(Set(inventory.tiles.map(\.tile)))  // R28 missing
        let sorted = problems.sorted {
            ($0.file ?? "").utf8.lexicographicallyPrecedes(($1.file ?? "").utf8)
        }
        return (sorted, beyond)
    }

    /// The level-0 tiles, or nothing when one is missing.
    private func level0() throws -> [[UInt8]]? {
        var tiles: [[UInt8]] = []
        for tile in Tile.tiles(.hashes(level: 0), inLogOf: size) {
            let full = tile.isFull ? nil : Tile(.hashes(level: 0), index: tile.index)
            let own = try reader.source.bounded(tile.path, limit: tile.width * 32)
            if case .bytes(let bytes) = own {
                tiles.append(bytes)
                continue
            }
            guard case .missing = own, let full,
                case .bytes(let bytes) = try reader.source.bounded(
                    full.path, limit: LogReader<Source>.greatestBundle),
                bytes.count >= tile.width * 32
            else { return nil }
            tiles.append(Array(bytes.prefix(tile.width * 32)))
        }
        return tiles
    }

    private func reachesBeyond(_ tile: Tile) -> Bool {
        let count = Tile.itemCount(tile.kind, size: size)
        let start = tile.index << 8
        return start > count || count - start < UInt64(tile.width)
    }

    private func problem(of tile: Tile) throws -> Problem? {
        let bytes: [UInt8]
        switch try reader.source.bounded(tile.path, limit: LogReader<Source>.greatestBundle) {
        case .bytes(let read): bytes = read
        case .tooLong: return Problem(.tileAltered, file: tile.path, detail: "too long")
        case .missing: return Problem(.fileMissing, file: tile.path)
        }
        switch tile.kind {
        case .hashes(let level): return TreeCheck.problem(bytes, of: tile, level: level, in: tree)
        case .entries: return try problem(ofBundle: bytes, tile)
        }
    }

    /// A bundle that was not read as the size's own is compared with the one that was.
    private func problem(ofBundle bytes: [UInt8], _ tile: Tile) throws -> Problem? {
        guard let places = try? EntryBundle.entries(tile.width, in: bytes) else {
            return Problem(.tileAltered, file: tile.path, detail: "no bundle of \(tile.width)")
        }
        guard let own = Tile(.entries, index: tile.index, inLogOf: size) else { return nil }
        let known = try reader.unverifiedTile(own).bytes
        let common = places[min(tile.width, own.width) - 1].upperBound
        return bytes.prefix(common).elementsEqual(known.prefix(common))  // R28 bundles
            ? nil : Problem(.tileAltered, file: tile.path)
    }

    /// Hash tiles that the size asks for and that are there under no width.
    private func missing(_ present: Set<Tile>) -> [Problem] {
        var problems: [Problem] = []
        for kind in Tile.kinds(inLogOf: size) where kind != .entries {
            for tile in Tile.tiles(kind, inLogOf: size) where !present.contains(tile) {
                if let full = Tile(kind, index: tile.index), present.contains(full) { continue }
                problems.append(Problem(.fileMissing, file: tile.path))
            }
        }
        return problems
    }

    /// The files in `checkpoints/`, in order of size, and those that the ledger asks for: a server
    /// does not list them.
    func earlierCheckpoints(
        and asked: [String]
    ) throws -> [(file: String, bytes: [UInt8])] {
        var found: [(file: String, bytes: [UInt8])] = []
        for named in inventory.checkpoints {
            let read = try reader.source.bounded(
                named.file.path, limit: SignedNote.maximumLength)
            // A file that is too long is no checkpoint; no bytes are none either (R30).
            if case .bytes(let bytes) = read {
                found.append((named.file.path, bytes))
            } else {
                found.append((named.file.path, []))
            }
        }
        for path in asked where !found.contains(where: { $0.file == path }) {
            let read = try reader.source.bounded(path, limit: SignedNote.maximumLength)
            if case .bytes(let bytes) = read { found.append((path, bytes)) }
        }
        return found
    }
}
