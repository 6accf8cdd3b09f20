// SPDX-License-Identifier: Apache-2.0
import Foundation
import TracePrimitives

/// A saved `did.json`, as far as it names Ed25519 keys.
struct DIDDocument {
    private let id: String
    private let methods: [[String: Any]]
    private let assertions: [Any]?

    init(_ content: [UInt8]) throws(IdentityError) {
        guard
            let object = try? JSONSerialization.jsonObject(with: Data(content)) as? [String: Any],
            let id = object["id"] as? String
        else { throw IdentityError(.content, "the content is no did.json with an id") }
        self.id = id
        methods = object["verificationMethod"] as? [[String: Any]] ?? []
        assertions = object["assertionMethod"] as? [Any]
    }

    /// Throws unless the document is of this identifier and lists the key for assertions.
    func requireKey(_ key: PublicKey, of name: String) throws(IdentityError) {
        guard name.hasPrefix("did:web:"), name.utf8.count > 8 else {
            throw IdentityError(.name, "\(name) is no did:web")
        }
        guard id == name else {
            throw IdentityError(.name, "the document is that of \(id), not of \(name)")
        }
        let embedded = (assertions ?? []).compactMap { $0 as? [String: Any] }
        let holding = (methods + embedded).filter { Self.key(of: $0) == key }
        guard !holding.isEmpty else {
            throw IdentityError(
                .key,
                "the document does not list the key \(Multikey.encode(key)); ask its holder "
                    + "to publish it, and save the document again")
        }
        guard let assertions else { return }
        let named = Set(assertions.compactMap { $0 as? String }.map(absolute))
        let isNamed = holding.contains { method in
            guard let id = method["id"] as? String else { return false }
            return named.contains(absolute(id)) || embedded.contains { $0["id"] as? String == id }
        }
        guard isNamed else {
            throw IdentityError(.key, "the document lists the key, but not for assertions")
        }
    }

    private func absolute(_ reference: String) -> String {
        reference.hasPrefix("#") ? id + reference : reference
    }

    private static func key(of method: [String: Any]) -> PublicKey? {
        if let text = method["publicKeyMultibase"] as? String { return Multikey.decode(text) }
        guard let jwk = method["publicKeyJwk"] as? [String: Any], jwk["kty"] as? String == "OKP",
            jwk["crv"] as? String == "Ed25519",
            let bytes = (jwk["x"] as? String).flatMap({ Base64.decodeURL($0) })
        else { return nil }
        return PublicKey(bytes)
    }
}
