// SPDX-License-Identifier: Apache-2.0
import TraceCOSE
public import TraceMerkle
public import TracePrimitives

/// A log's signed word that its tree continues an earlier one (RFC 9942 section 4.4).
public struct ConsistencyReceipt: Hashable, Sendable {
    /// What the protected header says.
    public let header: ReceiptHeader
    /// The two sizes with the path.
    public let proof: ConsistencyProof
    private let envelope: ReceiptEnvelope

    /// Reads a receipt.
    public init(parsing bytes: [UInt8]) throws(ProofError) {
        envelope = try ReceiptEnvelope(parsing: bytes, .consistency)
        header = envelope.header
        let (first, second, path) = try envelope.parts()
        guard !path.isEmpty else {
            throw ProofError(.emptyPath, "a path has at least one hash: the sizes must differ")
        }
        proof = ConsistencyProof(size1: first, size2: second, path: path)
    }

    /// Checks that the log signed the later root, and that its tree begins with the earlier one.
    public func verify(
        earlier root1: Digest, later root2: Digest, log: VerifierKey
    ) throws(ProofError) {
        guard header.keyID == COSEKey.thumbprint(of: log.key).bytes, header.issuer == log.name
        else {
            throw ProofError(
                .wrongLog, "the receipt is by \(header.issuer ?? "a log without a name")")
        }
        guard envelope.isSigned(root2, by: log.key) else {
            throw ProofError(.receiptSignature, "the log has not signed the later root")
        }
        do throws(MerkleError) {
            try proof.verify(root1: root1, root2: root2)
        } catch {
            throw ProofError(
                .receiptPath, at: proof.size1,
                "the path does not show that the tree of \(proof.size2) continues that of "
                    + "\(proof.size1) (\(error)); keep both roots: they may show a fork")
        }
    }
}
