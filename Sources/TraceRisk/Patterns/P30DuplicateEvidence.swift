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

    /// Papers that travel with goods: one lawfully covers all lots of one shipment.
    static let travelling: Set<String> = [
        "waybill", "rail_note", "goods_received", "purchase_record", "certificate_of_origin",
    ]
    /// Kinds of which one row that names lots of different makers and shipments is odd.
    static let ofOnePlace: Set<String> = ["photo", "production_record"]
    static let sealCells = ["movements.arrived", "movements.dispatched"]
    static let containerCell = "movements.container"

    /// What two documents are held against each other by.
    private enum Mark { case file, number, numberOfNobody }

    private var byLot: [Int: [Outcome]] = [:]
    /// Documents that should speak of one lot and name none, by who issued them.
    private var loose: [String?: [String]] = [:]
    /// Documents that lots share and that cover them all: their figures are no one lot's.
    private var shared: Set<Int> = []

    init(_ world: World) {
        for number in world.graph.looseDocuments {
            let view = world.graph.documents[number].view
            guard view.type.map(Self.single.contains) ?? true else { continue }
            loose[view.issuer, default: []].append(view.record.id)
        }
        let lots = Self.lotsByDocument(world)
        let bonds = P30Bonds(world)
        for mark in [Mark.file, .number, .numberOfNobody] { compare(world, lots, bonds, by: mark) }
        for (number, lots) in lots.enumerated() { readRow(number, lots, bonds, world) }
        addSeals(world)
        addFigures(world)
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

    /// What a document is known by; a number means nothing without who gave it.
    private static func key(_ view: Document, _ mark: Mark) -> String? {
        switch mark {
        case .file: return view.sha256.flatMap { Digest($0)?.hex }
        case .number:
            guard let number = view.number.map(Likeness.number), let issuer = view.issuer else {
                return nil
            }
            return "\(view.type ?? "")\u{0}\(issuer)\u{0}\(number)"
        case .numberOfNobody:
            // Everybody numbers photos from one; a photo is known by its file.
            guard let number = view.number.map(Likeness.number), view.issuer == nil,
                view.type != "photo"
            else {
                return nil
            }
            return "\(view.type ?? "")\u{0}\(number)"
        }
    }

    private mutating func compare(
        _ world: World, _ lots: [Set<Int>], _ bonds: P30Bonds, by mark: Mark
    ) {
        var groups: [String: [Int]] = [:]
        for (number, document) in world.graph.documents.enumerated() {
            guard document.view.type.map(Self.single.contains) ?? true,
                let key = Self.key(document.view, mark)
            else { continue }
            groups[key, default: []].append(number)
        }
        for name in groups.keys.sorted() {
            guard let group = groups[name], group.count > 1 else { continue }
            let first = lots[group[0]]
            guard group.contains(where: { lots[$0] != first }) else { continue }
            let all = group.reduce(into: Set<Int>()) { $0.formUnion(lots[$1]) }
            guard all.count > 1 else { continue }
            let kinds = group.map { world.graph.documents[$0].view.type }
            if bonds.areOneWork(all) { continue }
            if kinds.allSatisfy({ $0.map(Self.travelling.contains) ?? false }),
                bonds.areOneShipment(all)
            {
                continue
            }
            if let sharing = P30Sharing.verdict(group, all, world) {
                take(sharing, group, all, world)
            } else if kinds.contains(nil) {
                open(all, ["documents.kind"])
            } else if mark == .numberOfNobody {
                open(all, ["documents.issuer"])
            } else {
                raise(group, all, mark == .file ? "file" : "number", world)
            }
        }
    }

    private mutating func take(
        _ sharing: P30Sharing.Verdict, _ group: [Int], _ lots: Set<Int>, _ world: World
    ) {
        switch sharing {
        case .covers: shared.formUnion(group)
        case .ofOneType: raise(group, lots, "file and number", world, .weak)
        case .open(let cells): open(lots, cells)
        }
    }

    private mutating func open(_ lots: Set<Int>, _ missing: [String]) {
        for lot in lots.sorted() {
            byLot[lot, default: []].append(.notTestable(Self.card, missing))
        }
    }

    /// One photo or log that itself names lots which neither work nor a shipment joins.
    private mutating func readRow(
        _ number: Int, _ lots: Set<Int>, _ bonds: P30Bonds, _ world: World
    ) {
        let document = world.graph.documents[number]
        guard lots.count > 1, let type = document.view.type, Self.ofOnePlace.contains(type),
            !bonds.areJoined(lots)
        else { return }
        let names = lots.sorted().map { world.graph.lots[$0].id }
        let outcome = Outcome.raised(
            Self.card, .weak, about: "document:" + document.view.record.id,
            numbers: ["documents": 1, "lots": Double(lots.count)], records: [document.stated],
            law: ["records"],
            "Document \(document.view.record.id), a \(type.replacing("_", with: " ")), supports lots "
                + "\(Words.list(names)), which neither work nor a shipment joins.")
        for lot in lots { byLot[lot, default: []].append(outcome) }
    }

    private mutating func raise(
        _ group: [Int], _ lots: Set<Int>, _ what: String, _ world: World,
        _ strength: AuditResult.Finding.Strength = .strong
    ) {
        let papers = group.map { world.graph.documents[$0] }
        let names = lots.sorted().map { world.graph.lots[$0].id }
        let kind = papers[0].view.type?.replacing("_", with: " ") ?? "document"
        let outcome = Outcome.raised(
            Self.card, strength, about: "document:" + papers[0].view.record.id,
            numbers: ["documents": Double(group.count), "lots": Double(lots.count)],
            records: papers.prefix(10).map(\.stated), law: ["records"],
            "The same \(what) of a \(kind) supports lots "
                + "\(Words.list(names)), as \(group.count) documents"
                + (strength == .weak ? "; the lots are of one maker and description." : "."))
        for lot in lots where !(byLot[lot] ?? []).contains(where: { $0.records == outcome.records })
        {
            byLot[lot, default: []].append(outcome)
        }
    }

    // MARK: Seals

    private mutating func addSeals(_ world: World) {
        let seals = P30Seals(world)
        for (a, b) in seals.pairs {
            let (x, y) = (world.graph.movements[a], world.graph.movements[b])
            let outcome = Outcome.raised(
                Self.card, about: "movement:" + x.id, numbers: ["movements": 2],
                records: [x.entry.stated, y.entry.stated], law: ["records"],
                "Movements \(x.id) and \(y.id) carry the same seal number at the same time and are "
                    + "not one shipment.")
            for lot in Set((x.lots + y.lots).map(\.lot)) { byLot[lot, default: []].append(outcome) }
        }
        for lot in seals.open.keys.sorted() { open([lot], (seals.open[lot] ?? []).sorted()) }
    }

    // MARK: Figures that documents state

    /// A figure that papers state against a lot's record; papers with one figure are one finding.
    private struct Figure: Hashable {
        let lot: Int
        let unit: String
        let stated: Double
        let recorded: Double
    }

    private mutating func addFigures(_ world: World) {
        var papers: [Figure: [Int]] = [:]
        var order: [Figure] = []
        for number in world.graph.documents.indices {
            for figure in contradicted(number, world) {
                if papers[figure] == nil { order.append(figure) }
                papers[figure, default: []].append(number)
            }
        }
        for figure in order { raise(figure, papers[figure] ?? [], world) }
    }

    private mutating func contradicted(_ number: Int, _ world: World) -> [Figure] {
        let view = world.graph.documents[number].view
        // Only a paper of one lot alone states that lot's figures.
        let targets = view.attaches.filter { $0.kind == .lot }
        guard targets.count == 1, !shared.contains(number),
            let lot = world.graph.lotNumber[targets[0].id]
        else { return [] }
        let node = world.graph.lots[lot]
        let error = world.parameters["document.error"].base
        var figures: [Figure] = []
        if let kg = view.massKg?.doubleValue, let net = node.netKg {
            let gross = node.entry.view.grossKg?.doubleValue
            if kg < net * (1 - error) || gross.map({ kg > $0 * (1 + error) }) ?? false {
                figures.append(Figure(lot: lot, unit: "kg", stated: kg, recorded: net))
            } else if gross == nil, kg > net * (1 + error) {
                // It may well state the mass with its boxes.
                open([lot], ["lots.gross_kg"])
            }
        }
        if let count = view.pieces?.doubleValue, let pieces = node.entry.view.pieces?.doubleValue,
            abs(count - pieces) > pieces * error
        {
            figures.append(Figure(lot: lot, unit: "pieces", stated: count, recorded: pieces))
        }
        return figures
    }

    private mutating func raise(_ figure: Figure, _ numbers: [Int], _ world: World) {
        let node = world.graph.lots[figure.lot]
        let papers = numbers.map { world.graph.documents[$0] }
        guard let first = papers.first else { return }
        let names = Words.list(papers.map(\.view.record.id))
        let who = papers.count == 1 ? "Document \(names) states" : "Documents \(names) state"
        byLot[figure.lot, default: []].append(
            .raised(
                Self.card, .moderate, about: "document:" + first.view.record.id,
                numbers: [
                    "document_\(figure.unit)": figure.stated,
                    "record_\(figure.unit)": figure.recorded,
                ],
                records: papers.prefix(10).map(\.stated) + [node.entry.stated], law: ["records"],
                "\(who) \(Words.figure(figure.stated)) \(figure.unit), and the record of lot "
                    + "\(node.id) \(Words.figure(figure.recorded))."))
    }
}
