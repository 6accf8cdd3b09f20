// SPDX-License-Identifier: Apache-2.0
import TraceCBOR
import TraceCOSE
import TracePrimitives
import TraceRecords
public import TraceRisk
public import TraceVerifier

extension IssuerKeys {
    /// What a verified ledger's policy and key statements say; nothing where its statements were
    /// not kept.
    ///
    /// With `entries`, only what stands in so many.
    public init(_ ledger: VerifiedLedger, first entries: UInt64 = .max) {
        self.init([(ledger, entries)])
    }

    /// What the policy and key statements of several verified ledgers say together, each up to a
    /// number of entries.
    init(_ ledgers: [(VerifiedLedger, first: UInt64)]) {
        var givers: [String: Set<String>] = [:]
        for (ledger, entries) in ledgers { Self.collect(ledger, entries, &givers) }
        self.init(givers: givers)
    }

    fileprivate static func collect(
        _ ledger: VerifiedLedger, _ entries: UInt64, _ givers: inout [String: Set<String>]
    ) {
        func give(_ issuer: Digest, _ giver: PublicKey?) {
            let name = giver.map { COSEKey.thumbprint(of: $0).base64URL }
            givers[issuer.base64URL, default: []].formUnion(name.map { [$0] } ?? [])
        }
        for statement in ledger.statements where statement.index < entries {
            guard statement.kind == .policy || statement.kind == .key,
                let payload = try? CBORValue.decode(statement.payload)
            else { continue }
            if let policy = Policy(payload: payload) {
                for issuer in policy.issuers {
                    give(COSEKey.thumbprint(of: issuer.key), issuer.recovery)
                }
            }
            guard let change = KeyChange(payload: payload), change.action == .add,
                let issuer = COSEKey.thumbprint(ofIssuerName: change.issuer)
            else { continue }
            give(issuer, change.recovery)
            let authority = COSEKey.thumbprint(of: ledger.policy.authority)
            if statement.issuer != authority, statement.issuer != issuer {
                givers[issuer.base64URL, default: []].insert(statement.issuer.base64URL)
            }
        }
    }
}

extension VerifiedLedger {
    /// The issuers whom any record of the ledger names, by thumbprint: who stated, and whom a policy
    /// or key statement admits.
    public var issuers: Set<String> {
        var givers: [String: Set<String>] = [:]
        IssuerKeys.collect(self, .max, &givers)
        return Set(givers.keys).union(statements.map(\.issuer.base64URL))
    }
}
