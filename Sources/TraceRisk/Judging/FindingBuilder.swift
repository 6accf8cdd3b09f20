// SPDX-License-Identifier: Apache-2.0
import TraceRecords

/// Turns what a pattern says into findings: what is raised, each thing once, then what is open.
struct FindingBuilder {
    /// No lot lists more findings of one pattern than this; the weightiest come first.
    static let most = 20

    private let tables: Tables
    private var replies: [Reference: [Entry<Reply>]] = [:]
    /// Findings that say nothing of their own, which many lots share; by pattern.
    private var passed: [String: AuditResult.Finding] = [:]
    private var open: [String: [[String]: AuditResult.Finding]] = [:]

    init(_ world: World) {
        tables = world.tables
        for reply in world.graph.replies {
            for target in reply.view.about { replies[target, default: []].append(reply) }
        }
    }

    /// Adds the findings of one pattern in one lot or about one party; none where it does not apply.
    mutating func add(
        _ said: Said, _ card: Card, subject: Reference, to findings: inout [AuditResult.Finding]
    ) {
        guard said.hasPassed || !said.outcomes.isEmpty else { return }
        let count = findings.count
        var missing: Set<String> = []
        var weakened: AuditResult.Finding.Strength?
        if said.outcomes.contains(where: { $0.result == .raised }) {
            weakened = addRaised(said.outcomes, card, subject, to: &findings)
            if weakened != nil { missing.insert(Self.estimate) }
        }
        // Most of what is open lacks one list of cells.
        if missing.isEmpty, said.outcomes.count == 1, !said.outcomes[0].missing.isEmpty {
            findings.append(open(card, said.outcomes[0].missing))
        } else {
            for outcome in said.outcomes { missing.formUnion(outcome.missing) }
            if !missing.isEmpty { findings.append(open(card, missing.sorted())) }
            // Without the estimate it would weigh what it weighs with evidence.
            if let weakened, let last = findings.indices.last { findings[last].strength = weakened }
        }
        guard findings.count == count else { return }
        guard let numbers = said.outcomes.first(where: { !$0.numbers.isEmpty })?.numbers else {
            return findings.append(passed(card))
        }
        findings.append(Self.plain(card, .notRaised, numbers: numbers))
    }

    /// Adds what is raised; the greatest strength that an estimate took from it, if one did.
    private func addRaised(
        _ outcomes: [Outcome], _ card: Card, _ subject: Reference,
        to findings: inout [AuditResult.Finding]
    ) -> AuditResult.Finding.Strength? {
        var raised: [Outcome] = []
        var weakened: AuditResult.Finding.Strength?
        for outcome in outcomes where outcome.result == .raised {
            var weighed = outcome
            if outcome.isEstimate, outcome.strength == .strong || outcome.strength == .decisive {
                weighed.strength = .moderate
                if weakened != .decisive { weakened = outcome.strength }
            }
            if !raised.contains(weighed) { raised.append(weighed) }
        }
        let sorted = raised.enumerated().sorted {
            (Self.rank($0.element), $0.offset) < (Self.rank($1.element), $1.offset)
        }
        for (_, outcome) in sorted.prefix(Self.most) {
            findings.append(self.raised(outcome, card, subject))
        }
        return weakened
    }

    private mutating func passed(_ card: Card) -> AuditResult.Finding {
        if let known = passed[card.id] { return known }
        let finding = Self.plain(card, .notRaised)
        passed[card.id] = finding
        return finding
    }

    private mutating func open(_ card: Card, _ missing: [String]) -> AuditResult.Finding {
        if let known = open[card.id]?[missing] { return known }
        let finding = Self.plain(
            card, .notTestable, missing: Array(Set(missing).sorted().prefix(40)))
        open[card.id, default: [:]][missing] = finding
        return finding
    }

    /// An estimate never supports a strong finding; it asks for better evidence instead.
    static let estimate = Catalogue.basisCell + " (an estimate never supports a strong finding)"

    private static func rank(_ outcome: Outcome) -> Int {
        switch outcome.strength {
        case .decisive: 0
        case .strong: 1
        case .moderate: 2
        case .weak: 3
        case .report: 4
        }
    }

    private func raised(
        _ outcome: Outcome, _ card: Card, _ subject: Reference
    ) -> AuditResult.Finding {
        var seen: Set<String> = []
        var finding = AuditResult.Finding(
            pattern: card.id, name: card.name, result: .raised, strength: outcome.strength,
            group: card.group, about: outcome.about,
            numbers: outcome.numbers, missing: [],
            records: outcome.records.filter { seen.insert($0).inserted },
            explanation: outcome.explanation, innocent: card.innocent, ask: card.ask,
            law: tables.law(outcome.law), replies: answers(outcome, card, subject))
        if card.isConfidential { finding.isConfidential = true }
        return finding
    }

    private static func plain(
        _ card: Card, _ result: AuditResult.Finding.Result, numbers: [String: Double] = [:],
        missing: [String] = []
    ) -> AuditResult.Finding {
        var finding = AuditResult.Finding(
            pattern: card.id, name: card.name, result: result, strength: card.strength,
            group: card.group, numbers: numbers, missing: missing)
        if card.isConfidential { finding.isConfidential = true }
        return finding
    }

    /// What parties replied to this finding, or to what it is about.
    private func answers(
        _ outcome: Outcome, _ card: Card, _ subject: Reference
    ) -> [AuditResult.Finding.Answer] {
        guard !replies.isEmpty else { return [] }
        var targets = [subject]
        if let about = outcome.about, let colon = about.firstIndex(of: ":"),
            let kind = RecordKind(rawValue: String(about[..<colon]))
        {
            targets.append(Reference(kind, String(about[about.index(after: colon)...])))
        }
        if targets.count > 1, targets[0] == targets[1] { targets.removeLast() }
        return targets.flatMap { replies[$0] ?? [] }
            .filter { $0.view.finding == nil || $0.view.finding == card.id }
            .map { reply in
                AuditResult.Finding.Answer(
                    party: reply.view.party, date: reply.view.date.map { "\($0)" },
                    text: reply.view.text, record: reply.label)
            }
    }
}
