// SPDX-License-Identifier: Apache-2.0
import TraceCBOR
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

    private static let contentTypeBytes = Array(contentType.utf8)
    private static let labels: [Int64] = [1, 3, 4, 15, chainLabel]
    private static let claimKeys: [Int64] = [1, 2, 3, 6]

    /// Parses the header in a range; the subjects replace the content of the caller's array.
    public init(
        parsing bytes: [UInt8], _ range: Range<Int>, subjects: inout [SubjectLink]
    ) throws(COSEError) {
        var reader = PlaceReader(CBORReader(bytes, range, tags: []))
        var map = LabelledMap(ProtectedHeader.labels, try reader.mapCount(.missingHeader))
        try map.next(&reader)
        algorithm = try ProtectedHeader.readAlgorithm(&reader)
        try map.next(&reader)
        try ProtectedHeader.readContentType(&reader, bytes)
        try map.next(&reader)
        kid = try reader.digest(.keyID)
        try map.next(&reader)
        var claims = LabelledMap(ProtectedHeader.claimKeys, try reader.mapCount(.claims))
        try claims.next(&reader)
        issuer = try ProtectedHeader.readIssuer(&reader, bytes)
        try claims.next(&reader)
        let subjectStart = reader.offset
        let subject = try reader.text(.subjectClaim)
        try claims.next(&reader)
        audience = try reader.text(.claims)
        try claims.next(&reader)
        issuedAt = try reader.number(.claims)
        try claims.end(&reader)
        try map.next(&reader)
        (seq, prev) = try ProtectedHeader.readChain(&reader, &subjects)
        try map.end(&reader)
        try reader.expectEnd()
        guard let first = subjects.first,
            first.subject == Digest(base64URLIn: bytes, subject)  // R3 sub
        else { throw COSEError(.subjectClaim, at: subjectStart) }
    }

    private static func readIssuer(
        _ reader: inout PlaceReader, _ bytes: [UInt8]
    ) throws(COSEError) -> Digest {
        let start = reader.offset
        let name = try reader.text(.issuerName)
        guard let issuer = COSEKey.thumbprint(ofIssuerNameIn: bytes, name)
        else { throw COSEError(.issuerName, at: start) }
        return issuer
    }

    private static func readAlgorithm(
        _ reader: inout PlaceReader
    ) throws(COSEError) -> SignatureAlgorithm {
        let start = reader.offset
        switch try reader.integer(.algorithm) {
        case -8: return .edDSA
        case -19: return .ed25519
        default: throw COSEError(.algorithm, at: start)
        }
    }

    private static func readContentType(
        _ reader: inout PlaceReader, _ bytes: [UInt8]
    ) throws(COSEError) {
        let start = reader.offset
        let text = try reader.text(.contentType)
        guard bytes[text].elementsEqual(contentTypeBytes)  // R2 content type
        else { throw COSEError(.contentType, at: start) }
    }

    private static func readChain(
        _ reader: inout PlaceReader, _ subjects: inout [SubjectLink]
    ) throws(COSEError) -> (UInt64, Digest) {
        subjects.removeAll(keepingCapacity: true)
        try readTriple(&reader)
        let position = try readPosition(&reader)
        let start = reader.offset
        let count = try reader.arrayCount(.chain)
        guard (1...maximumSubjects).contains(count)  // R2 R35 links
        else { throw COSEError(.subjectCount, at: start) }
        for _ in 0..<count {
            let start = reader.offset
            try readTriple(&reader)
            let subject = try reader.digest(.chain)
            if let last = subjects.last, last.subject >= subject {  // R3 order
                throw COSEError(.subjectOrder, at: start)
            }
            let (seq, prev) = try readPosition(&reader)
            subjects.append(SubjectLink(subject: subject, seq: seq, prev: prev))
        }
        return position
    }

    private static func readTriple(_ reader: inout PlaceReader) throws(COSEError) {
        let start = reader.offset
        guard try reader.arrayCount(.chain) == 3 else { throw COSEError(.chain, at: start) }
    }

    /// A number and a predecessor, which is zero exactly at the start of a chain.
    private static func readPosition(
        _ reader: inout PlaceReader
    ) throws(COSEError) -> (UInt64, Digest) {
        let start = reader.offset
        let seq = try reader.number(.chain)
        let prev = try reader.digest(.chain)
        guard (seq == 0) == (prev == .zero) else {  // R3 start
            throw COSEError(.chainStart, at: start)
        }
        return (seq, prev)
    }
}

/// Walks a map that must hold exactly the given labels, in the order of their encodings.
private struct LabelledMap {
    private let labels: [Int64]
    private let count: Int
    private var position = 0

    init(_ labels: [Int64], _ count: Int) {
        self.labels = labels
        self.count = count
    }

    mutating func next(_ reader: inout PlaceReader) throws(COSEError) {
        let start = reader.offset
        guard position < count else { throw COSEError(.missingHeader, at: start) }
        let label = try readLabel(&reader)
        guard label == labels[position] else {  // R2 labels
            throw COSEError(code(of: label), at: start)
        }
        position += 1
    }

    func end(_ reader: inout PlaceReader) throws(COSEError) {
        guard count > position else { return }
        let start = reader.offset
        throw COSEError(code(of: try readLabel(&reader)), at: start)
    }

    private func readLabel(_ reader: inout PlaceReader) throws(COSEError) -> Int64 {
        try reader.integer(.unknownHeader)
    }

    private func code(of label: Int64) -> COSEError.Code {
        if label == 2, !labels.contains(2) { return .criticalHeader }
        guard let expected = labels.firstIndex(of: label) else { return .unknownHeader }
        return expected < position ? .headerOrder : .missingHeader
    }
}
