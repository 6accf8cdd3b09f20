// SPDX-License-Identifier: Apache-2.0
import Testing
import TraceCOSE
import TracePrimitives
import TraceWriting

/// An entry made outside this package, by Python's nacl and hand-written CBOR.
@Suite struct WorkedEntryTests {
    static let entry = [
        "d284590199a501270378206170706c69636174696f6e2f766e642e74726163656c65646765722b63626f",
        "72045820866eefbd6718c8846cd7ddfe43fc74ab1daac4538ff8514ea2ec2d410a4157430fa401784d75",
        "726e3a696574663a706172616d733a6f617574683a636b743a7368612d3235363a686d37767657635979",
        "4952733139332d515f78307178327178464f502d46464f6f7577745151704256304d02782b4f52572d72",
        "58743444717a3743304e773438414f4b58746b6e7752696954464d7a796f78796e4c6473587703706c65",
        "646765722e6578616d706c652f61061a684ee1803a00010000830758203ba8d02b16fd2a01c1a8ba1a1f",
        "036d7ce386ed953696fa57331c2ac48a80b255828358203915bead7b780eacfb0b4370e3c00e297b649f",
        "046289314ccf2a31ca72ddb17c0058200000000000000000000000000000000000000000000000000000",
        "000000000000835820c500cbb564fa4e40f2df20e7ae43bebbfa87821647e50301cfd8237b74d0575919",
        "012c58206db7d803e74f1ffa7d8f5adc0bf95b3e15bf4c8373fffadf546227cc6c6742cba044a1617601",
        "584091e04d63e1e834fdfb7fab897a26a1efa529c0079ce00b63efac933c265bc4e70ea5454121dd8bbf",
        "33d7d5c62045ebfef4bea30073aa92c7ed6deeaa7de5c703",
    ].joined()

    private let bytes = Hex.decode(entry) ?? []

    /// The key of RFC 8032 §7.1, test 1.
    private func key() throws -> SecretKey {
        try SecretKey(
            seed: try #require(
                Hex.decode("9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60")))
    }

    @Test func `parses to what was put in`() throws {
        let statement = try SignedStatementBytes(parsing: bytes)
        var links: [SubjectLink] = []
        let header = try ProtectedHeader(
            parsing: bytes, statement.protectedHeader, subjects: &links)
        let thumbprint = Digest(
            hex: "866eefbd6718c8846cd7ddfe43fc74ab1daac4538ff8514ea2ec2d410a415743")
        #expect(header.algorithm == .edDSA)
        #expect(header.kid == thumbprint && header.issuer == thumbprint)
        #expect(COSEKey.thumbprint(of: try key().publicKey) == thumbprint)
        #expect(String(decoding: bytes[header.audience], as: UTF8.self) == "ledger.example/a")
        #expect(header.issuedAt == 1_750_000_000)
        #expect(header.seq == 7)
        #expect(header.prev == SHA256Hash.hash(Array("seven".utf8)))
        #expect(
            links == [
                SubjectLink(subject: SHA256Hash.hash(Array("lot 1".utf8)), seq: 0, prev: .zero),
                SubjectLink(
                    subject: SHA256Hash.hash(Array("lot 2".utf8)), seq: 300,
                    prev: SHA256Hash.hash(Array("before".utf8))),
            ])
        #expect(Hex.encode(Array(bytes[statement.payload])) == "a1617601")
        #expect(
            SHA256Hash.leafHash(of: bytes).hex
                == "20e3e7f4f613be57db8681c7d69688cec9d0184865fc8d89090e4b28f4240622")
    }

    @Test func `verifies over the bytes as they stand`() throws {
        // In the middle of a bundle, as verification meets it.
        let bundle = [1, 2] + bytes + [3]
        let statement = try SignedStatementBytes(parsing: bundle, 2..<(2 + bytes.count))
        var signed: [UInt8] = [9, 9, 9]
        SigStructure.write(statement, of: bundle, to: &signed)
        let isValid = try key().publicKey.isValid(
            signatureIn: bundle, at: statement.signature.lowerBound, message: signed,
            0..<signed.count)
        #expect(isValid)
    }

    @Test func `is made again byte for byte`() throws {
        let statement = try SignedStatementBytes(parsing: bytes)
        var links: [SubjectLink] = []
        let parsed = try ProtectedHeader(
            parsing: bytes, statement.protectedHeader, subjects: &links)
        let header = StatementHeader(
            kid: parsed.kid, issuer: parsed.issuer, audience: "ledger.example/a",
            issuedAt: parsed.issuedAt, seq: parsed.seq, prev: parsed.prev,
            subjects: links.reversed())
        let protected = try header.encoded()
        let payload = Array(bytes[statement.payload])
        let signed = SigStructure.bytes(protectedHeader: protected, payload: payload)
        let again = try SignedStatementBytes.encode(
            protectedHeader: protected, payload: payload, signature: key().sign(signed))
        #expect(again == bytes)
    }
}
