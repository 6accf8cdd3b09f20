// SPDX-License-Identifier: Apache-2.0

/// Takes a score apart: what each finding adds, what would change it most, which paper would decide.
struct Reckoning {
    /// No more levers and open tests than this are listed.
    static let most = 12

    private let findings: [AuditResult.Finding]
    private let scoring: Scoring
    private let totals: [AuditResult.Finding.Group: Total]

    init(_ findings: [AuditResult.Finding], _ scoring: Scoring) {
        let weighing = findings.filter { $0.strength != .report }
        self.findings = weighing
        self.scoring = scoring
        var totals: [AuditResult.Finding.Group: Total] = [:]
        for group in AuditResult.Finding.Group.allCases {
            totals[group] = Total(weighing.filter { $0.group == group }, group, scoring)
        }
        self.totals = totals
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
        AuditResult.Finding.Group.allCases.flatMap { group in
            let own = findings.filter { $0.group == group }
            let raised = own.filter { $0.result == .raised }
            guard raised.isEmpty else { return parts(raised, group) }
            let credit = scoring.credit(own)
            guard credit > 0 else { return [] }
            return [
                AuditResult.Reckoning.Part(
                    group: group, pattern: nil, about: nil, size: -Maths.rounded(credit),
                    contribution: -Maths.rounded(credit))
            ]
        }
    }

    private func parts(
        _ raised: [AuditResult.Finding], _ group: AuditResult.Finding.Group
    ) -> [AuditResult.Reckoning.Part] {
        let ordinary = raised.filter { $0.strength != .decisive }
        let sum = ordinary.reduce(0) { $0 + scoring.size($1) }
        let left = scoring.weight(ordinary, group) { $0.base }
        return raised.map { finding in
            let size = scoring.size(finding)
            let share =
                finding.strength == .decisive ? size : sum > 0 ? size / sum * left : 0
            return AuditResult.Reckoning.Part(
                group: group, pattern: finding.pattern, about: finding.about,
                size: Maths.rounded(size), contribution: Maths.rounded(share))
        }
    }

    private func levers() -> [AuditResult.Reckoning.Lever] {
        let raised = findings.filter { $0.result == .raised }
        let levers = raised.enumerated().map { position, finding in
            let own = raised.enumerated().filter {
                $0.offset != position && $0.element.group == finding.group
            }.map(\.element)
            let before = totals[finding.group, default: Total()]
            let after = Total(
                findings.filter { $0.group == finding.group && $0.result != .raised } + own,
                finding.group, scoring)
            return AuditResult.Reckoning.Lever(
                pattern: finding.pattern, about: finding.about,
                change: Maths.rounded(after.base - before.base),
                alertsWithout: alerts(replacing: finding.group, by: after))
        }
        let sorted = levers.enumerated().sorted {
            ($0.element.alertsWithout ? 1 : 0, $0.element.change, $0.offset)
                < ($1.element.alertsWithout ? 1 : 0, $1.element.change, $1.offset)
        }
        return sorted.prefix(Self.most).map(\.element)
    }

    private func open() -> [AuditResult.Reckoning.Open] {
        let isAlert = alerts(replacing: .priors, by: Total())
        let pressing = findings.filter { $0.result == .notTestable && Catalogue.presses($0) }
        let open = findings.filter { $0.result == .notTestable }.map { finding in
            let own = findings.filter { $0.group == finding.group }
            func total(_ result: AuditResult.Finding.Result) -> Total {
                var changed = finding
                changed.result = result
                let others = own.filter {
                    $0.pattern != finding.pattern || $0.result != .notTestable
                }
                return Total(others + [changed], finding.group, scoring)
            }
            let (raised, passed) = (total(.raised), total(.notRaised))
            let base = totals[finding.group, default: Total()].base
            let isLast =
                pressing.count == 1 && pressing[0].pattern == finding.pattern
                && Catalogue.deciding.contains(finding.pattern)
            return AuditResult.Reckoning.Open(
                pattern: finding.pattern, missing: finding.missing,
                ifRaised: Maths.rounded(raised.base - base),
                ifPassed: Maths.rounded(passed.base - base),
                decides: !isAlert && (alerts(replacing: finding.group, by: raised) || isLast))
        }
        let sorted = open.enumerated().sorted {
            ($0.element.decides ? 0 : 1, -$0.element.ifRaised, $0.offset)
                < ($1.element.decides ? 0 : 1, -$1.element.ifRaised, $1.offset)
        }
        return sorted.prefix(Self.most).map(\.element)
    }

    /// What one group comes to.
    private struct Total {
        var base = 0.0
        /// The raised findings alone.
        var evidence = 0.0
        var isHard = false

        init() {}

        init(
            _ own: [AuditResult.Finding], _ group: AuditResult.Finding.Group, _ scoring: Scoring
        ) {
            let raised = own.filter { $0.result == .raised }
            evidence = scoring.weight(raised, group) { $0.base }
            base = raised.isEmpty ? -scoring.credit(own) : evidence
            isHard = raised.contains {
                $0.strength == .decisive && Catalogue.hard.contains($0.pattern)
            }
        }
    }

    /// Whether the lot alerts with one group as it is given; base rates never do.
    private func alerts(replacing group: AuditResult.Finding.Group, by total: Total) -> Bool {
        var sum = 0.0
        for other in Scoring.alerting {
            let own = other == group ? total : totals[other, default: Total()]
            if own.isHard { return true }
            sum += own.evidence
        }
        return scoring.reaches(sum)
    }
}
