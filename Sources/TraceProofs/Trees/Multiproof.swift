// SPDX-License-Identifier: Apache-2.0
public import TraceMerkle
public import TracePrimitives

/// Shows that several leaves stand in one tree: each interior node that is needed, once.
///
/// The hashes are those of the largest subtrees (RFC 9162 section 2.1) that hold none of the leaves,
/// from left to right. It is a way to carry inclusion proofs, and gives them back as such.
public struct Multiproof: Hashable, Sendable {
    /// The size of the tree.
    public let treeSize: UInt64
    /// The indexes of the leaves, ascending.
    public let leaves: [UInt64]
    /// The hashes of the subtrees without leaves, from left to right.
    public let hashes: [Digest]

    /// A proof as someone presents it.
    public init(treeSize: UInt64, leaves: [UInt64], hashes: [Digest]) {
        self.treeSize = treeSize
        self.leaves = leaves
        self.hashes = hashes
    }

    /// The ranges of leaves whose hashes a proof is made of, from left to right.
    public static func plan(
        leaves: [UInt64], treeSize: UInt64
    ) throws(ProofError) -> [Range<UInt64>] {
        try check(leaves, treeSize)
        var ranges: [Range<UInt64>] = []
        plan(0..<treeSize, leaves[...], &ranges)
        return ranges
    }

    private static func check(_ leaves: [UInt64], _ treeSize: UInt64) throws(ProofError) {
        guard let last = leaves.last, last < treeSize, treeSize <= 1 << 62 else {
            throw ProofError(.position, at: leaves.last, "no leaf of a tree of \(treeSize)")
        }
        for (left, right) in zip(leaves, leaves.dropFirst()) where left >= right {
            throw ProofError(.position, at: right, "the indexes do not ascend")
        }
    }

    private static func plan(
        _ range: Range<UInt64>, _ wanted: ArraySlice<UInt64>, _ ranges: inout [Range<UInt64>]
    ) {
        guard !wanted.isEmpty else {
            ranges.append(range)
            return
        }
        guard range.upperBound - range.lowerBound > 1 else { return }
        let (middle, cut) = halves(range, wanted)
        plan(range.lowerBound..<middle, wanted[..<cut], &ranges)
        plan(middle..<range.upperBound, wanted[cut...], &ranges)
    }

    /// Where RFC 9162 splits a range, and where the wanted leaves part.
    private static func halves(
        _ range: Range<UInt64>, _ wanted: ArraySlice<UInt64>
    ) -> (middle: UInt64, cut: Int) {
        let count = range.upperBound - range.lowerBound
        let middle = range.lowerBound + 1 << UInt64(63 - (count - 1).leadingZeroBitCount)
        var (low, high) = (wanted.startIndex, wanted.endIndex)
        while low < high {
            let probe = (low + high) / 2
            if wanted[probe] < middle { low = probe + 1 } else { high = probe }
        }
        return (middle, low)
    }

    /// The root that the leaf hashes lead to, and a path for each of them.
    public func paths(
        leafHashes: [Digest]
    ) throws(ProofError) -> (root: Digest, proofs: [InclusionProof]) {
        try Multiproof.check(leaves, treeSize)
        guard leafHashes.count == leaves.count else {
            throw ProofError(.length, "\(leafHashes.count) leaves for \(leaves.count) indexes")
        }
        var walk = Walk(leaves: leaves, leafHashes: leafHashes, hashes: hashes[...])
        guard let root = walk.hash(0..<treeSize, leaves[...]), walk.hashes.isEmpty else {
            throw ProofError(
                .length, at: UInt64(hashes.count),
                "another number of hashes than \(leaves.count) leaves of \(treeSize) ask for")
        }
        let proofs = zip(leaves, walk.paths).map {
            InclusionProof(leafIndex: $0, treeSize: treeSize, path: $1)
        }
        return (root, proofs)
    }

    /// Computes the tree over the leaves, and hands each node to the paths that need it.
    private struct Walk {
        let leafHashes: [Digest]
        var hashes: ArraySlice<Digest>
        var paths: [[Digest]]

        init(leaves: [UInt64], leafHashes: [Digest], hashes: ArraySlice<Digest>) {
            self.leafHashes = leafHashes
            self.hashes = hashes
            paths = Array(repeating: [], count: leaves.count)
        }

        /// The hash of a range, nil when the proof has run out.
        mutating func hash(_ range: Range<UInt64>, _ wanted: ArraySlice<UInt64>) -> Digest? {
            guard !wanted.isEmpty else { return hashes.popFirst() }
            guard range.upperBound - range.lowerBound > 1 else {
                return leafHashes[wanted.startIndex]
            }
            let (middle, cut) = Multiproof.halves(range, wanted)
            guard let left = hash(range.lowerBound..<middle, wanted[..<cut]),
                let right = hash(middle..<range.upperBound, wanted[cut...])
            else { return nil }
            for position in wanted.startIndex..<cut { paths[position].append(right) }
            for position in cut..<wanted.endIndex { paths[position].append(left) }
            return SHA256Hash.nodeHash(left, right)
        }
    }
}
