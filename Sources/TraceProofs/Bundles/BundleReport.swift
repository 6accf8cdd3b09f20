// SPDX-License-Identifier: Apache-2.0
import TraceCOSE
public import TraceMerkle
public import TracePrimitives

/// What the verification of a lot bundle showed, and what it did not.
public struct BundleReport: Sendable {
    /// A chain of one issuer about one lot, site or party, without a gap.
    public struct Chain: Hashable, Sendable {
        /// Thumbprint of the issuer's first key.
        public let issuer: Digest
        /// What it is about.
        public let subject: Digest
        /// Its name, where the bundle opens it.
        public let name: String
        /// The number of its last statement shown; the first has 0.
        public let last: UInt64
    }

    /// The lots that were asked for, by pseudonym.
    public let lots: [Digest]
    /// Their names.
    public let lotNames: [String]
    /// Origin, size and root of the checkpoint.
    public let checkpoint: Checkpoint
    /// Statements, policy and key statements included.
    public let statements: Int
    /// Signatures checked: one for each statement.
    public let signaturesChecked: Int
    /// The chains, in order of issuer and name.
    public let chains: [Chain]
    /// Lots, sites and parties that are named and about which nothing is shown.
    public let unstated: [String]
    /// Fields disclosed.
    public let disclosed: Int
    /// Fields that stay committed.
    public let withheld: Int
    /// Indexes of statements under suspicion.
    public let underSuspicion: [UInt64]
    /// Whether a trust file pinned origin, key and entry 0.
    public let isPinned: Bool
    /// Cosignatures of witnesses that the reader knows.
    public let cosignatures: [VerifiedNoteSignature]
    /// Names of signature lines that the reader does not know; they count for nothing.
    public let strangers: [String]
    /// Whether the profile hides which lots belong to the ancestry.
    public let isClosed: Bool
    /// The entry that replaced the log's key last; nil where none did.
    public let logKeyReplaced: UInt64?
    /// What the witnesses of the reader's policy say, in words; nil where no policy asks.
    public internal(set) var witnessed: String?

    /// The verdict in one line.
    public var verdict: String {
        "verified exhaustively: \(statements) statements under one checkpoint of size "
            + "\(checkpoint.head.size); \(signaturesChecked) signatures checked"
    }

    /// For each issuer, how far its chains go.
    public var completeness: [String] {
        let issuers = Dictionary(grouping: chains, by: \.issuer).sorted { $0.key < $1.key }
        return issuers.map { issuer, chains in
            let asked = chains.filter { lots.contains($0.subject) }
            let rest = chains.count - asked.count
            let name = COSEKey.issuerName(issuer)
            let end = "as of checkpoint size \(checkpoint.head.size)"
            if asked.isEmpty {
                let last = chains.map(\.last).max() ?? 0
                return "\(name): \(rest) chains of the ancestry, the longest complete to number "
                    + "\(last) \(end)"
            }
            let about = asked.map { "complete to number \($0.last) about \($0.name)" }
            return "\(name): \(about.joined(separator: ", ")) \(end)"
                + (rest > 0 ? "; \(rest) further chains of the ancestry without a gap" : "")
        }
    }

    /// What the verdict does not show.
    public var caveats: [String] {
        var lines = [
            "not excluded: later statements of these issuers, statements of other issuers, and "
                + "statements that were never registered",
            "not excluded: key statements and policies (a compromise, a retirement, a change of the "
                + "log's key) that the giver left out: from the end of the authority's or a recovery "
                + "key's chain, which shows gaps and no missing end, and an issuer's own rotation or "
                + "retirement anywhere, since no bundle holds its whole chain; who needs them asks "
                + "for the ledger, or verifies it at its address",
        ]
        if !isPinned {
            lines.append("consistent in itself; identity, freshness and forks not checked")
        } else {
            lines.append("freshness not checked")
        }
        if let logKeyReplaced {
            lines.append(
                "the log's key was replaced, last by entry \(logKeyReplaced); a bundle shows the "
                    + "authority's word for it, not the checkpoint that both keys signed")
        }
        if let witnessed {
            lines.append(witnessed)
        } else if cosignatures.isEmpty {
            lines.append(
                "no witness has cosigned this checkpoint: the operator could have shown others "
                    + "something else")
        }
        if !strangers.isEmpty {
            lines.append(
                "cosignatures of strangers, which count for nothing: "
                    + strangers.joined(separator: ", "))
        }
        if !unstated.isEmpty {
            lines.append("named, with nothing shown about it: " + unstated.joined(separator: ", "))
        }
        if isClosed {
            lines.append(
                "the profile is closed: that the ancestry is whole was not recomputed, only that "
                    + "no chain shown has a gap")
        }
        if !underSuspicion.isEmpty {
            lines.append("\(underSuspicion.count) statements under suspicion")
        }
        return lines
    }
}
