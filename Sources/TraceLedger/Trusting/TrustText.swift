// SPDX-License-Identifier: Apache-2.0
import TraceCOSE
public import TraceWitness

/// A trust policy in words.
public enum TrustText {
    /// What is trusted for what, and what is not asked for.
    public static func words(_ policy: TrustPolicy) -> String {
        var lines: [String] = []
        for log in policy.logs {
            let isFirst = policy.log(log.key.name)?.key == log.key
            lines.append("log      \(log.key.name)" + (log.url.map { " at \($0)" } ?? ""))
            lines.append("         key \(log.key)")
            lines.append(
                "         "
                    + (log.entry0.map { "entry 0 \($0)" }
                        ?? (isFirst
                            ? "no entry 0 pinned: `verify` needs one (line `entry0 HEX`)"
                            : "a key that may have replaced the one above"))
            )
        }
        if let origin = policy.otherOrigin {
            lines.append("origin   \(origin), which is not the key's name: no ledger is accepted")
        }
        if policy.logs.isEmpty { lines.append("log      none: no ledger is accepted") }
        for witness in policy.witnesses {
            lines.append(
                "witness  \(witness.name): \(witness.key.name)"
                    + (witness.url.map { " at \($0)" } ?? ""))
        }
        for group in policy.groups {
            lines.append(
                "group    \(group.name): \(group.threshold) of "
                    + group.members.joined(separator: ", "))
        }
        lines.append(
            policy.quorum.map { "quorum   \($0)" }
                ?? "quorum   none: the operator could show others something else")
        for issuer in policy.issuers {
            let words =
                issuer.kinds.map { kinds in
                    (kinds.map(\.rawValue).sorted() + issuer.roles.sorted().map { "role \($0)" })
                        .joined(separator: ", ")
                } ?? "any kind"
            lines.append("issuer   \(COSEKey.issuerName(issuer.issuer)): \(words)")
        }
        if policy.issuers.isEmpty {
            lines.append("issuers  whoever the ledger's registration policy admits")
        }
        return lines.joined(separator: "\n")
    }
}
