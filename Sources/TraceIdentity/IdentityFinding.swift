// SPDX-License-Identifier: Apache-2.0
public import TracePrimitives
public import X509

/// What evidence shows of a key, and what it does not.
public struct IdentityFinding: Sendable, Hashable {
    /// The name outside the ledger.
    public let name: String
    /// What the evidence shows, in a sentence.
    public let shown: String
    /// What it does not show, in a sentence.
    public let notShown: String
}

extension IdentityEvidence {
    /// Compares the evidence with a key; throws when it speaks of another key or does not hold.
    ///
    /// `roots` are the certificates that the reader accepts; without them a chain is checked in
    /// itself. The day of a chain is the day on which it was saved.
    public func finding(
        for key: PublicKey, roots: [Certificate] = []
    ) async throws(IdentityError) -> IdentityFinding {
        switch kind {
        case .didKey: return try ownName(of: key)
        case .didWeb: return try webName(of: key)
        case .x509: return try await CertificateChain(content).finding(self, key, roots)
        }
    }

    private func ownName(of key: PublicKey) throws(IdentityError) -> IdentityFinding {
        guard let named = Multikey.key(ofIdentifier: name) else {
            throw IdentityError(.name, "\(name) is no did:key of an Ed25519 key")
        }
        guard named == key else {
            throw IdentityError(
                .key, "\(name) is another key; this one is \(Multikey.identifier(of: key))")
        }
        return IdentityFinding(
            name: name, shown: "The name is the key itself.",
            notShown: "It says nothing of who holds the key.")
    }

    private func webName(of key: PublicKey) throws(IdentityError) -> IdentityFinding {
        try DIDDocument(content).requireKey(key, of: name)
        return IdentityFinding(
            name: name,
            shown: "A did.json saved on \(retrieved) lists the key for assertions.",
            notShown: "Who saved it states its date and where it came from; the page may have "
                + "changed since, and nothing was fetched.")
    }
}
