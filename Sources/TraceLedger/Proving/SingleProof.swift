// SPDX-License-Identifier: Apache-2.0
import TraceMerkle
public import TraceProofs
public import TraceWitness

/// A file that proves one statement, checked under a trust policy (SPEC.md B5).
public enum SingleProof: Sendable {
    /// A C2SP tlog-proof.
    case tlogProof(TlogProof)
    /// A receipt alone.
    case receipt(InclusionReceipt)
    /// A statement with its receipts.
    case transparent(TransparentStatement)

    /// Whether bytes begin as one of them does.
    public static func isLikely(_ bytes: [UInt8]) -> Bool {
        bytes.starts(with: TlogProof.header.utf8) || bytes.first == 0xD2
    }

    /// Reads a file; nothing in it is checked yet.
    public init(parsing bytes: [UInt8]) throws(ProofError) {
        if bytes.starts(with: TlogProof.header.utf8) {
            self = .tlogProof(try TlogProof(parsing: bytes))
        } else if let statement = try? TransparentStatement(parsing: bytes) {
            self = .transparent(statement)
        } else {
            self = .receipt(try InclusionReceipt(parsing: bytes))
        }
    }

    /// Whether the statement is in the file; otherwise it has to be named.
    public var carriesStatement: Bool {
        if case .transparent = self { true } else { false }
    }

    /// Checks the proof with any of the policy's keys, and its quorum; says what is shown and what not.
    public func verify(
        entry: [UInt8]?, under policy: TrustPolicy
    ) throws(ProofError) -> String {
        var failure = ProofError(.wrongLog, "the policy accepts no log")
        for (number, log) in policy.keys.enumerated() {
            do throws(ProofError) {
                return try verify(entry, log, policy)
            } catch {
                // What the right key finds says more than that another one is not it.
                let isOfOther = [.wrongLog, .checkpoint].contains(error.code)
                if number == 0 || !isOfOther { failure = error }
                if !isOfOther { break }
            }
        }
        throw failure
    }

    private func verify(
        _ entry: [UInt8]?, _ log: VerifierKey, _ policy: TrustPolicy
    ) throws(ProofError) -> String {
        switch self {
        case .tlogProof(let proof):
            let published = try proof.verify(
                entry: try needed(entry), log: log, witnesses: policy.witnesses.map(\.key))
            let witnessed: String? =
                try policy.witnesses.isEmpty
                ? nil : policy.witnessed(published.note, strangers: published.strangers)
            let place = InclusionProof(
                leafIndex: proof.leafIndex, treeSize: published.checkpoint.head.size,
                path: proof.path)
            return words(
                place, log, " (its checkpoint signs the size)", witnessed: witnessed,
                open: witnessed == nil ? "witnesses, of which the policy names none" : nil)
        case .receipt(let receipt):
            try receipt.verify(statement: try needed(entry), log: log)
            return words(receipt, log, policy)
        case .transparent(let statement):
            guard entry ?? statement.entry == statement.entry else {
                throw ProofError(.wrongStatement, "it carries another than the one that was named")
            }
            return words(try statement.verify(log: log), log, policy)
        }
    }

    private func needed(_ entry: [UInt8]?) throws(ProofError) -> [UInt8] {
        guard let entry else {
            throw ProofError(.wrongStatement, "this proof does not carry its statement")
        }
        return entry
    }

    private func words(
        _ receipt: InclusionReceipt, _ log: VerifierKey, _ policy: TrustPolicy
    ) -> String {
        let quorum = policy.quorum.map { "the quorum \($0) of the policy: " } ?? "witnesses: "
        return words(
            receipt.proof, log, " (the receipt signs the root, not the size)", witnessed: nil,
            open: quorum + "a receipt carries no cosignature (a tlog-proof does)")
    }

    private func words(
        _ proof: InclusionProof, _ log: VerifierKey, _ more: String, witnessed: String?,
        open: String?
    ) -> String {
        let shown =
            "verified: the statement is entry \(proof.leafIndex) under a tree of "
            + "\(proof.treeSize) entries of \(log.name)\(more)"
        let notShown = [
            "the issuer's own signature and right, which the log checked at registration",
            "what other statements say", "with which entry 0 the log begins",
        ]
        return
            ([shown] + [witnessed].compactMap { $0 }
            + ["not checked: " + (notShown + [open].compactMap { $0 }).joined(separator: "; ")])
            .joined(separator: "\n")
    }
}
