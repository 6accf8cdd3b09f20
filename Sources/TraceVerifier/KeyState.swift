// SPDX-License-Identifier: Apache-2.0
import TraceCBOR
import TraceCOSE
import TracePrimitives
import TraceRecords

/// Who may state what with which key, at one index of a ledger (SPEC.md section 7).
///
/// It changes only by policy and key statements. A statement is judged by the state before it.
struct KeyState: Sendable {
    /// What an issuer is in this ledger.
    enum Standing: Sendable, Hashable {
        case authority
        /// A recovery key: an issuer that may only state key statements about those it serves.
        case recovery
        case role(String)
    }

    /// One issuer with its keys.
    struct Issuer: Sendable {
        var standing: Standing
        var active: Digest?
        var keys: Set<Digest>
        var recovery: Digest?
    }

    /// What a key serves: the checkpoints, compromises, or one issuer.
    private enum Use: Hashable {
        case checkpoint, recovery
        case issuer(Digest)
    }

    /// A declared compromise.
    struct Compromise: Sendable {
        let kid: Digest
        let from: UInt64
        let declared: UInt64
    }

    private(set) var policy: Policy
    private(set) var logKeys: LogKeys
    private(set) var issuers: [Digest: Issuer] = [:]
    private(set) var compromises: [Compromise] = []
    private var uses: [Digest: Use] = [:]
    /// Thumbprint of the authority's first key.
    let authority: Digest

    /// Why the keys of entry 0 were refused (R23); then nothing later can be judged.
    private(set) var refused: Problem?

    /// The state after entry 0, whose form is checked.
    init(genesis policy: Policy) {
        self.policy = policy
        logKeys = LogKeys(policy.checkpointKey)
        authority = COSEKey.thumbprint(of: policy.authority)
        do throws(Problem) { try registerKeys(of: policy) } catch { refused = error }
    }

    /// R23 for the keys that entry 0 names.
    private mutating func registerKeys(of policy: Policy) throws(Problem) {
        try register(policy.checkpointKey, .checkpoint, at: 0)
        try register(policy.authority, .issuer(authority), at: 0)
        if let recovery = policy.recovery { try register(recovery, .recovery, at: 0) }
        add(authority, .authority, key: authority, recovery: policy.recovery)
        for issuer in policy.issuers {
            let name = COSEKey.thumbprint(of: issuer.key)
            try register(issuer.key, .issuer(name), at: 0)
            if let recovery = issuer.recovery { try register(recovery, .recovery, at: 0) }
            // The authority's own key as an ordinary issuer would be a second use of it.
            if issuers[name] != nil { throw Problem(.keyUnacceptable, at: 0) }  // R23 twice
            add(name, .role(issuer.role), key: name, recovery: issuer.recovery)
        }
    }

    /// R23: an acceptable key that serves no other purpose.
    ///
    /// It says whether it served this one before.
    @discardableResult
    private mutating func register(
        _ key: PublicKey, _ use: Use, at index: UInt64
    ) throws(Problem) -> Bool {
        if !key.isInPrimeOrderSubgroup {  // R23
            throw Problem(.keyUnacceptable, at: index, detail: "no acceptable Ed25519 key")
        }
        let known = uses.updateValue(use, forKey: COSEKey.thumbprint(of: key))
        if let known, known != use {  // R23 one use
            throw Problem(.keyUnacceptable, at: index, detail: "the key has another use already")
        }
        return known != nil
    }

    private mutating func add(
        _ name: Digest, _ standing: Standing, key: Digest, recovery: PublicKey?
    ) {
        let recovery = self.standing(recovery)
        issuers[name] = Issuer(standing: standing, active: key, keys: [key], recovery: recovery)
    }

    /// The name of a recovery key, which is an issuer from now on.
    private mutating func standing(_ recovery: PublicKey?) -> Digest? {
        guard let name = recovery.map({ COSEKey.thumbprint(of: $0) }) else { return nil }
        if issuers[name] == nil {
            issuers[name] = Issuer(standing: .recovery, active: name, keys: [name], recovery: nil)
        }
        return name
    }

    /// The entry that declared a key's compromise, for a statement between the suspected and that.
    func doubt(_ kid: Digest, at index: UInt64) -> UInt64? {
        compromises.first { $0.kid == kid && $0.from <= index && index < $0.declared }?.declared
    }

    /// R17 to R20 for the first statement of a usage.
    func judge(_ usage: Usage, by signer: Signer) -> Problem? {
        guard let issuer = issuers[signer.issuer] else {
            return Problem(.issuerUnknown, at: usage.first)  // R17
        }
        if issuer.active != signer.kid {  // R18
            let isCompromised =
                issuer.keys.contains(signer.kid)
                && compromises.contains { $0.kid == signer.kid }
            return Problem(isCompromised ? .keyCompromised : .keyNotActive, at: usage.first)
        }
        if !isPermitted(usage.kind, issuer.standing) {  // R19
            return Problem(.kindNotPermitted, at: usage.first)
        }
        if usage.namesAsserter, !mayAssertForOthers(issuer.standing) {  // R20
            return Problem(.assertionNotPermitted, at: usage.first)
        }
        return nil
    }

    private func isPermitted(_ kind: RecordKind, _ standing: Standing) -> Bool {
        switch standing {
        case .authority: return kind == .policy || kind == .key
        case .recovery: return kind == .key
        case .role(let name):
            switch kind {
            case .policy: return false
            case .correction, .retraction, .erasure, .key: return true
            default: return policy.roles[ExactText(name)]?.kinds.contains(kind) ?? false
            }
        }
    }

    private func mayAssertForOthers(_ standing: Standing) -> Bool {
        guard case .role(let name) = standing else { return false }
        return policy.roles[ExactText(name)]?.assertsForOthers ?? false
    }

    /// Takes up a policy or key statement (R16, R21 to R23).
    mutating func apply(_ event: ControlEvent, by signer: Signer) throws(Problem) {
        if event.kind == .policy {
            try replacePolicy(event, signer)
        } else {
            try changeKey(event, signer)
        }
    }

    private mutating func replacePolicy(
        _ event: ControlEvent, _ signer: Signer
    ) throws(Problem) {
        guard let new = Policy(payload: event.payload), signer.issuer == authority,  // R16
            new.origin.isExactly(policy.origin), mayName(new.checkpointKey),  // R16 log
            new.authority == policy.authority, new.profile == policy.profile,  // R16 fixed
            new.maxEntry == policy.maxEntry, new.issuers.isEmpty  // R16 issuers
        else { throw Problem(.policyUnauthorised, at: event.index) }
        if let recovery = new.recovery { try register(recovery, .recovery, at: event.index) }
        let recovery = standing(new.recovery)
        // R16: a recovery key that the new policy does not name is the authority's no more.
        issuers[authority]?.recovery = recovery
        if new.checkpointKey != policy.checkpointKey { try replaceLogKey(new, at: event.index) }
        policy = new
    }

    /// Whether a policy may name a checkpoint key: the one in force, or one that never was.
    private func mayName(_ key: PublicKey) -> Bool {
        key == policy.checkpointKey || uses[COSEKey.thumbprint(of: key)] != .checkpoint
    }

    private mutating func replaceLogKey(_ new: Policy, at index: UInt64) throws(Problem) {
        try register(new.checkpointKey, .checkpoint, at: index)
        let message = Policy.possessionMessage(
            origin: policy.origin, checkpointKey: new.checkpointKey)
        guard let proof = new.checkpointProof,
            new.checkpointKey.isValid(proof, of: message)  // R22 log
        else { throw Problem(.possessionUnproved, at: index) }
        logKeys.append(new.checkpointKey, from: index)
    }

    private mutating func changeKey(_ event: ControlEvent, _ signer: Signer) throws(Problem) {
        guard let change = KeyChange(payload: event.payload),
            let name = COSEKey.thumbprint(ofIssuerName: change.issuer)
        else { throw Problem(.keyStatementUnauthorised, at: event.index) }
        let isRecovery = issuers[name]?.standing == .recovery
        let wasKnown = try register(
            change.key, isRecovery ? .recovery : .issuer(name), at: event.index)
        if let recovery = change.recovery { try register(recovery, .recovery, at: event.index) }
        let isFirst = change.action == .add && issuers[name] == nil
        guard isFirst || (change.role == nil && change.recovery == nil),  // R21 fields
            change.action == .compromised || change.fromIndex == nil,  // R21 from_index
            !(isRecovery && (change.action == .rotate || change.action == .retire))  // R21 recovery
        else { throw Problem(.keyStatementUnauthorised, at: event.index) }
        let kid = COSEKey.thumbprint(of: change.key)
        switch change.action {
        case .add, .rotate:
            if wasKnown {  // R21 new key
                throw Problem(.keyStatementUnauthorised, at: event.index)
            }
            try introduce(change, name, kid, signer, at: event.index)
        case .retire:
            let mayRetire = signer.issuer == name || signer.issuer == authority
            guard mayRetire, issuers[name]?.active == kid else {  // R21 retire
                throw Problem(.keyStatementUnauthorised, at: event.index)
            }
            issuers[name]?.active = nil
        case .compromised:
            guard let issuer = issuers[name], issuer.keys.contains(kid),  // R21 compromised
                signer.issuer == authority || signer.issuer == issuer.recovery,  // R21 who
                let from = change.fromIndex, from <= event.index  // R21 from
            else { throw Problem(.keyStatementUnauthorised, at: event.index) }
            compromises.append(Compromise(kid: kid, from: from, declared: event.index))
            if issuer.active == kid { issuers[name]?.active = nil }
        }
    }

    /// R21 `add` and `rotate`: a new key becomes an issuer's active one.
    private mutating func introduce(
        _ change: KeyChange, _ name: Digest, _ kid: Digest, _ signer: Signer, at index: UInt64
    ) throws(Problem) {
        let known = issuers[name]
        let isAuthorised =
            switch (change.action, known) {
            case (.rotate, .some): signer.issuer == name  // R21 rotate
            case (.add, .some(let issuer)):
                issuer.active == nil  // R21 bare
                    && (signer.issuer == authority || signer.issuer == issuer.recovery)
            case (.add, .none):
                signer.issuer == authority && name == kid  // R21 add
                    && change.role.map { policy.roles[ExactText($0)] != nil } ?? false
            default: false
            }
        guard isAuthorised else {  // R21
            throw Problem(.keyStatementUnauthorised, at: index)
        }
        let message = KeyChange.possessionMessage(
            origin: policy.origin, issuer: change.issuer, key: change.key)
        guard let proof = change.proof, change.key.isValid(proof, of: message) else {  // R22
            throw Problem(.possessionUnproved, at: index)
        }
        if known == nil {
            add(name, .role(change.role ?? ""), key: kid, recovery: change.recovery)
        } else {
            issuers[name]?.active = kid
            issuers[name]?.keys.insert(kid)
        }
    }
}
