// SPDX-License-Identifier: Apache-2.0
import TraceRecords

/// P11, a hard rule: an event of the lot lies in North Korea, label or entry says another country, and
/// no step that makes a new article follows.
///
/// An event is a place there, or a declaration of that origin. Work by a party of that country elsewhere
/// is strong and not decisive: the law concerns its nationals anywhere, and a label may still be right.
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

    /// Whether a lot, as it stands, carries an event in North Korea.
    private enum Trace: Sendable {
        case no
        case open([String])
        /// Only a party is North Korean; cells may hide more.
        case party(lot: Int, missing: [String])
        case yes(lot: Int)
    }

    private var traces: [Trace]
    /// What each processing row hands on to its outputs.
    private var handedOn: [Trace]

    init(_ world: World) {
        traces = Array(repeating: .no, count: world.graph.lots.count)
        handedOn = Array(repeating: .no, count: world.graph.processings.count)
        for step in world.order.steps {
            switch step {
            case .lot(let lot): traces[lot] = trace(lot, world)
            case .processing(let row): handedOn[row] = trace(row: row, world)
            }
        }
    }

    func outcomes(chain: Scope, _ world: World) -> [Outcome] {
        if chain.isTruncated {
            return [.notTestable(Self.card, ["graph.ancestors (the chain is larger)"])]
        }
        let node = world.graph.lots[chain.lot]
        if node.movements.isEmpty, !world.graph.looseMovements.isEmpty {
            return [.notTestable(Self.card, ["movements.lots"])]
        }
        switch traces[chain.lot] {
        case .no: return [.notRaised(Self.card)]
        case .open(let missing): return [.notTestable(Self.card, Set(missing).sorted())]
        case .party(let source, let missing):
            let open: [Outcome] =
                missing.isEmpty ? [] : [.notTestable(Self.card, Set(missing).sorted())]
            return [judge(chain, source, world)] + open
        case .yes(let source): return [judge(chain, source, world)]
        }
    }

    private func judge(_ chain: Scope, _ source: Int, _ world: World) -> Outcome {
        let declared = Self.declaredOrigins(chain.lot, world).filter { $0.country != "KP" }
        guard
            let other = declared.first(where: { !$0.record.isEstimate }) ?? declared.first
        else {
            return Self.isOriginBlank(chain.lot, world)
                ? .notTestable(Self.card, ["movements.origin_declared"]) : .notRaised(Self.card)
        }
        let lot = world.graph.lots[chain.lot]
        let all = Self.events(inKorea: source, world)
        let placed = all.filter { !$0.isParty }
        let events = placed.isEmpty ? all : placed
        let best = events.first { !$0.record.isEstimate } ?? events.first
        return .raised(
            Self.card, placed.isEmpty ? .strong : .decisive,
            about: source == chain.lot ? nil : "lot:" + world.graph.lots[source].id,
            numbers: ["events_in_kp": Double(events.count)],
            records: events.map(\.record) + [other.record, lot.entry.stated],
            carriedBy: [best?.record, other.record].compactMap { $0 },
            law: ["any", "marking", lot.goods?.law ?? "other"],
            "\(events.first?.words ?? "An event of the chain is recorded in North Korea"), "
                + "\(other.record.record.kind == .processing ? "the label" : "the declaration") names "
                + "\(other.country), and no recorded step after it makes a new article.")
    }

    // MARK: What is handed on

    private func trace(_ lot: Int, _ world: World) -> Trace {
        let events = Self.events(inKorea: lot, world)
        if events.contains(where: { !$0.isParty }) { return .yes(lot: lot) }
        let node = world.graph.lots[lot]
        var sum = Sum(missing: Set(Self.unknownPlaces(lot, world)))
        if !events.isEmpty { sum.party = lot }
        for number in node.producers { sum.add(handedOn[number], goesOn: true) }
        let hasRecordedInputs = node.producers.contains { number in
            world.graph.processings[number].inputs.contains { $0.lot != lot }
        }
        if !hasRecordedInputs {
            for share in node.madeFrom where share.lot != lot {
                sum.add(traces[share.lot], goesOn: node.entry.view.madeAt == nil ? true : nil)
            }
        }
        return sum.trace
    }

    /// A step that makes a new article ends the trace; finishing hands it on.
    private func trace(row number: Int, _ world: World) -> Trace {
        let row = world.graph.processings[number]
        let makesNew = Steps.confersOrigin(row)
        if makesNew == true { return .no }
        var sum = Sum()
        for share in row.inputs { sum.add(traces[share.lot], goesOn: makesNew.map { !$0 }) }
        // What is parted off, and of which of the inputs, the row does not say.
        if row.mixesKept { sum.missing.insert("processing.outputs") }
        return sum.trace
    }

    /// What several sources hand on together.
    private struct Sum {
        var missing: Set<String> = []
        var party: Int?
        var placed: Int?

        /// Adds a source; `goesOn` is nil where a blank hides whether a new article was made of it.
        mutating func add(_ trace: Trace, goesOn: Bool?) {
            switch (trace, goesOn) {
            case (.no, _), (_, false?): return
            case (.open(let more), _): missing.formUnion(more)
            case (_, nil): missing.insert("processing.steps")
            case (.party(let lot, let more), true?):
                party = party ?? lot
                missing.formUnion(more)
            case (.yes(let lot), true?): placed = placed ?? lot
            }
        }

        var trace: Trace {
            if let placed { return .yes(lot: placed) }
            if let party { return .party(lot: party, missing: missing.sorted()) }
            return missing.isEmpty ? .no : .open(missing.sorted())
        }
    }

    /// Cells whose blanks hide where something happened to a lot.
    private static func unknownPlaces(_ lot: Int, _ world: World) -> [String] {
        let node = world.graph.lots[lot]
        var missing: [String] = []
        for number in node.producers {
            let processing = world.graph.processings[number]
            if processing.site == nil {
                missing.append("processing.site")
            } else {
                missing += place(processing.site, world)
            }
        }
        for number in node.movements {
            if world.graph.origin(of: number) == nil { missing.append("movements.from_country") }
            if world.graph.destination(of: number) == nil { missing.append("movements.to_country") }
            let movement = world.graph.movements[number]
            for site in [movement.fromSite, movement.toSite, movement.stuffing] {
                if site.map({ world.contradictsCountry($0) }) == true {
                    missing.append(contradicted)
                }
            }
        }
        guard node.goods?.isRaw != true else { return missing }
        switch world.making(of: lot) {
        case .recorded, .finished: break
        case .declared(let site):
            missing += place(site, world)
        case .unknown: if !isMaterial(lot, world) { missing.append("lots.made_at") }
        }
        return missing
    }

    private static let contradicted = "sites.country (contradicted)"

    /// What hides the country of a site: a blank, or what its own row says against it.
    private static func place(_ site: Int?, _ world: World) -> [String] {
        if world.graph.country(ofSite: site) == nil { return ["sites.country"] }
        return site.map { world.contradictsCountry($0) } == true ? [contradicted] : []
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
