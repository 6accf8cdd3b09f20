// SPDX-License-Identifier: Apache-2.0
public import TracePrimitives

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
