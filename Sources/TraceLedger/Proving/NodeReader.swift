// SPDX-License-Identifier: Apache-2.0
import TraceMerkle
import TracePrimitives
import TraceStorage
import TraceWriting

/// Hashes of subtrees, read from a log's tiles; the tiles' inner nodes are kept once computed.
///
/// Nothing it returns is authenticated: a proof made of it is led to the root before it is used.
struct NodeReader<Source: LogSource> {
    private let reader: LogReader<Source>
    let size: UInt64
    private var tiles: [Tile: [[Digest]]] = [:]

    /// Tiles whose nodes are kept: 16 KiB each.
    private static var capacity: Int { 4_096 }

    init(_ reader: LogReader<Source>, size: UInt64) {
        self.reader = reader
        self.size = size
    }

    /// The hash of a perfect subtree.
    mutating func hash(_ node: TreeNode) throws -> Digest {
        guard let place = node.place(inLogOf: size) else {
            throw StoreError(
                .notFound, reader.source.location(of: "tile"),
                "a log of \(size) entries has no node \(node.level)/\(node.index)")
        }
        let height = node.level & 7
        return try rows(place.tile)[height][place.hashes.lowerBound >> height]
    }

    /// The hash of any range that RFC 9162 section 2.1 splits a tree into.
    mutating func hash(_ range: Range<UInt64>) throws -> Digest {
        var hash: Digest?
        for node in TreeNode.covering(range).reversed() {
            let left = try self.hash(node)
            hash = hash.map { SHA256Hash.nodeHash(left, $0) } ?? left
        }
        return hash ?? .zero
    }

    /// The hashes of a tile and of the subtrees within it, by height.
    private mutating func rows(_ tile: Tile) throws -> [[Digest]] {
        if let known = tiles[tile] { return known }
        let (_, bytes) = try reader.unverifiedTile(tile)
        guard bytes.count >= tile.width * Digest.byteCount else {
            throw StoreError(
                .damaged, reader.source.location(of: tile.path),
                "the tile has \(bytes.count) bytes, not \(tile.width) hashes")
        }
        var rows = [(0..<tile.width).map { Digest(bytes, at: $0 * Digest.byteCount) }]
        while let row = rows.last, row.count > 1, rows.count < 8 {
            rows.append(
                (0..<row.count / 2).map { SHA256Hash.nodeHash(row[2 * $0], row[2 * $0 + 1]) })
        }
        if tiles.count >= Self.capacity { tiles.removeAll(keepingCapacity: true) }
        tiles[tile] = rows
        return rows
    }
}
