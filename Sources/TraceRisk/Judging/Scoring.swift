// SPDX-License-Identifier: Apache-2.0

/// Adds findings up: natural-log likelihood ratios, capped by group.
struct Scoring: Sendable {
    private let sizes: [AuditResult.Finding.Strength: Parameter]
    private let passed: Double
    private let groupCap: Double
    private let priorsCap: Double
    private let passedCap: Double
    private let threshold: Double
    private let hairPrior: Double
    private let otherPrior: Double

    init(_ parameters: ParameterSet) {
        sizes = [
            .weak: parameters["size.weak"], .moderate: parameters["size.moderate"],
            .strong: parameters["size.strong"], .decisive: parameters["size.decisive"],
        ]
        passed = parameters["size.passed"].base
        groupCap = parameters["cap.group"].base
        priorsCap = parameters["cap.priors"].base
        passedCap = parameters["cap.passed"].base
        threshold = parameters["alert.sum"].base
        hairPrior = parameters["prior.6704"].base
        otherPrior = parameters["prior.other"].base
    }

    /// The score of a lot: raised findings, and where a group has none, the tests that passed.
    func score(_ findings: [AuditResult.Finding], hs: String?) -> AuditResult.Score {
        let low = sum(findings) { $0.interval.low }
        let base = base(findings)
        let high = sum(findings) { $0.interval.high }
        let prior = prior(hs)
        let posterior = Maths.logistic(Maths.ln(prior / (1 - prior)) + base)
        return AuditResult.Score(
            low: Maths.rounded(low), base: Maths.rounded(base), high: Maths.rounded(high),
            posterior: Maths.rounded(posterior), prior: Maths.rounded(prior),
            band: band(findings))
    }

    /// The share of such goods that the posterior starts from.
    func prior(_ hs: String?) -> Double { hs?.hasPrefix("6704") == true ? hairPrior : otherPrior }

    /// The sum with each size at its base.
    func base(_ findings: [AuditResult.Finding]) -> Double { sum(findings) { $0.base } }

    private func sum(_ findings: [AuditResult.Finding], _ value: (Parameter) -> Double) -> Double {
        var sum = 0.0
        for group in AuditResult.Finding.Group.allCases {
            let own = findings.filter { $0.group == group && $0.strength != .report }
            let raised = own.filter { $0.result == .raised }
            sum += raised.isEmpty ? -credit(own) : weight(raised, group, value)
        }
        return sum
    }

    /// What the tests of one group that passed take off, where nothing is raised in it.
    func credit(_ own: [AuditResult.Finding]) -> Double {
        let count = Set(own.filter { $0.result == .notRaised }.map(\.pattern)).count
        return min(Double(count) * passed, passedCap)
    }

    /// The size of one finding.
    func size(_ finding: AuditResult.Finding) -> Double { sizes[finding.strength]?.base ?? 0 }

    /// What the raised findings of a group come to under its cap.
    func weight(
        _ raised: [AuditResult.Finding], _ group: AuditResult.Finding.Group,
        _ value: (Parameter) -> Double
    ) -> Double {
        var sum = 0.0
        var decisive = 0.0
        for finding in raised {
            guard let size = sizes[finding.strength].map(value) else { continue }
            if finding.strength == .decisive { decisive += size } else { sum += size }
        }
        return min(sum, group == .priors ? priorsCap : groupCap) + decisive
    }

    /// The weight of the raised findings of some groups alone.
    func evidence(
        _ findings: [AuditResult.Finding], _ groups: Set<AuditResult.Finding.Group>
    ) -> Double {
        groups.reduce(0) { sum, group in
            sum
                + weight(findings.filter { $0.group == group && $0.result == .raised }, group) {
                    $0.base
                }
        }
    }

    /// Groups that may alert: base rates, location and season never do.
    static let alerting: Set<AuditResult.Finding.Group> = [
        .identity, .mass, .price, .route, .documents,
    ]

    /// The one bit a gate acts on.
    func alerts(_ findings: [AuditResult.Finding]) -> Bool {
        let isHard = findings.contains {
            $0.result == .raised && $0.strength == .decisive && Catalogue.hard.contains($0.pattern)
        }
        return isHard || reaches(evidence(findings, Scoring.alerting))
    }

    /// Whether a sum reaches the threshold; sums of decimal sizes miss it by rounding alone.
    func reaches(_ sum: Double) -> Bool { sum >= threshold - 1e-9 }

    /// What the raised findings and those that could not be tested could come to together.
    func potential(_ findings: [AuditResult.Finding]) -> Double {
        let imagined = findings.map { finding in
            var finding = finding
            if finding.result == .notTestable, Catalogue.presses(finding) {
                finding.result = .raised
            }
            return finding
        }
        return evidence(imagined, Scoring.alerting)
    }

    private func band(_ findings: [AuditResult.Finding]) -> String {
        let weight = evidence(findings, Scoring.alerting)
        if weight <= 0 { return "none" }
        if weight < (sizes[.moderate]?.base ?? 0) - 1e-9 { return "slight" }
        if !reaches(weight) { return "some" }
        return weight < 2 * threshold ? "considerable" : "great"
    }
}
