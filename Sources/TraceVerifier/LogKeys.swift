// SPDX-License-Identifier: Apache-2.0
import TracePrimitives

/// The keys of a log: which of them signs the checkpoint of which size (SPEC.md R29).
struct LogKeys: Sendable {
    /// Each with the index of the policy statement that brought it.
    private(set) var all: [(key: PublicKey, from: UInt64)]

    init(_ first: PublicKey) { all = [(first, 0)] }

    /// A key takes over after the entry that names it.
    mutating func append(_ key: PublicKey, from index: UInt64) { all.append((key, index)) }

    /// The sizes whose checkpoint an old and a new key sign together.
    var overlaps: [UInt64] { all.dropFirst().map { $0.from + 1 } }

    /// The keys that sign a checkpoint: the one in force, and where the last entry replaced another,
    /// that one as well.
    func signing(_ size: UInt64) -> [PublicKey] {
        let last = all.lastIndex { $0.from < size } ?? 0
        let first = overlaps.contains(size) ? last - 1 : last
        return all[first...last].map(\.key)
    }
}
