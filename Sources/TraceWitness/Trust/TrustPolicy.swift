// SPDX-License-Identifier: Apache-2.0
public import TraceMerkle
public import TracePrimitives
public import TraceRecords
public import TraceVerifier

/// Whom a reader trusts for what: logs, witnesses with their quorum, issuers (SPEC.md Appendix D).
///
/// After construction every name that a group or the quorum uses is defined before it, no key stands
/// there twice, and every threshold can be reached. There is no default policy.
public struct TrustPolicy: Sendable, Hashable {
    /// A log that is accepted.
    public struct Log: Sendable, Hashable {
        /// Its key, whose name is its origin.
        public let key: VerifierKey
        /// Where it is served, or where statements are handed in.
        public let url: String?
        /// The record id of its entry 0, which fixes the registration policy.
        public internal(set) var entry0: RecordID?
    }

    /// A witness that may count.
    public struct Witness: Sendable, Hashable {
        /// Its name in this policy only.
        public let name: String
        /// Its cosigning key.
        public let key: VerifierKey
        /// Its submission prefix.
        public let url: String?
    }

    /// Several witnesses or groups, of which so many have to have witnessed.
    public struct Group: Sendable, Hashable {
        /// Its name in this policy only.
        public let name: String
        /// How many members have to have witnessed.
        public let threshold: Int
        /// Names of witnesses and groups defined before.
        public let members: [String]
    }

    /// What one issuer is trusted for.
    public struct Issuer: Sendable, Hashable {
        /// The thumbprint of the issuer's first key.
        public let issuer: Digest
        /// The kinds of statements; nil for any kind.
        public let kinds: Set<RecordKind>?
        /// Roles of the ledger's registration policy whose kinds are meant as well.
        public let roles: Set<String>
    }

    /// The logs, in the order of the file.
    public internal(set) var logs: [Log] = []
    /// The witnesses, in the order of the file.
    public internal(set) var witnesses: [Witness] = []
    /// The groups, in the order of the file.
    public internal(set) var groups: [Group] = []
    /// The issuers, in the order of the file; without any, whoever the ledger admits is believed.
    public internal(set) var issuers: [Issuer] = []
    /// The name of the witness or group that has to have witnessed; nil for none.
    public internal(set) var quorum: String?
    /// The origin that a trust file of R31 names, where that is not the name of its key: no ledger
    /// can keep both, and a verdict says which it breaks.
    public private(set) var otherOrigin: String?

    init() {}

    /// A policy that pins one ledger and asks for no witness: what a trust file of R31 says.
    public init(_ pin: TrustFile) {
        logs = [Log(key: pin.log, url: nil, entry0: pin.entry0)]
        if !pin.origin.utf8.elementsEqual(pin.log.name.utf8) { otherOrigin = pin.origin }
    }

    /// The keys whose checkpoints are accepted, in the order of the file.
    public var keys: [VerifierKey] { otherOrigin == nil ? logs.map(\.key) : [] }

    /// The keys of the log with an origin: the first line's, then those that may have replaced it.
    public func keys(of origin: String) -> [VerifierKey] {
        keys.filter { $0.name.utf8.elementsEqual(origin.utf8) }
    }

    /// The log with an origin, as the first line of several has it.
    public func log(_ origin: String) -> Log? {
        logs.first { $0.key.name.utf8.elementsEqual(origin.utf8) }
    }

    /// What a verification pins for a ledger that calls itself `origin`; nil where no log has an entry 0.
    ///
    /// For an origin that the policy does not name it is the first log's, so that the verdict says so.
    public func pin(for origin: String) -> TrustFile? {
        guard let log = log(origin) ?? logs.first, let entry0 = log.entry0 else { return nil }
        return TrustFile(
            origin: otherOrigin ?? log.key.name, log: log.key, entry0: entry0)
    }

    /// Whether an issuer's statements of a kind are believed; `roles` are those of the ledger.
    public func trusts(
        _ issuer: Digest, for kind: RecordKind, roles: [ExactText: Policy.Role]
    ) -> Bool {
        guard !issuers.isEmpty else { return true }
        return issuers.contains { line in
            guard line.issuer == issuer else { return false }
            guard let kinds = line.kinds else { return true }
            return kinds.contains(kind)
                || line.roles.contains { roles[ExactText($0)]?.kinds.contains(kind) ?? false }
        }
    }
}
