// SPDX-License-Identifier: Apache-2.0
public import TracePrimitives

/// The place of a statement in the chain of one subject.
public struct SubjectLink: Hashable, Sendable {
    /// The pseudonym of the subject.
    public let subject: Digest
    /// The number in the chain, from 0.
    public let seq: UInt64
    /// The record id of the one before, zero at number 0.
    public let prev: Digest

    /// A link of its three parts.
    public init(subject: Digest, seq: UInt64, prev: Digest) {
        self.subject = subject
        self.seq = seq
        self.prev = prev
    }
}

/// The signature algorithm that a header names; both are the same computation.
public enum SignatureAlgorithm: Int8, Sendable {
    /// EdDSA, -8, written by default.
    case edDSA = -8
    /// Ed25519, -19, fully specified by RFC 9864.
    case ed25519 = -19
}

/// A parsed protected header: fixed values by value, the audience as a range.
///
/// After parsing, the header is the deterministic map of exactly the five labels of the profile, the
/// subjects are sorted and unique, `sub` names the first one and `iss` is a thumbprint name. Whether
/// the key is the issuer's and whether the chains fit, the verifier finds out.
public struct ProtectedHeader: Hashable, Sendable {
    /// The signature algorithm.
    public let algorithm: SignatureAlgorithm
    /// The thumbprint of the signing key.
    public let kid: Digest
    /// The thumbprint in the claim `iss`, that of the issuer's first key.
    public let issuer: Digest
    /// The text of the claim `aud`: the origin of the ledger.
    public let audience: Range<Int>
    /// The claim `iat`, seconds since 1970: what the issuer says, no evidence.
    public let issuedAt: UInt64
    /// The number in the issuer's chain, from 0.
    public let seq: UInt64
    /// The record id of the issuer's statement before, zero at number 0.
    public let prev: Digest

    /// The content type of every payload.
    public static let contentType = "application/vnd.traceledger+cbor"
    /// The label that holds number, predecessor and subjects.
    public static let chainLabel: Int64 = -65_537
    /// The most subjects of a statement.
    public static let maximumSubjects = 256

    // What stands between the values: the map of five labels, 1 (algorithm), 3 (content type),
    // 4 (key id), 15 (claims: the map of 1, 2, 3 and 6) and the chain label.
    private static let mapStart: [UInt8] = [0xA5, 0x01]
    private static let contentTypeItem =
        [0x03, 0x78, UInt8(contentType.utf8.count)] + contentType.utf8
    private static let keyIDStart: [UInt8] = [0x04, 0x58, 0x20]
    private static let claimsStart: [UInt8] = [0x0F, 0xA4, 0x01]
    private static let issuerStart =
        [0x78, UInt8(COSEKey.namePrefix.utf8.count + 43)] + COSEKey.namePrefix.utf8
    private static let subjectStart: [UInt8] = [0x02, 0x78, 43]
    private static let chainStart: [UInt8] = [0x3A, 0x00, 0x01, 0x00, 0x00, 0x83]
    private static let linkStart: [UInt8] = [0x83, 0x58, 0x20]
    private static let digestStart: [UInt8] = [0x58, 0x20]

    /// Parses the header in a range; the subjects replace the content of the caller's array.
    public init(
        parsing bytes: [UInt8], _ range: Range<Int>, subjects: inout [SubjectLink]
    ) throws(COSEError) {
        subjects.removeAll(keepingCapacity: true)
        var form = FormReader(bytes, range)
        try form.constant(ProtectedHeader.mapStart, .labels)  // R2 labels
        algorithm = try ProtectedHeader.readAlgorithm(&form)
        try form.constant(ProtectedHeader.contentTypeItem, .contentType)  // R2 content type
        try form.constant(ProtectedHeader.keyIDStart, .keyID)
        kid = try form.digest(.keyID)
        try form.constant(ProtectedHeader.claimsStart, .claims)  // R2 claims
        try form.constant(ProtectedHeader.issuerStart, .issuerName)  // R3 iss
        let name = try form.content(43, .issuerName)
        guard let issuer = Digest(base64URLIn: bytes, name)
        else { throw COSEError(.issuerName, at: name.lowerBound) }
        self.issuer = issuer
        try form.constant(ProtectedHeader.subjectStart, .subjectClaim)
        let subject = try form.content(43, .subjectClaim)
        try form.constant(0x03, .claims)
        audience = try form.string(3, .claims)
        guard UTF8Text.isValid(bytes, audience)
        else { throw COSEError(.claims, at: audience.lowerBound) }
        try form.constant(0x06, .claims)
        issuedAt = try form.number(.claims)
        try form.constant(ProtectedHeader.chainStart, .chain)
        (seq, prev) = try ProtectedHeader.readPosition(&form)
        try ProtectedHeader.readLinks(&form, &subjects)
        try form.expectEnd()
        guard subjects.first?.subject == Digest(base64URLIn: bytes, subject)  // R3 sub
        else { throw COSEError(.subjectClaim, at: subject.lowerBound) }
    }

    private static func readAlgorithm(
        _ form: inout FormReader
    ) throws(COSEError) -> SignatureAlgorithm {
        let start = form.offset
        switch try form.byte(.algorithm) {
        case 0x27: return .edDSA
        case 0x32: return .ed25519
        default: throw COSEError(.algorithm, at: start)
        }
    }

    private static func readLinks(
        _ form: inout FormReader, _ subjects: inout [SubjectLink]
    ) throws(COSEError) {
        let start = form.offset
        let count = try form.argument(4, .chain)
        guard (1...UInt64(maximumSubjects)).contains(count)  // R2 R35 links
        else { throw COSEError(.subjectCount, at: start) }
        for _ in 0..<count {
            let start = form.offset
            try form.constant(linkStart, .chain)
            let subject = try form.digest(.chain)
            if let last = subjects.last, last.subject >= subject {  // R3 order
                throw COSEError(.subjectOrder, at: start)
            }
            let (seq, prev) = try readPosition(&form)
            subjects.append(SubjectLink(subject: subject, seq: seq, prev: prev))
        }
    }

    /// A number and a predecessor, which is zero exactly at the start of a chain.
    private static func readPosition(
        _ form: inout FormReader
    ) throws(COSEError) -> (UInt64, Digest) {
        let start = form.offset
        let seq = try form.number(.chain)
        try form.constant(digestStart, .chain)
        let prev = try form.digest(.chain)
        guard (seq == 0) == (prev == .zero) else {  // R3 start
            throw COSEError(.chainStart, at: start)
        }
        return (seq, prev)
    }
}
