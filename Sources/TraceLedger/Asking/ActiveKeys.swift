// SPDX-License-Identifier: Apache-2.0
import TraceCBOR
import TraceCOSE
import TracePrimitives
import TraceRecords
import TraceVerifier

/// The key of each issuer that was active at a size of a verified ledger and was never declared
/// compromised.
struct ActiveKeys {
    /// Keys by the thumbprint that names the issuer.
    private(set) var active: [Digest: PublicKey] = [:]

    /// Reads the policy and key statements, which the verification has judged already.
    init(_ ledger: VerifiedLedger, size: UInt64) {
        var doubted: Set<PublicKey> = []
        for statement in ledger.statements.sorted(by: { $0.index < $1.index })
        where statement.kind == .policy || statement.kind == .key {
            guard let payload = try? CBORValue.decode(statement.payload) else { continue }
            let isBefore = statement.index < size
            if isBefore, let policy = Policy(payload: payload) {
                for issuer in policy.issuers {
                    active[COSEKey.thumbprint(of: issuer.key)] = issuer.key
                }
            }
            guard let change = KeyChange(payload: payload),
                let issuer = COSEKey.thumbprint(ofIssuerName: change.issuer)
            else { continue }
            switch change.action {
            case .add, .rotate: if isBefore { active[issuer] = change.key }
            case .retire: if isBefore { active[issuer] = nil }
            // A note has no place in the log: a thief could name any state, an early one too.
            case .compromised: doubted.insert(change.key)
            }
        }
        active = active.filter { !doubted.contains($0.value) }
    }
}
