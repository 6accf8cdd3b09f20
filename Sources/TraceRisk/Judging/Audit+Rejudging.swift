// SPDX-License-Identifier: Apache-2.0

extension Audit {
    /// Whether findings alert once those of some patterns are taken out: what a pattern adds.
    ///
    /// The findings are those of one lot; nothing is tested again.
    public func alerts(
        _ findings: [AuditResult.Finding], without patterns: Set<String> = []
    ) -> Bool {
        var kept = findings.filter { !patterns.contains($0.pattern) }
        // Another pattern may have made a missing transformation strong.
        P03MissingTransformation.reweigh(&kept)
        return Scoring(parameters).alerts(kept)
    }
}
