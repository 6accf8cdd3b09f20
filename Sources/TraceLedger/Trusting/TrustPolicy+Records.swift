// SPDX-License-Identifier: Apache-2.0
import TracePrimitives
public import TraceRecords
public import TraceVerifier
public import TraceWitness

extension TrustPolicy {
    /// The records whose issuers are trusted for their kind; all of them where no issuer is named.
    ///
    /// What is left out was verified all the same: who stated it is known, and not believed.
    public func weighed(_ records: [Checked], in ledger: Policy) -> [Checked] {
        guard !issuers.isEmpty else { return records }
        return records.filter { checked in
            guard let issuer = Digest(base64URL: checked.issuer) else { return false }
            return trusts(issuer, for: checked.record.kind, roles: ledger.roles)
        }
    }
}
