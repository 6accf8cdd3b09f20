// SPDX-License-Identifier: Apache-2.0
import TracePrimitives

/// Fixed fields one after another, big-endian, as the journal's blocks are written.
struct FieldWriter {
    private(set) var bytes: [UInt8] = []

    mutating func append(_ magic: StaticString) {
        bytes.append(contentsOf: Array(magic.description.utf8))
    }

    mutating func append(_ number: UInt64) {
        for shift in stride(from: UInt64(56), through: 0, by: -8) {
            bytes.append(UInt8(truncatingIfNeeded: number >> shift))
        }
    }

    mutating func append(_ digest: Digest) {
        digest.append(to: &bytes)
    }
}

/// Reads what `FieldWriter` wrote, within bounds.
struct FieldReader {
    private let bytes: [UInt8]
    private(set) var offset: Int

    init(_ bytes: [UInt8], at offset: Int) {
        self.bytes = bytes
        self.offset = offset
    }

    mutating func skip(_ magic: StaticString) -> Bool {
        let expected = Array(magic.description.utf8)
        guard bytes.count - offset >= expected.count else { return false }
        defer { offset += expected.count }
        return bytes[offset..<offset + expected.count].elementsEqual(expected)
    }

    mutating func number() -> UInt64? {
        guard bytes.count - offset >= 8 else { return nil }
        defer { offset += 8 }
        return bytes[offset..<offset + 8].reduce(0) { $0 << 8 | UInt64($1) }
    }

    mutating func digest() -> Digest? {
        guard bytes.count - offset >= Digest.byteCount else { return nil }
        defer { offset += Digest.byteCount }
        return Digest(bytes, at: offset)
    }
}
