// SPDX-License-Identifier: Apache-2.0
import TraceRecords

/// P29: one article goes under different headings on its way; national splits of six digits are no drift.
struct P29HSDrift: Pattern {
    static let card = Card(
        id: "P29", name: "hs-drift", group: .documents, strength: .weak,
        innocent: ["Two brokers classify it differently."],
        ask: ["A ruling.", "The broker's advice."])

    /// Headings under which the same articles are known to appear.
    static let families: [Set<String>] = [
        ["6704", "9505", "6505", "9615", "3926", "3304"], ["6703", "5506"],
    ]

    private var bySKU: [String: [Int]] = [:]
    private var blank: Set<String> = []

    init(_ world: World) {
        for (number, lot) in world.graph.lots.enumerated() {
            guard let sku = lot.entry.view.sku, !sku.isEmpty else { continue }
            if lot.hs == nil { blank.insert(sku) } else { bySKU[sku, default: []].append(number) }
        }
    }

    func outcomes(lot: Int, _ world: World) -> [Outcome] {
        let node = world.graph.lots[lot]
        var outcomes: [Outcome] = []
        if let sku = node.entry.view.sku, !sku.isEmpty {
            let all = bySKU[sku] ?? []
            let codes = Set(all.compactMap { world.graph.lots[$0].hs.map { String($0.prefix(6)) } })
            if codes.count > 1 {
                outcomes.append(
                    .raised(
                        Self.card,
                        numbers: ["codes": Double(codes.count), "lots": Double(all.count)],
                        records: all.prefix(10).map { world.graph.lots[$0].entry.stated },
                        law: ["records"],
                        "Lots of one article are declared under \(Words.list(codes.sorted()))."))
            } else if blank.contains(sku) {
                outcomes.append(.notTestable(Self.card, ["lots.hs"]))
            } else {
                outcomes.append(.notRaised(Self.card))
            }
        }
        for number in node.producers {
            guard let change = Self.change(lot, number, world) else { continue }
            outcomes.append(change)
        }
        return outcomes
    }

    /// Finishing that moves goods to another heading of their family.
    private static func change(_ lot: Int, _ number: Int, _ world: World) -> Outcome? {
        let row = world.graph.processings[number]
        guard Steps.confersOrigin(row) == false, let hs = world.graph.lots[lot].hs else {
            return nil
        }
        let own = String(hs.prefix(4))
        guard let family = families.first(where: { $0.contains(own) }) else { return nil }
        let others = row.inputs.compactMap { share -> String? in
            guard share.lot != lot, let code = world.graph.lots[share.lot].hs?.prefix(4),
                code != own, family.contains(String(code))
            else { return nil }
            return String(code)
        }
        guard let from = others.min() else { return nil }
        return .raised(
            card, about: "processing:" + row.id, numbers: ["codes": 2],
            records: [row.entry.stated, world.graph.lots[lot].entry.stated], law: ["records"],
            "Record \(row.id) only finishes the goods, and their heading changes from \(from) to "
                + "\(own).")
    }
}
