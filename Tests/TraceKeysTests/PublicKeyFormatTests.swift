// SPDX-License-Identifier: Apache-2.0
import Foundation
import Testing
import TraceCOSE
import TraceKeys
import TraceMerkle
import TracePrimitives
import TraceTesting

@Suite("Forms of public keys")
struct PublicKeyFormatTests {
    private func key(_ hex: String) throws -> PublicKey {
        try #require(PublicKey(Hex.decode(hex) ?? []))
    }

    private func key(seed: [UInt8]) throws -> PublicKey {
        let secret = try SecretKey(seed: seed)
        return secret.publicKey
    }

    private func text(
        _ format: PublicKeyFormat, _ key: PublicKey, name: String = ""
    ) throws -> String {
        String(decoding: try format.encode(key, name: name), as: UTF8.self)
    }

    @Test("PEM of the example in RFC 8410 §10.1")
    func pem() throws {
        let key = try key("19bf44096984cdfe8541bac167dc3b96c85086aa30b6b6cb0c5c38ad703166e1")
        #expect(
            try text(.pem, key) == """
                -----BEGIN PUBLIC KEY-----
                MCowBQYDK2VwAyEAGb9ECWmEzf6FQbrBZ9w7lshQhqowtrbLDFw4rXAxZuE=
                -----END PUBLIC KEY-----

                """)
    }

    @Test(
        "PEM equals the file that pyca/cryptography wrote",
        .enabled(if: SharedData.isPresent, "needs the shared vectors folder"))
    func pycaPEM() throws {
        let path = "vectors/tracedata/ed25519-seed-000102.pub.pem"
        let expected = try SharedData.bytes(path)
        #expect(try PublicKeyFormat.pem.encode(key(seed: Fixture.seed)) == expected)
    }

    @Test("COSE_Key and issuer name of RFC 8032's first key (RFC 9679)")
    func thumbprint() throws {
        let key = try key("d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a")
        let cose = try PublicKeyFormat.cose.encode(key)
        #expect(Hex.encode(cose) == "a301012006215820" + Hex.encode(key.bytes))
        let thumbprint = "866eefbd6718c8846cd7ddfe43fc74ab1daac4538ff8514ea2ec2d410a415743"
        #expect(SHA256Hash.hash(cose).hex == thumbprint)
        let name = try text(.issuer, key)
        #expect(
            name
                == "urn:ietf:params:oauth:ckt:sha-256:hm7vvWcYyIRs193-Q_x0qx2qxFOP-FFOouwtQQpBV0M\n"
        )
        #expect(COSEKey.thumbprint(ofIssuerName: String(name.dropLast()))?.hex == thumbprint)
    }

    private struct DIDKey: Decodable {
        let seed: String
        let publicKeyHex: String
        let did: String
    }

    @Test(
        "did:key equals every published Ed25519 vector",
        .enabled(if: SharedData.isPresent, "needs the shared vectors folder"))
    func publishedDIDs() throws {
        let bytes = try SharedData.bytes("vectors/did-key/ed25519.json")
        let vectors = try JSONDecoder().decode([DIDKey].self, from: Data(bytes))
        #expect(vectors.count == 5)
        for vector in vectors {
            let key = try key(seed: #require(Hex.decode(vector.seed)))
            #expect(Hex.encode(key.bytes) == vector.publicKeyHex)
            #expect(try text(.did, key) == vector.did + "\n")
        }
    }

    @Test("did:key of the first published vector")
    func did() throws {
        #expect(
            try text(.did, key(seed: [UInt8](repeating: 0, count: 32)))
                == "did:key:z6MkiTBz1ymuepAQ4HEHYSF1H8quG5GLVVQR3djdX3mDooWp\n")
    }

    @Test("The verifier key of the signed-note specification, read and written")
    func vkey() throws {
        let line = "example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k"
        let key = try VerifierKey(line).key
        #expect(try text(.vkey, key, name: "example.com/foo") == line + "\n")
    }

    @Test(
        "A verifier key needs a name that a signature line can bear", arguments: ["", "a b", "a+b"])
    func vkeyName(name: String) throws {
        let key = try key(seed: Fixture.seed)
        #expect(Fixture.code { _ = try PublicKeyFormat.vkey.encode(key, name: name) } == .name)
    }
}
