// SPDX-License-Identifier: Apache-2.0
public import TraceMerkle
import TraceVerifier

/// A checkpoint that a log has signed, hence published: what receipts and proofs may speak of.
public struct PublishedCheckpoint: Sendable {
    /// The signed note, cosignatures included.
    public let note: SignedNote
    /// Origin, size and root.
    public let checkpoint: Checkpoint
    /// The key whose signature it bears.
    public let log: VerifierKey
    /// The cosignatures by witnesses that are known.
    public let cosignatures: [VerifiedNoteSignature]
    /// Names of signature lines that nobody here knows; they count for nothing.
    public let strangers: [String]

    /// Reads a note, and refuses one that the log's key has not signed.
    ///
    /// A line of a known witness that does not verify refuses the note; lines of others are named.
    public init(
        _ bytes: [UInt8], log: VerifierKey, witnesses: [VerifierKey] = []
    ) throws(ProofError) {
        guard let read = ReadCheckpoint(bytes) else {
            throw ProofError(
                .checkpoint, "the note is no checkpoint of three lines with 1 to 16 signatures")
        }
        guard read.checkpoint.origin == log.name else {
            throw ProofError(
                .checkpoint, "it is a checkpoint of \(read.checkpoint.origin), not of \(log.name)")
        }
        do throws(MerkleError) {
            try read.note.verify([log])
        } catch {
            throw ProofError(
                .checkpoint, "the key \(log) has not signed it (\(error)); " + ProofError.otherKey)
        }
        note = read.note
        checkpoint = read.checkpoint
        self.log = log
        (cosignatures, strangers) = try Self.cosignatures(read.note, log, witnesses)
    }

    private static func cosignatures(
        _ note: SignedNote, _ log: VerifierKey, _ witnesses: [VerifierKey]
    ) throws(ProofError) -> ([VerifiedNoteSignature], [String]) {
        let others = note.signatures.filter { $0.name != log.name || $0.keyID != log.id }
        let known = others.filter { line in
            witnesses.contains { $0.name == line.name && $0.id == line.keyID }
        }
        let strangers = others.filter { !known.contains($0) }.map(\.name)
        guard !known.isEmpty else { return ([], strangers) }
        do throws(MerkleError) {
            return (try note.verify(witnesses), strangers)
        } catch {
            throw ProofError(
                .cosignature, at: UInt64(clamping: error.location),
                "a line of a witness that is known does not verify; ask for the note again")
        }
    }
}
