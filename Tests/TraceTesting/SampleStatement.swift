// SPDX-License-Identifier: Apache-2.0
import TraceCOSE
public import TracePrimitives
@_exported public import TraceWriting

/// Makes signed entries for tests: a key that follows from a number, a header with plain defaults.
public enum SampleStatement {
    /// A key whose seed is thirty-two times the same byte.
    public static func key(_ number: UInt8 = 1) throws -> SecretKey {
        try SecretKey(seed: [UInt8](repeating: number, count: 32))
    }

    /// A digest that follows from a text.
    public static func digest(_ text: String) -> Digest { SHA256Hash.hash(Array(text.utf8)) }

    /// A header of the first statement about one subject.
    public static func header(key: borrowing SecretKey) -> StatementHeader {
        let thumbprint = COSEKey.thumbprint(of: key.publicKey)
        return StatementHeader(
            kid: thumbprint, issuer: thumbprint, audience: "ledger.example/test",
            issuedAt: 1_750_000_000, seq: 0, prev: .zero,
            subjects: [SubjectLink(subject: digest("subject"), seq: 0, prev: .zero)])
    }

    /// The entry of a header and a payload, signed.
    public static func entry(
        _ header: StatementHeader, payload: [UInt8] = [0xA0], key: borrowing SecretKey
    ) throws -> [UInt8] {
        try entry(protectedHeader: header.encoded(), payload: payload, key: key)
    }

    /// An entry around any bytes as protected header, signed.
    public static func entry(
        protectedHeader: [UInt8], payload: [UInt8] = [0xA0], key: borrowing SecretKey
    ) throws -> [UInt8] {
        let signed = SigStructure.bytes(protectedHeader: protectedHeader, payload: payload)
        return try SignedStatementBytes.encode(
            protectedHeader: protectedHeader, payload: payload, signature: key.sign(signed))
    }
}
