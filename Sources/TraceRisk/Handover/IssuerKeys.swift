// SPDX-License-Identifier: Apache-2.0

/// Who can give an issuer a key: what the policy and key statements of a verified ledger say.
///
/// Two issuers are two sources only when neither can put a key in the other's place.
public struct IssuerKeys: Sendable, Hashable {
    private let givers: [String: Set<String>]

    /// Nothing is known; no two issuers count as independent.
    public static let unknown = IssuerKeys(givers: [:])

    /// For each issuer the recovery keys and other issuers that gave or can give it a key.
    public init(givers: [String: Set<String>]) {
        self.givers = givers
    }

    /// Whether the ledger shows two issuers with keys that neither gave the other.
    public func areIndependent(_ a: String, _ b: String) -> Bool {
        guard a != b, let ofA = givers[a], let ofB = givers[b] else { return false }
        return !ofA.contains(b) && !ofB.contains(a) && ofA.isDisjoint(with: ofB)
    }
}
