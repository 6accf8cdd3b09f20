// SPDX-License-Identifier: Apache-2.0
public import TraceRisk

/// The audit result as text for a terminal: the summary first, then each lot that needs a person.
public enum AuditText {
    /// The whole text, no line wider than 100 columns.
    public static func render(
        _ result: AuditResult, options: ReportOptions = ReportOptions()
    ) -> String {
        var page = PlainPage(result: options.shown(result), options: options)
        page.head()
        page.summary()
        page.lots(.review, title: "Lots to review", note: FixedWords.beforeAsking)
        page.lots(.ask, title: "Lots to ask about")
        page.released()
        page.parties()
        page.basis()
        if options.audience == .inHouse { page.annex() }
        return page.layout.text
    }
}

/// The page under way.
struct PlainPage {
    let result: AuditResult
    let options: ReportOptions
    let names: PartyNames
    var layout = PlainLayout()

    init(result: AuditResult, options: ReportOptions) {
        self.result = result
        self.options = options
        names = PartyNames(result)
    }

    mutating func head() {
        let title = options.title.map { ": " + $0.visible } ?? ""
        layout.paragraph("TraceLedger audit" + title)
        if let date = options.date { layout.paragraph(date.visible) }
        layout.blank()
        let words = IntegrityWords(result)
        layout.labelled("Records", "\(words.headline). \(words.verdict)", indent: 0)
        for problem in result.integrity.problems.prefix(20) {
            let place = problem.record.isEmpty ? "" : " at \(problem.record.visible)"
            layout.labelled(
                "", "\(problem.code.visible)\(place): \(problem.message.visible)", indent: 0)
        }
        if result.integrity.problems.count > 20 {
            layout.labelled("", "and \(result.integrity.problems.count - 20) more", indent: 0)
        }
        for limit in words.limits { layout.labelled("Not shown", limit, indent: 0) }
    }

    mutating func summary() {
        layout.heading("Summary")
        let actions = AuditResult.Action.allCases.reversed().map { action in
            let count = result.lots.count { $0.action == action && $0.assessment != .notAssessed }
            return "\(count) to \(action.rawValue)"
        }
        let lots = result.assessedCount == 1 ? "1 lot" : "\(result.assessedCount) lots"
        layout.paragraph(
            "\(lots) assessed: " + actions.joined(separator: ", ") + ".")
        for assessment in AuditResult.Assessment.shown {
            let count = result.lots.count { $0.assessment == assessment }
            guard count > 0 else { continue }
            let indent = max(1, 6 - String(count).count)
            layout.paragraph("\(count) \(assessment.words.lowercased())", indent: indent)
        }
        layout.blank()
        layout.paragraph(FixedWords.whatThisIs)
    }

    mutating func lots(_ action: AuditResult.Action, title: String, note: String? = nil) {
        let lots = result.lots(toDo: action)
        guard !lots.isEmpty else { return }
        layout.heading(title)
        if let note {
            layout.paragraph(note)
            layout.blank()
        }
        for lot in lots {
            describe(lot)
            for finding in lot.raised { describe(finding) }
            untested(lot)
            layout.blank()
        }
    }

    mutating func released() {
        let lots = result.lots(toDo: .release)
        let free = lots.filter { $0.assessment != .notAssessed }
        if !free.isEmpty {
            layout.heading("Lots without an alert or an open question")
            layout.paragraph(free.map { $0.lot.visible }.joined(separator: ", "))
            for lot in free {
                for finding in lot.raised {
                    layout.paragraph(
                        "\(lot.lot.visible): \(finding.explanation.visible) "
                            + "(\(finding.pattern.visible), \(finding.strength.words))", hanging: 2)
                }
            }
        }
        let inputs = lots.filter { $0.assessment == .notAssessed }
        if !inputs.isEmpty {
            layout.heading("Material for other lots, not assessed on its own")
            layout.paragraph(inputs.map { $0.lot.visible }.joined(separator: ", "))
        }
    }
}
