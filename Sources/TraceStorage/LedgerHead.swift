// SPDX-License-Identifier: Apache-2.0
public import TracePrimitives

/// How many entries a log holds and the root over them.
public struct LedgerHead: Hashable, Sendable {
    /// The number of entries.
    public let size: UInt64

    /// The root hash over all of them (RFC 9162 §2.1.1).
    public let root: Digest

    /// A size and its root.
    public init(size: UInt64, root: Digest) {
        self.size = size
        self.root = root
    }

    /// The log before its first entry.
    public static let empty = LedgerHead(size: 0, root: SHA256Hash.hash([]))
}
