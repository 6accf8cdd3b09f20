// SPDX-License-Identifier: Apache-2.0
public import TraceMerkle
internal import TracePrimitives

/// R27 and R28: the tree that the entries determine, against the checkpoint and the hash tiles.
public enum TreeCheck {
    /// R27: the problems of the root.
    ///
    /// `level0` are the level-0 tiles as read, in order, without a gap; `nil` when one is missing.
    public static func problems(
        _ tree: TileTree, under checkpoint: Checkpoint, level0: [[UInt8]]?
    ) -> [Problem] {
        if tree.root(of: checkpoint.head.size) == checkpoint.head.rootHash { return [] }
        guard let hashes = level0.flatMap(digests) else { return [Problem(.rootMismatch)] }
        var claimed = TileTree()
        claimed.append(hashes)
        let head = checkpoint.head
        guard claimed.root(of: head.size) == head.rootHash else {  // R27 tiles
            return [Problem(.rootMismatch)]
        }
        return zip(hashes, tree.levels[0]).enumerated().compactMap { index, pair in
            // The record that was signed, not what the altered bytes hash to.
            pair.0 == pair.1
                ? nil : Problem(.entryAltered, at: UInt64(index), record: RecordID(pair.0))
        }
    }

    private static func digests(_ tiles: [[UInt8]]) -> [Digest]? {
        var hashes: [Digest] = []
        for tile in tiles {
            guard tile.count % Digest.byteCount == 0 else { return nil }
            let starts = stride(from: 0, to: tile.count, by: Digest.byteCount)
            hashes += starts.map { Digest(tile, at: $0) }
        }
        return hashes
    }

    /// R28 for one hash tile: its bytes are those that the entries determine, up to the size.
    ///
    /// A tile that begins beyond the size says nothing yet.
    public static func problem(
        _ bytes: [UInt8], of tile: Tile, level: Int, in tree: TileTree
    ) -> Problem? {
        guard bytes.count == tile.width * Digest.byteCount else {  // R28 length
            return Problem(.tileAltered, file: tile.path, detail: "\(bytes.count) bytes")
        }
        let known = tree.levels.indices.contains(level) ? UInt64(tree.levels[level].count) : 0
        let start = tile.index * 256
        guard start < known else { return nil }
        for place in 0..<Int(min(UInt64(tile.width), known - start)) {
            let (hash, offset) = (tree.levels[level][Int(start) + place], place * Digest.byteCount)
            if !hash.matches(bytes, at: offset) {  // R28
                return Problem(
                    .tileAltered, file: tile.path,
                    byteRange: offset..<(offset + Digest.byteCount))
            }
        }
        return nil
    }
}
