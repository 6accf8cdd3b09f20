// SPDX-License-Identifier: Apache-2.0
public import TraceMerkle
public import TracePrimitives

/// A perfect subtree: the leaves from `index << level` on, two to the power of `level` of them.
public struct TreeNode: Hashable, Sendable {
    /// The height above the leaves, 0 to 63.
    public let level: Int
    /// The position among the nodes of its level.
    public let index: UInt64

    /// A node of its two coordinates.
    public init(level: Int, index: UInt64) {
        self.level = level
        self.index = index
    }

    /// The perfect subtrees that make up a range of leaves, from left to right, fewest possible.
    public static func covering(_ range: Range<UInt64>) -> [TreeNode] {
        var nodes: [TreeNode] = []
        var start = range.lowerBound
        while start < range.upperBound {
            let alignment = start == 0 ? 63 : start.trailingZeroBitCount
            let length = 63 - (range.upperBound - start).leadingZeroBitCount
            let level = min(alignment, length)
            nodes.append(TreeNode(level: level, index: start >> UInt64(level)))
            start += 1 << UInt64(level)
        }
        return nodes
    }
}

extension TreeNode {
    /// The tile that holds what a node hashes, and which of its hashes; nil beyond the log's end.
    public func place(inLogOf size: UInt64) -> (tile: Tile, hashes: Range<Int>)? {
        let height = UInt64(level & 7)
        let first = index << height
        guard let tile = Tile(.hashes(level: level / 8), index: first >> 8, inLogOf: size)
        else { return nil }
        let start = Int(first & 255)
        let range = start..<(start + 1 << Int(height))
        return range.upperBound <= tile.width ? (tile, range) : nil
    }

    /// The hash of a perfect subtree, from a power of two of neighbouring hashes in a tile's bytes.
    public static func hash(
        inTile bytes: [UInt8], _ hashes: Range<Int>
    ) throws(MerkleError) -> Digest {
        guard !hashes.isEmpty, hashes.lowerBound >= 0, hashes.upperBound <= bytes.count / 32
        else { throw MerkleError(.tileFormat, at: bytes.count) }
        var row = hashes.map { Digest(bytes, at: $0 * Digest.byteCount) }
        while row.count > 1 {
            row = stride(from: 0, to: row.count - 1, by: 2).map {
                SHA256Hash.nodeHash(row[$0], row[$0 + 1])
            }
        }
        return row[0]
    }
}
