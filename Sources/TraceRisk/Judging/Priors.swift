// SPDX-License-Identifier: Apache-2.0

/// Base rates, season and place never score alone: without a sign of another kind they are reports.
enum Priors {
    /// Takes the weight of raised findings of G6 where nothing of G1 to G5 is raised beside them.
    static func weigh(_ findings: inout [AuditResult.Finding]) {
        let hasSign = findings.contains { finding in
            finding.result == .raised && finding.strength != .report
                && Scoring.alerting.contains(finding.group)
        }
        guard !hasSign else { return }
        for index in findings.indices
        where findings[index].group == .priors && findings[index].result == .raised {
            findings[index].strength = .report
        }
    }
}
