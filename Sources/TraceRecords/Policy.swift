// SPDX-License-Identifier: Apache-2.0
public import TraceCBOR
public import TracePrimitives

/// The registration policy, as its statement carries it (SPEC.md section 7).
public struct Policy: Sendable, Hashable {
    /// What the holders of a role may state, and for whom.
    public struct Role: Sendable, Hashable {
        /// The kinds it may state.
        public let kinds: Set<RecordKind>
        /// Whether it may record what others assert (`for`: `any`), or only its own (`self`).
        public let assertsForOthers: Bool

        /// A role.
        public init(kinds: Set<RecordKind>, assertsForOthers: Bool) {
            self.kinds = kinds
            self.assertsForOthers = assertsForOthers
        }
    }

    /// An issuer known from the start.
    public struct Issuer: Sendable, Hashable {
        /// Its first key.
        public let key: PublicKey
        /// Its role in ``Policy/roles``.
        public let role: String
        /// The key that may declare a compromise.
        public let recovery: PublicKey?

        /// An issuer.
        public init(key: PublicKey, role: String, recovery: PublicKey? = nil) {
            self.key = key
            self.role = role
            self.recovery = recovery
        }
    }

    /// Origin of the ledger, the name of its checkpoints.
    public let origin: String
    /// The key that signs checkpoints.
    public let checkpointKey: PublicKey
    /// Proof of possession by that key, where it takes over from another.
    public let checkpointProof: Signature?
    /// First key of the authority.
    public let authority: PublicKey
    /// The authority's recovery key.
    public let recovery: PublicKey?
    /// Which fields are committed.
    public let profile: PrivacyProfile
    /// What each role may state.
    public let roles: [ExactText: Role]
    /// Issuers known from the start.
    public let issuers: [Issuer]
    /// Largest entry in bytes, where that is less than the 65,535 of the format.
    public let maxEntry: Int

    /// A policy from its parts; `issuers` are put in the order of their keys.
    public init(
        origin: String, checkpointKey: PublicKey, authority: PublicKey, recovery: PublicKey?,
        profile: PrivacyProfile, roles: [ExactText: Role], issuers: [Issuer],
        maxEntry: Int = 65_535,
        checkpointProof: Signature? = nil
    ) {
        self.origin = origin
        self.checkpointKey = checkpointKey
        self.checkpointProof = checkpointProof
        self.authority = authority
        self.recovery = recovery
        self.profile = profile
        self.roles = roles
        self.issuers = issuers.sorted {
            $0.key.bytes.lexicographicallyPrecedes($1.key.bytes)
        }
        self.maxEntry = maxEntry
    }

    /// Every key that the policy names.
    public var namedKeys: [PublicKey] {
        var keys = [checkpointKey, authority]
        if let recovery { keys.append(recovery) }
        for issuer in issuers {
            keys.append(issuer.key)
            if let recovery = issuer.recovery { keys.append(recovery) }
        }
        return keys
    }
}

extension Policy {
    /// Reads the payload of a policy statement; `nil` where it has not the form of one.
    public init?(payload: CBORValue) {
        guard payload["kind"]?.textValue == "policy",  // R15 kind
            let origin = payload["origin"]?.textValue,
            let checkpointKey = payload["checkpoint_key"]?.publicKey,
            let authority = payload["authority"]?.publicKey,
            let profile = payload["profile"]?.textValue.flatMap(PrivacyProfile.init(rawValue:)),
            let roles = payload["roles"]?.mapValue.flatMap(Policy.readRoles),
            let issuers = payload["issuers"]?.arrayValue.flatMap(Policy.readIssuers),
            let maxEntry = payload["max_entry"]?.integerValue, maxEntry >= 0
        else { return nil }
        let recovery = payload["recovery"]
        guard recovery == nil || recovery?.publicKey != nil else { return nil }
        self.init(
            origin: origin, checkpointKey: checkpointKey, authority: authority,
            recovery: recovery?.publicKey, profile: profile, roles: roles, issuers: issuers,
            maxEntry: Int(maxEntry),
            checkpointProof: payload["checkpoint_proof"]?.bytesValue.flatMap { Signature($0) })
    }

    private static func readRoles(_ pairs: [CBORPair]) -> [ExactText: Role]? {
        var roles: [ExactText: Role] = [:]
        for pair in pairs {
            guard let name = pair.key.textValue, name.utf8.count <= 4_096,  // R7 R35 role
                pair.value.mapValue?.count == 2,
                let kinds = pair.value["kinds"]?.arrayValue, !kinds.isEmpty,
                let scope = pair.value["for"]?.textValue, scope == "any" || scope == "self"
            else { return nil }
            var allowed: Set<RecordKind> = []
            for kind in kinds {
                guard let kind = kind.textValue.flatMap(RecordKind.init(rawValue:)) else {
                    return nil
                }
                allowed.insert(kind)
            }
            roles[ExactText(name)] = Role(kinds: allowed, assertsForOthers: scope == "any")
        }
        return roles.isEmpty ? nil : roles
    }

    private static func readIssuers(_ items: [CBORValue]) -> [Issuer]? {
        var issuers: [Issuer] = []
        for item in items {
            guard let pairs = item.mapValue, let key = item["key"]?.publicKey,
                let role = item["role"]?.textValue, role.utf8.count <= 4_096
            else { return nil }
            let recovery = item["recovery"]
            guard pairs.count == (recovery == nil ? 2 : 3),
                recovery == nil || recovery?.publicKey != nil,
                issuers.last.map({ $0.key.bytes.precedes(key.bytes) }) ?? true  // R7 issuers
            else { return nil }
            issuers.append(Issuer(key: key, role: role, recovery: recovery?.publicKey))
        }
        return issuers
    }

    /// What a key that is to sign checkpoints from now on signs to show that its holder has it.
    public static func possessionMessage(origin: String, checkpointKey: PublicKey) -> [UInt8] {
        KeyChange.possessionMessage(origin: origin, issuer: "log", key: checkpointKey)
    }
}

extension [UInt8] {
    fileprivate func precedes(_ other: [UInt8]) -> Bool { lexicographicallyPrecedes(other) }
}

extension CBORValue {
    /// The public key that a byte string of 32 bytes is; whether it is acceptable is asked later.
    var publicKey: PublicKey? { bytesValue.flatMap { PublicKey($0) } }
}
