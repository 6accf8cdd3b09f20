// SPDX-License-Identifier: Apache-2.0
import Testing

@testable import TraceLedger

@Suite struct EvaluationTests {
    private static let plan = Evaluation.Plan(seeds: 31...33, lots: 80)

    @Test(arguments: [0, 0.2]) func `simulated worlds are valid workbooks, without remarks`(
        _ widening: Double
    ) {
        for seed in 51...58 {
            let world = SimulatedWorld(seed: UInt64(seed), lots: 60, widening: widening)
            let files = Dictionary(
                uniqueKeysWithValues: world.files.map { ($0.name, Array($0.text.utf8)) })
            let workbook = Workbook.read(files: files)
            #expect(workbook.problems.isEmpty, "\(workbook.problems.first.map { "\($0)" } ?? "")")
            #expect(workbook.count(.lot) > world.truth.count)
        }
    }

    @Test func `every simulated lot is judged, and the counts add up`() throws {
        let evaluation = try Evaluation(Self.plan, audit: Audit())
        #expect(evaluation.lots.count == 240)
        #expect(evaluation.families.reduce(0) { $0 + $1.right.total } == 240)
        #expect(
            evaluation.wholeRecall.total == evaluation.recall.total + evaluation.evasiveRecall.total
        )
        #expect(evaluation.recall.count > evaluation.recall.total / 2)
        #expect(evaluation.falseAlerts.count * 20 <= evaluation.falseAlerts.total)
        let text = EvaluationText.render(evaluation)
        #expect(text.contains("not all of them reporting seeds"))
        #expect(text.contains("names could not be compared"))
    }

    @Test func `a goal that nothing was measured against is neither met nor missed`() {
        let verdict = { EvaluationText.verdict($0, atLeast: 0.5, atMost: 1) }
        #expect(verdict(nil) == "not measured")
        #expect(verdict(0.5) == "met")
        #expect(verdict(0.4) == "missed")
    }

    @Test func `the same plan gives the same report`() throws {
        let plan = Evaluation.Plan(seeds: 1_001...1_002, lots: 60)
        let first = EvaluationText.render(try Evaluation(plan, audit: Audit()))
        #expect(EvaluationText.render(try Evaluation(plan, audit: Audit())) == first)
        #expect(first.contains("no threshold was set on them"))
    }

    @Test func `a pattern that alone carries an alert is missed when it is taken out`() throws {
        let evaluation = try Evaluation(Self.plan, audit: Audit())
        let byPattern = Dictionary(
            uniqueKeysWithValues: evaluation.ablation.map { ($0.pattern, $0) })
        #expect(Set(byPattern.keys) == Set(Audit.patterns))
        #expect(evaluation.ablation.contains { $0.alertsLost > 0 })
        for row in evaluation.ablation {
            #expect(row.alertsLost <= row.raisedOnMislabelled)
            #expect(row.falseAlertsSpared <= row.raisedOnHonest)
        }
    }
}
