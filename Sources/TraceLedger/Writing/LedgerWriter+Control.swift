// SPDX-License-Identifier: Apache-2.0
import TraceCOSE
import TraceIssuing
public import TracePrimitives
public import TraceRecords
import TraceStorage
import TraceVerifier
public import TraceWriting

extension LedgerWriter {
    /// The number of the next entry.
    public var nextIndex: UInt64 { state.size }

    /// The roles that the ledger's policy defines.
    public var roles: [String] { state.policy.roles.keys.map(\.description).sorted() }

    /// The issuer whose key a thumbprint is or was, with the key itself.
    public func holder(ofKey kid: Digest) -> (issuer: Digest, key: PublicKey)? {
        guard let key = state.keys[kid], let issuer = state.issuer(withKey: kid) else { return nil }
        return (issuer, key)
    }

    /// Whether an issuer signs with the key of a thumbprint now.
    public func isActive(_ kid: Digest) -> Bool { state.issuer(withActiveKey: kid) != nil }

    /// States that a new key of this issuer takes over, and commits it.
    ///
    /// The writer's own key is active no more; open the ledger again with the new one.
    public func rotate(to key: borrowing SecretKey, time: UInt64) throws {
        let name = COSEKey.issuerName(signer.issuer)
        let proof = key.sign(
            KeyChange.possessionMessage(
                origin: state.policy.origin, issuer: name, key: key.publicKey))
        try declare(
            KeyChange(.rotate, issuer: name, key: key.publicKey, proof: proof), time: time)
    }

    /// States that a new key signs checkpoints, and publishes the one that both keys sign.
    ///
    /// The writer is opened with the authority's key, and with checkpoints that hold both keys of the
    /// log. Opening the folder again with both goes on where a killed writer stopped.
    public func rotateLog(to key: PublicKey, proof: Signature, time: UInt64) throws {
        let now = state.policy
        let opening = encoder.book.opening(Reference(.policy, now.origin))
        let payload = try ControlPayload.policy(
            Policy(
                origin: now.origin, checkpointKey: key, authority: now.authority,
                recovery: now.recovery, profile: now.profile, roles: now.roles, issuers: [],
                maxEntry: now.maxEntry, checkpointProof: proof),
            ref: opening.subject)
        try commit()
        _ = try store.publish()
        // Crash here: nothing is stated, the old key signs on.
        try commit(payload, subjects: [opening.subject], [opening], time: time)
        // Crash here: opening the folder publishes the checkpoint of both keys, and asks for both.
        _ = try store.publish()
    }

    /// States a step in the life of a key, and commits it; `evidence` is the hash of the identity
    /// evidence that an admission rests on.
    @discardableResult
    public func declare(
        _ change: KeyChange, evidence: Digest? = nil, time: UInt64
    ) throws -> RecordID {
        let opening = encoder.book.opening(
            Reference(.key, COSEKey.thumbprint(of: change.key).base64URL))
        var openings = [opening]
        if let evidence {
            openings.append(
                encoder.book.opening(Reference(.document, IdentityReference.id(of: evidence))))
        }
        let payload = try ControlPayload.key(
            change, ref: opening.subject, document: openings.dropFirst().first?.subject)
        return try commit(payload, subjects: [opening.subject], openings, time: time)
    }

    /// Signs a control statement, checks it as any verifier would, and commits it alone.
    @discardableResult
    func commit(
        _ payload: [UInt8], subjects: [Digest], _ openings: [SubjectOpening], time: UInt64
    ) throws -> RecordID {
        try commit()
        let entry = try signer.sign(
            payload, subjects: subjects, after: state, time: time)
        let verified = try admit(entry)
        try annex.append([
            DisclosureSet(record: verified.record, fields: [], openings: openings)
        ])
        _ = try store.append([PendingEntry(verified.bytes, leafHash: verified.record.digest)])
        return verified.record
    }
}

/// How a statement names the evidence that its issuer's identity rests on (SPEC.md E.4).
public enum IdentityReference {
    private static let prefix = "sha256:"

    /// The id of evidence, as the opening of its pseudonym has it.
    public static func id(of digest: Digest) -> String { prefix + digest.hex }

    /// The hash in such an id.
    public static func digest(of id: String) -> Digest? {
        id.hasPrefix(prefix) ? Digest(hex: String(id.dropFirst(prefix.count))) : nil
    }
}
