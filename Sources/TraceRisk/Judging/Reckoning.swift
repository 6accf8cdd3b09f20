// SPDX-License-Identifier: Apache-2.0

/// Takes a score apart: what each finding adds, what would change it most, which paper would decide.
struct Reckoning {
    /// No more levers and open tests than this are listed.
    static let most = 12

    /// The findings that weigh; reports do not.
    private let findings: [AuditResult.Finding]
    private let scoring: Scoring
    private let tallies: Tallies
    /// Whether a finding stands among them that others make strong.
    private let isWeighedByOthers: Bool

    init(_ findings: [AuditResult.Finding], _ tallies: Tallies, _ scoring: Scoring) {
        self.findings = findings.filter { $0.strength != .report }
        isWeighedByOthers = self.findings.contains {
            $0.pattern == P03MissingTransformation.card.id && $0.result != .notRaised
        }
        self.tallies = tallies
        self.scoring = scoring
    }

    /// The parts, levers and open tests of a lot.
    func result(hs: String?) -> AuditResult.Reckoning {
        let prior = scoring.prior(hs)
        return AuditResult.Reckoning(
            priorLogOdds: Maths.rounded(Maths.ln(prior / (1 - prior))), parts: parts(),
            levers: levers(), open: open())
    }

    /// Findings of one group share what the group's cap leaves, in proportion to their sizes.
    private func parts() -> [AuditResult.Reckoning.Part] {
        var parts: [AuditResult.Reckoning.Part] = []
        for group in AuditResult.Finding.Group.allCases {
            let tally = tallies[group]
            guard tally.raised == 0 else {
                add(raisedOf: group, tally, to: &parts)
                continue
            }
            let credit = Maths.rounded(scoring.credit(tally))
            guard credit > 0 else { continue }
            parts.append(
                AuditResult.Reckoning.Part(
                    group: group, pattern: nil, about: nil, size: -credit, contribution: -credit))
        }
        return parts
    }

    private func add(
        raisedOf group: AuditResult.Finding.Group, _ tally: Tally,
        to parts: inout [AuditResult.Reckoning.Part]
    ) {
        let sum = tally.ordinary.base
        let left = min(sum, scoring.cap(group))
        for finding in findings where finding.group == group && finding.result == .raised {
            let size = scoring.size(finding.strength)?.base ?? 0
            let share =
                finding.strength == .decisive ? size : sum > 0 ? size / sum * left : 0
            parts.append(
                AuditResult.Reckoning.Part(
                    group: group, pattern: finding.pattern, about: finding.about,
                    size: Maths.rounded(size), contribution: Maths.rounded(share)))
        }
    }

    private func levers() -> [AuditResult.Reckoning.Lever] {
        var levers: [AuditResult.Reckoning.Lever] = []
        for (position, finding) in findings.enumerated() where finding.result == .raised {
            let after = without(position)
            levers.append(
                AuditResult.Reckoning.Lever(
                    pattern: finding.pattern, about: finding.about,
                    change: Maths.rounded(base(after) - base(tallies)),
                    alertsWithout: scoring.alerts(after)))
        }
        let sorted = levers.enumerated().sorted {
            ($0.element.alertsWithout ? 1 : 0, $0.element.change, $0.offset)
                < ($1.element.alertsWithout ? 1 : 0, $1.element.change, $1.offset)
        }
        return sorted.prefix(Self.most).map(\.element)
    }

    private func open() -> [AuditResult.Reckoning.Open] {
        let isAlert = scoring.alerts(tallies)
        var pressing = 0
        for finding in findings where finding.result == .notTestable && Catalogue.presses(finding) {
            pressing += 1
        }
        var open: [AuditResult.Reckoning.Open] = []
        for (position, finding) in findings.enumerated() where finding.result == .notTestable {
            let raised = raising(position)
            var passed = tallies
            passed[finding.group].add(passed: finding.pattern)
            let isLast = pressing == 1 && Catalogue.deciding.contains(finding.pattern)
            let base = base(tallies)
            open.append(
                AuditResult.Reckoning.Open(
                    pattern: finding.pattern, missing: finding.missing,
                    ifRaised: Maths.rounded(self.base(raised) - base),
                    ifPassed: Maths.rounded(self.base(passed) - base),
                    decides: !isAlert && (scoring.alerts(raised) || isLast)))
        }
        let sorted = open.enumerated().sorted {
            ($0.element.decides ? 0 : 1, -$0.element.ifRaised, $0.offset)
                < ($1.element.decides ? 0 : 1, -$1.element.ifRaised, $1.offset)
        }
        return sorted.prefix(Self.most).map(\.element)
    }

    /// The tallies without one finding; what another pattern made strong is weighed anew.
    private func without(_ position: Int) -> Tallies {
        guard isWeighedByOthers else {
            var changed = tallies
            let group = findings[position].group
            changed[group] = scoring.tally(findings, of: group, without: position)
            return changed
        }
        var kept = findings
        kept.remove(at: position)
        P03MissingTransformation.reweigh(&kept)
        return scoring.tallies(kept)
    }

    /// The tallies as they would be if an open test were raised.
    private func raising(_ position: Int) -> Tallies {
        guard isWeighedByOthers else {
            var changed = tallies
            let finding = findings[position]
            if let size = scoring.size(finding.strength) {
                changed[finding.group].add(raised: finding, size)
            }
            return changed
        }
        var imagined = findings
        imagined[position].result = .raised
        P03MissingTransformation.reweigh(&imagined)
        return scoring.tallies(imagined)
    }

    /// What all groups add to the score.
    private func base(_ tallies: Tallies) -> Double {
        AuditResult.Finding.Group.allCases.reduce(0) { sum, group in
            let tally = tallies[group]
            return sum
                + (tally.raised == 0 ? -scoring.credit(tally) : scoring.weight(tally, group).base)
        }
    }
}
