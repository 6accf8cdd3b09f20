// SPDX-License-Identifier: Apache-2.0
public import TraceIssuing
import TraceMerkle
public import TracePrimitives
public import TraceRecords
public import TraceStorage
import TraceVerifier
public import TraceWriting

/// The beginning of a ledger: its folder, its policy and its first checkpoint.
public enum LedgerCreation {
    /// What a reader pins.
    public struct Created: Sendable {
        /// Origin, checkpoint key and entry 0.
        public let trust: TrustFile
        /// The policy in entry 0.
        public let policy: Policy
    }

    /// The roles that a new ledger begins with.
    ///
    /// A recorder states what documents and others say; a supplier speaks for itself alone.
    public static let standardRoles: [ExactText: Policy.Role] = {
        let goods = Set(RecordKind.allCases.filter { !$0.isControl })
        return [
            "recorder": Policy.Role(kinds: goods, assertsForOthers: true),
            "supplier": Policy.Role(kinds: goods, assertsForOthers: false),
        ]
    }()

    /// Refuses a name that no checkpoint could bear, before anything is written under it.
    public static func refuse(origin: String) throws {
        let isKeyName = origin.unicodeScalars.allSatisfy {
            !$0.properties.isWhitespace && $0.value >= 0x20 && $0 != "+"
        }
        guard isKeyName, (1...longestOrigin).contains(origin.utf8.count) else {
            throw WritingError(
                "the origin '\(origin.prefix(80))' cannot name a ledger: it has 1 to "
                    + "\(longestOrigin) bytes, without spaces, plus signs and control characters. "
                    + "Give an address without scheme, such as ledger.example.com/imports")
        }
    }

    /// The most bytes of an origin: it is one line of every checkpoint and of every signature on it.
    static let longestOrigin = 1_024

    /// Makes the folder where there is none yet, writes entry 0 and publishes it.
    ///
    /// It may be called again after a crash: until entry 0 is committed the folder is no ledger.
    public static func create(
        _ folder: LedgerFolder, policy: Policy, authority: StatementSigner,
        checkpoints: CheckpointIssuer, time: UInt64, random: RandomSource = .system
    ) throws -> Created {
        try refuse(origin: policy.origin)
        if try !folder.isLedger() { try folder.create() }
        let store = try Sequencer(opening: folder) { try checkpoints.note($0) }
        guard store.head.size == 0 else {
            throw StoreError(.alreadyExists, folder.path, "the folder holds a ledger")
        }
        var book = SubjectBook(random: random)
        // Its id is the origin itself: the opening of this pseudonym hides nothing.
        let opening = book.opening(Reference(.policy, policy.origin))
        let payload = try ControlPayload.policy(policy, ref: opening.subject)
        let entry = try authority.signFirst(payload, subject: opening.subject, time: time)
        let genesis = try Genesis(entry: entry, 0..<entry.count)
        var state = LedgerState(genesis: genesis, seed: genesis.record.digest.leadingWord)
        _ = try state.admit([entry]) { _ in nil }
        var annex = try AnnexFile(appendingIn: folder)
        try annex.append([
            DisclosureSet(record: genesis.record, fields: [], openings: [opening])
        ])
        _ = try store.append([PendingEntry(entry, leafHash: genesis.record.digest)])
        try store.close()
        let log = try VerifierKey(name: policy.origin, key: checkpoints.publicKey)
        return Created(
            trust: TrustFile(origin: policy.origin, log: log, entry0: genesis.record),
            policy: policy)
    }
}
