// SPDX-License-Identifier: Apache-2.0
public import TracePrimitives

/// An entry to be appended, with its leaf hash, which whoever checked it has computed.
public struct PendingEntry: Sendable {
    /// The entry's bytes, opaque to the store.
    public let bytes: [UInt8]

    /// SHA-256(00 || bytes).
    public let leafHash: Digest

    /// The greatest length of an entry.
    public static let greatestLength = 65_535

    /// An entry whose leaf hash is known.
    public init(_ bytes: [UInt8], leafHash: Digest) {
        self.bytes = bytes
        self.leafHash = leafHash
    }

    /// An entry whose leaf hash is computed here.
    public init(_ bytes: [UInt8]) {
        self.init(bytes, leafHash: SHA256Hash.leafHash(of: bytes))
    }
}

/// Entries in the form in which they are journalled and bundled: 16-bit lengths and bytes.
struct StagedEntries {
    /// The entry bundle of them all.
    private(set) var body: [UInt8] = []

    /// Where each one stands in `body`, its length included.
    private(set) var places: [Range<Int>] = []

    /// The leaf hash of each.
    private(set) var leaves: [Digest] = []

    var count: Int { places.count }

    init() {}

    mutating func append(_ entry: PendingEntry) {
        let start = body.count
        body.append(UInt8(truncatingIfNeeded: entry.bytes.count >> 8))
        body.append(UInt8(truncatingIfNeeded: entry.bytes.count))
        body.append(contentsOf: entry.bytes)
        places.append(start..<body.count)
        leaves.append(entry.leafHash)
    }

    /// Takes an entry bundle apart; nil when it does not end with the end of an entry.
    init?(bundle: [UInt8]) {
        var offset = 0
        while offset < bundle.count {
            guard bundle.count - offset >= 2 else { return nil }
            let length = Int(bundle[offset]) << 8 | Int(bundle[offset + 1])
            guard bundle.count - offset - 2 >= length else { return nil }
            places.append(offset..<offset + 2 + length)
            leaves.append(
                SHA256Hash.leafHash(of: bundle, offset + 2..<offset + 2 + length))
            offset += 2 + length
        }
        body = bundle
    }
}
