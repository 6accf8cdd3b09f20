// SPDX-License-Identifier: Apache-2.0
import TraceCOSE
public import TraceMerkle
public import TracePrimitives
public import TraceVerifier
public import TraceWriting

/// The log's key at work on receipts: it signs roots of published checkpoints and nothing else.
public final class ReceiptIssuer: Sendable {
    private let key: SecretKey
    private let log: VerifierKey

    /// An issuer of receipts by a log; the key is the one that its checkpoints are signed with.
    public init(_ key: consuming SecretKey, log: VerifierKey) throws(ProofError) {
        guard key.publicKey == log.key else {
            throw ProofError(.wrongLog, "the key is not the one that signs the log's checkpoints")
        }
        self.key = key
        self.log = log
    }

    /// The receipt of a verified statement under a published checkpoint.
    public func inclusion(
        of statement: Verified<Statement>, _ proof: InclusionProof,
        under published: PublishedCheckpoint
    ) throws(ProofError) -> [UInt8] {
        let head = try head(of: published)
        guard proof.treeSize == head.size, proof.leafIndex == statement.payload.index,
            !proof.path.isEmpty
        else {
            throw ProofError(
                proof.path.isEmpty ? .emptyPath : .position, at: proof.leafIndex,
                "the proof is not of entry \(statement.payload.index) in a tree of \(head.size)")
        }
        do throws(MerkleError) {
            try proof.verify(
                leafHash: statement.payload.record.digest, rootHash: head.rootHash)
        } catch {
            throw ProofError(.rootMismatch, at: proof.leafIndex, "\(error)")
        }
        return receipt(
            subject: statement.payload.subjects.first?.base64URL ?? "", root: head.rootHash,
            .inclusion, ReceiptEnvelope.encode(proof.treeSize, proof.leafIndex, path: proof.path))
    }

    /// The receipt that a published checkpoint continues an earlier one.
    ///
    /// Its claim `sub` is the origin: the tree speaks of itself.
    public func consistency(
        from earlier: PublishedCheckpoint, to later: PublishedCheckpoint, path: [Digest]
    ) throws(ProofError) -> [UInt8] {
        let (head1, head2) = (try head(of: earlier), try head(of: later))
        guard !path.isEmpty else {
            throw ProofError(.emptyPath, "both checkpoints have size \(head1.size)")
        }
        let proof = ConsistencyProof(size1: head1.size, size2: head2.size, path: path)
        do throws(MerkleError) {
            try proof.verify(root1: head1.rootHash, root2: head2.rootHash)
        } catch {
            throw ProofError(.rootMismatch, at: head1.size, "\(error)")
        }
        return receipt(
            subject: log.name, root: head2.rootHash, .consistency,
            ReceiptEnvelope.encode(head1.size, head2.size, path: path))
    }

    private func head(of published: PublishedCheckpoint) throws(ProofError) -> TreeHead {
        guard published.log == log else {
            throw ProofError(.notPublished, "the checkpoint was published by \(published.log)")
        }
        return published.checkpoint.head
    }

    private func receipt(
        subject: String, root: Digest, _ kind: ReceiptEnvelope.ProofKind, _ proof: [UInt8]
    ) -> [UInt8] {
        let header = ReceiptHeader.encode(
            keyID: COSEKey.thumbprint(of: log.key).bytes, issuer: log.name, subject: subject)
        let signature = key.sign(
            SigStructure.bytes(protectedHeader: header, payload: root.bytes))
        return ReceiptEnvelope.encode(
            protectedHeader: header, kind, proof: proof, signature: signature)
    }
}
