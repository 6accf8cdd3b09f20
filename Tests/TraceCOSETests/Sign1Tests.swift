// SPDX-License-Identifier: Apache-2.0
import Testing
import TraceCBOR
import TraceCOSE
import TracePrimitives
import TraceTesting

@Suite struct Sign1HostileTests {
    private static let signature = [UInt8](repeating: 5, count: 64)

    private static func entry(
        tag: [UInt8] = [0xD2], array: [UInt8] = [0x84], protected: [UInt8] = [0x41, 0xA0],
        unprotected: [UInt8] = [0xA0], payload: [UInt8] = [0x41, 0xA0],
        signature: [UInt8] = [0x58, 0x40] + signature, behind: [UInt8] = []
    ) -> [UInt8] {
        tag + array + protected + unprotected + payload + signature + behind
    }

    static let cases: [(name: String, bytes: [UInt8], code: String, offset: Int)] = [
        ("nothing", [], "cose-not-sign1", 0),
        ("without the tag", entry(tag: []), "cose-not-sign1", 0),
        ("tag 17", entry(tag: [0xD1]), "cose-not-sign1", 0),
        ("tag 98, several signers", entry(tag: [0xD8, 0x62]), "cose-not-sign1", 0),
        ("the tag in two bytes", entry(tag: [0xD8, 0x12]), "cose-not-sign1", 0),
        ("the tag twice", entry(tag: [0xD2, 0xD2]), "cose-not-sign1", 0),
        ("an array of three", entry(array: [0x83]), "cose-not-sign1", 0),
        ("an array of five", entry(array: [0x85]), "cose-not-sign1", 0),
        ("an open array", entry(array: [0x9F]), "cose-not-sign1", 0),
        ("the array's head in two bytes", entry(array: [0x98, 4]), "cose-not-sign1", 0),
        ("protected header as a map", entry(protected: [0xA0]), "cose-not-sign1", 2),
        ("unprotected key id", entry(unprotected: [0xA1, 4, 0x40]), "cose-unprotected-header", 4),
        ("unprotected array", entry(unprotected: [0x80]), "cose-unprotected-header", 4),
        ("detached payload", entry(payload: [0xF6]), "cose-detached-payload", 5),
        ("payload as text", entry(payload: [0x61, 0x61]), "cose-detached-payload", 5),
        ("payload with a long head", entry(payload: [0x58, 1, 0]), "cose-detached-payload", 5),
        (
            "signature of 63 bytes", entry(signature: [0x58, 63] + signature.dropLast()),
            "cose-signature-length", 7
        ),
        (
            "signature of 65 bytes", entry(signature: [0x58, 65] + signature + [0]),
            "cose-signature-length", 7
        ),
        ("no signature", entry(signature: [0xF6]), "cose-signature-length", 7),
        ("a byte behind", entry(behind: [0]), "cose-trailing-bytes", 73),
        (
            "65,536 bytes",
            entry(payload: [0x59, 0xFF, 0xB6] + [UInt8](repeating: 0, count: 65_462)),
            "cose-entry-too-long", 0
        ),
    ]

    @Test(arguments: cases)
    func `is refused with code and offset`(
        name: String, bytes: [UInt8], code: String, offset: Int
    ) {
        let expected = COSEError(COSEError.Code(rawValue: code), at: offset)
        #expect(throws: expected) { try SignedStatementBytes(parsing: bytes) }
    }

    @Test func `every beginning of an entry is refused, every longer text too`() throws {
        let key = try SampleStatement.key()
        let entry = try SampleStatement.entry(SampleStatement.header(key: key), key: key)
        #expect(try SignedStatementBytes(parsing: entry).entry == 0..<entry.count)
        for prefix in Mutations.prefixes(of: entry) {
            #expect(throws: COSEError.self) { try SignedStatementBytes(parsing: prefix) }
        }
    }

    @Test func `no flipped bit of an entry verifies`() throws {
        let key = try SampleStatement.key()
        let entry = try SampleStatement.entry(SampleStatement.header(key: key), key: key)
        var signed: [UInt8] = []
        for (bit, flipped) in Mutations.flips(of: entry) {
            guard let statement = try? SignedStatementBytes(parsing: flipped) else { continue }
            SigStructure.write(statement, of: flipped, to: &signed)
            let isValid = key.publicKey.isValid(
                signatureIn: flipped, at: statement.signature.lowerBound, message: signed,
                0..<signed.count)
            #expect(!isValid, "bit \(bit)")
        }
    }

    @Test func `the longest entry is one byte shorter than what is refused`() throws {
        let longest = Sign1HostileTests.entry(
            payload: [0x59, 0xFF, 0xB5] + [UInt8](repeating: 0, count: 65_461))
        #expect(longest.count == 65_535)
        #expect(try SignedStatementBytes(parsing: longest).payload.count == 65_461)
        let signature = try #require(Signature(Sign1HostileTests.signature))
        #expect(throws: COSEError(.entryTooLong, at: 0)) {
            try SignedStatementBytes.encode(
                protectedHeader: [0xA0], payload: [UInt8](repeating: 0, count: 65_462),
                signature: signature)
        }
    }
}

@Suite(.enabled(if: SharedData.isPresent, "needs the shared vectors folder"))
struct SigStructureVectorTests {
    private struct COSEExample: Decodable {
        struct Input: Decodable {
            struct Signer: Decodable {
                struct Key: Decodable { let x_hex: String? }
                let key: Key
            }
            let sign0: Signer?
        }
        struct Intermediates: Decodable { let ToBeSign_hex: String? }
        struct Output: Decodable { let cbor: String }
        let title: String, input: Input, intermediates: Intermediates?, output: Output
    }

    /// Header, payload and signature of any message, tagged or not, read without our own strict parser.
    private func parts(_ hex: String) throws -> (protected: [UInt8], payload: [UInt8], [UInt8]) {
        let tagged = hex.hasPrefix("84") ? "d2" + hex : hex
        let bytes = try #require(Hex.decode(tagged.lowercased()))
        let value = try CBORValue.decode(bytes, tags: .sign1)
        guard case .tag(18, .array(let items)) = value, items.count == 4 else {
            throw COSEError(.notSign1, at: 0)
        }
        return try (
            #require(items[0].bytesValue), #require(items[2].bytesValue),
            #require(items[3].bytesValue)
        )
    }

    @Test func `cose-wg eddsa-sig-01: bytes, signature, and refusal of its header`() throws {
        let path = "vectors/cose-wg-examples/eddsa-examples/eddsa-sig-01.json"
        let example = try SharedData.json(path, as: COSEExample.self)
        let (protected, payload, bytes) = try parts(example.output.cbor)
        let signed = SigStructure.bytes(protectedHeader: protected, payload: payload)
        #expect(Hex.encode(signed) == example.intermediates?.ToBeSign_hex?.lowercased())
        let hex = try #require(example.input.sign0?.key.x_hex)
        let key = try #require(Hex.decode(hex).flatMap { PublicKey($0) })
        let signature = try #require(Signature(bytes))
        #expect(key.isValid(signature, of: signed))
        // Its unprotected header holds a key id; emptied, the message has an entry's shape.
        #expect(throws: COSEError(.unprotectedHeader, at: 8)) {
            try SignedStatementBytes(
                parsing: #require(Hex.decode(example.output.cbor.lowercased())))
        }
        let entry = try SignedStatementBytes.encode(
            protectedHeader: protected, payload: payload, signature: signature)
        let statement = try SignedStatementBytes(parsing: entry)
        var again: [UInt8] = []
        SigStructure.write(statement, of: entry, to: &again)
        #expect(again == signed)
        var links: [SubjectLink] = []
        #expect(throws: COSEError.self) {
            try ProtectedHeader(parsing: entry, statement.protectedHeader, subjects: &links)
        }
    }

    @Test func `cose-wg sign1 examples give the same bytes to sign`() throws {
        var compared = 0
        for path in try SharedData.files(under: "vectors/cose-wg-examples/sign1-tests")
        where path.contains("pass-0") {
            let example = try SharedData.json(path, as: COSEExample.self)
            guard let expected = example.intermediates?.ToBeSign_hex,
                let (protected, payload, _) = try? parts(example.output.cbor)
            else { continue }
            let signed = SigStructure.bytes(protectedHeader: protected, payload: payload)
            // Those with external data differ just there.
            guard expected.count == signed.count * 2 else { continue }
            #expect(Hex.encode(signed) == expected.lowercased())
            compared += 1
        }
        #expect(compared > 0)
    }

    @Test(arguments: ["stmt-8.cose", "stmt-19.cose"])
    func `statements of another profile parse, verify, and their header is refused`(
        name: String
    ) throws {
        let bytes = try SharedData.bytes("vectors/tracedata/\(name)")
        let statement = try SignedStatementBytes(parsing: bytes)
        let key = try SecretKey(seed: (0..<32).map { UInt8($0) }).publicKey
        var signed: [UInt8] = []
        SigStructure.write(statement, of: bytes, to: &signed)
        let isValid = key.isValid(
            signatureIn: bytes, at: statement.signature.lowerBound, message: signed,
            0..<signed.count)
        #expect(isValid)
        var links: [SubjectLink] = []
        #expect(throws: COSEError(.labels, at: 4)) {
            try ProtectedHeader(parsing: bytes, statement.protectedHeader, subjects: &links)
        }
    }
}
