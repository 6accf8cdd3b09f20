// SPDX-License-Identifier: Apache-2.0
internal import TraceCBOR
public import TraceCOSE
public import TracePrimitives
public import TraceVerifier
public import TraceWriting

/// An issuer's key at work in one ledger: it signs at the end of chains that were verified.
///
/// Its heads come from a ``LedgerState``, so that it never signs over a predecessor that nobody
/// checked.
public final class StatementSigner: Sendable {
    private let key: SecretKey
    /// Thumbprint of the issuer's first key.
    public let issuer: Digest
    /// Thumbprint of the signing key.
    public let kid: Digest
    private let origin: String

    /// A signer; `issuer` differs from the key's own thumbprint after a rotation.
    public init(_ key: consuming SecretKey, issuer: Digest? = nil, origin: String) {
        kid = COSEKey.thumbprint(of: key.publicKey)
        self.issuer = issuer ?? kid
        self.key = key
        self.origin = origin
    }

    /// The public half of the signing key.
    public var publicKey: PublicKey { key.publicKey }

    /// Signs a payload as the issuer's next statement after a state.
    ///
    /// `time` is seconds since 1970: a claim, no evidence.
    public func sign(
        _ payload: [UInt8], subjects: [Digest], after state: LedgerState, time: UInt64
    ) throws(COSEError) -> [UInt8] {
        let head = state.head(of: issuer)
        let links = subjects.map { subject in
            let link = state.head(of: issuer, subject: subject)
            return SubjectLink(subject: subject, seq: link.seq, prev: link.prev)
        }
        return try sign(payload, head.seq, head.prev, links, time)
    }

    /// Signs a payload as the next statement after the issuer's own head.
    public func sign(
        _ payload: [UInt8], subjects: [Digest], after head: SignerHead, time: UInt64
    ) throws(COSEError) -> [UInt8] {
        let end = head.end
        let links = subjects.map { subject in
            let link = head.end(of: subject)
            return SubjectLink(subject: subject, seq: link.seq, prev: link.prev)
        }
        return try sign(payload, end.seq, end.prev, links, time)
    }

    /// Signs entry 0, before there is any state.
    public func signFirst(
        _ payload: [UInt8], subject: Digest, time: UInt64
    ) throws(COSEError) -> [UInt8] {
        try sign(payload, 0, .zero, [SubjectLink(subject: subject, seq: 0, prev: .zero)], time)
    }

    /// A signature over a message of the key's own, such as a proof of possession.
    public func signMessage(_ message: [UInt8]) -> Signature { key.sign(message) }

    private func sign(
        _ payload: [UInt8], _ seq: UInt64, _ prev: Digest, _ links: [SubjectLink], _ time: UInt64
    ) throws(COSEError) -> [UInt8] {
        let header = try StatementHeader(
            kid: kid, issuer: issuer, audience: origin, issuedAt: time,
            seq: seq, prev: prev, subjects: links
        ).encoded()
        let signature = key.sign(SigStructure.bytes(protectedHeader: header, payload: payload))
        return try SignedStatementBytes.encode(
            protectedHeader: header, payload: payload, signature: signature)
    }
}
