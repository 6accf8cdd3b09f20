// SPDX-License-Identifier: Apache-2.0

/// What is wrong with a payload, and where.
public struct PayloadFault: Error, Hashable, Sendable {
    /// Which requirement of SPEC.md section 4 it fails.
    public enum Code: String, Sendable {
        case malformed = "payload-malformed"
        case unknownKind = "kind-unknown"
        case fieldInClear = "field-in-clear"
        case subjectMissing = "subject-missing"
    }

    /// The requirement that fails.
    public let code: Code
    /// The byte of the entry at which it shows.
    public let offset: Int
    /// The field, when one is meant.
    public let field: String?

    /// A fault of a payload.
    public init(_ code: Code, at offset: Int, field: String? = nil) {
        self.code = code
        self.offset = offset
        self.field = field
    }
}

/// Which fields a policy keeps out of the clear.
public enum PrivacyProfile: String, Sendable, CaseIterable {
    /// Only what is always committed.
    case open
    /// Prices as well.
    case standard
    /// Everything but what a ledger cannot be judged without.
    case closed

    /// Whether a field of this privacy may stand in clear.
    public func permitsClear(_ privacy: FieldPrivacy) -> Bool {
        switch privacy {
        case .clear: true
        case .profile: self != .closed
        case .price: self == .open
        case .committed: false
        }
    }
}
