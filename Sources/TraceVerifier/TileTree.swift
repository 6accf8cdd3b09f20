// SPDX-License-Identifier: Apache-2.0
public import TracePrimitives

/// The hashes of a log arranged as its tiles are: level L holds the roots of 256^L leaves.
///
/// C2SP tlog-tiles; the tree is RFC 9162 section 2.1.
public struct TileTree: Sendable {
    /// Level 0 holds the leaf hashes.
    public private(set) var levels: [[Digest]] = [[]]

    /// The tree of no entries.
    public init() {}

    /// Number of leaves.
    public var size: UInt64 { UInt64(levels[0].count) }

    /// Appends leaves; `tileRoots` are the roots of their whole tiles when those are known already.
    public mutating func append(_ leaves: [Digest], tileRoots: [Digest] = []) {
        let aligned = levels[0].count % 256 == 0
        levels[0].append(contentsOf: leaves)
        if aligned, tileRoots.count == leaves.count / 256, !tileRoots.isEmpty {
            if levels.count == 1 { levels.append([]) }
            levels[1].append(contentsOf: tileRoots)
        }
        fill(from: 0)
    }

    private mutating func fill(from level: Int) {
        let whole = levels[level].count / 256
        guard whole > 0 else { return }
        if levels.count == level + 1 { levels.append([]) }
        while levels[level + 1].count < whole {
            let start = levels[level + 1].count * 256
            levels[level + 1].append(TileTree.root(levels[level][start..<(start + 256)]))
        }
        fill(from: level + 1)
    }

    /// The root over the first `size` leaves, `nil` for more than there are.
    ///
    /// For 0 it is the hash of nothing.
    public func root(of size: UInt64) -> Digest? {
        guard size <= self.size else { return nil }
        guard size > 0 else { return SHA256Hash.hash([]) }
        var nodes: [Digest] = []
        var heights: [Int] = []
        for level in levels.indices.reversed() {
            let above = level + 1 < 8 ? (size >> (8 * UInt64(level + 1))) * 256 : 0
            let count = size >> (8 * UInt64(level))
            for position in above..<max(above, count) {
                nodes.append(levels[level][Int(position)])
                heights.append(8 * level)
                while let last = heights.last, heights.count > 1,
                    heights[heights.count - 2] == last
                {
                    let right = nodes.removeLast()
                    let left = nodes.removeLast()
                    nodes.append(SHA256Hash.nodeHash(left, right))
                    heights.removeLast()
                    heights[heights.count - 1] += 1
                }
            }
        }
        var root = nodes.removeLast()
        while let left = nodes.popLast() { root = SHA256Hash.nodeHash(left, root) }
        return root
    }

    /// The bytes of a tile with `width` hashes, or `nil` where the tree does not reach so far.
    public func tile(level: Int, index: UInt64, width: Int) -> [UInt8]? {
        guard levels.indices.contains(level), width > 0, width <= 256,
            index <= UInt64(levels[level].count) / 256
        else { return nil }
        let start = Int(index) * 256
        guard start + width <= levels[level].count else { return nil }
        var bytes: [UInt8] = []
        bytes.reserveCapacity(width * Digest.byteCount)
        for hash in levels[level][start..<(start + width)] { hash.append(to: &bytes) }
        return bytes
    }

    /// The root of a whole tile: 2^k hashes.
    static func root(_ hashes: ArraySlice<Digest>) -> Digest {
        var row = Array(hashes)
        while row.count > 1 {
            for pair in 0..<(row.count / 2) {
                row[pair] = SHA256Hash.nodeHash(row[2 * pair], row[2 * pair + 1])
            }
            row.removeLast(row.count / 2)
        }
        return row[0]
    }
}
