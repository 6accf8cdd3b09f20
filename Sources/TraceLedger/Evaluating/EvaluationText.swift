// SPDX-License-Identifier: Apache-2.0
import TraceRisk

/// An evaluation as Markdown: the same words on the terminal and in the documentation.
public enum EvaluationText {
    /// All tables.
    public static func render(_ evaluation: Evaluation) -> String {
        [
            head(evaluation), targets(evaluation), families(evaluation),
            calibration(evaluation), ablation(evaluation),
        ].joined(separator: "\n\n") + "\n"
    }

    private static func head(_ evaluation: Evaluation) -> String {
        let plan = evaluation.plan
        let lists = evaluation.audit.lists.files.compactMap { file in
            file.digest.map { "\(file.name) \($0.hex.prefix(12))" }
        }.joined(separator: ", ")
        let kind =
            evaluation.isOnReportingSeeds
            ? "reporting seeds: no threshold was set on them"
            : "not all of them reporting seeds: for setting thresholds, not for figures"
        return """
            Seeds \(plan.seeds.lowerBound) to \(plan.seeds.upperBound) (\(kind)), \(plan.lots) \
            finished lots each, ranges \(percent(plan.widening)) wider than published, \
            \(evaluation.lots.count) lots in all.
            Patterns: \(Audit.patterns.joined(separator: " ")).
            Parameter set \(evaluation.audit.parameters.digest.hex). \
            Lists: \(lists.isEmpty ? "none, so that names could not be compared" : lists).
            """
    }

    private static func targets(_ evaluation: Evaluation) -> String {
        let weakest = evaluation.families.filter { !$0.isEvasive }
            .min { ($0.right.share ?? 1) < ($1.right.share ?? 1) }
        let error = evaluation.calibration.error
        var rows = [
            goal("mislabelled lots alerted (recall)", evaluation.recall, atLeast: 0.95),
            goal("honest lots alerted", evaluation.falseAlerts, atMost: 0.01),
            goal("sparse lots told `information-missing`", evaluation.sparseTold, atLeast: 0.95),
            [
                "expected calibration error", figure(error), "at most 0.05",
                error <= 0.05 ? "met" : "missed",
            ],
        ]
        if let weakest {
            rows.append(goal("weakest family: \(weakest.name)", weakest.right, atLeast: 0.75))
        }
        rows += [
            plain("honest lots with complete papers released", evaluation.released),
            plain("evasive lots alerted", evaluation.evasiveRecall),
            plain("all mislabelled lots alerted, evasive ones too", evaluation.wholeRecall),
            plain("slips of the pen alerted", evaluation.faultAlerts),
            plain("alerts that stand on mislabelled lots, in these worlds", evaluation.precision),
            [
                "the same at a base rate of 0.06",
                evaluation.precision(atBaseRate: 0.06).map(figure) ?? "-", "", "",
            ],
            plain("mislabelling houses with an alert", evaluation.supplierRecall),
            plain("honest houses with an alert", evaluation.supplierFalseAlerts),
            [
                "calibration error, evasive families too",
                figure(evaluation.calibrationWithEvasive.error), "", "",
            ],
            plain(
                "lots with a decisive finding that are mislabelled",
                evaluation.calibration.decisive),
        ]
        return table(["figure", "measured", "asked", ""], rows)
    }

    private static func families(_ evaluation: Evaluation) -> String {
        table(
            ["family", "truth", "lots", "alerted", "information missing", "as it should be"],
            evaluation.families.map { row in
                [
                    row.name, row.isEvasive ? "mislabelled, evasive" : row.label.rawValue,
                    "\(row.right.total)", percent(row.alerted.share),
                    percent(row.toldMissing.share), percent(row.right.share),
                ]
            })
    }

    private static func calibration(_ evaluation: Evaluation) -> String {
        table(
            ["posterior", "lots", "weight", "stated", "observed"],
            evaluation.calibration.bins.map { bin in
                [
                    "\(figure(bin.range.lowerBound)) to \(figure(bin.range.upperBound))",
                    "\(bin.lots)", percent(bin.weight), figure(bin.stated), figure(bin.observed),
                ]
            })
    }

    private static func ablation(_ evaluation: Evaluation) -> String {
        table(
            [
                "pattern", "raised on mislabelled", "raised on honest", "alerts lost without it",
                "false alerts spared without it",
            ],
            evaluation.ablation.map { row in
                [
                    row.pattern, "\(row.raisedOnMislabelled)", "\(row.raisedOnHonest)",
                    "\(row.alertsLost)", "\(row.falseAlertsSpared)",
                ]
            })
    }

    private static func goal(
        _ name: String, _ rate: Rate, atLeast low: Double? = nil, atMost high: Double? = nil
    ) -> [String] {
        let asked = low.map { "at least " + percent($0) } ?? high.map { "at most " + percent($0) }
        return plain(name, rate).prefix(2) + [
            asked ?? "", verdict(rate.share, atLeast: low ?? 0, atMost: high ?? 1),
        ]
    }

    /// Where nothing was measured, no goal was met or missed.
    static func verdict(_ share: Double?, atLeast low: Double, atMost high: Double) -> String {
        guard let share else { return "not measured" }
        return share >= low && share <= high ? "met" : "missed"
    }

    private static func plain(_ name: String, _ rate: Rate) -> [String] {
        [name, "\(percent(rate.share)) (\(rate.count) of \(rate.total))", "", ""]
    }

    private static func table(_ head: [String], _ rows: [[String]]) -> String {
        let lines = [head, head.map { _ in "---" }] + rows
        return lines.map { "| " + $0.joined(separator: " | ") + " |" }.joined(separator: "\n")
    }

    private static func percent(_ share: Double?) -> String {
        share.map { ($0 * 100).trimmed(places: 1) + " %" } ?? "-"
    }

    private static func figure(_ number: Double) -> String { number.trimmed(places: 3) }
}
