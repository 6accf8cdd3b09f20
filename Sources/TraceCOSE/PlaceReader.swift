// SPDX-License-Identifier: Apache-2.0
import TraceCBOR
import TracePrimitives

/// A strict CBOR reader in which an item of the wrong kind is reported by the code of its place.
struct PlaceReader {
    private var reader: CBORReader

    init(_ reader: CBORReader) {
        self.reader = reader
    }

    /// Where the next item begins.
    var offset: Int { reader.offset }
    /// The major type of the next item, nil at the end.
    var nextMajorType: UInt8? { reader.nextMajorType }

    private mutating func read<Item>(
        _ code: COSEError.Code, _ body: (inout CBORReader) throws(CBORError) -> Item
    ) throws(COSEError) -> Item {
        do throws(CBORError) { return try body(&reader) } catch {
            let isOtherKind = error.code == .unexpectedType || error.code == .integerOutOfRange
            throw isOtherKind ? COSEError(code, at: error.offset) : COSEError(error)
        }
    }

    mutating func tag(_ code: COSEError.Code) throws(COSEError) -> UInt64 {
        try read(code) { reader throws(CBORError) in try reader.readTag() }
    }

    mutating func arrayCount(_ code: COSEError.Code) throws(COSEError) -> Int {
        try read(code) { reader throws(CBORError) in try reader.readArrayCount() }
    }

    mutating func mapCount(_ code: COSEError.Code) throws(COSEError) -> Int {
        try read(code) { reader throws(CBORError) in try reader.readMapCount() }
    }

    mutating func bytes(_ code: COSEError.Code) throws(COSEError) -> Range<Int> {
        try read(code) { reader throws(CBORError) in try reader.readBytes() }
    }

    mutating func text(_ code: COSEError.Code) throws(COSEError) -> Range<Int> {
        try read(code) { reader throws(CBORError) in try reader.readText() }
    }

    mutating func integer(_ code: COSEError.Code) throws(COSEError) -> Int64 {
        try read(code) { reader throws(CBORError) in try reader.readInteger() }
    }

    /// A number from 0 to 2^63 - 1, so that adding one to it can never overflow.
    mutating func number(_ code: COSEError.Code) throws(COSEError) -> UInt64 {
        let start = offset
        let value = try integer(code)
        guard value >= 0 else { throw COSEError(code, at: start) }
        return UInt64(value)
    }

    mutating func digest(_ code: COSEError.Code) throws(COSEError) -> Digest {
        let start = offset
        let range = try bytes(code)
        guard range.count == Digest.byteCount else { throw COSEError(code, at: start) }
        return Digest(reader.bytes, at: range.lowerBound)
    }

    func expectEnd() throws(COSEError) {
        do throws(CBORError) { try reader.expectEnd() } catch { throw COSEError(error) }
    }
}
