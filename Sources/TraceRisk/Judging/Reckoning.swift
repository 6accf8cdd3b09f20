// SPDX-License-Identifier: Apache-2.0

/// Takes a score apart: what each finding adds, what would change it most, which paper would decide.
struct Reckoning {
    /// No more levers and open tests than this are listed.
    static let most = 12

    private let findings: [AuditResult.Finding]
    private let scoring: Scoring

    init(_ findings: [AuditResult.Finding], _ scoring: Scoring) {
        self.findings = findings.filter { $0.strength != .report }
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
        let base = scoring.base(findings)
        var levers: [AuditResult.Reckoning.Lever] = []
        for (position, finding) in findings.enumerated() where finding.result == .raised {
            var others = findings
            others.remove(at: position)
            levers.append(
                AuditResult.Reckoning.Lever(
                    pattern: finding.pattern, about: finding.about,
                    change: Maths.rounded(scoring.base(others) - base),
                    alertsWithout: scoring.alerts(others)))
        }
        let sorted = levers.enumerated().sorted {
            ($0.element.alertsWithout ? 1 : 0, $0.element.change, $0.offset)
                < ($1.element.alertsWithout ? 1 : 0, $1.element.change, $1.offset)
        }
        return sorted.prefix(Self.most).map(\.element)
    }

    private func open() -> [AuditResult.Reckoning.Open] {
        let base = scoring.base(findings)
        let alerts = scoring.alerts(findings)
        let pressing = findings.filter { $0.result == .notTestable && Catalogue.presses($0) }
        var open: [AuditResult.Reckoning.Open] = []
        for (position, finding) in findings.enumerated() where finding.result == .notTestable {
            func change(_ result: AuditResult.Finding.Result) -> [AuditResult.Finding] {
                var others = findings
                others[position].result = result
                return others
            }
            let (raised, passed) = (change(.raised), change(.notRaised))
            let isLast =
                pressing.count == 1 && pressing[0].pattern == finding.pattern
                && Catalogue.deciding.contains(finding.pattern)
            open.append(
                AuditResult.Reckoning.Open(
                    pattern: finding.pattern, missing: finding.missing,
                    ifRaised: Maths.rounded(scoring.base(raised) - base),
                    ifPassed: Maths.rounded(scoring.base(passed) - base),
                    decides: !alerts && (scoring.alerts(raised) || isLast)))
        }
        let sorted = open.enumerated().sorted {
            ($0.element.decides ? 0 : 1, -$0.element.ifRaised, $0.offset)
                < ($1.element.decides ? 0 : 1, -$1.element.ifRaised, $1.offset)
        }
        return sorted.prefix(Self.most).map(\.element)
    }
}
