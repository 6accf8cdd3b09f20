// SPDX-License-Identifier: Apache-2.0
import TraceMerkle
import TracePrimitives
import TraceWriting

/// A file of the log that never changes once it is there.
struct TileFile: Equatable {
    let tile: Tile
    let bytes: [UInt8]
}

/// The right edge of a growing tree: what is in no full tile yet, and nothing else.
struct TreeEdge {
    private(set) var size: UInt64

    /// The bytes of the unfinished tile of each level, at most 255 hashes each.
    private(set) var levels: [[UInt8]]

    /// The unfinished entry bundle.
    private(set) var bundle: [UInt8]

    private static let fullLength = Tile.fullWidth * Digest.byteCount

    /// The tree without entries.
    init() {
        size = 0
        levels = [[]]
        bundle = []
    }

    /// Adds entries and hands out what they complete, bundle before tile, low levels first.
    mutating func append(
        _ entries: StagedEntries, full: (TileFile) throws(StoreError) -> Void
    ) throws(StoreError) {
        for (place, leaf) in zip(entries.places, entries.leaves) {
            bundle.append(contentsOf: entries.body[place])
            leaf.append(to: &levels[0])
            size += 1
            guard levels[0].count == Self.fullLength else { continue }
            try full(file(.entries, (size - 1) >> 8, Tile.fullWidth, bundle))
            bundle = []
            try completeLevels(full)
        }
    }

    private mutating func completeLevels(
        _ full: (TileFile) throws(StoreError) -> Void
    ) throws(StoreError) {
        var level = 0
        while levels[level].count == Self.fullLength {
            let hashes = levels[level]
            let index = (size - 1) >> UInt64(8 * (level + 1))
            try full(file(.hashes(level: level), index, Tile.fullWidth, hashes))
            levels[level] = []
            if levels.count == level + 1 { levels.append([]) }
            try Self.root(hashes, 0..<Tile.fullWidth).append(to: &levels[level + 1])
            level += 1
        }
    }

    /// The unfinished bundle and tiles under the names they have at this size.
    func partials() throws(StoreError) -> [TileFile] {
        var files: [TileFile] = []
        for (level, hashes) in levels.enumerated() where !hashes.isEmpty {
            let index = size >> UInt64(8 * (level + 1))
            let width = hashes.count / Digest.byteCount
            if level == 0 { files.append(try file(.entries, index, width, bundle)) }
            files.append(try file(.hashes(level: level), index, width, hashes))
        }
        return files
    }

    private func file(
        _ kind: Tile.Kind, _ index: UInt64, _ width: Int, _ bytes: [UInt8]
    ) throws(StoreError) -> TileFile {
        guard let tile = Tile(kind, index: index, width: width) else {
            throw StoreError(.tooLarge, "tile", "a log holds no tile \(index) of \(kind)")
        }
        return TileFile(tile: tile, bytes: bytes)
    }

    /// Builds the edge at a size from the full tiles left of it, its last leaves and their bundle.
    init(
        size: UInt64, lastLeaves: [UInt8], bundle: [UInt8], log: some LogSource
    ) throws(StoreError) {
        levels = [lastLeaves]
        var level = 1
        while size >> UInt64(8 * level) > 0 {
            let count = size >> UInt64(8 * level)
            var hashes: [UInt8] = []
            for index in (count & ~255)..<count {
                let tile = try log.fullTile(level: level - 1, index: index)
                try Self.root(tile, 0..<Tile.fullWidth).append(to: &hashes)
            }
            levels.append(hashes)
            level += 1
        }
        self.size = size
        self.bundle = bundle
    }

    /// The compact range over everything.
    func range() throws(StoreError) -> CompactRange {
        var hashes: [Digest] = []
        for tile in levels.reversed() {
            // A level's hashes are as many leaves to the level above: the same cover, moved up.
            let count = tile.count / Digest.byteCount
            for node in TreeNode.covering(0..<UInt64(count)) {
                let start = Int(node.index) << node.level
                hashes.append(try Self.root(tile, start..<start + 1 << node.level))
            }
        }
        do {
            return try CompactRange(0..<size, hashes: hashes)
        } catch {
            throw StoreError(.damaged, "tile", "the tiles do not cover \(size) entries: \(error)")
        }
    }

    private static func root(
        _ tile: [UInt8], _ hashes: Range<Int>
    ) throws(StoreError) -> Digest {
        do {
            return try TreeNode.hash(inTile: tile, hashes)
        } catch {
            throw StoreError(.damaged, "tile", "a tile is too short: \(error)")
        }
    }
}

extension CompactRange {
    /// Size and root of a range that begins at the first entry, as a writer's does.
    func writtenHead() throws(StoreError) -> TreeHead {
        do {
            return try treeHead()
        } catch {
            throw StoreError(.damaged, "tile", "\(error)")
        }
    }
}

extension LogSource {
    /// The bytes of a full tile of hashes.
    func fullTile(level: Int, index: UInt64) throws(StoreError) -> [UInt8] {
        guard let tile = Tile(.hashes(level: level), index: index) else {
            throw StoreError(.tooLarge, "tile", "no log has tile \(index) of level \(level)")
        }
        let length = Tile.fullWidth * Digest.byteCount
        guard let bytes = try bytes(tile.path, limit: length), bytes.count == length else {
            throw StoreError(
                .damaged, location(of: tile.path),
                "the tile is missing or short, entries behind it are committed")
        }
        return bytes
    }
}
