// SPDX-License-Identifier: Apache-2.0
public import TraceMerkle
public import TracePrimitives

/// The roots of the perfect subtrees that make up a range of leaves: all one must keep of it.
///
/// A range may begin at any index; neighbours that were computed apart merge into the same value as
/// if their leaves had been appended one by one (RFC 9162 §2.1, compact ranges of transparency-dev).
public struct CompactRange: Hashable, Sendable {
    /// The first leaf.
    public let begin: UInt64
    /// The leaf after the last.
    public private(set) var end: UInt64
    private var nodes: [Root] = []

    private struct Root: Hashable {
        let level: Int
        let hash: Digest
    }

    /// An empty range at a position.
    public init(begin: UInt64 = 0) {
        self.begin = begin
        end = begin
    }

    /// A range whose hashes are known: those of `TreeNode.covering`, in its order.
    public init(_ range: Range<UInt64>, hashes: [Digest]) throws(MerkleError) {
        let cover = TreeNode.covering(range)
        guard cover.count == hashes.count
        else { throw MerkleError(.rangePosition, at: hashes.count) }
        begin = range.lowerBound
        end = range.upperBound
        nodes = zip(cover, hashes).map { Root(level: $0.level, hash: $1) }
    }

    /// The hashes of the subtrees, in the order of `TreeNode.covering(begin..<end)`.
    public var hashes: [Digest] { nodes.map(\.hash) }

    /// Appends the hash of the next leaf.
    public mutating func append(_ leafHash: Digest) {
        append(leafHash, level: 0)
    }

    /// Appends the range that begins where this one ends.
    public mutating func append(_ next: CompactRange) throws(MerkleError) {
        guard next.begin == end
        else { throw MerkleError(.rangePosition, at: Int(clamping: next.begin)) }
        for node in next.nodes { append(node.hash, level: node.level) }
    }

    /// Adds the next perfect subtree and joins pairs while the new one completes its parent.
    private mutating func append(_ hash: Digest, level: Int) {
        end += 1 << UInt64(level)
        var (hash, level) = (hash, level)
        while let last = nodes.last, last.level == level, end.trailingZeroBitCount > level {
            nodes.removeLast()
            hash = SHA256Hash.nodeHash(last.hash, hash)
            level += 1
        }
        nodes.append(Root(level: level, hash: hash))
    }

    /// The root of the tree over a range that begins at leaf 0.
    public func rootHash() throws(MerkleError) -> Digest {
        guard begin == 0 else { throw MerkleError(.rangePosition, at: Int(clamping: begin)) }
        return CompactRange.fold(nodes.map(\.hash)[...]) ?? TreeHead.empty.rootHash
    }

    /// The tree head of a range that begins at leaf 0.
    public func treeHead() throws(MerkleError) -> TreeHead {
        TreeHead(size: end, rootHash: try rootHash())
    }

    /// The hash over perfect subtrees of decreasing size, nil for none.
    static func fold(_ hashes: ArraySlice<Digest>) -> Digest? {
        guard var hash = hashes.last else { return nil }
        for left in hashes.dropLast().reversed() { hash = SHA256Hash.nodeHash(left, hash) }
        return hash
    }
}
