// SPDX-License-Identifier: Apache-2.0
import TraceRisk

extension PlainPage {
    /// The head of a lot: what it is and how it stands.
    mutating func describe(_ lot: AuditResult.LotResult) {
        let band =
            lot.score.band.isEmpty ? "" : ", weight of the findings: \(lot.score.band.visible)"
        layout.paragraph(
            "\(lot.lot.visible): \(lot.assessment.words.lowercased())\(band)", hanging: 2)
        let facts = lot.facts
        let parts = [
            facts.description?.visible, facts.hs.map { "HS " + $0.visible }, facts.madeHow,
            facts.quantity.isEmpty ? nil : facts.quantity,
            facts.supplier.map { "from " + names.words($0) },
            facts.originDeclared.map { "declared origin " + $0.visible },
        ].compactMap(\.self)
        if !parts.isEmpty { layout.paragraph(parts.joined(separator: "; "), indent: 2, hanging: 2) }
        if let line = lot.unexplainedLine {
            layout.paragraph(line, indent: 2, hanging: 2)
        }
        layout.paragraph(lot.headline, indent: 2, hanging: 2)
    }

    /// One raised finding: what was found, the figures, why it may be harmless, what to ask.
    mutating func describe(_ finding: AuditResult.Finding) {
        layout.blank()
        let about = finding.about.map { ", about " + $0.visible } ?? ""
        layout.paragraph(
            "\(PatternWords.title(finding)) (\(finding.pattern.visible), \(finding.strength.words)"
                + "\(about))", indent: 2, hanging: 2)
        layout.labelled("found", finding.explanation.visible, indent: 4)
        let numbers = NumberLine.lines(of: finding.numbers).map { line in
            "\(line.name.prefix(1).lowercased() + line.name.dropFirst()) \(line.value)"
                + (line.unit.isEmpty ? "" : " " + line.unit)
        }
        if !numbers.isEmpty {
            layout.labelled("numbers", numbers.joined(separator: "; "), indent: 4)
        }
        if !finding.records.isEmpty {
            layout.labelled("records", list(finding.records, most: 12), indent: 4)
        }
        for line in finding.innocent { layout.labelled("may also be", line.visible, indent: 4) }
        for line in finding.ask { layout.labelled("ask for", line.visible, indent: 4) }
        for line in finding.law { layout.labelled("law", line.visible, indent: 4) }
        for reply in finding.replies {
            let who = [reply.party.map { names.name($0) }, reply.date?.visible].compactMap(\.self)
            layout.labelled(
                "reply",
                who.joined(separator: ", ") + ": " + (reply.text ?? "not disclosed").visible,
                indent: 4)
        }
    }

    /// What could not be tested, and which document would settle it.
    mutating func untested(_ lot: AuditResult.LotResult) {
        let findings = lot.findings(.notTestable)
        guard !findings.isEmpty else { return }
        layout.blank()
        for finding in findings {
            layout.labelled(
                "not tested",
                "\(PatternWords.title(finding)) (\(finding.pattern.visible)): "
                    + (finding.missing.isEmpty
                        ? "information missing" : list(finding.missing, most: 12) + " missing"),
                indent: 2)
        }
        let deciding = lot.decidingDocuments
        for document in deciding { layout.labelled("would decide", document, indent: 2) }
        for document in SettlingDocuments.documents(for: lot.missing)
        where !deciding.contains(document) {
            layout.labelled("would settle", document, indent: 2)
        }
    }

    /// Findings about parties and suppliers.
    mutating func parties() {
        let named = RaisedParty.all(result)
        guard !named.isEmpty else { return }
        layout.heading("Parties and suppliers")
        for party in named {
            layout.paragraph(names.words(party.party))
            for finding in party.findings { describe(finding) }
            layout.blank()
        }
    }

    /// What the audit rests on.
    mutating func basis() {
        layout.heading("What this rests on")
        layout.labelled(
            "parameters",
            "\(result.parameters.version.visible), SHA-256 \(result.parameters.sha256.visible)",
            indent: 0)
        for file in result.lists {
            layout.labelled(
                "list", "\(file.title.visible): \(file.identityWords)", indent: 0)
        }
        if !result.patterns.isEmpty {
            layout.labelled("tests run", list(result.patterns, most: 60), indent: 0)
        }
        for fact in result.context {
            layout.labelled(
                "context",
                "\(fact.text.visible): \(fact.interval) \(fact.unit.visible) (\(fact.source.visible))",
                indent: 0)
        }
        for claim in result.claims where claim.sort == .other {
            layout.labelled("others say", "\(claim.words) (\(claim.origin))", indent: 0)
        }
        notes()
        for remark in result.data {
            layout.labelled("data", "\(remark.message.visible) (\(remark.code.visible))", indent: 0)
        }
        layout.blank()
        layout.paragraph(FixedWords.reply)
        layout.paragraph(FixedWords.asking)
        layout.paragraph(FixedWords.law)
    }

    /// Answers, counts, markings, owners and decisions.
    private mutating func notes() {
        for group in NoteGroup.groups(
            result.claims, [.answer, .stock, .marking, .owner, .decision], names: names)
        {
            layout.blank()
            layout.paragraph(group.title + ":")
            for line in group.lines {
                let origin = [line.origin, line.record].filter { !$0.isEmpty }
                layout.paragraph(
                    "\(line.words) (\(origin.joined(separator: "; ")))", indent: 2, hanging: 2)
            }
        }
    }

    /// The figures that rank lots, for the reader's own house.
    mutating func annex() {
        layout.heading("Internal annex: \(FixedWords.rankingAid)")
        for lot in result.lots where lot.assessment != .notAssessed {
            let score = lot.score
            layout.paragraph(
                "\(lot.lot.visible): sum \(score.base.readableFigure) "
                    + "(\(score.low.readableFigure) to \(score.high.readableFigure)), "
                    + "prior \(score.prior.readableFigure), posterior \(score.posterior.readableFigure)",
                hanging: 2)
        }
    }

    private func list(_ items: [String], most: Int) -> String {
        let shown = items.prefix(most).map(\.visible).joined(separator: ", ")
        return items.count > most ? "\(shown) and \(items.count - most) more" : shown
    }
}

extension AuditResult.ContextFact {
    /// The value's interval in words.
    var interval: String {
        low == high ? low.readableFigure : "\(low.readableFigure) to \(high.readableFigure)"
    }
}
