// SPDX-License-Identifier: Apache-2.0
public import TracePrimitives
public import TraceRecords

/// What holds for every entry of one ledger from its first policy on (SPEC.md R16).
public struct EntryRules: Sendable {
    /// The origin as bytes, compared with each `aud`.
    let origin: [UInt8]
    let profile: PrivacyProfile
    let maxEntry: Int

    /// The rules of a policy.
    public init(_ policy: Policy) {
        origin = Array(policy.origin.utf8)
        profile = policy.profile
        maxEntry = policy.maxEntry
    }
}

/// How much of a ledger's signatures is checked one by one (SPEC.md section 9).
public enum VerificationMode: String, Sendable {
    /// Every signature.
    case exhaustive
    /// Control statements, keys ever compromised, and the last statement of each issuer and key.
    case anchored
}

/// Public keys by thumbprint.
///
/// A thumbprint binds its key, so a directory needs no trust.
public typealias KeyDirectory = [Digest: PublicKey]
