// SPDX-License-Identifier: Apache-2.0
import Foundation
import Testing
import TracePrimitives
import TraceTesting

@testable import TraceIdentity

@Suite struct IdentityEvidenceTests {
    private let day = CalendarDate("2026-03-01")

    private func key(_ number: UInt8 = 5) throws -> PublicKey {
        try SampleStatement.key(number).publicKey
    }

    private func web(_ json: String) throws -> IdentityEvidence {
        try IdentityEvidence(
            .didWeb, name: "did:web:supplier.example", retrieved: #require(day),
            content: Array(json.utf8))
    }

    private func code(
        _ evidence: IdentityEvidence, _ key: PublicKey
    ) async -> IdentityError.Code? {
        do {
            _ = try await evidence.finding(for: key)
            return nil
        } catch {
            return error.code
        }
    }

    @Test func `a file of evidence is read back, and refused when a byte of it is changed`() throws
    {
        let evidence = try web(#"{"id": "did:web:supplier.example"}"#)
        let file = evidence.file
        #expect(try IdentityEvidence(file) == evidence)
        var unchanged = 0
        for position in file.indices {
            var changed = file
            changed[position] ^= 4
            // A byte of name or date gives other evidence, under another hash.
            if let read = try? IdentityEvidence(changed) {
                #expect(read != evidence && read.digest != evidence.digest)
                unchanged += 1
            }
        }
        #expect(unchanged < 40)
        for cut in [0, 10, 60, file.count - 1] {
            #expect(throws: IdentityError.self) { try IdentityEvidence(Array(file.prefix(cut))) }
        }
    }

    @Test func `a did:key is the key itself and no other`() async throws {
        let evidence = try IdentityEvidence(
            .didKey, name: Multikey.identifier(of: key()), retrieved: #require(day), content: [])
        let finding = try await evidence.finding(for: key())
        #expect(finding.notShown.contains("who holds the key"))
        #expect(await code(evidence, try key(6)) == .key)
        let other = try IdentityEvidence(
            .didKey, name: "did:key:zNonsense", retrieved: #require(day), content: [])
        #expect(await code(other, try key()) == .name)
    }

    @Test func `published did:key vectors decode to their keys`() throws {
        // RFC 8032 test 1's public key, as the did:key method's own example form.
        let bytes = try #require(
            Hex.decode("d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a"))
        let key = try #require(PublicKey(bytes))
        let text = Multikey.encode(key)
        #expect(text.hasPrefix("z6Mk"))
        #expect(Multikey.decode(text) == key)
        #expect(Multikey.decode("z1" + text.dropFirst()) == nil)
        #expect(Multikey.decode(text.dropLast()) == nil)
    }

    @Test func `a did:web snapshot binds a key that it lists for assertions`() async throws {
        let text = Multikey.encode(try key())
        let method = ##"{"id": "#k", "type": "Multikey", "publicKeyMultibase": "\##(text)"}"##
        let good = try web(
            ##"{"id": "did:web:supplier.example", "verificationMethod": [\##(method)], "assertionMethod": ["did:web:supplier.example#k"]}"##
        )
        let finding = try await good.finding(for: key())
        #expect(finding.shown.contains("2026-03-01"))
        #expect(await code(good, try key(6)) == .key)
        let jwk = Base64.encodeURL(try key().bytes)
        let asJWK = try web(
            ##"{"id": "did:web:supplier.example", "verificationMethod": [{"id": "#k", "publicKeyJwk": {"kty": "OKP", "crv": "Ed25519", "x": "\##(jwk)"}}]}"##
        )
        #expect(await code(asJWK, try key()) == nil)
        let notForAssertions = try web(
            ##"{"id": "did:web:supplier.example", "verificationMethod": [\##(method)], "assertionMethod": []}"##
        )
        #expect(await code(notForAssertions, try key()) == .key)
        let ofAnother = try web(
            ##"{"id": "did:web:other.example", "verificationMethod": [\##(method)]}"##)
        #expect(await code(ofAnother, try key()) == .name)
        #expect(await code(try web("[1, 2]"), try key()) == .content)
    }
}
