// SPDX-License-Identifier: Apache-2.0
internal import Synchronization
public import TraceMerkle
public import TracePrimitives
public import TraceWitness
public import TraceWriting

/// A witness's key at work: it cosigns, under its name, and signs nothing else.
public final class WitnessSigner: Sendable {
    private let key: SecretKey
    /// The key that policies name.
    public let verifierKey: VerifierKey

    /// A signer under a name.
    public init(_ key: consuming SecretKey, name: String) throws(MerkleError) {
        verifierKey = try VerifierKey(name: name, kind: .cosignature, key: key.publicKey)
        self.key = key
    }

    /// The note with the cosignature.
    func cosign(_ note: SignedNote, at time: UInt64) throws(MerkleError) -> SignedNote {
        try note.cosigned(name: verifierKey.name, at: time, by: key)
    }
}

/// A witness that answers many at once: while one commit becomes durable, the next gathers.
///
/// An answer is given only when what it says is durable. Decisions are made one after another, each
/// on what those before it left.
public actor WitnessCommitter {
    private let store: WitnessStore
    private let signer: WitnessSigner
    private let clock: @Sendable () -> UInt64
    private nonisolated let rules: WitnessRules
    private nonisolated let queue = Mutex<[Waiting]>([])

    private struct Waiting: Sendable {
        let request: SignedRequest
        let answer: CheckedContinuation<WitnessAnswer, any Error>
    }

    /// Takes over a store; `clock` tells the seconds since 1970.
    public init(
        _ store: sending WitnessStore, rules: WitnessRules, signer: WitnessSigner,
        clock: @escaping @Sendable () -> UInt64
    ) {
        self.store = store
        self.rules = rules
        self.signer = signer
        self.clock = clock
    }

    /// The answer to an add-checkpoint request.
    @concurrent
    public nonisolated func answer(_ body: [UInt8]) async throws -> WitnessAnswer {
        switch rules.examine(body) {
        case .failure(let refusal): return refusal.answer
        case .success(let request):
            return try await withCheckedThrowingContinuation { answer in
                queue.withLock { $0.append(Waiting(request: request, answer: answer)) }
                // Whichever call comes first commits for all that wait; the others find nothing.
                Task { await self.drain() }
            }
        }
    }

    /// The note that was cosigned last for the origin whose SHA-256 this is.
    public func latest(originHash: Digest) -> [UInt8]? {
        store.state.all.first { SHA256Hash.hash(Array($0.origin.utf8)) == originHash }?.latest.note
    }

    private func drain() {
        while true {
            let waiting = queue.withLock { queue in
                defer { queue = [] }
                return queue
            }
            guard !waiting.isEmpty else { return }
            commit(waiting)
        }
    }

    private func commit(_ waiting: [Waiting]) {
        var notes: [[UInt8]] = []
        let time = clock()
        let decided = waiting.map { call in
            Result { () throws -> WitnessAnswer in
                let (answer, note) = try store.state.decide(call.request) {
                    try signer.cosign($0, at: time)
                }
                if let note { notes.append(note) }
                return answer
            }
        }
        do {
            try store.append(notes)
            for (call, answer) in zip(waiting, decided) { call.answer.resume(with: answer) }
        } catch {
            // The state in memory is ahead of the disk; the store takes nothing more.
            for call in waiting { call.answer.resume(throwing: error) }
        }
    }
}
