// SPDX-License-Identifier: Apache-2.0
import TraceRecords

/// P11, a hard rule: an event of the lot lies in North Korea, label or entry says another country, and
/// no step that makes a new article follows.
///
/// An event is a place there, or a declaration of that origin. It is strong and not decisive where only
/// a party of that country works elsewhere, where a new article is made of the goods later, where raw
/// material is stated to come from there, and where the goods are openly declared as of that origin:
/// no label need be wrong, but the law concerns what is made wholly or in part there or by its
/// nationals. A site that is called a detention facility stands by itself, wherever it lies.
struct P11OriginConflict: Pattern {
    static let card = Card(
        id: "P11", name: "origin-label-and-site-conflict", group: .identity, strength: .decisive,
        innocent: [
            "A typing error in a country code.", "A later transformation that no record shows.",
        ],
        ask: [
            "Process sheets of the later steps.", "An origin ruling, if there is one.",
            "The transport papers of this leg.",
        ])

    /// What a lot, as it stands, carries of North Korea.
    private struct Trace: Sendable {
        /// The lot of an event at a place.
        var placed: Int?
        /// The lot that a party works on.
        var party: Int?
        /// The lot of an event that holds for whatever is made of it.
        var part: Int?
        /// Cells that may hide more.
        var missing: Set<String> = []

        /// Adds a source; `goesOn` is nil where `cell` hides whether a new article was made of it.
        mutating func add(_ source: Trace, goesOn: Bool?, hiddenBy cell: String) {
            part = part ?? source.part
            if goesOn == false { return }
            if goesOn == nil, source.placed != nil || source.party != nil {
                missing.insert(cell)
                return
            }
            placed = placed ?? source.placed
            party = party ?? source.party
            if source.placed == nil { missing.formUnion(source.missing) }
        }
    }

    private var traces: [Trace]
    /// What each processing row hands on to its outputs.
    private var handedOn: [Trace]
    /// Parties whose own rows contradict their country.
    private let misplaced: Set<Int>

    init(_ world: World) {
        traces = Array(repeating: Trace(), count: world.graph.lots.count)
        handedOn = Array(repeating: Trace(), count: world.graph.processings.count)
        misplaced = Set(
            world.graph.parties.indices.filter { world.koreanWords(ofParty: $0) != nil })
        for step in world.order.steps {
            switch step {
            case .lot(let lot): traces[lot] = trace(lot, world)
            case .processing(let row): handedOn[row] = trace(row: row, world)
            }
        }
    }

    func outcomes(site: Int, _ world: World) -> [Outcome] {
        let node = world.graph.sites[site]
        guard node.entry.view.type == "detention_facility" else { return [] }
        return [
            .raised(
                Self.card, .strong, about: "site:" + node.id, records: [node.entry.stated],
                law: ["convict"] + (node.country == "KP" ? ["any"] : []),
                "Site \(node.id), which records of the goods name, is recorded as a detention "
                    + "facility.")
        ]
    }

    func outcomes(chain: Scope, _ world: World) -> [Outcome] {
        if chain.isTruncated {
            return [.notTestable(Self.card, ["graph.ancestors (the chain is larger)"])]
        }
        let node = world.graph.lots[chain.lot]
        if node.movements.isEmpty, !world.graph.looseMovements.isEmpty {
            return [.notTestable(Self.card, ["movements.lots"])]
        }
        let trace = traces[chain.lot]
        if let source = trace.placed { return [judge(chain, source, world)] }
        var outcomes: [Outcome] = []
        if let source = trace.party { outcomes.append(judge(chain, source, world)) }
        if let source = trace.part, trace.party == nil {
            outcomes.append(part(chain, source, world))
        }
        if !trace.missing.isEmpty {
            outcomes.append(.notTestable(Self.card, trace.missing.sorted()))
        }
        return outcomes.isEmpty ? [.notRaised(Self.card)] : outcomes
    }

    private func judge(_ chain: Scope, _ source: Int, _ world: World) -> Outcome {
        let origins = Self.declaredOrigins(chain.lot, world)
        let declared = origins.filter { $0.country != "KP" }
        let all = Self.events(inKorea: source, world)
        let placed = all.filter { $0.kind == .place }
        let events = placed.isEmpty ? all.filter { $0.kind == .party } : placed
        guard
            let other = declared.first(where: { !$0.record.isEstimate }) ?? declared.first
        else {
            if Self.isOriginBlank(chain.lot, world) {
                return .notTestable(Self.card, ["movements.origin_declared"])
            }
            // Raw goods that only leave for North Korea declare nothing of it.
            guard origins.contains(where: { $0.country == "KP" }) else {
                return .notRaised(Self.card)
            }
            return raised(
                chain, source, .strong, events, nil, world,
                "and the goods are openly declared as of that origin: no label is contradicted, but "
                    + "the law on goods from there applies.")
        }
        return raised(
            chain, source, placed.isEmpty ? .strong : .decisive, events, other.record, world,
            "\(other.record.record.kind == .processing ? "the label" : "the declaration") names "
                + "\(other.country), and no recorded step after it makes a new article.")
    }

    /// What remains of an event where a new article may have been made since.
    private func part(_ chain: Scope, _ source: Int, _ world: World) -> Outcome {
        raised(
            chain, source, .strong, Self.events(inKorea: source, world).filter(\.isLasting), nil,
            world,
            "and the records lead from it to these goods: no label need be wrong, but the law asks "
                + "whether goods were made there wholly or in part.")
    }

    private func raised(
        _ chain: Scope, _ source: Int, _ strength: AuditResult.Finding.Strength, _ events: [Event],
        _ other: Stated?, _ world: World, _ words: String
    ) -> Outcome {
        let lot = world.graph.lots[chain.lot]
        let best = events.first { !$0.record.isEstimate } ?? events.first
        return .raised(
            Self.card, strength,
            about: source == chain.lot ? nil : "lot:" + world.graph.lots[source].id,
            numbers: ["events_in_kp": Double(events.count)],
            records: events.map(\.record) + [other, lot.entry.stated].compactMap { $0 },
            carriedBy: [best?.record, other].compactMap { $0 },
            law: ["any", "marking", lot.goods?.law ?? "other"],
            "\(events.first?.words ?? "An event of the chain is recorded in North Korea"), \(words)"
        )
    }

    // MARK: What is handed on

    private func trace(_ lot: Int, _ world: World) -> Trace {
        let events = Self.events(inKorea: lot, world)
        var trace = Trace()
        if events.contains(where: { $0.kind == .party }) { trace.party = lot }
        if events.contains(where: \.isLasting) { trace.part = lot }
        if events.contains(where: { $0.kind == .place }) {
            trace.placed = lot
            // Of what is made of it, a lasting event of an earlier lot tells as much.
            if trace.part != nil { return trace }
        }
        let node = world.graph.lots[lot]
        trace.missing = Set(unknownPlaces(lot, world))
        for number in node.producers {
            trace.add(handedOn[number], goesOn: true, hiddenBy: "processing.steps")
        }
        let hasRecordedInputs = node.producers.contains { number in
            world.graph.processings[number].inputs.contains { $0.lot != lot }
        }
        if !hasRecordedInputs {
            for share in node.madeFrom where share.lot != lot {
                trace.add(
                    traces[share.lot], goesOn: node.entry.view.madeAt == nil ? true : nil,
                    hiddenBy: "processing.steps")
            }
        }
        return trace
    }

    /// A step that makes a new article leaves what lasts; finishing hands all of it on.
    private func trace(row number: Int, _ world: World) -> Trace {
        let row = world.graph.processings[number]
        let sources = row.inputs.map { traces[$0.lot] }
        // Where nothing comes from North Korea, the record's own words for its steps stand.
        let isKorean = sources.contains { $0.placed != nil || $0.party != nil }
        let stated = Steps.confersOrigin(row)
        let makesNew = isKorean ? world.makesNewArticle(number) : stated
        let cell = stated == nil ? "processing.steps" : World.inputPieces
        var trace = Trace()
        for source in sources {
            trace.add(source, goesOn: makesNew.map { !$0 }, hiddenBy: cell)
        }
        // What is parted off, and of which of the inputs, the row does not say.
        if makesNew != true, row.mixesKept { trace.missing.insert("processing.outputs") }
        return trace
    }

    /// Cells whose blanks hide where something happened to a lot.
    private func unknownPlaces(_ lot: Int, _ world: World) -> [String] {
        let node = world.graph.lots[lot]
        var missing: [String] = []
        for number in node.producers {
            let processing = world.graph.processings[number]
            if processing.site == nil {
                missing.append("processing.site")
            } else {
                missing += Self.place(processing.site, world)
            }
            missing += country(processing.oper, world)
            missing += country(processing.site.flatMap { world.graph.sites[$0].oper }, world)
        }
        for number in node.movements {
            if world.graph.origin(of: number) == nil { missing.append("movements.from_country") }
            if world.graph.destination(of: number) == nil { missing.append("movements.to_country") }
            let movement = world.graph.movements[number]
            missing += country(movement.manufacturer, world)
            let receipt = movement.entry.view.placeOfReceipt
            if receipt.map({ world.gazetteer.koreanWords(in: $0) != nil }) == true {
                missing.append("movements.place_of_receipt (a place in North Korea, by its words)")
            }
            for site in [movement.fromSite, movement.toSite, movement.stuffing] {
                if site.map({ world.contradictsCountry($0) }) == true {
                    missing.append(Self.contradicted)
                }
            }
        }
        guard node.goods?.isRaw != true else { return missing }
        missing += country(world.maker(of: lot), world)
        switch world.making(of: lot) {
        case .recorded, .finished: break
        case .declared(let site):
            missing += Self.place(site, world)
        case .unknown: if !Self.isMaterial(lot, world) { missing.append("lots.made_at") }
        }
        return missing
    }

    private static let contradicted = "sites.country (contradicted)"

    /// What hides the country of a site: a blank, or what its own row says against it.
    private static func place(_ site: Int?, _ world: World) -> [String] {
        if world.graph.country(ofSite: site) == nil { return ["sites.country"] }
        return site.map { world.contradictsCountry($0) } == true ? [contradicted] : []
    }

    /// What hides the country of who works on goods: its own row says another.
    private func country(_ party: Int?, _ world: World) -> [String] {
        guard let party, misplaced.contains(party) else { return [] }
        return [
            world.graph.parties[party].country == nil
                ? "parties.country" : "parties.country (contradicted)"
        ]
    }

    /// Whether a lot is only material of what is made from it.
    private static func isMaterial(_ lot: Int, _ world: World) -> Bool {
        let node = world.graph.lots[lot]
        guard let hs = node.hs else { return false }
        let users =
            node.consumers.flatMap { world.graph.processings[$0].outputs.map(\.lot) }
            + node.madeInto
        let goods = users.filter { $0 != lot }.compactMap { world.graph.lots[$0].goods }
        return !goods.isEmpty && goods.allSatisfy { $0 != node.goods || $0.isMaterial(hs) }
    }
}

extension ProcessingNode {
    /// Whether some inputs keep their ids, others do not, and further lots come out.
    fileprivate var mixesKept: Bool {
        let made = Set(outputs.map(\.lot))
        let used = Set(inputs.map(\.lot))
        return !used.isDisjoint(with: made) && !used.isSubset(of: made) && !made.isSubset(of: used)
    }
}
