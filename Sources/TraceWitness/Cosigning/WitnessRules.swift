// SPDX-License-Identifier: Apache-2.0
public import TraceMerkle
internal import TracePrimitives

/// The rules of a witness as pure functions: which logs it knows, and when a checkpoint may be cosigned.
public struct WitnessRules: Sendable {
    private let logs: [String: [VerifierKey]]

    /// A witness of logs; several keys of one origin are all accepted.
    public init(logs keys: [VerifierKey]) {
        logs = Dictionary(grouping: keys.filter { $0.kind == .ed25519 }) { $0.name }
    }

    /// What the request shows by itself: its form, a known origin, a trusted signature.
    ///
    /// Nothing here depends on what was cosigned before.
    public func examine(_ body: [UInt8]) -> Result<SignedRequest, Refusal> {
        let request: AddCheckpoint
        do throws(MerkleError) {
            request = try AddCheckpoint(parsing: body)
        } catch {
            return .failure(Refusal(.badRequest("no add-checkpoint request: \(error)")))
        }
        guard let keys = logs[request.checkpoint.origin] else {
            return .failure(Refusal(.unknownOrigin("unknown origin")))
        }
        guard (try? request.note.verify(keys)) != nil else {
            return .failure(
                Refusal(
                    .forbidden(
                        "no valid signature by a trusted key of this origin; a new key of the log "
                            + "needs a line in the witness's logs.txt, and a new start")))
        }
        guard request.oldSize <= request.checkpoint.head.size else {
            return .failure(
                Refusal(.badRequest("old size \(request.oldSize) is beyond the checkpoint's size")))
        }
        let kept = request.note.signatures.filter { line in
            keys.contains { $0.id == line.keyID && $0.name.isExactly(line.name) }
        }
        return .success(
            SignedRequest(request, note: SignedNote(text: request.note.text, signatures: kept)))
    }

    /// Whether a signed request continues what was cosigned last for its origin; nil: it does.
    public static func refusal(
        of signed: SignedRequest, after latest: TreeHead?
    ) -> WitnessAnswer? {
        let (request, head) = (signed.request, signed.request.checkpoint.head)
        let known = latest?.size ?? 0
        guard request.oldSize == known else { return .conflict(size: known) }
        let proof = ConsistencyProof(size1: known, size2: head.size, path: request.path)
        do throws(MerkleError) {
            try proof.verify(
                root1: latest?.rootHash ?? TreeHead.empty.rootHash, root2: head.rootHash)
            return nil
        } catch {
            return .unprovable(
                "the tree of \(head.size) does not continue that of \(known): \(error)")
        }
    }

    /// Why a request goes no further.
    public struct Refusal: Error, Sendable, Hashable {
        /// The answer.
        public let answer: WitnessAnswer

        init(_ answer: WitnessAnswer) { self.answer = answer }
    }
}

/// A request whose checkpoint a trusted key of its origin signed.
public struct SignedRequest: Sendable, Hashable {
    /// The request.
    public let request: AddCheckpoint
    /// The checkpoint with the trusted keys' lines alone.
    public let note: SignedNote

    fileprivate init(_ request: AddCheckpoint, note: SignedNote) {
        self.request = request
        self.note = note
    }

    /// The origin.
    public var origin: String { request.checkpoint.origin }
    /// Size and root that are to be cosigned.
    public var head: TreeHead { request.checkpoint.head }
}
