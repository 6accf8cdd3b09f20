// SPDX-License-Identifier: Apache-2.0
import TracePrimitives
import TraceRecords

/// Judges finished lots: findings, score, assessment, action.
struct Assessor {
    /// Beyond this many lots only those that alert are drawn: a drawing is larger than a result.
    static let drawn = 5_000

    private let world: World
    private let asked: [Asked]
    private var builder: FindingBuilder
    private let scoring: Scoring
    private let limit: Int

    init(_ world: World, _ asked: [Asked]) {
        self.world = world
        self.asked = asked
        builder = FindingBuilder(world)
        scoring = Scoring(world.parameters)
        limit = Int(world.parameters["graph.ancestors"].base)
    }

    /// The result of a lot; one that is only an input of others is not assessed.
    mutating func result(_ lot: Int) -> (result: AuditResult.LotResult, scope: Scope?) {
        let node = world.graph.lots[lot]
        // On a cycle everything feeds something: what could be finished goods is not waved through.
        guard world.graph.isFinished(lot) || world.onCycle.contains(lot) else {
            let result = AuditResult.LotResult(
                lot: node.id, assessment: .notAssessed, alert: false, action: .release,
                score: scoring.score([], hs: node.hs), findings: [], facts: facts(lot))
            return (result, nil)
        }
        let scope = Scope(lot, in: world, limit: limit)
        let subject = Reference(.lot, node.id)
        var findings: [AuditResult.Finding] = []
        findings.reserveCapacity(asked.count + 4)
        for one in asked {
            builder.add(one.said(in: scope, world), one.card, subject: subject, to: &findings)
        }
        SlipOfPen.weigh(&findings, lot: lot, world)
        P03MissingTransformation.weigh(&findings)
        Priors.weigh(&findings)
        WithheldCells.mark(&findings, scope, world)
        let tallies = scoring.tallies(findings)
        let (assessment, alert, action) = assess(findings, tallies)
        var result = AuditResult.LotResult(
            lot: node.id, assessment: assessment, alert: alert, action: action,
            score: scoring.score(tallies, hs: node.hs), findings: findings,
            facts: facts(lot))
        result.quantities = world.flow?.quantities(lot, world)
        result.reckoning = Reckoning(findings, tallies, scoring).result(hs: node.hs)
        result.open = open(findings, hs: node.hs)
        if alert || action != .release && world.graph.lots.count <= Self.drawn {
            result.provenance = ProvenanceView.graph(scope, findings, world)
            result.timeline = Timeline.events(scope, world)
        }
        return (result, scope)
    }

    /// The findings without confidential ones, weighed as if those did not stand beside them.
    private func open(
        _ findings: [AuditResult.Finding], hs: String?
    ) -> AuditResult.LotResult.Open? {
        var open = findings.filter { $0.isConfidential != true }
        guard open.count < findings.count else { return nil }
        P03MissingTransformation.reweigh(&open)
        Priors.weigh(&open)
        let tallies = scoring.tallies(open)
        return AuditResult.LotResult.Open(
            score: scoring.score(tallies, hs: hs), findings: open,
            reckoning: Reckoning(open, tallies, scoring).result(hs: hs))
    }

    /// What patterns say of one party.
    mutating func findings(ofParty party: Int) -> [AuditResult.Finding] {
        let subject = Reference(.party, world.graph.parties[party].id)
        var findings: [AuditResult.Finding] = []
        for one in asked {
            builder.add(one.said(ofParty: party), one.card, subject: subject, to: &findings)
        }
        return findings
    }

    private func assess(
        _ findings: [AuditResult.Finding], _ tallies: Tallies
    ) -> (AuditResult.Assessment, Bool, AuditResult.Action) {
        let isListed = findings.contains {
            $0.result == .raised && $0.pattern == "P15" && $0.strength == .decisive
        }
        if isListed { return (.matchesListedParty, true, .review) }
        if scoring.alerts(tallies) {
            let others = Scoring.alerting.filter { $0 != .documents }
            let restsOnDocuments =
                scoring.reaches(scoring.evidence(tallies, [.documents]))
                && !scoring.reaches(scoring.evidence(tallies, others))
            return (restsOnDocuments ? .conflictInDocuments : .indicatorRaised, true, .review)
        }
        return isInformationMissing(findings, tallies)
            ? (.informationMissing, false, .ask) : (.noIndicatorRaised, false, .release)
    }

    /// Whether a pattern that could decide the lot was not testable.
    private func isInformationMissing(
        _ findings: [AuditResult.Finding], _ tallies: Tallies
    ) -> Bool {
        let isOpen = findings.contains { finding in
            guard finding.result == .notTestable else { return false }
            if Catalogue.deciding.contains(finding.pattern) || Catalogue.restsOnEstimate(finding) {
                return true
            }
            return Catalogue.blankCells.contains(finding.pattern)
                && finding.missing.contains { $0.utf8.contains(UInt8(ascii: ".")) }
        }
        if isOpen { return true }
        // With other signs raised, any open test that could carry them over the threshold decides.
        return scoring.evidence(tallies, Scoring.alerting) > 0
            && findings.contains { $0.result == .notTestable && Catalogue.presses($0) }
            && scoring.reaches(scoring.potential(findings))
    }

    private func facts(_ lot: Int) -> AuditResult.LotFacts {
        let node = world.graph.lots[lot]
        let view = node.entry.view
        let order = node.orders.first.map { world.graph.orders[$0] }
        let entry = node.movements.map { world.graph.movements[$0] }.first { $0.type == "entry" }
        let supplier = order?.supplier ?? entry?.fromParty ?? world.maker(of: lot)
        return AuditResult.LotFacts(
            description: view.description, hs: view.hs, construction: view.construction,
            pieces: view.pieces.map { Maths.rounded($0.doubleValue) },
            netKg: node.netKg.map(Maths.rounded),
            supplier: supplier.map { world.graph.parties[$0].id },
            originDeclared: P11OriginConflict.declaredOrigins(lot, world).last?.country)
    }
}
