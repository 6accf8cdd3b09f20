// SPDX-License-Identifier: Apache-2.0
import Foundation
import SwiftASN1
internal import TracePrimitives
@_spi(FixedExpiryValidationTime) public import X509

/// A chain of X.509 certificates, the leaf first, as swift-certificates reads it.
public struct CertificateChain: Sendable {
    /// The certificates.
    public let certificates: [Certificate]
    private let leaf: Certificate

    /// The most certificates of a chain.
    public static let most = 8

    /// Reads PEM text.
    public init(_ pem: [UInt8]) throws(IdentityError) {
        let read: [Certificate]
        do {
            let text = String(decoding: pem, as: UTF8.self)
            let documents = try PEMDocument.parseMultiple(pemString: text)
            guard documents.count <= Self.most else {
                throw IdentityError(.content, "more than \(Self.most) certificates")
            }
            read = try documents.map { try Certificate(pemDocument: $0) }
        } catch let error as IdentityError {
            throw error
        } catch {
            throw IdentityError(.content, "the content is no chain of certificates: \(error)")
        }
        guard let leaf = read.first else {
            throw IdentityError(.content, "the content holds no certificate in PEM")
        }
        certificates = read
        self.leaf = leaf
    }

    /// The subject of the leaf.
    public var subject: String { leaf.subject.description }

    func finding(
        _ evidence: IdentityEvidence, _ key: PublicKey, _ roots: [Certificate]
    ) async throws(IdentityError) -> IdentityFinding {
        guard subject == evidence.name else {
            throw IdentityError(.name, "the certificate is that of \(subject)")
        }
        let named = Array(leaf.publicKey.subjectPublicKeyInfoBytes)
        guard named.count == 32 || named.count == 44, Array(named.suffix(32)) == key.bytes else {
            throw IdentityError(
                .key, "the certificate is for another key; ask for one for this Ed25519 key")
        }
        let day = Date(timeIntervalSince1970: Double(evidence.retrieved.dayNumber) * 86_400)
        guard roots.isEmpty else {
            try await validate(day, CertificateStore(roots))
            return IdentityFinding(
                name: subject,
                shown: "On \(evidence.retrieved) the chain led to a root certificate that was "
                    + "named.",
                notShown: "Revocation was not looked up; what the root stands for is its own "
                    + "matter.")
        }
        guard let last = certificates.last else { throw IdentityError(.chain, "no certificate") }
        try await validate(day, CertificateStore([last]))
        return IdentityFinding(
            name: subject,
            shown: "On \(evidence.retrieved) the chain held up to its own last certificate, "
                + "\(last.subject.description).",
            notShown: "No root was named that the reader accepts: anybody can make such a chain. "
                + "Revocation was not looked up.")
    }

    private func validate(
        _ day: Date, _ roots: CertificateStore
    ) async throws(IdentityError) {
        var verifier = Verifier(rootCertificates: roots) {
            RFC5280Policy(fixedExpiryValidationTime: day)
        }
        let result = await verifier.validate(
            leaf: leaf, intermediates: CertificateStore(certificates.dropFirst()))
        guard case .validCertificate = result else {
            throw IdentityError(
                .chain,
                "the chain does not hold on that day: expired, cut short, or signed by "
                    + "somebody else")
        }
    }
}

/// A root certificate that a reader accepts.
public typealias AcceptedRoot = Certificate
