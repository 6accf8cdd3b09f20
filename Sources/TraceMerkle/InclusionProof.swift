// SPDX-License-Identifier: Apache-2.0
public import TracePrimitives

/// Which perfect subtrees a proof is made of: fetch their hashes in one go, then compute the path.
public struct ProofPlan: Hashable, Sendable {
    /// The nodes whose hashes are needed.
    public let nodes: [TreeNode]
    /// How many neighbouring nodes make up each element of the path.
    private let groups: [Int]

    /// A plan of the ranges that the elements of the path hash, in their order.
    init(_ ranges: [Range<UInt64>]) {
        let covers = ranges.map { TreeNode.covering($0) }
        nodes = covers.flatMap { $0 }
        groups = covers.map(\.count)
    }

    /// The path, given the hashes of `nodes` in their order.
    public func path(hashes: [Digest]) throws(MerkleError) -> [Digest] {
        guard hashes.count == nodes.count
        else { throw MerkleError(.proofLength, at: hashes.count) }
        var path: [Digest] = []
        var start = 0
        for count in groups {
            guard let hash = CompactRange.fold(hashes[start..<(start + count)]) else { continue }
            path.append(hash)
            start += count
        }
        return path
    }
}

/// Shows that a leaf stands at an index of a tree (RFC 9162 §2.1.3).
public struct InclusionProof: Hashable, Sendable {
    /// The index of the leaf.
    public let leafIndex: UInt64
    /// The size of the tree.
    public let treeSize: UInt64
    /// The hashes from the leaf's sibling upwards.
    public let path: [Digest]

    /// A proof as someone presents it.
    public init(leafIndex: UInt64, treeSize: UInt64, path: [Digest]) {
        self.leafIndex = leafIndex
        self.treeSize = treeSize
        self.path = path
    }

    /// The number of hashes in the proof of an index that is below the size.
    public static func pathLength(leafIndex: UInt64, treeSize: UInt64) -> Int {
        let inner = 64 - (leafIndex ^ (treeSize - 1)).leadingZeroBitCount
        return inner + (inner < 64 ? (leafIndex >> UInt64(inner)).nonzeroBitCount : 0)
    }

    /// What the proof of an index in a tree is made of.
    public static func plan(leafIndex: UInt64, treeSize: UInt64) throws(MerkleError) -> ProofPlan {
        guard leafIndex < treeSize
        else { throw MerkleError(.proofPosition, at: Int(clamping: leafIndex)) }
        var ranges: [Range<UInt64>] = []
        var tree = 0..<treeSize
        while tree.upperBound - tree.lowerBound > 1 {
            let middle = tree.lowerBound + split(tree.upperBound - tree.lowerBound)
            let (left, right) = (tree.lowerBound..<middle, middle..<tree.upperBound)
            ranges.append(leafIndex < middle ? right : left)
            tree = leafIndex < middle ? left : right
        }
        return ProofPlan(ranges.reversed())
    }

    /// The root that the path leads to from a leaf (RFC 9162 §2.1.3.2).
    public func rootHash(leafHash: Digest) throws(MerkleError) -> Digest {
        guard leafIndex < treeSize
        else { throw MerkleError(.proofPosition, at: Int(clamping: leafIndex)) }
        guard path.count == InclusionProof.pathLength(leafIndex: leafIndex, treeSize: treeSize)
        else { throw MerkleError(.proofLength, at: path.count) }
        var (index, last, hash) = (leafIndex, treeSize - 1, leafHash)
        for sibling in path {
            if index & 1 == 1 || index == last {
                hash = SHA256Hash.nodeHash(sibling, hash)
                // Levels at which the rightmost node has no sibling have no hash in the path.
                while index & 1 == 0, index != 0 { (index, last) = (index >> 1, last >> 1) }
            } else {
                hash = SHA256Hash.nodeHash(hash, sibling)
            }
            (index, last) = (index >> 1, last >> 1)
        }
        return hash
    }

    /// Throws unless the leaf stands at the index of the tree with this root.
    public func verify(leafHash: Digest, rootHash expected: Digest) throws(MerkleError) {
        guard try rootHash(leafHash: leafHash) == expected
        else { throw MerkleError(.rootMismatch, at: Int(clamping: leafIndex)) }
    }
}

/// The largest power of two below a size of at least two.
func split(_ size: UInt64) -> UInt64 {
    1 << UInt64(63 - (size - 1).leadingZeroBitCount)
}
