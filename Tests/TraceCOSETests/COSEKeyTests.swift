// SPDX-License-Identifier: Apache-2.0
import Testing
import TraceCOSE
import TracePrimitives
import TraceTesting

@Suite struct COSEKeyTests {
    /// The key of RFC 8032 §7.1, test 1, and its thumbprint of standards.md.
    private let point = "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a"
    private let thumbprint = "866eefbd6718c8846cd7ddfe43fc74ab1daac4538ff8514ea2ec2d410a415743"

    @Test func `a key, its encoding, thumbprint and name`() throws {
        let key = try #require(Hex.decode(point).flatMap { PublicKey($0) })
        #expect(Hex.encode(COSEKey.encode(key)) == "a3010120062158 20".filter { $0 != " " } + point)
        #expect(try COSEKey.decode(COSEKey.encode(key)) == key)
        let digest = COSEKey.thumbprint(of: key)
        #expect(digest.hex == thumbprint)
        let name = COSEKey.issuerName(digest)
        #expect(
            name == "urn:ietf:params:oauth:ckt:sha-256:hm7vvWcYyIRs193-Q_x0qx2qxFOP-FFOouwtQQpBV0M")
        #expect(COSEKey.thumbprint(ofIssuerName: name) == digest)
    }

    @Test(arguments: [
        "", "urn:ietf:params:oauth:ckt:sha-256:",
        "urn:ietf:params:oauth:ckt:sha-256:hm7vvWcYyIRs193-Q_x0qx2qxFOP-FFOouwtQQpBV0",
        "urn:ietf:params:oauth:ckt:sha-256:hm7vvWcYyIRs193-Q_x0qx2qxFOP-FFOouwtQQpBV0MA",
        "urn:ietf:params:oauth:ckt:sha-256:hm7vvWcYyIRs193-Q_x0qx2qxFOP-FFOouwtQQpBV0N",
        "urn:ietf:params:oauth:ckt:sha-256:hm7vvWcYyIRs193+Q/x0qx2qxFOP+FFOouwtQQpBV0M",
        "urn:ietf:params:oauth:ckt:sha-512:hm7vvWcYyIRs193-Q_x0qx2qxFOP-FFOouwtQQpBV0M",
        "URN:ietf:params:oauth:ckt:sha-256:hm7vvWcYyIRs193-Q_x0qx2qxFOP-FFOouwtQQpBV0M",
        "did:key:z6MkiTBz1ymuepAQ4HEHYSF1H8quG5GLVVQR3djdX3mDooWp",
    ])
    func `other names are refused`(name: String) {
        #expect(COSEKey.thumbprint(ofIssuerName: name) == nil)
    }

    @Test func `every flipped bit of the key's map is refused, and other lengths`() throws {
        let key = try SampleStatement.key()
        let bytes = COSEKey.encode(key.publicKey)
        for (bit, flipped) in Mutations.flips(of: bytes) where bit < 64 {
            #expect(throws: COSEError(.key, at: 0)) { try COSEKey.decode(flipped) }
        }
        for prefix in Mutations.prefixes(of: bytes) {
            #expect(throws: COSEError(.key, at: 0)) { try COSEKey.decode(prefix) }
        }
        #expect(throws: COSEError(.key, at: 0)) { try COSEKey.decode(bytes + [0]) }
    }
}
