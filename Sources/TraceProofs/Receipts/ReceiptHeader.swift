// SPDX-License-Identifier: Apache-2.0
import TraceCBOR
public import TraceCOSE

/// What the protected header of a receipt says (RFC 9942 section 4, RFC 9943 section 6).
///
/// After parsing, the algorithm is EdDSA and the tree is that of RFC 9162 with SHA-256. Key id, issuer
/// and subject are optional in RFC 9942; receipts of this profile have all three.
public struct ReceiptHeader: Hashable, Sendable {
    /// The signature algorithm.
    public let algorithm: SignatureAlgorithm
    /// The label `kid`; in this profile the thumbprint of the log's key.
    public let keyID: [UInt8]?
    /// The claim `iss`; in this profile the origin of the log.
    public let issuer: String?
    /// The claim `sub`; in this profile that of the statement.
    public let subject: String?

    /// The label of the verifiable data structure.
    static let dataStructureLabel: Int64 = 395
    /// RFC9162_SHA256.
    static let rfc9162: Int64 = 1

    /// The deterministic encoding of a header of this profile.
    static func encode(keyID: [UInt8], issuer: String, subject: String) -> [UInt8] {
        var writer = CBORWriter()
        writer.map(4)
        writer.unsigned(1)
        writer.integer(Int64(SignatureAlgorithm.edDSA.rawValue))
        writer.unsigned(4)
        writer.bytes(keyID)
        writer.unsigned(15)
        writer.map(2)
        writer.unsigned(1)
        writer.text(issuer)
        writer.unsigned(2)
        writer.text(subject)
        writer.integer(dataStructureLabel)
        writer.integer(rfc9162)
        return writer.bytes
    }

    /// Reads a header: strict heads, no label twice, any order, as other producers have it.
    init(parsing bytes: [UInt8], _ range: Range<Int>) throws(ProofError) {
        var labels = ForeignMap(bytes, range)
        var (algorithm, structure) = (Int64?.none, Int64?.none)
        var (keyID, issuer, subject) = ([UInt8]?.none, String?.none, String?.none)
        while let label = try labels.next() {
            switch label {
            case 1: algorithm = try labels.integer()
            case 2:
                throw ProofError(
                    .receiptHeader, at: labels.offset, "`crit` asks for what is not known here")
            case 4: keyID = try labels.bytes()
            case 15: (issuer, subject) = try Self.claims(&labels)
            case Self.dataStructureLabel: structure = try labels.integer()
            default: try labels.skip()
            }
        }
        guard structure == Self.rfc9162 else {
            throw ProofError(
                .dataStructure,
                "the verifiable data structure is \(structure.map { "\($0)" } ?? "not named"), "
                    + "not 1 (RFC9162_SHA256)")
        }
        guard let named = algorithm.flatMap({ Int8(exactly: $0) }),
            let known = SignatureAlgorithm(rawValue: named)
        else {
            throw ProofError(
                .receiptAlgorithm,
                "the algorithm is \(algorithm.map { "\($0)" } ?? "not named"), not -8 or -19")
        }
        self.algorithm = known
        self.keyID = keyID
        self.issuer = issuer
        self.subject = subject
    }

    private static func claims(
        _ labels: inout ForeignMap
    ) throws(ProofError) -> (String?, String?) {
        var (issuer, subject) = (String?.none, String?.none)
        try labels.map { claim, claims throws(ProofError) in
            switch claim {
            case 1: issuer = try claims.text()
            case 2: subject = try claims.text()
            default: try claims.skip()
            }
        }
        return (issuer, subject)
    }
}
