// SPDX-License-Identifier: Apache-2.0
public import TracePrimitives

/// Writes CBOR with shortest heads; the order of map keys is the caller's, who knows them all.
public struct CBORWriter: Sendable {
    /// What has been written.
    public private(set) var bytes: [UInt8]

    /// Begins with nothing.
    public init() {
        bytes = []
    }

    /// Appends the shortest head to a buffer (RFC 8949 §3).
    public static func appendHead(
        _ majorType: UInt8, _ argument: UInt64, to buffer: inout [UInt8]
    ) {
        let major = majorType << 5
        if argument < 24 {
            buffer.append(major | UInt8(argument))
            return
        }
        let length = argument <= 0xFF ? 1 : argument <= 0xFFFF ? 2 : argument <= 0xFFFF_FFFF ? 4 : 8
        buffer.append(major | UInt8(24 + length.trailingZeroBitCount))
        for index in (0..<length).reversed() {
            buffer.append(UInt8(truncatingIfNeeded: argument >> UInt64(index * 8)))
        }
    }

    /// Writes a head.
    public mutating func head(_ majorType: UInt8, _ argument: UInt64) {
        CBORWriter.appendHead(majorType, argument, to: &bytes)
    }

    /// Writes an unsigned integer.
    public mutating func unsigned(_ value: UInt64) { head(0, value) }

    /// Writes an integer.
    public mutating func integer(_ value: Int64) {
        // -1 - value is the complement, which exists for every value.
        value < 0 ? head(1, UInt64(~value)) : head(0, UInt64(value))
    }

    /// Writes a byte string.
    public mutating func bytes(_ content: [UInt8]) {
        head(2, UInt64(content.count))
        bytes.append(contentsOf: content)
    }

    /// Writes a digest as a byte string.
    public mutating func digest(_ digest: Digest) {
        head(2, UInt64(Digest.byteCount))
        digest.append(to: &bytes)
    }

    /// Writes text.
    public mutating func text(_ content: String) {
        let encoded = content.utf8
        head(3, UInt64(encoded.count))
        bytes.append(contentsOf: encoded)
    }

    /// Begins an array of so many items.
    public mutating func array(_ count: Int) { head(4, UInt64(count)) }

    /// Begins a map of so many pairs.
    public mutating func map(_ count: Int) { head(5, UInt64(count)) }

    /// Writes a decimal fraction, tag 4.
    public mutating func decimal(_ number: DecimalNumber) {
        head(6, CBORTags.decimalNumber)
        array(2)
        integer(Int64(number.exponent))
        integer(number.mantissa)
    }

    /// Writes false or true.
    public mutating func bool(_ value: Bool) { bytes.append(value ? 0xF5 : 0xF4) }

    /// Writes null.
    public mutating func null() { bytes.append(0xF6) }

    /// Writes an item that is encoded already.
    public mutating func encoded(_ item: [UInt8]) { bytes.append(contentsOf: item) }
}
