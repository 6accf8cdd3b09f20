// SPDX-License-Identifier: Apache-2.0
import TracePrimitives
import TraceRecords

/// P31: papers were made long after, or before, what they show, or many at once after a notice of
/// customs.
///
/// It shows and does not punish.
struct P31RecordTiming: Pattern {
    static let card = Card(
        id: "P31", name: "record-timing", group: .documents, strength: .weak,
        innocent: ["A late start with record keeping."],
        ask: ["The originals, with the day on which they were made."])

    /// Papers that are made where and when the thing happens.
    static let prompt: Set<String> = [
        "production_record", "goods_received", "waybill", "rail_note", "packing_list",
    ]

    /// No more notices of customs than this are compared with papers.
    static let notices = 64

    private var byLot: [Int: [Outcome]] = [:]

    init(_ world: World) {
        for row in world.graph.processings {
            let view = row.entry.view
            let first = (view.started ?? view.finished)?.dayNumber
            let last = (view.finished ?? view.started)?.dayNumber
            let lots = Set(row.outputs.map(\.lot))
            for number in row.documents { read(number, first, last, lots, world) }
        }
        for movement in world.graph.movements {
            let lots = Set(movement.lots.map(\.lot))
            for number in movement.documents {
                read(number, movement.days?.first, movement.days?.last, lots, world)
            }
        }
        findBursts(world)
    }

    func outcomes(lot: Int, _ world: World) -> [Outcome] { byLot[lot] ?? [] }

    private mutating func read(
        _ number: Int, _ first: Int?, _ last: Int?, _ lots: Set<Int>, _ world: World
    ) {
        let document = world.graph.documents[number]
        guard let type = document.view.type, Self.prompt.contains(type) else { return }
        let outcome: Outcome
        if let issued = document.view.issued?.dayNumber, let last, let first {
            let late = issued - last
            let early = type == "packing_list" ? 0 : first - issued
            let limit = Int(world.parameters["timing.late"].base)
            let name = document.view.record.id
            if late > limit || early > limit {
                outcome = .raised(
                    Self.card, about: "document:" + name,
                    numbers: [late > limit ? "days_late" : "days_early": Double(max(late, early))],
                    records: [document.stated], law: ["records"],
                    "Document \(name) was made \(max(late, early)) days "
                        + "\(late > limit ? "after" : "before") what it shows.")
            } else {
                outcome = .notRaised(Self.card)
            }
        } else {
            outcome = .notTestable(Self.card, ["documents.issued"])
        }
        for lot in lots.prefix(GraphBuilder.supported) { byLot[lot, default: []].append(outcome) }
    }

    /// Many papers of one issuer within days after customs asked.
    private mutating func findBursts(_ world: World) {
        let notices = world.graph.documents.filter { $0.view.type == "customs_notice" }
            .compactMap { notice in notice.view.issued.map { (notice, $0.dayNumber) } }
            .prefix(Self.notices)
        guard !notices.isEmpty else { return }
        var papers: [String?: [(day: Int, number: Int)]] = [:]
        for (number, document) in world.graph.documents.enumerated() {
            guard let type = document.view.type, Self.prompt.contains(type),
                let day = document.view.issued?.dayNumber
            else { continue }
            papers[document.view.issuer, default: []].append((day, number))
        }
        let span = Int(world.parameters["timing.days"].base)
        let least = Int(world.parameters["timing.burst"].base)
        let lots = P30DuplicateEvidence.lotsByDocument(world)
        for issuer in papers.keys.sorted(by: { ($0 ?? "") < ($1 ?? "") }) {
            for (notice, day) in notices {
                let burst = (papers[issuer] ?? []).filter { $0.day >= day && $0.day <= day + span }
                guard burst.count >= least else { continue }
                guard let issuer else {
                    open(burst.map(\.number), lots)
                    continue
                }
                raise(burst.map(\.number), issuer, notice, lots, world)
            }
        }
    }

    /// Papers that name no issuer may be of many.
    private mutating func open(_ burst: [Int], _ lots: [Set<Int>]) {
        for lot in burst.reduce(into: Set<Int>(), { $0.formUnion(lots[$1]) }) {
            byLot[lot, default: []].append(.notTestable(Self.card, ["documents.issuer"]))
        }
    }

    private mutating func raise(
        _ burst: [Int], _ issuer: String, _ notice: Entry<Document>, _ lots: [Set<Int>],
        _ world: World
    ) {
        let outcome = Outcome.raised(
            Self.card, about: "document:" + notice.view.record.id,
            numbers: ["documents": Double(burst.count)],
            records: [notice.stated] + burst.prefix(10).map { world.graph.documents[$0].stated },
            law: ["records"],
            "\(burst.count) papers of \(issuer) bear dates within days after the notice "
                + "\(notice.view.record.id).")
        for lot in burst.reduce(into: Set<Int>(), { $0.formUnion(lots[$1]) }) {
            byLot[lot, default: []].append(outcome)
        }
    }
}
