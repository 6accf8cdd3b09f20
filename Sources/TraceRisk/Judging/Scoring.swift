// SPDX-License-Identifier: Apache-2.0

/// Adds findings up: natural-log likelihood ratios, capped by group.
struct Scoring: Sendable {
    private let weak: Size
    private let moderate: Size
    private let strong: Size
    private let decisive: Size
    private let passed: Double
    private let groupCap: Double
    private let priorsCap: Double
    private let passedCap: Double
    private let threshold: Double
    private let hairPrior: Double
    private let otherPrior: Double

    init(_ parameters: ParameterSet) {
        weak = Size(parameters["size.weak"])
        moderate = Size(parameters["size.moderate"])
        strong = Size(parameters["size.strong"])
        decisive = Size(parameters["size.decisive"])
        passed = parameters["size.passed"].base
        groupCap = parameters["cap.group"].base
        priorsCap = parameters["cap.priors"].base
        passedCap = parameters["cap.passed"].base
        threshold = parameters["alert.sum"].base
        hairPrior = parameters["prior.6704"].base
        otherPrior = parameters["prior.other"].base
    }

    // MARK: Counting

    /// The findings of a lot, counted by group.
    func tallies(_ findings: [AuditResult.Finding]) -> Tallies {
        tallies(findings, where: { $0.result == .raised })
    }

    /// The findings counted, those as raised that a condition says.
    private func tallies(
        _ findings: [AuditResult.Finding], where isRaised: (AuditResult.Finding) -> Bool
    ) -> Tallies {
        var tallies = Tallies()
        for finding in findings { count(finding, isRaised(finding), &tallies[finding.group]) }
        return tallies
    }

    /// The findings of one group without the one at a position.
    func tally(
        _ findings: [AuditResult.Finding], of group: AuditResult.Finding.Group,
        without position: Int
    ) -> Tally {
        var tally = Tally()
        for (place, finding) in findings.enumerated()
        where place != position && finding.group == group {
            count(finding, finding.result == .raised, &tally)
        }
        return tally
    }

    private func count(_ finding: AuditResult.Finding, _ isRaised: Bool, _ tally: inout Tally) {
        guard let size = size(finding.strength) else { return }
        if isRaised {
            tally.add(raised: finding, size)
        } else if finding.result == .notRaised {
            tally.add(passed: finding.pattern)
        }
    }

    /// The size of a strength; reports have none.
    func size(_ strength: AuditResult.Finding.Strength) -> Size? {
        switch strength {
        case .weak: weak
        case .moderate: moderate
        case .strong: strong
        case .decisive: decisive
        case .report: nil
        }
    }

    // MARK: Summing

    /// The score of a lot: raised findings, and where a group has none, the tests that passed.
    func score(_ findings: [AuditResult.Finding], hs: String?) -> AuditResult.Score {
        score(tallies(findings), hs: hs)
    }

    /// The score of a lot whose findings are counted.
    func score(_ tallies: Tallies, hs: String?) -> AuditResult.Score {
        var sum = Size()
        for group in AuditResult.Finding.Group.allCases {
            let tally = tallies[group]
            if tally.raised == 0 {
                let credit = credit(tally)
                sum.low -= credit
                sum.base -= credit
                sum.high -= credit
            } else {
                sum += weight(tally, group)
            }
        }
        let prior = prior(hs)
        let posterior = Maths.logistic(Maths.ln(prior / (1 - prior)) + sum.base)
        return AuditResult.Score(
            low: Maths.rounded(sum.low), base: Maths.rounded(sum.base),
            high: Maths.rounded(sum.high), posterior: Maths.rounded(posterior),
            prior: Maths.rounded(prior), band: band(tallies))
    }

    /// The share of such goods that the posterior starts from.
    func prior(_ hs: String?) -> Double { hs?.hasPrefix("6704") == true ? hairPrior : otherPrior }

    /// What the tests of one group that passed take off, where nothing is raised in it.
    func credit(_ tally: Tally) -> Double { min(Double(tally.passed) * passed, passedCap) }

    /// What the raised findings of a group come to under its cap.
    func weight(_ tally: Tally, _ group: AuditResult.Finding.Group) -> Size {
        let cap = cap(group)
        var weight = tally.decisive
        weight.low += min(tally.ordinary.low, cap)
        weight.base += min(tally.ordinary.base, cap)
        weight.high += min(tally.ordinary.high, cap)
        return weight
    }

    /// The most that the findings of a group count for, decisive ones apart.
    func cap(_ group: AuditResult.Finding.Group) -> Double {
        group == .priors ? priorsCap : groupCap
    }

    /// The weight of the raised findings of some groups alone.
    func evidence(_ tallies: Tallies, _ groups: [AuditResult.Finding.Group]) -> Double {
        groups.reduce(0) { $0 + weight(tallies[$1], $1).base }
    }

    /// Groups that may alert: base rates, location and season never do.
    static let alerting: [AuditResult.Finding.Group] = [
        .identity, .mass, .price, .route, .documents,
    ]

    /// The one bit a gate acts on.
    func alerts(_ findings: [AuditResult.Finding]) -> Bool { alerts(tallies(findings)) }

    /// The one bit a gate acts on, of findings that are counted.
    func alerts(_ tallies: Tallies) -> Bool {
        Scoring.alerting.contains { tallies[$0].isHard }
            || reaches(evidence(tallies, Scoring.alerting))
    }

    /// Whether a sum reaches the threshold; sums of decimal sizes miss it by rounding alone.
    func reaches(_ sum: Double) -> Bool { sum >= threshold - 1e-9 }

    /// What the raised findings and those that could not be tested could come to together.
    func potential(_ findings: [AuditResult.Finding]) -> Double {
        let imagined = tallies(findings) {
            $0.result == .raised || $0.result == .notTestable && Catalogue.presses($0)
        }
        return evidence(imagined, Scoring.alerting)
    }

    private func band(_ tallies: Tallies) -> String {
        let weight = evidence(tallies, Scoring.alerting)
        if weight <= 0 { return "none" }
        if weight < moderate.base - 1e-9 { return "slight" }
        if !reaches(weight) { return "some" }
        return weight < 2 * threshold ? "considerable" : "great"
    }
}
