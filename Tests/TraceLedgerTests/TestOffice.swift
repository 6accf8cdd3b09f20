// SPDX-License-Identifier: Apache-2.0
import Testing
import TraceLedger
import TraceTesting

/// A supplier that signs in its own office for the ledger of ``TestFolder``.
struct TestOffice {
    static let supplier: UInt8 = 64
    var office: SigningOffice

    /// The policy's entry of the supplier.
    static func issuer(_ key: UInt8 = supplier, recovery: UInt8? = nil) throws -> Policy.Issuer {
        Policy.Issuer(
            key: try SampleStatement.key(key).publicKey, role: "supplier",
            recovery: try recovery.map { try SampleStatement.key($0).publicKey })
    }

    init(_ key: UInt8 = supplier, head: SignerHead? = nil, seed: UInt64 = 7) throws {
        let secret = try SampleStatement.key(key)
        let kid = COSEKey.thumbprint(of: secret.publicKey)
        let start =
            head ?? SignerHead(origin: TestFolder.origin, profile: .standard, issuer: kid)
        office = SigningOffice(
            start,
            signer: StatementSigner(secret, issuer: start.issuer, origin: TestFolder.origin),
            random: .seeded(seed))
    }

    /// Signs a lot, as a file's content.
    mutating func lot(_ id: String, kg: String = "12.50") throws -> SubmittedStatement {
        try sign(
            #"{"kind": "lot", "id": "\#(id)", "fields": {"hs": "670411", "net_kg": "\#(kg)"}}"#)
    }

    mutating func sign(_ json: String) throws -> SubmittedStatement {
        let document = try RecordDocument(Array(json.utf8), file: "record.json")
        return try submitted(office.sign(document, time: TestFolder.time))
    }

    func submitted(_ statement: SignedStatement) throws -> SubmittedStatement {
        try SubmittedStatement(
            statement.bytes, disclosures: statement.disclosures.encoded(),
            name: "statement-\(statement.seq)")
    }
}
