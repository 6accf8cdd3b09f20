// SPDX-License-Identifier: Apache-2.0
import TraceCOSE
public import TraceMerkle
public import TracePrimitives

/// A log's signed word that a statement stands in its tree (RFC 9942 section 4.3).
///
/// After parsing, the receipt has the shape of the RFC and a path; nothing is known yet of what it
/// shows. ``verify(statement:log:)`` is the check of this profile.
public struct InclusionReceipt: Hashable, Sendable {
    /// What the protected header says.
    public let header: ReceiptHeader
    /// Where the statement is said to stand, with the path.
    public let proof: InclusionProof
    private let envelope: ReceiptEnvelope

    /// Reads a receipt.
    public init(parsing bytes: [UInt8]) throws(ProofError) {
        envelope = try ReceiptEnvelope(parsing: bytes, .inclusion)
        header = envelope.header
        let (size, index, path) = try envelope.parts()
        guard !path.isEmpty else {
            throw ProofError(
                .emptyPath, "a path has at least one hash: a tree of one entry gives no receipt")
        }
        proof = InclusionProof(leafIndex: index, treeSize: size, path: path)
    }

    /// Checks the proof and the signature of RFC 9942; returns the root that the log signed.
    ///
    /// The signature is looked at only under the root to which the statement's own bytes lead.
    @discardableResult
    public func verify(entry: [UInt8], key: PublicKey) throws(ProofError) -> Digest {
        let root: Digest
        do throws(MerkleError) {
            root = try proof.rootHash(leafHash: SHA256Hash.leafHash(of: entry))
        } catch {
            throw ProofError(
                .receiptPath, at: proof.leafIndex,
                "\(proof.path.count) hashes do not lead from entry \(proof.leafIndex) to the root "
                    + "of \(proof.treeSize) (\(error))")
        }
        guard envelope.isSigned(root, by: key) else {
            throw ProofError(
                .receiptSignature, at: proof.leafIndex,
                "the log has not signed the root to which this statement leads; the statement, the "
                    + "path or the signature was changed")
        }
        return root
    }

    /// Checks a receipt of this profile for a statement: the log's key and name, the statement's
    /// subject, then proof and signature.
    @discardableResult
    public func verify(statement entry: [UInt8], log: VerifierKey) throws(ProofError) -> Digest {
        guard header.keyID == COSEKey.thumbprint(of: log.key).bytes, header.issuer == log.name
        else {
            throw ProofError(
                .wrongLog,
                "the receipt is by \(header.issuer ?? "a log without a name"), and its key id is "
                    + "not that of \(log); " + ProofError.otherKey)
        }
        guard let subject = Self.subject(of: entry), header.subject == subject else {
            throw ProofError(
                .wrongStatement,
                "the receipt is about \(header.subject ?? "no subject"), which is not the "
                    + "statement's; ask for the receipt of this statement")
        }
        return try verify(entry: entry, key: log.key)
    }

    /// The claim `sub` of an entry of this profile, nil where the bytes are no entry.
    static func subject(of entry: [UInt8]) -> String? {
        var links: [SubjectLink] = []
        guard let parts = try? SignedStatementBytes(parsing: entry),
            (try? ProtectedHeader(parsing: entry, parts.protectedHeader, subjects: &links)) != nil
        else { return nil }
        return links.first?.subject.base64URL
    }
}
