// SPDX-License-Identifier: Apache-2.0
import Dispatch
import Synchronization
import TraceMerkle
public import TraceStorage
import TraceVerifier
public import TraceWitness

/// Collects cosignatures on a ledger's newest checkpoint from the witnesses of its policy.
///
/// The checkpoint was published before and stays published whatever the witnesses do: one that is
/// away delays receipts that need its quorum, never a commit.
public struct CosignatureCollection: Sendable {
    /// What came of asking.
    public struct Outcome: Sendable {
        /// How many entries the checkpoint has.
        public let size: UInt64
        /// Names of witnesses whose cosignatures were added now.
        public let added: [String]
        /// Names of those without one, and why.
        public let refused: [(name: String, why: WitnessClient.Refusal)]
        /// What the policy's witnesses say of the checkpoint now.
        public let witnessing: Witnessing
    }

    private let policy: TrustPolicy
    private let client: WitnessClient

    /// A collection by a policy; witnesses without an address are not asked.
    public init(_ policy: TrustPolicy, client: WitnessClient) {
        self.policy = policy
        self.client = client
    }

    /// Asks every witness that has not cosigned the newest checkpoint, all at once.
    public func run(on folder: LedgerFolder) throws -> Outcome {
        guard let bytes = try LogReader(folder.log).unverifiedCheckpoint(),
            let read = ReadCheckpoint(bytes)
        else { throw WritingError("\(folder.path) has no checkpoint that could be cosigned") }
        let size = read.checkpoint.head.size
        let present = try policy.witnessing(of: read.note)
        let asked = policy.witnesses.filter { $0.url != nil && present.absent.contains($0.name) }
        let before = try cosignedSizes(in: folder, below: size)
        let hashes = TileHashes(folder.log, size: size)
        let answers = Mutex<[String: Result<[NoteSignature], WitnessClient.Refusal>]>([:])
        DispatchQueue.concurrentPerform(iterations: asked.count) { index in
            let witness = asked[index]
            let answer = Result { () throws(WitnessClient.Refusal) in
                try client.cosignatures(
                    of: read.note, by: witness, cosignedBefore: before[witness.name] ?? 0
                ) { try hashes.consistencyPath(from: $0) }
            }
            answers.withLock { $0[witness.name] = answer }
        }
        return try conclude(read, asked, answers.withLock { $0 }, folder)
    }

    private func conclude(
        _ read: ReadCheckpoint, _ asked: [TrustPolicy.Witness],
        _ answers: [String: Result<[NoteSignature], WitnessClient.Refusal>], _ folder: LedgerFolder
    ) throws -> Outcome {
        var lines = read.note.signatures
        var added: [String] = []
        var refused: [(name: String, why: WitnessClient.Refusal)] = []
        for witness in asked {
            switch answers[witness.name] {
            case .success(let new)? where lines.count + new.count <= SignedNote.maximumSignatures:
                lines += new
                added.append(witness.name)
            case .success?:
                refused.append((witness.name, .nonsense("a note holds 16 lines, and it is full")))
            case .failure(let why)?: refused.append((witness.name, why))
            case nil: refused.append((witness.name, .away("it was not asked")))
            }
        }
        let note = SignedNote(text: read.note.text, signatures: lines)
        if !added.isEmpty { try folder.addCosignatures(note.encoded) }
        return Outcome(
            size: read.checkpoint.head.size, added: added, refused: refused,
            witnessing: try policy.witnessing(of: note))
    }

    /// For each witness the largest size that it is known to have cosigned; a guess, which it corrects.
    private func cosignedSizes(
        in folder: LedgerFolder, below size: UInt64
    ) throws -> [String: UInt64] {
        var sizes: [String: UInt64] = [:]
        let earlier = try folder.publishedSizes().filter { $0 < size }.suffix(16)
        for size in earlier.reversed() {
            guard
                let bytes = try folder.log.bytes(
                    "checkpoints/\(size)", limit: SignedNote.maximumLength),
                let read = ReadCheckpoint(bytes),
                let witnessing = try? policy.witnessing(of: read.note)
            else { continue }
            for witness in witnessing.counted where sizes[witness.name] == nil {
                sizes[witness.name] = size
            }
        }
        return sizes
    }
}
