// SPDX-License-Identifier: Apache-2.0
import TracePrimitives
import TraceRecords

/// Judges finished lots: findings, score, assessment, action.
struct Assessor {
    /// Beyond this many lots only those that alert are drawn: a drawing is larger than a result.
    static let drawn = 5_000

    private let world: World
    private let asked: [Asked]
    private let builder: FindingBuilder
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
    func result(_ lot: Int) -> (result: AuditResult.LotResult, scope: Scope?) {
        let node = world.graph.lots[lot]
        guard world.graph.isFinished(lot) else {
            let result = AuditResult.LotResult(
                lot: node.id, assessment: .notAssessed, alert: false, action: .release,
                score: scoring.score([], hs: node.hs), findings: [], facts: facts(lot, nil))
            return (result, nil)
        }
        let scope = Scope(lot, in: world, limit: limit)
        let subject = Reference(.lot, node.id)
        var findings: [AuditResult.Finding] = []
        for one in asked {
            findings += builder.findings(one.outcomes(in: scope, world), one.card, subject: subject)
        }
        SlipOfPen.weigh(&findings, lot: lot, world)
        P03MissingTransformation.weigh(&findings)
        Priors.weigh(&findings)
        let (assessment, alert, action) = assess(findings)
        var result = AuditResult.LotResult(
            lot: node.id, assessment: assessment, alert: alert, action: action,
            score: scoring.score(findings, hs: node.hs), findings: findings,
            facts: facts(lot, scope))
        result.quantities = world.flow?.quantities(lot, world)
        result.reckoning = Reckoning(findings, scoring).result(hs: node.hs)
        if alert || action != .release && world.graph.lots.count <= Self.drawn {
            result.provenance = ProvenanceView.graph(scope, findings, world)
            result.timeline = Timeline.events(scope, world)
        }
        return (result, scope)
    }

    /// What patterns say of one party.
    func findings(ofParty party: Int) -> [AuditResult.Finding] {
        let subject = Reference(.party, world.graph.parties[party].id)
        return asked.flatMap {
            builder.findings($0.outcomes(ofParty: party), $0.card, subject: subject)
        }
    }

    private func assess(
        _ findings: [AuditResult.Finding]
    ) -> (AuditResult.Assessment, Bool, AuditResult.Action) {
        let raised = findings.filter { $0.result == .raised }
        if raised.contains(where: { $0.pattern == "P15" && $0.strength == .decisive }) {
            return (.matchesListedParty, true, .review)
        }
        if scoring.alerts(findings) {
            let others = scoring.evidence(findings, Scoring.alerting.subtracting([.documents]))
            let restsOnDocuments =
                scoring.reaches(scoring.evidence(findings, [.documents]))
                && !scoring.reaches(others)
            return (restsOnDocuments ? .conflictInDocuments : .indicatorRaised, true, .review)
        }
        return isInformationMissing(findings)
            ? (.informationMissing, false, .ask) : (.noIndicatorRaised, false, .release)
    }

    /// Whether a pattern that could decide the lot was not testable.
    private func isInformationMissing(_ findings: [AuditResult.Finding]) -> Bool {
        let open = findings.filter { $0.result == .notTestable }
        if open.contains(where: { Catalogue.deciding.contains($0.pattern) }) { return true }
        let hasBlank = open.contains { finding in
            Catalogue.blankCells.contains(finding.pattern)
                && finding.missing.contains { $0.contains(".") }
        }
        if hasBlank { return true }
        // With other signs raised, any open test that could carry them over the threshold decides.
        let hasSign = scoring.evidence(findings, Scoring.alerting) > 0
        return hasSign && open.contains(where: Catalogue.presses)
            && scoring.reaches(scoring.potential(findings))
    }

    private func facts(_ lot: Int, _ scope: Scope?) -> AuditResult.LotFacts {
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
