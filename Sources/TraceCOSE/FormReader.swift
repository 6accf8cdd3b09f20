// SPDX-License-Identifier: Apache-2.0
import TraceCBOR
import TracePrimitives

/// Reads bytes of a fixed form: constants, and between them strings and numbers.
///
/// Deterministic encoding leaves one spelling for everything but the values. So what the form fixes
/// is compared as bytes, and what differs is reported by the code of its place.
struct FormReader {
    private let bytes: [UInt8]
    /// Where the next item begins.
    private(set) var offset: Int
    private let end: Int

    /// Reads within a range, which is cut to the bytes that exist.
    init(_ bytes: [UInt8], _ range: Range<Int>) {
        self.bytes = bytes
        let range = range.clamped(to: 0..<bytes.count)
        (offset, end) = (range.lowerBound, range.upperBound)
    }

    /// Moves over bytes that the form fixes.
    @inline(__always)
    mutating func constant(
        _ expected: [UInt8], _ code: COSEError.Code
    ) throws(COSEError) {
        guard end - offset >= expected.count, bytes.holds(expected, at: offset)
        else { throw COSEError(code, at: offset) }
        offset += expected.count
    }

    /// Moves over one byte that the form fixes.
    @inline(__always)
    mutating func constant(_ expected: UInt8, _ code: COSEError.Code) throws(COSEError) {
        guard offset < end, bytes[offset] == expected else { throw COSEError(code, at: offset) }
        offset += 1
    }

    /// One byte.
    mutating func byte(_ code: COSEError.Code) throws(COSEError) -> UInt8 {
        guard offset < end else { throw COSEError(code, at: offset) }
        defer { offset += 1 }
        return bytes[offset]
    }

    /// The argument of a head of a major type, in its shortest form.
    @inline(__always)
    mutating func argument(
        _ majorType: UInt8, _ code: COSEError.Code
    ) throws(COSEError) -> UInt64 {
        guard offset < end else { throw COSEError(code, at: offset) }
        if bytes[offset] >> 5 == majorType, bytes[offset] & 31 < 24 {
            offset += 1
            return UInt64(bytes[offset - 1] & 31)
        }
        return try longArgument(majorType, code)
    }

    private mutating func longArgument(
        _ majorType: UInt8, _ code: COSEError.Code
    ) throws(COSEError) -> UInt64 {
        var reader = CBORReader(bytes, offset..<end)
        guard let head = try? reader.readHead(), head.majorType == majorType
        else { throw COSEError(code, at: offset) }
        offset = reader.offset
        return head.argument
    }

    /// A number from 0 to 2^63 - 1, so that adding one to it can never overflow.
    @inline(__always)
    mutating func number(_ code: COSEError.Code) throws(COSEError) -> UInt64 {
        let start = offset
        let value = try argument(0, code)
        guard value <= Int64.max else { throw COSEError(code, at: start) }
        return value
    }

    /// The content of so many bytes.
    @inline(__always)
    mutating func content(
        _ count: Int, _ code: COSEError.Code
    ) throws(COSEError) -> Range<Int> {
        guard count <= end - offset else { throw COSEError(code, at: offset) }
        defer { offset += count }
        return offset..<(offset + count)
    }

    /// The content of a byte string (2) or text (3), which is not looked at.
    mutating func string(
        _ majorType: UInt8, _ code: COSEError.Code
    ) throws(COSEError) -> Range<Int> {
        let start = offset
        let count = try argument(majorType, code)
        guard count <= UInt64(end - offset) else { throw COSEError(code, at: start) }
        return try content(Int(count), code)
    }

    /// The thirty-two bytes of a digest, whose head was read.
    @inline(__always)
    mutating func digest(_ code: COSEError.Code) throws(COSEError) -> Digest {
        Digest(bytes, at: try content(Digest.byteCount, code).lowerBound)
    }

    /// Ends reading: an error when bytes are left.
    func expectEnd() throws(COSEError) {
        guard offset == end else {  // R1 R5 end
            throw COSEError(.trailingBytes, at: offset)
        }
    }
}
