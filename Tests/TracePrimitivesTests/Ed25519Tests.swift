// SPDX-License-Identifier: Apache-2.0
import Testing
import TraceTesting

@testable import TracePrimitives

@Suite struct Ed25519Tests {
    /// RFC 8032 §7.1, tests 1 to 3.
    @Test(arguments: [
        (
            "9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60",
            "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a", "",
            "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555"
                + "fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b"
        ),
        (
            "4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb",
            "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c", "72",
            "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da"
                + "085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00"
        ),
        (
            "c5aa8df43f9f837bedb7442f31dcb7b166d38535076f094b85ce3a2e0b4458f7",
            "fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025", "af82",
            "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac"
                + "18ff9b538d16f290ae67f760984dc6594a7c15e9716ed28dc027beceea1ec40a"
        ),
    ])
    func `vectors of RFC 8032`(seed: String, key: String, message: String, signature: String) throws
    {
        let secret = try SecretKey(seed: try #require(Hex.decode(seed)))
        let message = try #require(Hex.decode(message))
        #expect(Hex.encode(secret.publicKey.bytes) == key)
        #expect(Hex.encode(secret.sign(message).bytes) == signature)
        #expect(secret.publicKey.isValid(secret.sign(message), of: message))
    }

    private let message = Array("the message".utf8)

    @Test func `signatures are read and messages hashed at their place`() throws {
        let secret = try SampleStatement.key()
        let bytes = [1, 2, 3] + secret.sign(message).bytes + [4]
        let around = [9] + message + [9, 9]
        let range = 1..<(1 + message.count)
        #expect(secret.publicKey.isValid(signatureIn: bytes, at: 3, message: around, range))
        #expect(!secret.publicKey.isValid(signatureIn: bytes, at: 2, message: around, range))
        #expect(!secret.publicKey.isValid(signatureIn: bytes, at: 5, message: around, range))
        #expect(!secret.publicKey.isValid(signatureIn: bytes, at: -1, message: around, range))
        #expect(!secret.publicKey.isValid(signatureIn: bytes, at: 3, message: around, 1..<99))
        #expect(!secret.publicKey.isValid(signatureIn: [], at: 0, message: around, range))
    }

    @Test func `every flipped bit of signature, message and key is noticed`() throws {
        let secret = try SampleStatement.key()
        let (key, signature) = (secret.publicKey, secret.sign(message))
        for (bit, flipped) in Mutations.flips(of: signature.bytes) {
            #expect(!key.isValid(try #require(Signature(flipped)), of: message), "bit \(bit)")
        }
        for (bit, flipped) in Mutations.flips(of: message) {
            #expect(!key.isValid(signature, of: flipped), "bit \(bit)")
        }
        for (bit, flipped) in Mutations.flips(of: key.bytes) {
            #expect(
                !(try #require(PublicKey(flipped))).isValid(signature, of: message), "bit \(bit)")
        }
    }

    @Test func `the same signature with the group order added to S is refused`() throws {
        let order = try #require(
            Hex.decode("edd3f55c1a631258d69cf7a2def9de1400000000000000000000000000000010"))
        let secret = try SampleStatement.key()
        var bytes = secret.sign(message).bytes
        var carry = 0
        for index in 0..<32 {
            carry += Int(bytes[32 + index]) + Int(order[index])
            bytes[32 + index] = UInt8(carry & 0xFF)
            carry >>= 8
        }
        #expect(!EncodedNumber(bytes, at: 32).isBelowGroupOrder)
        #expect(!secret.publicKey.isValid(try #require(Signature(bytes)), of: message))
    }

    @Test func `scalars around the group order`() throws {
        func isBelow(_ hex: String) throws -> Bool {
            EncodedNumber(try #require(Hex.decode(hex)), at: 0).isBelowGroupOrder
        }
        #expect(try isBelow("ecd3f55c1a631258d69cf7a2def9de1400000000000000000000000000000010"))
        #expect(try !isBelow("edd3f55c1a631258d69cf7a2def9de1400000000000000000000000000000010"))
        #expect(try !isBelow("edd3f55c1a631258d69cf7a2def9de1401000000000000000000000000000010"))
        #expect(try isBelow("ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff0f"))
        #expect(try isBelow("ffffffffffffffff00000000000000000000000000000000000000000000000f"))
        #expect(try isBelow("ffffffffffffffffd59cf7a2def9de1400000000000000000000000000000010"))
        #expect(try !isBelow("0000000000000000d79cf7a2def9de1400000000000000000000000000000010"))
    }

    @Test func `keys of small order or not canonical are not acceptable`() throws {
        let p = [UInt8]([0xED] + [UInt8](repeating: 0xFF, count: 30) + [0x7F])
        for low in UInt8(0xED)...0xFF {
            // p to p + 18, with both signs of x.
            let bytes = [low] + p.dropFirst()
            #expect(!(try #require(PublicKey(bytes))).isAcceptable)
            #expect(!(try #require(PublicKey(bytes.dropLast() + [0xFF]))).isAcceptable)
        }
        #expect(!(try #require(PublicKey([UInt8](repeating: 0, count: 32)))).isAcceptable)
        #expect(!(try #require(PublicKey([1] + [UInt8](repeating: 0, count: 31)))).isAcceptable)
        #expect((try SampleStatement.key()).publicKey.isAcceptable)
        #expect((try SampleStatement.key()).publicKey.isInPrimeOrderSubgroup)
        #expect(PublicKey([UInt8](repeating: 3, count: 31)) == nil)
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
    func `vectors of Wycheproof`() throws {
        let file = try SharedData.json(
            "vectors/wycheproof/testvectors_v1/ed25519_test.json", as: Wycheproof.self)
        var counts = ["valid": 0, "invalid": 0]
        for group in file.testGroups {
            let key = try #require(Hex.decode(group.publicKey.pk).flatMap { PublicKey($0) })
            for test in group.tests {
                let signature = Hex.decode(test.sig).flatMap { Signature($0) }
                let message = try #require(Hex.decode(test.msg))
                let isValid = signature.map { key.isValid($0, of: message) } ?? false
                #expect(isValid == (test.result == "valid"), "case \(test.tcId)")
                counts[test.result, default: 0] += 1
            }
        }
        #expect(counts == ["valid": 88, "invalid": 63])
    }

    private struct EdgeCase: Decodable {
        let number: Int, key: String, sig: String, msg: String
    }

    private struct Observed: Decodable {
        struct Result: Decodable { let number: Int, libsodium: Bool, openssl4_go127: Bool }
        let results: [Result]
    }

    @Test(.enabled(if: SharedData.isPresent, "needs the shared vectors folder"))
    func `vectors of CCTV, as libsodium answers them`() throws {
        let cases = try SharedData.json(
            "vectors/cctv-ed25519/ed25519/ed25519vectors.json", as: [EdgeCase].self)
        let observed = try SharedData.json(
            "vectors/tracedata/cctv_ed25519_observed.json", as: Observed.self
        ).results
        #expect(cases.count == 914 && observed.count == 914)
        var accepted = 0
        for (test, verdict) in zip(cases, observed) {
            let key = try #require(Hex.decode(test.key).flatMap { PublicKey($0) })
            let bytes = try #require(Hex.decode(test.sig))
            let isValid = key.isValid(
                try #require(Signature(bytes)), of: Array(test.msg.utf8))
            #expect(test.number == verdict.number)
            #expect(isValid == verdict.libsodium, "case \(test.number)")
            accepted += isValid ? 1 : 0
            // The three checks in Swift make another library, OpenSSL or Go, give the same answer.
            let passesChecks =
                key.isAcceptable && !EncodedNumber(bytes, at: 0).isSmallOrder
                && EncodedNumber(bytes, at: 32).isBelowGroupOrder
            #expect((passesChecks && verdict.openssl4_go127) == isValid, "case \(test.number)")
            if !passesChecks { #expect(!verdict.libsodium, "case \(test.number)") }
        }
        #expect(accepted == 43)
    }
}
