// SPDX-License-Identifier: Apache-2.0
import Testing
import TracePrimitives
import TraceTesting

@Suite struct EncodingsTests {
    @Test(arguments: [
        ("", "", ""), ("f", "Zg==", "66"), ("fo", "Zm8=", "666f"), ("foo", "Zm9v", "666f6f"),
        ("foob", "Zm9vYg==", "666f6f62"), ("fooba", "Zm9vYmE=", "666f6f6261"),
        ("foobar", "Zm9vYmFy", "666f6f626172"),
    ])
    func `vectors of RFC 4648 section 10`(text: String, base64: String, hex: String) {
        let bytes = Array(text.utf8)
        #expect(Base64.encode(bytes) == base64)
        #expect(Base64.decode(base64) == bytes)
        #expect(Hex.encode(bytes) == hex)
        #expect(Hex.decode(hex) == bytes)
        let unpadded = base64.filter { $0 != "=" }
        #expect(Base64.encodeURL(bytes) == unpadded)
        #expect(Base64.decodeURL(unpadded) == bytes)
    }

    @Test func `both alphabets differ in two characters`() {
        #expect(Base64.encode([0xFB, 0xFF, 0xFE]) == "+//+")
        #expect(Base64.encodeURL([0xFB, 0xFF, 0xFE]) == "-__-")
        #expect(Base64.decode("-__-") == nil)
        #expect(Base64.decodeURL("+//+") == nil)
    }

    @Test(arguments: [
        "Zg", "Zg=", "Zg===", "=", "==", "====", "Z===", "Zh==", "Zm9=", "Zm9v====", "Zm9v=",
        " Zg==",
        "Zg==\n", "Zg= =", "Z=g=", "Zg==Zg==", "Zм==", "AA=A",
    ])
    func `base64 that nobody canonical wrote is refused`(text: String) {
        #expect(Base64.decode(text) == nil)
    }

    @Test(arguments: ["Zg==", "Z", "Zh", "Zm9", "Zm9vY", "Zg\n", "Zm 9v"])
    func `base64url that nobody canonical wrote is refused`(text: String) {
        #expect(Base64.decodeURL(text) == nil)
    }

    @Test func `what decodes encodes to the same text`() {
        // Every text of two characters and padding: only the 256 canonical ones may decode.
        let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/")
        var decoded = 0
        for first in alphabet {
            for second in alphabet {
                let text = "\(first)\(second)=="
                guard let bytes = Base64.decode(text) else { continue }
                decoded += 1
                #expect(Base64.encode(bytes) == text)
            }
        }
        #expect(decoded == 256)
    }

    @Test(arguments: ["a", "0G", "AB", "0x", "aa ", "é", "aabbc"])
    func `hex of odd length, upper case or other characters is refused`(text: String) {
        #expect(Hex.decode(text) == nil)
    }

    @Test(
        arguments: [
            ([], ""), ([0], "1"), ([0, 0, 1], "112"),
            (Array("Hello World!".utf8), "2NEpo7TZRRrLZSi2U"),
            ([0x00, 0x00, 0x28, 0x7F, 0xB4, 0xCD], "11233QC4"), ([0xFF, 0xFF], "LUv"),
        ] as [([UInt8], String)])
    func `base58 keeps leading zeros`(bytes: [UInt8], text: String) {
        #expect(Base58.encode(bytes) == text)
        #expect(Base58.decode(text) == bytes)
    }

    @Test(arguments: ["0", "O", "I", "l", "a b", "é", String(repeating: "2", count: 257)])
    func `base58 of other characters or without end is refused`(text: String) {
        #expect(Base58.decode(text) == nil)
    }

    private struct DidKey: Decodable {
        let seed, publicKeyHex, publicKeyBase58, did: String
    }

    @Test(.enabled(if: SharedData.isPresent, "needs the shared vectors folder"))
    func `vectors of did-key`() throws {
        let vectors = try SharedData.json("vectors/did-key/ed25519.json", as: [DidKey].self)
        #expect(vectors.count == 5)
        for vector in vectors {
            let key = try SecretKey(seed: try #require(Hex.decode(vector.seed))).publicKey
            #expect(Hex.encode(key.bytes) == vector.publicKeyHex)
            #expect(Base58.encode(key.bytes) == vector.publicKeyBase58)
            #expect("did:key:z" + Base58.encode([0xED, 0x01] + key.bytes) == vector.did)
            #expect(Base58.decode(String(vector.did.dropFirst(9))) == [0xED, 0x01] + key.bytes)
        }
    }
}
