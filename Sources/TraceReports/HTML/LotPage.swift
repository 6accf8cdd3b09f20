// SPDX-License-Identifier: Apache-2.0
import TraceRisk

/// A lot that needs a person, as the template reads it.
struct LotPage {
    /// A word and its value in the head of the lot.
    struct Fact {
        let factName: Shown
        let factValue: Shown
    }
    /// A test that could not run.
    struct Gap {
        let gapTitle: Shown
        let gapPattern: Shown
        let gapMissing: Shown
        let gapDocuments: [Shown]
    }

    let anchor: Shown
    let lotName: Shown
    let goods: Shown
    let style: Shown
    let assessment: Shown
    let action: Shown
    let weight: Shown
    let headline: Shown
    let facts: [Fact]
    let findings: [FindingCard]
    let gaps: [Gap]
    let hasGaps: Bool
    let laws: [Shown]
    let hasLaws: Bool
    let passed: Shown
    let graph: GraphDrawing?
    let timeline: TimelineDrawing?
    let isCompact: Bool
    let hasIndex: Bool

    /// `hasIndex`: whether the page has a list of lots to go back to.
    init(_ lot: AuditResult.LotResult, context: PageContext, hasIndex: Bool = true) {
        self.hasIndex = hasIndex
        anchor = context.anchor(lot)
        lotName = lot.lot.shown
        goods = Shown(lot.facts.description ?? "", limit: 300)
        style = Shown(lot.assessment.style)
        assessment = Shown(lot.assessment.words)
        action = Shown(lot.action.words)
        weight = Shown(lot.score.band, limit: 60)
        headline = Shown(lot.headline)
        facts = LotPage.facts(lot.facts, context: context) + LotPage.reckoned(lot)
        let raised = lot.raised
        findings = raised.map { FindingCard($0, context: context) }
        gaps = lot.findings(.notTestable).map { finding in
            Gap(
                gapTitle: PatternWords.title(finding).shown, gapPattern: finding.pattern.shown,
                gapMissing: Shown(finding.missing.prefix(12).joined(separator: ", ")),
                gapDocuments: SettlingDocuments.documents(for: finding.missing).shown)
        }
        hasGaps = !gaps.isEmpty
        var seen: Set<String> = []
        laws = raised.flatMap(\.law).filter { seen.insert($0).inserted }.shown
        hasLaws = !laws.isEmpty
        passed = Shown(
            lot.findings(.notRaised).map { "\(PatternWords.title($0)) (\($0.pattern))" }
                .joined(separator: ", "))
        // A lot that only waits for a paper needs no drawing.
        isCompact = raised.isEmpty && !lot.alert
        graph =
            isCompact ? nil : lot.provenance.flatMap { $0.nodes.isEmpty ? nil : GraphDrawing($0) }
        timeline = isCompact ? nil : lot.timeline.flatMap { TimelineDrawing($0) }
    }

    /// What is not explained, and the papers that would decide.
    private static func reckoned(_ lot: AuditResult.LotResult) -> [Fact] {
        var facts: [Fact] = []
        if let line = lot.unexplainedLine {
            facts.append(Fact(factName: Shown("Quantities"), factValue: Shown(line)))
        }
        let papers = lot.decidingDocuments
        if !papers.isEmpty {
            facts.append(
                Fact(
                    factName: Shown("Would decide"),
                    factValue: Shown(papers.joined(separator: "; "))))
        }
        return facts
    }

    private static func facts(
        _ facts: AuditResult.LotFacts, context: PageContext
    ) -> [Fact] {
        let all: [(String, String?)] = [
            ("Supplier", facts.supplier.map { context.names.words($0) }),
            ("Declared origin", facts.originDeclared),
            ("HS code", facts.hs),
            ("Made", facts.madeHow),
            ("Pieces", facts.pieces?.readableFigure),
            ("Net mass", facts.netKg.map { $0.readableFigure + " kg" }),
        ]
        return all.compactMap { name, value in
            value.map { Fact(factName: Shown(name), factValue: Shown($0, limit: 300)) }
        }
    }
}

/// A raised finding, as the template reads it.
struct FindingCard {
    /// A figure of the finding.
    struct Number {
        let numberName: Shown
        let numberValue: Shown
        let numberUnit: Shown
    }
    /// A party's reply.
    struct Reply {
        let replyFrom: Shown
        let replyText: Shown
        let replyRecord: Shown
    }

    let findingTitle: Shown
    let pattern: Shown
    let strength: Shown
    let strengthStyle: Shown
    let question: Shown
    let groupWords: Shown
    let about: Shown
    let explanation: Shown
    let numbers: [Number]
    let hasNumbers: Bool
    let records: [RecordLine]
    let moreRecords: Shown
    let hasRecords: Bool
    let innocent: [Shown]
    let hasInnocent: Bool
    let ask: [Shown]
    let hasAsk: Bool
    let replies: [Reply]
    let hasReplies: Bool

    /// The most records that a finding lists.
    static let mostRecords = 12

    init(_ finding: AuditResult.Finding, context: PageContext) {
        findingTitle = PatternWords.title(finding).shown
        pattern = finding.pattern.shown
        strength = Shown(finding.strength.words)
        strengthStyle = Shown(finding.strength.rawValue)
        question = Shown(PatternWords.entries[finding.pattern]?.question ?? "")
        groupWords = Shown(finding.group.words)
        about = Shown(finding.about.map { context.about($0) } ?? "")
        explanation = finding.explanation.shown
        numbers = NumberLine.lines(of: finding.numbers).map { line in
            Number(
                numberName: line.name.shown, numberValue: line.value.shown,
                numberUnit: line.unit.shown)
        }
        hasNumbers = !numbers.isEmpty
        records = finding.records.prefix(FindingCard.mostRecords).map { context.record($0) }
        let more = finding.records.count - records.count
        moreRecords = Shown(more > 0 ? "and \(more) more records" : "")
        hasRecords = !records.isEmpty
        innocent = finding.innocent.shown
        hasInnocent = !innocent.isEmpty
        ask = finding.ask.shown
        hasAsk = !ask.isEmpty
        replies = finding.replies.map { answer in
            let who = [
                answer.party.map { context.names.name($0) }, answer.date.map { DayWords.words($0) },
            ]
            return Reply(
                replyFrom: Shown(who.compactMap(\.self).joined(separator: ", ")),
                replyText: Shown(answer.text ?? "The text is not disclosed."),
                replyRecord: Shown(answer.record.recordLabel))
        }
        hasReplies = !replies.isEmpty
    }
}

extension PageContext {
    /// What a finding is about, `party:P-1` in words.
    func about(_ reference: String) -> String {
        let parts = reference.split(separator: ":", maxSplits: 1).map { String($0) }
        guard parts.count == 2 else { return reference }
        return parts[0] == "party" ? "party \(names.words(parts[1]))" : "\(parts[0]) \(parts[1])"
    }
}
