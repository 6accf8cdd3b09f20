// SPDX-License-Identifier: Apache-2.0
public import TraceMerkle
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

extension InclusionProof {
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
}

extension ConsistencyProof {
    /// What the proof between two sizes is made of.
    public static func plan(size1: UInt64, size2: UInt64) throws(MerkleError) -> ProofPlan {
        guard size1 <= size2 else { throw MerkleError(.proofPosition, at: Int(clamping: size1)) }
        guard size1 > 0, size1 < size2 else { return ProofPlan([]) }
        var ranges: [Range<UInt64>] = []
        var tree = 0..<size2
        while tree.upperBound != size1 {
            let middle = tree.lowerBound + split(tree.upperBound - tree.lowerBound)
            let (left, right) = (tree.lowerBound..<middle, middle..<tree.upperBound)
            ranges.append(size1 <= middle ? right : left)
            tree = size1 <= middle ? left : right
        }
        if tree.lowerBound > 0 { ranges.append(tree) }
        return ProofPlan(ranges.reversed())
    }
}

/// The largest power of two below a size of at least two.
private func split(_ size: UInt64) -> UInt64 {
    1 << UInt64(63 - (size - 1).leadingZeroBitCount)
}
