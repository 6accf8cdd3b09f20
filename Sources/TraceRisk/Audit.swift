// SPDX-License-Identifier: Apache-2.0
import TracePrimitives
import TraceRecords
public import TraceScreening
public import TraceVerifier

/// Tests checked records against the published patterns.
///
/// A pure function: the same records, parameters and lists give an equal result. What it says is a
/// reason to look closer, never a verdict about a party.
public struct Audit: Sendable {
    /// The numbers that decide.
    public let parameters: ParameterSet
    /// The tables beside them.
    public let reference: ReferenceTables
    /// The lists that names are compared with.
    public let lists: ListSnapshot
    /// Issuers whose decisions on matches of names count; nil: only where all records have one issuer.
    public var analysts: Set<String>?
    /// The lists prepared for comparing names; nil: each run prepares them for itself.
    private var screener: Screener?

    /// An audit by a parameter set, with lists or without.
    public init(
        parameters: ParameterSet = .standard, lists: ListSnapshot = .none,
        reference: ReferenceTables = .standard
    ) {
        self.parameters = parameters
        self.reference = reference
        self.lists = lists
    }

    /// The same audit for several runs over records that share parties.
    ///
    /// The lists are prepared once, and a party is compared with them once for all runs of the audit
    /// and its copies. Results are the same; what was found for a party stays in memory.
    public func remembering() -> Audit {
        var audit = self
        audit.screener = newScreener.remembering()
        return audit
    }

    private var newScreener: Screener {
        Screener(lists: lists, threshold: parameters["name.likeness"].base)
    }

    /// Ids of the patterns of this version.
    public static var patterns: [String] { Catalogue.types.map { $0.card.id } }

    /// Audits records; `integrity` is what their verification said, `keys` whose keys are whose.
    public func run(
        _ records: [Checked], integrity: AuditResult.Integrity, keys: IssuerKeys = .unknown
    ) -> AuditResult {
        let current = CurrentRecords(records)
        let handovers = HandoverMatching(records, keys)
        // A transfer that both sides state is one transfer: its mass counts once, and what the second
        // statement adds of places, modes or origin is read too.
        let graph = GraphBuilder.graph(
            current.records.compactMap { stated in
                handovers.seconds.contains(stated.label)
                    ? handovers.repeats[stated.label] : stated
            }, reference, repeats: Set(handovers.repeats.keys))
        let world = World(
            graph: graph, parameters: parameters, reference: reference, lists: lists,
            screener: screener ?? newScreener, integrity: integrity, analysts: analysts)
        let asked = Parallel.map(Catalogue.types.count) { Asked(Catalogue.types[$0], world) }
        var assessor = Assessor(world, asked)
        let (lots, suppliers) = judge(assessor, graph)
        let parties = graph.parties.indices.filter { !graph.parties[$0].isPlaceholder }
        let partyResults = parties.map { result(ofParty: $0, &assessor, graph) }
        let flagged = partyResults.filter { party in
            party.findings.contains { $0.result == .raised }
        }
        let supplierIDs = Set(suppliers.map { graph.parties[$0].id })
        let quantities = quantitiesOfSuppliers(lots)
        return AuditResult(
            integrity: integrity, parameters: parameterIdentity, lists: listIdentities,
            // Where nothing could be read, nothing was tested.
            patterns: records.isEmpty && integrity.status == .failed ? [] : Audit.patterns,
            lots: lots, parties: flagged,
            suppliers: partyResults.filter { supplierIDs.contains($0.party) }.map { supplier in
                var supplier = supplier
                supplier.quantities = quantities[supplier.party] ?? nil
                return supplier
            },
            data: current.remarks + handovers.remarks + graph.remarks + cycleRemarks(world)
                + ClaimCircles.remarks(graph.claims) + ScreeningRemarks.all(world)
                + WithheldCells.remarks(graph),
            context: context(lots, world.tables),
            claims: EvidenceList.claims(graph.claims),
            evidence: EvidenceList.evidence(labels(lots, flagged), current.records),
            assurance: assurance(records, integrity),
            handovers: handovers.handovers)
    }

    private func quantitiesOfSuppliers(
        _ lots: [AuditResult.LotResult]
    ) -> [String: AuditResult.Quantities?] {
        var ofSupplier: [String: [AuditResult.Quantities]] = [:]
        for lot in lots {
            guard let supplier = lot.facts.supplier, let own = lot.quantities else { continue }
            ofSupplier[supplier, default: []].append(own)
        }
        return ofSupplier.mapValues { AuditResult.Quantities.sum($0) }
    }

    /// Lots that one worker judges before it takes more.
    private static let stretch = 512

    /// The results of all lots in their order, and everyone who supplies a finished one.
    private func judge(
        _ assessor: Assessor, _ graph: ProvenanceGraph
    ) -> ([AuditResult.LotResult], Set<Int>) {
        let numbers = graph.lots.indices.filter { !graph.lots[$0].isPlaceholder }
        let count = (numbers.count + Self.stretch - 1) / Self.stretch
        var parts = Parallel.map(count) { part in
            var assessor = assessor
            var lots: [AuditResult.LotResult] = []
            var suppliers: Set<Int> = []
            for lot in numbers.dropFirst(part * Self.stretch).prefix(Self.stretch) {
                let (result, scope) = assessor.result(lot)
                lots.append(result)
                if let scope { suppliers.formUnion(scope.suppliers) }
            }
            return (lots, suppliers)
        }
        var lots: [AuditResult.LotResult] = []
        lots.reserveCapacity(numbers.count)
        var suppliers: Set<Int> = []
        for part in parts.indices {
            lots += parts[part].0
            suppliers.formUnion(parts[part].1)
            parts[part].0 = []
        }
        return (lots, suppliers)
    }

    private func result(
        ofParty party: Int, _ assessor: inout Assessor, _ graph: ProvenanceGraph
    ) -> AuditResult.PartyResult {
        let node = graph.parties[party]
        return AuditResult.PartyResult(
            party: node.id, name: node.entry.view.name, country: node.country,
            findings: assessor.findings(ofParty: party))
    }

    /// The weakest origin of any record; where none counts, what the check of the whole says.
    private func assurance(
        _ records: [Checked], _ integrity: AuditResult.Integrity
    ) -> String {
        let whole: Assurance =
            switch (integrity.status, integrity.mode) {
            case (.verified, .exhaustive): .verified
            case (.verified, .anchored): .anchored
            default: .unsigned
            }
        return EvidenceList.word(records.map(\.assurance).min() ?? whole)
    }

    private var parameterIdentity: AuditResult.ParameterIdentity {
        AuditResult.ParameterIdentity(
            sha256: parameters.digest.hex, version: parameters.version,
            tables: reference.identities)
    }

    private var listIdentities: [AuditResult.ListIdentity] {
        let aliases = AuditResult.ListIdentity(
            name: "agency-aliases.csv", sha256: AgencyAliases.shared.digest.hex,
            rows: AgencyAliases.shared.rows, date: AgencyAliases.day)
        return lists.files.map {
            AuditResult.ListIdentity(
                name: $0.name, sha256: $0.digest?.hex, rows: $0.rows, list: $0.kind?.title,
                date: $0.date?.description)
        } + [aliases]
    }

    private func cycleRemarks(_ world: World) -> [AuditResult.DataRemark] {
        var remarks = world.order.cycles.map { cycle in
            let lots = cycle.map { world.graph.lots[$0] }
            return AuditResult.DataRemark(
                code: "cycle", records: lots.prefix(20).map(\.entry.label),
                message: "Lots \(Words.list(lots.map(\.id))) are stated to be made from each other."
            )
        }
        for processing in world.graph.processings where processing.entry.view.type == "transform" {
            let outputs = Set(processing.outputs.map(\.lot))
            guard processing.inputs.contains(where: { outputs.contains($0.lot) }) else { continue }
            remarks.append(
                AuditResult.DataRemark(
                    code: "cycle", records: [processing.entry.label],
                    message: "Transformation \(processing.id) names one lot as input and output."))
        }
        return remarks
    }

    private func context(
        _ lots: [AuditResult.LotResult], _ tables: Tables
    ) -> [AuditResult.ContextFact] {
        tables.context.filter { row in
            lots.contains {
                $0.assessment != .notAssessed && $0.facts.hs?.hasPrefix(row.hs) == true
            }
        }.map(\.fact)
    }

    private func labels(
        _ lots: [AuditResult.LotResult], _ parties: [AuditResult.PartyResult]
    ) -> Set<String> {
        var labels: Set<String> = []
        for findings in lots.map(\.findings) + parties.map(\.findings) {
            for finding in findings { labels.formUnion(finding.records) }
        }
        return labels
    }
}
