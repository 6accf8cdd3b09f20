// SPDX-License-Identifier: Apache-2.0
public import TracePrimitives

/// Shows that a tree begins with all the leaves of an earlier one (RFC 9162 §2.1.4).
public struct ConsistencyProof: Hashable, Sendable {
    /// The size of the earlier tree.
    public let size1: UInt64
    /// The size of the later tree.
    public let size2: UInt64
    /// The hashes of the proof; none for equal sizes and for a first size of 0.
    public let path: [Digest]

    /// A proof as someone presents it.
    public init(size1: UInt64, size2: UInt64, path: [Digest]) {
        self.size1 = size1
        self.size2 = size2
        self.path = path
    }

    /// The number of hashes in the proof between a size and one that is not smaller.
    public static func pathLength(size1: UInt64, size2: UInt64) -> Int {
        guard size1 > 0, size1 < size2 else { return 0 }
        let skipped = size1.trailingZeroBitCount
        let toLeaf = InclusionProof.pathLength(leafIndex: size1 - 1, treeSize: size2)
        // A proof begins at the largest subtree that ends the earlier tree; if it is all of it, its
        // hash is the earlier root, which the verifier has.
        return toLeaf - skipped + (size1.nonzeroBitCount == 1 ? 0 : 1)
    }

    /// Throws unless the tree with the second root begins with the tree with the first.
    public func verify(root1: Digest, root2: Digest) throws(MerkleError) {
        guard size1 <= size2 else { throw MerkleError(.proofPosition, at: Int(clamping: size1)) }
        guard path.count == ConsistencyProof.pathLength(size1: size1, size2: size2)
        else { throw MerkleError(.proofLength, at: path.count) }
        if size1 == 0 {
            guard root1 == TreeHead.empty.rootHash, size2 > 0 || root2 == root1
            else { throw MerkleError(.rootMismatch, at: 0) }
            return
        }
        let (first, second) = size1 == size2 ? (root2, root2) : roots(startingFrom: root1)
        guard first == root1, second == root2
        else { throw MerkleError(.rootMismatch, at: Int(clamping: size1)) }
    }

    /// Both roots that the path leads to (RFC 9162 §2.1.4.2); its length has been checked.
    private func roots(startingFrom root1: Digest) -> (Digest, Digest) {
        var hashes = path[...]
        var (index, last) = (size1 - 1, size2 - 1)
        while index & 1 == 1 { (index, last) = (index >> 1, last >> 1) }
        // The earlier tree is perfect when the walk up has nothing left: its root starts the path.
        let start = index == 0 ? root1 : hashes.popFirst() ?? root1
        var (first, second) = (start, start)
        for hash in hashes {
            if index & 1 == 1 || index == last {
                first = SHA256Hash.nodeHash(hash, first)
                second = SHA256Hash.nodeHash(hash, second)
                while index & 1 == 0, index != 0 { (index, last) = (index >> 1, last >> 1) }
            } else {
                second = SHA256Hash.nodeHash(second, hash)
            }
            (index, last) = (index >> 1, last >> 1)
        }
        return (first, second)
    }
}
