// SPDX-License-Identifier: Apache-2.0
public import TraceMerkle
public import TracePrimitives

/// Checks many inclusion proofs under one root, and remembers the nodes that led there.
///
/// A proof is accepted exactly when ``InclusionProof/verify(leafHash:rootHash:)`` accepts it; where
/// its way meets nodes that are known, hashes are compared instead of computed.
public struct RememberedTree: Sendable {
    /// Size and root.
    public let head: TreeHead
    private var nodes: [UInt64: Digest] = [:]
    private let capacity: Int
    private var way: [(key: UInt64, hash: Digest)] = []

    /// A tree of which only the head is known; it remembers at most `capacity` nodes.
    public init(_ head: TreeHead, capacity: Int = 1 << 22) {
        self.head = head
        self.capacity = capacity
    }

    /// Number of nodes remembered.
    public var count: Int { nodes.count }

    /// Level and index in one number: trees of SPEC.md section 11 have at most 2^40 leaves.
    private static func key(_ level: UInt64, _ index: UInt64) -> UInt64 { level << 48 | index }

    /// Throws unless a leaf stands at the index of the tree.
    public mutating func verify(
        _ proof: InclusionProof, leafHash: Digest
    ) throws(MerkleError) {
        guard proof.treeSize == head.size, proof.leafIndex < head.size, head.size <= 1 << 40
        else { throw MerkleError(.proofPosition, at: Int(clamping: proof.leafIndex)) }
        guard
            proof.path.count
                == InclusionProof.pathLength(leafIndex: proof.leafIndex, treeSize: head.size)
        else { throw MerkleError(.proofLength, at: proof.path.count) }
        way.removeAll(keepingCapacity: true)
        var (level, index, last, hash) = (UInt64(0), proof.leafIndex, head.size - 1, leafHash)
        var known = false
        for sibling in proof.path {
            // The rightmost node goes up as it is where it has no sibling.
            while index & 1 == 0, index == last {
                (level, index, last) = (level + 1, index >> 1, last >> 1)
            }
            if !known {
                known = nodes[Self.key(level, index)] == hash
                if !known { way.append((Self.key(level, index), hash)) }
            }
            let beside = Self.key(level, index ^ 1)
            if known {
                // A node that is known was reached before, and so was its sibling.
                guard nodes[beside] == sibling
                else { throw MerkleError(.rootMismatch, at: Int(clamping: proof.leafIndex)) }
            } else {
                way.append((beside, sibling))
                hash =
                    index & 1 == 1
                    ? SHA256Hash.nodeHash(sibling, hash) : SHA256Hash.nodeHash(hash, sibling)
            }
            (level, index, last) = (level + 1, index >> 1, last >> 1)
        }
        guard known || hash == head.rootHash
        else { throw MerkleError(.rootMismatch, at: Int(clamping: proof.leafIndex)) }
        if nodes.count + way.count <= capacity { for node in way { nodes[node.key] = node.hash } }
    }
}
