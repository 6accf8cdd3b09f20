// SPDX-License-Identifier: Apache-2.0
internal import TraceCBOR
public import TracePrimitives

/// Where the parts of an entry lie within the bytes it was parsed from.
///
/// After parsing, the entry has exactly the shape `D2 84 <bstr> A0 <bstr> 58 40 <64 bytes>` with
/// shortest heads; nothing is known yet of what its strings hold.
public struct SignedStatementBytes: Hashable, Sendable {
    /// The whole entry.
    public let entry: Range<Int>
    /// The content of the protected header, the encoded map.
    public let protectedHeader: Range<Int>
    /// The content of the payload.
    public let payload: Range<Int>
    /// The sixty-four bytes of the signature.
    public let signature: Range<Int>
    /// Both strings with their heads, as the Sig_structure repeats them.
    let protectedItem, payloadItem: Range<Int>

    /// Tag 18 around an array of four.
    private static let start: [UInt8] = [0xD2, 0x84]
    private static let signatureStart: [UInt8] = [0x58, 0x40]
    /// The longest entry, set by the two-byte lengths of entry bundles.
    public static let maximumLength = 65_535

    /// Parses an entry that fills the range.
    public init(parsing bytes: [UInt8], _ range: Range<Int>) throws(COSEError) {
        guard range.count <= SignedStatementBytes.maximumLength  // R35 entry
        else { throw COSEError(.entryTooLong, at: range.lowerBound) }
        var form = FormReader(bytes, range)
        try form.constant(SignedStatementBytes.start, .notSign1)  // R1
        let protectedStart = form.offset
        protectedHeader = try form.string(2, .notSign1)
        protectedItem = protectedStart..<protectedHeader.upperBound
        try form.constant(0xA0, .unprotectedHeader)  // R1 unprotected
        let payloadStart = form.offset
        payload = try form.string(2, .detachedPayload)
        payloadItem = payloadStart..<payload.upperBound
        try form.constant(SignedStatementBytes.signatureStart, .signatureLength)  // R1 signature
        signature = try form.content(Signature.byteCount, .signatureLength)
        try form.expectEnd()
        entry = range
    }

    /// Parses an entry that is a whole array.
    public init(parsing bytes: [UInt8]) throws(COSEError) {
        try self.init(parsing: bytes, 0..<bytes.count)
    }

    /// Builds an entry.
    public static func encode(
        protectedHeader: [UInt8], payload: [UInt8], signature: Signature
    ) throws(COSEError) -> [UInt8] {
        var writer = CBORWriter()
        writer.head(6, 18)
        writer.array(4)
        writer.bytes(protectedHeader)
        writer.map(0)
        writer.bytes(payload)
        writer.bytes(signature.bytes)
        guard writer.bytes.count <= maximumLength else { throw COSEError(.entryTooLong, at: 0) }
        return writer.bytes
    }
}

/// The bytes that a signature covers (RFC 9052 §4.4), without external data.
public enum SigStructure {
    private static let start: [UInt8] = [0x84, 0x6A] + Array("Signature1".utf8)

    /// Writes those of a parsed entry, verbatim and not re-encoded, in place of a buffer's content.
    public static func write(
        _ statement: SignedStatementBytes, of bytes: [UInt8], to buffer: inout [UInt8]
    ) {
        buffer.removeAll(keepingCapacity: true)
        buffer.append(contentsOf: start)
        buffer.append(contentsOf: bytes[statement.protectedItem])
        buffer.append(0x40)
        buffer.append(contentsOf: bytes[statement.payloadItem])
    }

    /// Those of a statement that is about to be signed.
    public static func bytes(protectedHeader: [UInt8], payload: [UInt8]) -> [UInt8] {
        var buffer = start
        CBORWriter.appendHead(2, UInt64(protectedHeader.count), to: &buffer)
        buffer.append(contentsOf: protectedHeader)
        buffer.append(0x40)
        CBORWriter.appendHead(2, UInt64(payload.count), to: &buffer)
        buffer.append(contentsOf: payload)
        return buffer
    }
}
