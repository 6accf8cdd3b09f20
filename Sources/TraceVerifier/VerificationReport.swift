// SPDX-License-Identifier: Apache-2.0
public import TracePrimitives

/// What a verification found, with its verdict in the words of SPEC.md section 9.
public struct VerificationReport: Sendable {
    /// The mode that ran.
    public let mode: VerificationMode
    /// Origin of the ledger, as far as it was read.
    public var origin = ""
    /// The root that the checkpoint states.
    public var root: Digest?
    /// Entries under the checkpoint.
    public var entries: UInt64 = 0
    /// Signatures checked one by one.
    public var signaturesChecked = 0
    /// Issuers that stated anything.
    public var issuers = 0
    /// (issuer, subject) chains.
    public var subjectChains = 0
    /// Keys that the ledger names.
    public var keys = 0
    /// Payload keys that this version does not know.
    public var unknownPayloadKeys = 0
    /// Indexes of statements under suspicion, in order.
    public var underSuspicion: [UInt64] = []
    /// Files that reach beyond the checkpoint.
    public var beyondCheckpoint: [String] = []
    /// Whether a trust file pinned origin, key and entry 0.
    public var isPinned = false
    /// The entry that replaced the log's key last; nil where none did.
    public var logKeyReplaced: UInt64?
    /// Whether the pinned key of the log is one that was replaced since.
    public var isLogKeyFollowed = false
    /// Whether an earlier checkpoint was compared.
    public var isFresh = false
    /// Signature lines of others; they count as witnesses only under a policy that names them.
    public var unknownCosignatures = 0
    /// The witnesses of a policy that cosigned the checkpoint.
    public var witnesses = 0
    /// What they say, in words; nil where no policy asks for a witness.
    public var witnessed: String?
    /// All problems, the first one first.
    public var problems: [Problem] = []

    /// A report with nothing found yet.
    public init(mode: VerificationMode) { self.mode = mode }

    /// Whether the ledger keeps every requirement.
    public var isVerified: Bool { problems.isEmpty }

    /// The verdict, word for word.
    public var verdict: String {
        if let first = problems.first {
            let place = first.index.map { " at entry \($0)" } ?? ""
            return "failed: \(problems.count) problems; first: \(first.code.rawValue)\(place)"
        }
        switch mode {
        case .exhaustive:
            return
                "verified exhaustively: \(entries) entries; \(signaturesChecked) signatures checked"
        case .anchored:
            let rest = entries - UInt64(signaturesChecked)
            return """
                verified by anchors: \(entries) entries; \(signaturesChecked) signatures checked; \
                the other \(rest) were not. For those: each key's holder later signed a hash \
                covering these bytes. Not shown: that each was signed by that key, would verify \
                alone, or was signed when it says
                """
        }
    }

    /// The lines that follow a good verdict: what was not checked.
    public var caveats: [String] {
        guard isVerified else { return [] }
        var lines: [String] = []
        if !isPinned {
            lines.append("consistent in itself; identity, freshness and forks not checked")
        } else if !isFresh {
            lines.append("freshness not checked")
        }
        if let logKeyReplaced {
            lines.append(
                isLogKeyFollowed
                    ? "the pinned log key was followed to its successor, which entry \(logKeyReplaced) names"
                    : "the log's key was replaced, last by entry \(logKeyReplaced)")
        }
        lines.append(
            witnessed
                ?? "no witness has cosigned this checkpoint: the operator could have shown others something else"
        )
        if !underSuspicion.isEmpty {
            lines.append("\(underSuspicion.count) statements under suspicion")
        }
        if !beyondCheckpoint.isEmpty {
            lines.append("\(beyondCheckpoint.count) files reaching beyond the checkpoint")
        }
        return lines
    }
}
