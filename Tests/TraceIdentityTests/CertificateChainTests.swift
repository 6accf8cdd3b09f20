// SPDX-License-Identifier: Apache-2.0
import Crypto
import Foundation
import SwiftASN1
import Testing
import TracePrimitives
import X509

@testable import TraceIdentity

@Suite struct CertificateChainTests {
    private struct Made {
        let leafKey: TracePrimitives.PublicKey
        let chain: String
        let root: Certificate
    }

    private static let start = Date(timeIntervalSince1970: 1_767_225_600)

    private func name(_ text: String) throws -> DistinguishedName {
        try DistinguishedName { CommonName(text) }
    }

    /// A root of its own and a leaf for an Ed25519 key, valid for the year 2026.
    private func made() throws -> Made {
        let rootKey = P256.Signing.PrivateKey()
        let leafKey = Curve25519.Signing.PrivateKey()
        let end = Self.start.addingTimeInterval(365 * 86_400)
        let root = try Certificate(
            version: .v3, serialNumber: .init(), publicKey: .init(rootKey.publicKey),
            notValidBefore: Self.start, notValidAfter: end, issuer: name("Example Root"),
            subject: name("Example Root"),
            extensions: Certificate.Extensions {
                Critical(BasicConstraints.isCertificateAuthority(maxPathLength: nil))
            }, issuerPrivateKey: .init(rootKey))
        let leaf = try Certificate(
            version: .v3, serialNumber: .init(), publicKey: .init(leafKey.publicKey),
            notValidBefore: Self.start, notValidAfter: end, issuer: name("Example Root"),
            subject: name("Supplier Example"), extensions: Certificate.Extensions {},
            issuerPrivateKey: .init(rootKey))
        let pem = try leaf.serializeAsPEM().pemString + "\n" + root.serializeAsPEM().pemString
        let key = TracePrimitives.PublicKey(Array(leafKey.publicKey.rawRepresentation))
        return Made(leafKey: try #require(key), chain: pem, root: root)
    }

    private func evidence(_ pem: String, _ day: String) throws -> IdentityEvidence {
        try IdentityEvidence(
            .x509, retrieved: #require(CalendarDate(day)), content: Array(pem.utf8))
    }

    @Test func `a chain to an accepted root is shown as such, without one as a chain in itself`()
        async throws
    {
        let made = try made()
        let evidence = try evidence(made.chain, "2026-06-01")
        #expect(evidence.name.contains("Supplier Example"))
        let rooted = try await evidence.finding(for: made.leafKey, roots: [made.root])
        #expect(rooted.shown.contains("led to a root certificate that was named"))
        let bare = try await evidence.finding(for: made.leafKey)
        #expect(bare.notShown.contains("anybody can make such a chain"))
    }

    @Test func `another root, another key, an expired day and a cut chain are refused`()
        async throws
    {
        let made = try made()
        let other = try self.made()
        let evidence = try evidence(made.chain, "2026-06-01")
        let stranger = await #expect(throws: IdentityError.self) {
            try await evidence.finding(for: made.leafKey, roots: [other.root])
        }
        #expect(stranger?.code == .chain)
        let wrongKey = await #expect(throws: IdentityError.self) {
            try await evidence.finding(for: other.leafKey, roots: [made.root])
        }
        #expect(wrongKey?.code == .key)
        let late = try self.evidence(made.chain, "2028-01-01")
        let expired = await #expect(throws: IdentityError.self) {
            try await late.finding(for: made.leafKey, roots: [made.root])
        }
        #expect(expired?.code == .chain)
        #expect(throws: IdentityError.self) {
            try self.evidence(String(made.chain.prefix(200)), "2026-06-01")
        }
        #expect(throws: IdentityError.self) { try self.evidence("", "2026-06-01") }
    }
}
