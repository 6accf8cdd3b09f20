// SPDX-License-Identifier: Apache-2.0

/// What a key may be used for; a key file names one role and opens for no other.
public enum KeyRole: String, CaseIterable, Sendable {
    /// Signs statements.
    case issuer
    /// Signs checkpoints.
    case log
    /// Signs the registration policy.
    case authority
    /// Declares a compromise and names the key after it, nothing else.
    case recovery
    /// Cosigns the checkpoints of others.
    case witness
    /// Opens sealed disclosures; it signs nothing.
    case recipient

    /// The byte that stands for the role in a key file.
    var code: UInt8 {
        switch self {
        case .issuer: 1
        case .log: 2
        case .authority: 3
        case .recovery: 4
        case .witness: 5
        case .recipient: 6
        }
    }

    /// The role that a byte stands for.
    init?(code: UInt8) {
        guard let role = KeyRole.allCases.first(where: { $0.code == code }) else { return nil }
        self = role
    }
}
