// SPDX-License-Identifier: Apache-2.0
import Testing
import TraceLedger
import TraceTesting

/// SPEC.md section 10, with a few cases that are always here and the published ones when present.
@Suite struct Ed25519RuleTests {
    private let message = Array("what is signed".utf8)

    @Test func `R34 S is less than the group order`() throws {
        let secret = try SampleStatement.key()
        let bytes = secret.sign(message).bytes
        #expect(secret.publicKey.isValid(try #require(Signature(bytes)), of: message))
        let order: [UInt8] = [
            0xED, 0xD3, 0xF5, 0x5C, 0x1A, 0x63, 0x12, 0x58, 0xD6, 0x9C, 0xF7, 0xA2, 0xDE, 0xF9,
            0xDE, 0x14, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0x10,
        ]
        var (sum, carry) = (bytes, 0)
        for place in 0..<32 {
            let value = Int(bytes[32 + place]) + Int(order[place]) + carry
            sum[32 + place] = UInt8(value & 0xFF)
            carry = value >> 8
        }
        #expect(!secret.publicKey.isValid(try #require(Signature(sum)), of: message))
    }

    @Test(arguments: [
        "0100000000000000000000000000000000000000000000000000000000000000",
        "0100000000000000000000000000000000000000000000000000000000000080",
        "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
        "0000000000000000000000000000000000000000000000000000000000000000",
        "0000000000000000000000000000000000000000000000000000000000000080",
        "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05",
        "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a",
        "eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
        "edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
    ])
    func `R34 neither a key nor R is of small order`(point: String) throws {
        let bytes = try #require(Hex.decode(point))
        let key = try #require(PublicKey(bytes))
        #expect(!key.isAcceptable && !key.isInPrimeOrderSubgroup)
        // With S = 0 and R the neutral point the equation holds for a key of order 1.
        let zero = [UInt8](repeating: 0, count: 32)
        #expect(!key.isValid(try #require(Signature(bytes + zero)), of: message))
        let secret = try SampleStatement.key()
        let rest = secret.sign(message).bytes[32...]
        #expect(!secret.publicKey.isValid(try #require(Signature(bytes + rest)), of: message))
    }

    @Test func `R34 a key that is not canonical verifies nothing`() throws {
        for low in UInt8(0xED)...0xFF {
            let bytes = [low] + [UInt8](repeating: 0xFF, count: 30) + [0x7F]
            #expect(!(try #require(PublicKey(bytes))).isAcceptable)
        }
    }

    private static let refused = [
        "low_order_A", "low_order_R", "non_canonical_A", "non_canonical_R", "low_order_residue",
    ]

    private struct EdgeCase: Decodable {
        let number: Int
        let key, sig, msg: String
        let flags: [String]?
    }

    @Test(.enabled(if: SharedData.isPresent, "needs the shared vectors folder"))
    func `R34 the CCTV cases that libsodium accepts and no other`() throws {
        let cases = try SharedData.json(
            "vectors/cctv-ed25519/ed25519/ed25519vectors.json", as: [EdgeCase].self)
        var accepted = 0
        for test in cases {
            let key = try #require(Hex.decode(test.key).flatMap { PublicKey($0) })
            let signature = try #require(Hex.decode(test.sig).flatMap { Signature($0) })
            guard key.isValid(signature, of: Array(test.msg.utf8)) else { continue }
            accepted += 1
            let flags = Set(test.flags ?? [])
            #expect(flags.isDisjoint(with: Self.refused), "case \(test.number): \(flags)")
        }
        #expect(accepted == 43)
    }

    private struct Wycheproof: Decodable {
        struct Group: Decodable {
            struct Key: Decodable { let pk: String }
            struct Case: Decodable { let tcId: Int, msg: String, sig: String, result: String }
            let publicKey: Key
            let tests: [Case]
        }
        let testGroups: [Group]
    }

    @Test(.enabled(if: SharedData.isPresent, "needs the shared vectors folder"))
    func `R34 Wycheproof's verdicts`() throws {
        let file = try SharedData.json(
            "vectors/wycheproof/testvectors_v1/ed25519_test.json", as: Wycheproof.self)
        var count = 0
        for group in file.testGroups {
            let key = try #require(Hex.decode(group.publicKey.pk).flatMap { PublicKey($0) })
            for test in group.tests {
                let signature = Hex.decode(test.sig).flatMap { Signature($0) }
                let message = try #require(Hex.decode(test.msg))
                let isValid = signature.map { key.isValid($0, of: message) } ?? false
                #expect(isValid == (test.result == "valid"), "case \(test.tcId)")
                count += 1
            }
        }
        #expect(count == 151)
    }

    @Test(arguments: ["signature-s-plus-order", "signature-r-small-order", "signature-all-zero"])
    func `R34 entries obey the same rules`(name: String) throws {
        try LedgerVector.expect(name, .signatureInvalid, at: 5)
    }
}
