// SPDX-License-Identifier: Apache-2.0
public import TracePrimitives

/// The tree of RFC 9162 §2.1 word for word, recursive and slow: what the fast one is compared with.
public struct NaiveTree: Sendable {
    /// The leaf hashes.
    public let leaves: [Digest]

    /// A tree over leaf hashes.
    public init(_ leaves: [Digest]) {
        self.leaves = leaves
    }

    /// A tree whose leaf hashes follow from their index.
    public init(counting count: Int) {
        leaves = (0..<count).map { SHA256Hash.hash([0] + Array("entry \($0)".utf8)) }
    }

    /// MTH of all leaves.
    public var root: Digest { NaiveTree.root(leaves[...]) }

    /// MTH of a list.
    public static func root(_ leaves: ArraySlice<Digest>) -> Digest {
        guard let first = leaves.first else { return SHA256Hash.hash([]) }
        guard leaves.count > 1 else { return first }
        let middle = leaves.startIndex + split(leaves.count)
        let (left, right) = (root(leaves[..<middle]), root(leaves[middle...]))
        return SHA256Hash.hash([1] + left.bytes + right.bytes)
    }

    /// PATH(m, D) of §2.1.3.1.
    public func inclusionPath(_ index: Int) -> [Digest] {
        NaiveTree.path(index, leaves[...])
    }

    /// PROOF(m, D) of §2.1.4.1, empty for m = 0 and m = n.
    public func consistencyPath(_ size: Int) -> [Digest] {
        size == 0 || size == leaves.count ? [] : NaiveTree.subproof(size, leaves[...], true)
    }

    private static func path(_ index: Int, _ leaves: ArraySlice<Digest>) -> [Digest] {
        guard leaves.count > 1 else { return [] }
        let half = split(leaves.count)
        let (left, right) = (leaves.prefix(half), leaves.dropFirst(half))
        return index < half
            ? path(index, left) + [root(right)] : path(index - half, right) + [root(left)]
    }

    private static func subproof(
        _ size: Int, _ leaves: ArraySlice<Digest>, _ isWhole: Bool
    ) -> [Digest] {
        if size == leaves.count { return isWhole ? [] : [root(leaves)] }
        let half = split(leaves.count)
        let (left, right) = (leaves.prefix(half), leaves.dropFirst(half))
        return size <= half
            ? subproof(size, left, isWhole) + [root(right)]
            : subproof(size - half, right, false) + [root(left)]
    }

    private static func split(_ count: Int) -> Int {
        var half = 1
        while half * 2 < count { half *= 2 }
        return half
    }
}
