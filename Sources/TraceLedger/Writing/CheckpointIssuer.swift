// SPDX-License-Identifier: Apache-2.0
public import TraceMerkle
public import TracePrimitives
import TraceRecords
public import TraceStorage
import TraceVerifier
public import TraceWriting

/// The log's key at work: it signs checkpoints of committed heads and nothing else.
///
/// While a key takes over from another it holds both. Which of them signs which checkpoint is read
/// off the log itself, so that a writer that was killed in between is followed by one that goes on.
public final class CheckpointIssuer: Sendable {
    private final class HeldKey: Sendable {
        let secret: SecretKey
        init(_ secret: consuming SecretKey) { self.secret = secret }
    }

    private let keys: [HeldKey]
    private let origin: String

    /// An issuer of checkpoints under an origin.
    public convenience init(_ key: consuming SecretKey, origin: String) {
        self.init([HeldKey(key)], origin)
    }

    private init(_ keys: [HeldKey], _ origin: String) {
        self.keys = keys
        self.origin = origin
    }

    /// The same with a second key, which is to take over or has.
    public func joined(by key: consuming SecretKey) -> CheckpointIssuer {
        CheckpointIssuer(keys + [HeldKey(key)], origin)
    }

    /// The key that readers pin.
    public var publicKey: PublicKey { keys[0].secret.publicKey }

    /// Whether it holds a key.
    public func holds(_ key: PublicKey) -> Bool { keys.contains { $0.secret.publicKey == key } }

    /// Refuses to write where the key in force is another: its checkpoints would be nobody's.
    func refuseUnless(holding policy: Policy, _ folder: LedgerFolder) throws {
        guard holds(policy.checkpointKey) else {
            throw WritingError(
                "\(folder.path): the log's key is \(Hex.encode(policy.checkpointKey.bytes)), and "
                    + "another was named. Name its file with --log-key, or put it in place of "
                    + "\(folder.keysPath)/log.key")
        }
    }

    /// The note that states a head, by the first key.
    public func note(_ head: TreeHead) throws -> [UInt8] { try note(head, by: [publicKey]) }

    /// The note that states a head whose entries stand in a log, by the keys that are to sign it.
    public func note(_ head: TreeHead, in log: some LogSource) throws -> [UInt8] {
        let reader = LogReader(log)
        let before = try key(before: head.size, reader)
        let named = try reader.unverifiedPolicy(at: head.size - 1, inLogOf: head.size)
        guard let named, named.checkpointKey != before else {
            return try note(head, by: [before])
        }
        return try note(head, by: [before, named.checkpointKey])
    }

    /// The key in force after the checkpoint that was published last.
    private func key(
        before size: UInt64, _ reader: LogReader<some LogSource>
    ) throws -> PublicKey {
        let last = try reader.unverifiedCheckpoint().flatMap { ReadCheckpoint($0) }
        let end = last?.checkpoint.head.size ?? 1
        // A change is the last entry under its checkpoint: the one after it is the new key's alone.
        if let policy = try reader.unverifiedPolicy(at: end - 1, inLogOf: max(end, size)) {
            return policy.checkpointKey
        }
        for held in keys {
            let key = try VerifierKey(name: origin, key: held.secret.publicKey)
            if (try? last?.note.verify([key])) != nil { return key.key }
        }
        throw WritingError(
            "the log's key that was named did not sign the checkpoint of \(end) entries. Name the "
                + "one that did; after a change of the log's key, the new one")
    }

    private func note(_ head: TreeHead, by signers: [PublicKey]) throws -> [UInt8] {
        var note = try Checkpoint(origin: origin, head: head).note
        for signer in signers {
            guard let held = keys.first(where: { $0.secret.publicKey == signer }) else {
                throw WritingError(
                    "the checkpoint of \(head.size) entries is to be signed by the log's key "
                        + Hex.encode(signer.bytes) + ", which was not named. A change of the log's "
                        + "key that was interrupted goes on with: traceledger key rotate --log")
            }
            note = try note.signed(name: origin, by: held.secret)
        }
        return note.encoded
    }
}
