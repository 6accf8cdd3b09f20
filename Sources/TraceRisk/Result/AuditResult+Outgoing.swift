// SPDX-License-Identifier: Apache-2.0

extension AuditResult {
    /// The result as it may go out: without what rests on confidential notes.
    ///
    /// Findings that do are taken out, with the records only they cite and their marks in drawings.
    /// Score, band and reckoning are those of the other findings alone, as if there were no notes.
    /// Alert, assessment and action stay as they are: what is done with a lot is not hidden.
    public func outgoing() -> AuditResult {
        let all = lots.flatMap(\.findings) + (parties + suppliers).flatMap(\.findings)
        let secret = all.filter { $0.isConfidential == true }
        guard !secret.isEmpty else { return self }
        let hidden = Set(secret.map(\.pattern))
        let kept = Set(all.filter { $0.isConfidential != true }.flatMap(\.records))
        let notes = Set(secret.flatMap(\.records)).subtracting(kept)
        var result = self
        result.lots = lots.map { $0.without(hidden) }
        result.parties = parties.map { $0.withoutConfidential() }.filter { party in
            party.findings.contains { $0.result == .raised }
        }
        result.suppliers = suppliers.map { $0.withoutConfidential() }
        result.evidence = evidence.filter { !notes.contains($0.record) }
        return result
    }
}

extension AuditResult.LotResult {
    fileprivate func without(_ hidden: Set<String>) -> AuditResult.LotResult {
        var lot = self
        if let open {
            (lot.score, lot.findings, lot.reckoning) = (open.score, open.findings, open.reckoning)
        }
        lot.open = nil
        lot.findings.removeAll { $0.isConfidential == true }
        lot.reckoning?.parts.removeAll { $0.pattern.map(hidden.contains) == true }
        lot.reckoning?.levers.removeAll { hidden.contains($0.pattern) }
        lot.reckoning?.open.removeAll { hidden.contains($0.pattern) }
        for index in lot.provenance?.nodes.indices ?? (0..<0) {
            lot.provenance?.nodes[index].flags.removeAll { hidden.contains($0) }
        }
        return lot
    }
}

extension AuditResult.PartyResult {
    fileprivate func withoutConfidential() -> AuditResult.PartyResult {
        var party = self
        party.findings = findings.filter { $0.isConfidential != true }
        return party
    }
}
