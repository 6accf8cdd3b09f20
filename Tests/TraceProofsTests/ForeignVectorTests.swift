// SPDX-License-Identifier: Apache-2.0
import Foundation
import Testing
import TraceLedger
import TraceTesting

/// Receipts, statements and proofs that other programs made.
@Suite(.enabled(if: SharedData.isPresent, "needs the shared vectors folder"))
struct ForeignVectorTests {
    private struct Expected: Decodable {
        let leaf_entry: String
        let result: String
        let failure_code: String?
        let statement_signature_valid: Bool
        let receipt_valid: Bool
    }

    private static let folder = "vectors/scitt-cose/test-vectors/v1"

    private func key(_ path: String) throws -> PublicKey? {
        // SubjectPublicKeyInfo in PEM: twelve bytes stand before an Ed25519 key (RFC 8410).
        let pem = String(decoding: try SharedData.bytes(path), as: UTF8.self)
        let lines = pem.split(separator: "\n").filter { !$0.hasPrefix("-") }
        return Base64.decode(lines.joined()).flatMap { PublicKey([UInt8]($0.dropFirst(12))) }
    }

    @Test(arguments: [
        ("valid-eddsa", "accepted"), ("fail-tampered-path", "receipt-signature"),
        ("fail-unsupported-vds", "receipt-data-structure"), ("fail-bad-statement-sig", "accepted"),
    ])
    func `receipts of scitt-cose`(name: String, expected: String) throws {
        let vector: Expected = try SharedData.json("\(Self.folder)/\(name)/expected.json")
        let receipt = try SharedData.bytes("\(Self.folder)/\(name)/receipt.cose")
        let log = try #require(try key("\(Self.folder)/\(name)/log-key.pub"))
        let entry = try #require(Hex.decode(vector.leaf_entry))
        let found = code {
            try InclusionReceipt(parsing: receipt).verify(entry: entry, key: log)
        }
        #expect(found == expected)
        #expect((found == "accepted") == vector.receipt_valid)
        let bytes = try SharedData.bytes("\(Self.folder)/\(name)/statement.cose")
        let issuer = try #require(try key("\(Self.folder)/\(name)/issuer-key.pub"))
        let statement = try TransparentStatement(entry: bytes, receipts: [receipt])
        #expect(statement.isSigned(by: issuer) == vector.statement_signature_valid)
    }

    @Test(arguments: ["valid-es256", "valid-ccf-vds2"])
    func `other algorithms and trees are refused, not guessed`(name: String) throws {
        let receipt = try SharedData.bytes("\(Self.folder)/\(name)/receipt.cose")
        let found = code { _ = try InclusionReceipt(parsing: receipt) }
        #expect(["receipt-algorithm", "receipt-data-structure", "receipt-header"].contains(found))
    }

    @Test(arguments: [1, 2, 7, 9])
    func `receipts and Transparent Statements for trees of several sizes`(size: Int) throws {
        let pem = "vectors/tracedata/ed25519-seed-000102.pub.pem"
        let key = try #require(try key(pem))
        let receipt = try SharedData.bytes("vectors/tracedata/receipt\(size).cose")
        let bytes = try SharedData.bytes("vectors/tracedata/ts\(size).cose")
        let statement = try TransparentStatement(parsing: bytes)
        #expect(try statement.encoded() == bytes)
        #expect(statement.receipts == [receipt])
        #expect(statement.isSigned(by: key))
        let found = code {
            try InclusionReceipt(parsing: receipt).verify(entry: statement.entry, key: key)
        }
        #expect(found == (size == 1 ? "receipt-empty-path" : "accepted"))
    }
}
