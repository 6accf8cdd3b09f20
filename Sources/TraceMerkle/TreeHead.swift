// SPDX-License-Identifier: Apache-2.0
public import TracePrimitives

/// The size of a log with the root hash of its tree.
public struct TreeHead: Hashable, Sendable {
    /// The number of leaves.
    public let size: UInt64
    /// The root hash, SHA-256 of nothing for a tree without leaves.
    public let rootHash: Digest

    /// A tree head of its two parts.
    public init(size: UInt64, rootHash: Digest) {
        self.size = size
        self.rootHash = rootHash
    }

    /// The head of the tree without leaves.
    public static let empty = TreeHead(size: 0, rootHash: SHA256Hash.hash([]))
}
