// SPDX-License-Identifier: Apache-2.0
import TraceCBOR
public import TraceCOSE
public import TracePrimitives

/// What a signer puts into a protected header.
public struct StatementHeader: Hashable, Sendable {
    /// The signature algorithm to name.
    public var algorithm: SignatureAlgorithm
    /// The thumbprint of the signing key.
    public var kid: Digest
    /// The thumbprint of the issuer's first key, of which the claim `iss` is made.
    public var issuer: Digest
    /// The claim `aud`, the origin of the ledger.
    public var audience: String
    /// The claim `iat`, seconds since 1970.
    public var issuedAt: UInt64
    /// The number in the issuer's chain.
    public var seq: UInt64
    /// The record id of the issuer's statement before.
    public var prev: Digest
    /// The subjects, which encoding sorts; `sub` follows from the first.
    public var subjects: [SubjectLink]

    /// A header of its parts.
    public init(
        algorithm: SignatureAlgorithm = .edDSA, kid: Digest, issuer: Digest, audience: String,
        issuedAt: UInt64, seq: UInt64, prev: Digest, subjects: [SubjectLink]
    ) {
        self.algorithm = algorithm
        self.kid = kid
        self.issuer = issuer
        self.audience = audience
        self.issuedAt = issuedAt
        self.seq = seq
        self.prev = prev
        self.subjects = subjects
    }

    /// The deterministic encoding, checked by parsing it back: what the profile refuses is not made.
    public func encoded() throws(COSEError) -> [UInt8] {
        let sorted = subjects.sorted { $0.subject < $1.subject }
        guard let first = sorted.first else { throw COSEError(.subjectCount, at: 0) }
        var writer = CBORWriter()
        writer.map(5)
        writer.unsigned(1)
        writer.integer(Int64(algorithm.rawValue))
        writer.unsigned(3)
        writer.text(ProtectedHeader.contentType)
        writer.unsigned(4)
        writer.digest(kid)
        writer.unsigned(15)
        writer.map(4)
        writer.unsigned(1)
        writer.text(COSEKey.issuerName(issuer))
        writer.unsigned(2)
        writer.text(first.subject.base64URL)
        writer.unsigned(3)
        writer.text(audience)
        writer.unsigned(6)
        writer.unsigned(issuedAt)
        writer.integer(ProtectedHeader.chainLabel)
        writer.array(3)
        writer.unsigned(seq)
        writer.digest(prev)
        writer.array(sorted.count)
        for link in sorted {
            writer.array(3)
            writer.digest(link.subject)
            writer.unsigned(link.seq)
            writer.digest(link.prev)
        }
        var links: [SubjectLink] = []
        _ = try ProtectedHeader(
            parsing: writer.bytes, 0..<writer.bytes.count, subjects: &links)
        return writer.bytes
    }
}
