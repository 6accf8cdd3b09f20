// SPDX-License-Identifier: Apache-2.0

/// Ways to damage bytes, each of which a decoder or verifier must notice.
public enum Mutations {
    /// The bytes with each single bit flipped in turn.
    public static func flips(of bytes: [UInt8]) -> some Sequence<(bit: Int, bytes: [UInt8])> {
        (0..<(bytes.count * 8)).lazy.map { bit in
            var copy = bytes
            copy[bit / 8] ^= 1 << UInt8(bit % 8)
            return (bit, copy)
        }
    }

    /// Each beginning of the bytes that is shorter than them.
    public static func prefixes(of bytes: [UInt8]) -> some Sequence<[UInt8]> {
        (0..<bytes.count).lazy.map { Array(bytes[..<$0]) }
    }
}
