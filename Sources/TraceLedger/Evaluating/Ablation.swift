// SPDX-License-Identifier: Apache-2.0
import TraceRisk

extension Evaluation {
    /// What a pattern adds: the same findings weighed again without its own.
    public struct AblationRow: Sendable {
        /// The pattern.
        public let pattern: String
        /// Mislabelled lots, evasive ones too, in which it is raised.
        public let raisedOnMislabelled: Int
        /// Honest lots and slips in which it is raised.
        public let raisedOnHonest: Int
        /// Mislabelled lots that alert with it and not without.
        public let alertsLost: Int
        /// Honest lots and slips that alert with it and not without.
        public let falseAlertsSpared: Int
    }

    /// One row for each pattern of the audit.
    public var ablation: [AblationRow] {
        Audit.patterns.map { pattern in
            let raised = lots.filter { lot in
                lot.result.findings.contains { $0.pattern == pattern && $0.result == .raised }
            }
            let decided = raised.filter {
                $0.result.alert && !audit.alerts($0.result.findings, without: [pattern])
            }
            return AblationRow(
                pattern: pattern, raisedOnMislabelled: raised.count(where: \.isMislabelled),
                raisedOnHonest: raised.count { !$0.isMislabelled },
                alertsLost: decided.count(where: \.isMislabelled),
                falseAlertsSpared: decided.count { !$0.isMislabelled })
        }
    }
}
