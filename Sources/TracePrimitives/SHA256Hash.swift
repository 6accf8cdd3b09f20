// SPDX-License-Identifier: Apache-2.0
import Crypto

/// SHA-256 (FIPS 180-4), with the prefixes of RFC 9162 §2.1.1; also usable piece by piece.
public struct SHA256Hash: Sendable {
    private var state = SHA256()

    /// Begins a hash.
    public init() {}

    /// Adds the bytes of a range; an empty range adds nothing.
    public mutating func update(_ bytes: [UInt8], _ range: Range<Int>) {
        unsafe bytes.withUnsafeBytes { unsafe state.update(bufferPointer: $0[checked: range]) }
    }

    /// Adds all the bytes.
    public mutating func update(_ bytes: [UInt8]) {
        update(bytes, 0..<bytes.count)
    }

    /// The hash of everything added so far.
    public func finalized() -> Digest {
        unsafe state.finalize().withUnsafeBytes { unsafe Digest(loading: $0, at: 0) }
    }

    /// The hash of a range of bytes.
    public static func hash(_ bytes: [UInt8], _ range: Range<Int>) -> Digest {
        var hash = SHA256Hash()
        hash.update(bytes, range)
        return hash.finalized()
    }

    /// The hash of all the bytes.
    public static func hash(_ bytes: [UInt8]) -> Digest {
        hash(bytes, 0..<bytes.count)
    }

    /// The hash of a leaf: a zero byte, then the range of bytes.
    public static func leafHash(of bytes: [UInt8], _ range: Range<Int>) -> Digest {
        var state = SHA256()
        var prefix: UInt8 = 0
        unsafe withUnsafeBytes(of: &prefix) { unsafe state.update(bufferPointer: $0) }
        unsafe bytes.withUnsafeBytes { unsafe state.update(bufferPointer: $0[checked: range]) }
        return unsafe state.finalize().withUnsafeBytes { unsafe Digest(loading: $0, at: 0) }
    }

    /// The hash of a leaf that is a whole array.
    public static func leafHash(of bytes: [UInt8]) -> Digest {
        leafHash(of: bytes, 0..<bytes.count)
    }

    /// The hash of an inner node: a one byte, then both children.
    public static func nodeHash(_ left: Digest, _ right: Digest) -> Digest {
        // Seventy-two bytes, of which the first seven are not hashed, keep the words aligned.
        let input = (
            UInt64(1).bigEndian,
            left.word0.bigEndian, left.word1.bigEndian, left.word2.bigEndian, left.word3.bigEndian,
            right.word0.bigEndian, right.word1.bigEndian, right.word2.bigEndian,
            right.word3.bigEndian
        )
        var state = SHA256()
        unsafe withUnsafeBytes(of: input) {
            unsafe state.update(bufferPointer: $0[checked: 7..<72])
        }
        return unsafe state.finalize().withUnsafeBytes { unsafe Digest(loading: $0, at: 0) }
    }
}

extension UnsafeRawBufferPointer {
    /// A part of the buffer; a range outside it stops the program in every build configuration.
    subscript(checked range: Range<Int>) -> UnsafeRawBufferPointer {
        precondition(range.lowerBound >= 0 && range.upperBound <= count, "a range within its bytes")
        return unsafe UnsafeRawBufferPointer(rebasing: self[range])
    }
}
