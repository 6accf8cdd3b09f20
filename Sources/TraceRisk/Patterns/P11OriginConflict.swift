// SPDX-License-Identifier: Apache-2.0
import TraceRecords

/// P11, a hard rule: an event of the lot lies in North Korea, label or entry says another country, and
/// no step that makes a new article follows.
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
        case .yes(let source): return [judge(chain, source, world)]
        }
    }

    private func judge(_ chain: Scope, _ source: Int, _ world: World) -> Outcome {
        let declared = Self.declaredOrigins(chain.lot, world)
        guard let other = declared.first(where: { $0.country != "KP" }) else {
            return declared.isEmpty
                ? .notTestable(Self.card, ["movements.origin_declared"]) : .notRaised(Self.card)
        }
        let lot = world.graph.lots[chain.lot]
        let events = Self.events(inKorea: source, world)
        return .raised(
            Self.card, about: source == chain.lot ? nil : "lot:" + world.graph.lots[source].id,
            numbers: ["events_in_kp": Double(events.count)],
            records: events.map(\.record) + [other.record, lot.entry.stated],
            law: ["any", "marking", lot.goods?.law ?? "other"],
            "\(events.first?.words ?? "An event of the chain") is recorded in North Korea, "
                + "\(other.record.record.kind == .processing ? "the label" : "the declaration") names "
                + "\(other.country), and no recorded step after it makes a new article.")
    }

    // MARK: Events in North Korea

    /// The origins that entry, re-export or label state for a lot.
    static func declaredOrigins(
        _ lot: Int, _ world: World
    ) -> [(country: String, record: Stated)] {
        let node = world.graph.lots[lot]
        var result: [(String, Stated)] = []
        for number in node.movements {
            let entry = world.graph.movements[number].entry
            if let country = entry.view.originDeclared { result.append((country, entry.stated)) }
        }
        for number in node.producers {
            let entry = world.graph.processings[number].entry
            if let country = entry.view.originAfter { result.append((country, entry.stated)) }
        }
        return result
    }

    static func events(
        inKorea lot: Int, _ world: World
    ) -> [(words: String, record: Stated)] {
        let node = world.graph.lots[lot]
        var result: [(String, Stated)] = []
        for number in node.producers {
            let processing = world.graph.processings[number]
            if world.graph.country(ofSite: processing.site) == "KP" {
                result.append(("Processing \(processing.id)", processing.entry.stated))
            }
        }
        for number in node.movements where isKorean(movement: number, world) {
            let movement = world.graph.movements[number]
            result.append(("Movement \(movement.id)", movement.entry.stated))
        }
        if let site = node.entry.view.madeAt.flatMap({ world.graph.siteNumber[$0] }),
            world.graph.country(ofSite: site) == "KP"
        {
            result.append(("The making of lot \(node.id)", node.entry.stated))
        }
        return result
    }

    /// Whether a movement starts, ends or is loaded in North Korea.
    static func isKorean(movement number: Int, _ world: World) -> Bool {
        let movement = world.graph.movements[number]
        if world.graph.origin(of: number) == "KP" || world.graph.destination(of: number) == "KP" {
            return true
        }
        if movement.entry.view.port.map(world.gazetteer.country(of:)) == "KP" { return true }
        return [movement.fromSite, movement.toSite, movement.stuffing].contains { site in
            site != nil && world.graph.country(ofSite: site) == "KP"
        }
    }

    private func trace(_ lot: Int, _ world: World) -> Trace {
        if !Self.events(inKorea: lot, world).isEmpty { return .yes(lot: lot) }
        let node = world.graph.lots[lot]
        var missing = Self.unknownPlaces(lot, world)
        for number in node.producers {
            switch handedOn[number] {
            case .no: continue
            case .open(let more): missing += more
            case .yes(let source): return .yes(lot: source)
            }
        }
        let hasRecordedInputs = node.producers.contains { number in
            world.graph.processings[number].inputs.contains { $0.lot != lot }
        }
        if !hasRecordedInputs {
            for share in node.madeFrom where share.lot != lot {
                switch traces[share.lot] {
                case .no: continue
                case .open(let more): missing += more
                case .yes(let source):
                    if node.entry.view.madeAt == nil { return .yes(lot: source) }
                    missing.append("processing.steps")
                }
            }
        }
        return missing.isEmpty ? .no : .open(Set(missing).sorted())
    }

    /// A step that makes a new article ends the trace; finishing hands it on.
    private func trace(row number: Int, _ world: World) -> Trace {
        let row = world.graph.processings[number]
        let makesNew = Steps.confersOrigin(row)
        if makesNew == true { return .no }
        var missing: Set<String> = []
        for share in row.inputs {
            switch traces[share.lot] {
            case .no: continue
            case .open(let more): missing.formUnion(more)
            case .yes(let source):
                if makesNew == false { return .yes(lot: source) }
                missing.insert("processing.steps")
            }
        }
        return missing.isEmpty ? .no : .open(missing.sorted())
    }

    /// Cells whose blanks hide where something happened to a lot.
    private static func unknownPlaces(_ lot: Int, _ world: World) -> [String] {
        let node = world.graph.lots[lot]
        var missing: [String] = []
        for number in node.producers {
            let processing = world.graph.processings[number]
            if processing.site == nil {
                missing.append("processing.site")
            } else if world.graph.country(ofSite: processing.site) == nil {
                missing.append("sites.country")
            }
        }
        for number in node.movements {
            if world.graph.origin(of: number) == nil { missing.append("movements.from_country") }
            if world.graph.destination(of: number) == nil { missing.append("movements.to_country") }
        }
        guard node.goods?.isRaw != true else { return missing }
        switch world.making(of: lot) {
        case .recorded, .finished: break
        case .declared(let site):
            if world.graph.country(ofSite: site) == nil { missing.append("sites.country") }
        case .unknown: if !isMaterial(lot, world) { missing.append("lots.made_at") }
        }
        return missing
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
