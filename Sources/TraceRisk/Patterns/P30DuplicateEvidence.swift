// SPDX-License-Identifier: Apache-2.0
import TracePrimitives
import TraceRecords

/// P30: one photo, certificate, log or seal serves different lots; or a document contradicts a record.
struct P30DuplicateEvidence: Pattern {
    static let card = Card(
        id: "P30", name: "duplicate-evidence", group: .documents, strength: .strong,
        innocent: [
            "Stock pictures or template forms.", "One paper that lawfully covers several lots.",
        ],
        ask: ["The originals, with their metadata."])

    /// Kinds of document that speak of one lot; others lawfully cover several.
    static let single: Set<String> = [
        "photo", "certificate_of_origin", "production_record", "lab_test", "goods_received",
        "purchase_record", "waybill", "rail_note",
    ]

    private var byLot: [Int: [Outcome]] = [:]
    /// Documents that should speak of one lot and name none, by who issued them.
    private var loose: [String?: [String]] = [:]

    init(_ world: World) {
        for number in world.graph.looseDocuments {
            let view = world.graph.documents[number].view
            guard view.type.map(Self.single.contains) ?? true else { continue }
            loose[view.issuer, default: []].append(view.record.id)
        }
        let lots = Self.lotsByDocument(world)
        compare(world, lots, by: "file") { $0.sha256.map { Digest($0)?.hex ?? "" } }
        compare(world, lots, by: "number") { view in
            view.number.map { "\(view.type ?? "")\u{0}\(view.issuer ?? "")\u{0}\($0)" }
        }
        compareSeals(world)
        for number in world.graph.documents.indices { compareFigures(number, world) }
    }

    func outcomes(lot: Int, _ world: World) -> [Outcome] {
        var outcomes = byLot[lot] ?? []
        let documents = world.graph.lots[lot].documents.map { world.graph.documents[$0].view }
        let isNamed = documents.contains { $0.sha256 != nil || $0.number != nil }
        if !documents.isEmpty, !isNamed {
            outcomes.append(.notTestable(Self.card, ["documents.number", "documents.sha256"]))
        }
        if documents.contains(where: { $0.type == "photo" && $0.sha256 == nil }) {
            outcomes.append(.notTestable(Self.card, ["documents.sha256"]))
        }
        if outcomes.isEmpty, !documents.isEmpty { outcomes.append(.notRaised(Self.card)) }
        return outcomes
    }

    /// A paper of the chain's parties that names no lot could be any lot's.
    func outcomes(chain: Scope, _ world: World) -> [Outcome] {
        guard !loose.isEmpty else { return [] }
        let issuers = [String?.none] + chain.parties.map { world.graph.parties[$0].id }
        guard issuers.contains(where: { loose[$0] != nil }) else { return [] }
        return [.notTestable(Self.card, ["documents.attaches"])]
    }

    /// The lots that each document supports, also through the work that made them.
    static func lotsByDocument(_ world: World) -> [Set<Int>] {
        var lots: [Set<Int>] = Array(repeating: [], count: world.graph.documents.count)
        for (lot, node) in world.graph.lots.enumerated() {
            for document in node.documents { lots[document].insert(lot) }
        }
        for processing in world.graph.processings {
            for document in processing.documents {
                lots[document].formUnion(processing.outputs.map(\.lot))
            }
        }
        return lots
    }

    private mutating func compare(
        _ world: World, _ lots: [Set<Int>], by what: String, _ key: (Document) -> String?
    ) {
        var groups: [String: [Int]] = [:]
        for (number, document) in world.graph.documents.enumerated() {
            guard document.view.type.map(Self.single.contains) ?? true,
                let key = key(document.view), !key.isEmpty
            else { continue }
            groups[key, default: []].append(number)
        }
        for name in groups.keys.sorted() {
            guard let group = groups[name], group.count > 1 else { continue }
            let first = lots[group[0]]
            guard group.contains(where: { lots[$0] != first }) else { continue }
            let all = group.reduce(into: Set<Int>()) { $0.formUnion(lots[$1]) }
            guard all.count > 1 else { continue }
            if group.contains(where: { world.graph.documents[$0].view.type == nil }) {
                for lot in all.sorted() {
                    byLot[lot, default: []].append(.notTestable(Self.card, ["documents.kind"]))
                }
            } else {
                raise(group, all, what, world)
            }
        }
    }

    private mutating func raise(_ group: [Int], _ lots: Set<Int>, _ what: String, _ world: World) {
        let papers = group.map { world.graph.documents[$0] }
        let names = lots.sorted().map { world.graph.lots[$0].id }
        let kind = papers[0].view.type?.replacing("_", with: " ") ?? "document"
        let outcome = Outcome.raised(
            Self.card, about: "document:" + papers[0].view.record.id,
            numbers: ["documents": Double(group.count), "lots": Double(lots.count)],
            records: papers.prefix(10).map(\.stated), law: ["records"],
            "The same \(what == "file" ? "file" : "number") of a \(kind) supports lots "
                + "\(Words.list(names)), as \(group.count) documents.")
        for lot in lots where !(byLot[lot] ?? []).contains(where: { $0.records == outcome.records })
        {
            byLot[lot, default: []].append(outcome)
        }
    }

    // MARK: Seals

    private mutating func compareSeals(_ world: World) {
        var seals: [String: [Int]] = [:]
        for (number, movement) in world.graph.movements.enumerated() {
            guard let seal = movement.entry.view.seal, !seal.isEmpty else { continue }
            seals[seal, default: []].append(number)
        }
        for seal in seals.keys.sorted() {
            guard let group = seals[seal], group.count > 1 else { continue }
            let sorted = group.sorted {
                (world.graph.movements[$0].days?.first ?? 0, $0)
                    < (world.graph.movements[$1].days?.first ?? 0, $1)
            }
            for (a, b) in zip(sorted, sorted.dropFirst()) {
                switch Self.conflict(a, b, world) {
                case true?: raise(seal: seal, a, b, world)
                case false?: continue
                case nil:
                    let shares = world.graph.movements[a].lots + world.graph.movements[b].lots
                    for lot in Set(shares.map(\.lot)) {
                        byLot[lot, default: []].append(
                            .notTestable(Self.card, ["movements.arrived", "movements.dispatched"]))
                    }
                }
            }
        }
    }

    /// Two shipments at overlapping times that are not one: other container, waybill or lots.
    ///
    /// Nil where a blank date hides whether the times overlap.
    private static func conflict(_ a: Int, _ b: Int, _ world: World) -> Bool? {
        let (x, y) = (world.graph.movements[a], world.graph.movements[b])
        guard Set(x.lots.map(\.lot)).isDisjoint(with: y.lots.map(\.lot)) else { return false }
        let (one, other) = (x.entry.view, y.entry.view)
        let sameWaybill = one.waybill != nil && one.waybill == other.waybill
        let sameContainer = one.container != nil && one.container == other.container
        if sameWaybill || sameContainer { return false }
        guard let start = one.dispatched, let end = one.arrived, let next = other.dispatched,
            let last = other.arrived
        else { return nil }
        return next <= end && start <= last
    }

    private mutating func raise(seal: String, _ a: Int, _ b: Int, _ world: World) {
        let (x, y) = (world.graph.movements[a], world.graph.movements[b])
        let outcome = Outcome.raised(
            Self.card, about: "movement:" + x.id, numbers: ["movements": 2],
            records: [x.entry.stated, y.entry.stated], law: ["records"],
            "Movements \(x.id) and \(y.id) carry the same seal number at the same time and are not "
                + "one shipment.")
        for lot in Set((x.lots + y.lots).map(\.lot)) { byLot[lot, default: []].append(outcome) }
    }

    // MARK: Figures that documents state

    private mutating func compareFigures(_ number: Int, _ world: World) {
        let document = world.graph.documents[number]
        // Only a paper of one lot alone states that lot's figures.
        let targets = document.view.attaches.filter { $0.kind == .lot }
        guard targets.count == 1, let lot = world.graph.lotNumber[targets[0].id] else { return }
        let node = world.graph.lots[lot]
        let error = world.parameters["document.error"].base
        let gross = node.entry.view.grossKg?.doubleValue ?? node.netKg
        if let kg = document.view.massKg?.doubleValue, let net = node.netKg, let gross,
            kg < net * (1 - error) || kg > gross * (1 + error)
        {
            contradict(lot, document, "kg", kg, net, world)
        }
        if let count = document.view.pieces?.doubleValue,
            let pieces = node.entry.view.pieces?.doubleValue,
            abs(count - pieces) > pieces * error
        {
            contradict(lot, document, "pieces", count, pieces, world)
        }
    }

    private mutating func contradict(
        _ lot: Int, _ document: Entry<Document>, _ unit: String, _ stated: Double,
        _ recorded: Double,
        _ world: World
    ) {
        let node = world.graph.lots[lot]
        byLot[lot, default: []].append(
            .raised(
                Self.card, .moderate, about: "document:" + document.view.record.id,
                numbers: ["document_\(unit)": stated, "record_\(unit)": recorded],
                records: [document.stated, node.entry.stated], law: ["records"],
                "Document \(document.view.record.id) states \(Words.figure(stated)) \(unit), and the "
                    + "record of lot \(node.id) \(Words.figure(recorded))."))
    }
}
