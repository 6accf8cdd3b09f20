// SPDX-License-Identifier: Apache-2.0

/// The bytes of an entry bundle: for each entry a 16-bit big-endian length, then the entry.
public enum EntryBundle {
    /// The longest entry that a length can state.
    public static let maximumEntry = 65_535

    /// Appends an entry to a bundle.
    public static func append(_ entry: [UInt8], to bundle: inout [UInt8]) throws(MerkleError) {
        guard entry.count <= maximumEntry
        else { throw MerkleError(.bundleFormat, at: bundle.count) }
        bundle.append(UInt8(entry.count >> 8))
        bundle.append(UInt8(entry.count & 0xFF))
        bundle.append(contentsOf: entry)
    }

    /// Finds the entries of a bundle that has exactly `count`, in place of the array's content.
    public static func locate(
        _ count: Int, in bundle: [UInt8], into entries: inout [Range<Int>]
    ) throws(MerkleError) {
        entries.removeAll(keepingCapacity: true)
        var offset = 0
        for _ in 0..<count {
            guard bundle.count - offset >= 2 else { throw MerkleError(.bundleFormat, at: offset) }
            let start = offset + 2
            let length = Int(bundle[offset]) << 8 | Int(bundle[offset + 1])
            guard bundle.count - start >= length
            else { throw MerkleError(.bundleFormat, at: offset) }
            entries.append(start..<(start + length))
            offset = start + length
        }
        guard offset == bundle.count else {  // R26
            throw MerkleError(.bundleFormat, at: offset)
        }
    }

    /// The entries of a bundle that has exactly `count`.
    public static func entries(
        _ count: Int, in bundle: [UInt8]
    ) throws(MerkleError) -> [Range<Int>] {
        var entries: [Range<Int>] = []
        try locate(count, in: bundle, into: &entries)
        return entries
    }
}
