// SPDX-License-Identifier: Apache-2.0
import TraceRecords

/// P12: the declared manufacturer only finishes goods that others made, or works on goods that are of
/// the heading of the finished ones already.
struct P12FinishingOnly: Pattern {
    static let card = Card(
        id: "P12", name: "finishing-only-manufacturer", group: .identity, strength: .moderate,
        innocent: ["The manufacturer finishes its own half-finished goods."],
        ask: ["Who made the half-finished goods, and where."])

    init(_ world: World) {}

    func outcomes(chain: Scope, _ world: World) -> [Outcome] {
        let makers = Self.manufacturers(chain.lot, world)
        guard world.graph.lots[chain.lot].goods?.isRaw != true else { return [] }
        guard !makers.isEmpty else {
            return [.notTestable(Self.card, ["movements.manufacturer", "lots.maker"])]
        }
        var outcomes: [Outcome] = []
        for maker in makers { outcomes.append(Self.judge(maker, chain, world)) }
        return outcomes
    }

    private static func manufacturers(_ lot: Int, _ world: World) -> [Int] {
        let entries = world.graph.lots[lot].movements.map { world.graph.movements[$0] }
            .filter { $0.type == "entry" || $0.type == "re_export" }.compactMap(\.manufacturer)
        return Set(entries + [world.maker(of: lot)].compactMap { $0 }).sorted()
    }

    private static func judge(_ maker: Int, _ chain: Scope, _ world: World) -> Outcome {
        let graph = world.graph
        let all = chain.processings.map { graph.processings[$0] }
        let own = all.filter { row in
            row.oper == maker || (row.oper == nil && row.site.map { graph.sites[$0].oper } == maker)
        }
        let makes = own.filter { Steps.confersOrigin($0) == true }
        let heading = heading(chain.lot, world)
        if makes.contains(where: { !isHalfMade($0, heading, world) }) { return .notRaised(card) }
        if own.isEmpty || own.contains(where: { Steps.confersOrigin($0) == nil }) {
            return .notTestable(card, own.isEmpty ? ["processing.operator"] : ["processing.steps"])
        }
        let making = all.filter { row in
            Steps.confersOrigin(row) == true && !own.contains { $0.id == row.id }
        }
        let party = graph.parties[maker]
        return .raised(
            card, about: "party:" + party.id,
            numbers: [
                "finishing_records": Double(own.count), "making_records": Double(making.count),
            ],
            records: own.prefix(10).map(\.entry.stated) + [party.entry.stated],
            law: ["marking", "any"],
            "The declared manufacturer \(party.id) "
                + work(own, makes.isEmpty ? nil : heading ?? "") + ", and "
                + (making.isEmpty
                    ? "no other record shows who made the goods."
                    : "\(Words.list(places(making, world))) made the goods it finishes."))
    }

    /// What the manufacturer's own rows say; a row may be of a kind that its steps do not go with.
    private static func work(_ own: [ProcessingNode], _ heading: String?) -> String {
        let steps = Set(own.flatMap { $0.entry.view.steps })
        let names = Words.list(steps.sorted())
        if let heading { return "only works on goods of HS \(heading) already (\(names))" }
        let makes = steps.subtracting(Steps.finishing).subtracting(["other"])
        guard !makes.isEmpty else { return "only finishes in the records (\(names))" }
        let odd = own.filter { !makes.isDisjoint(with: $0.entry.view.steps) }
        let kinds = Set(odd.compactMap { $0.entry.view.type })
        return "makes no goods by the kind of its records (\(Words.list(kinds.sorted()))), "
            + "though by their steps (\(Words.list(makes.sorted())))"
    }

    /// The heading under which half-made goods are told: hair goods, where finishing is a trade.
    private static func heading(_ lot: Int, _ world: World) -> String? {
        world.graph.lots[lot].hs?.hasPrefix("6704") == true ? "6704" : nil
    }

    /// Whether work begins with goods of the heading itself, and with no material of theirs.
    private static func isHalfMade(
        _ row: ProcessingNode, _ heading: String?, _ world: World
    ) -> Bool {
        guard let heading else { return false }
        let outputs = Set(row.outputs.map(\.lot))
        let goods = row.outputs.compactMap { world.graph.lots[$0.lot].goods }
        let codes = row.inputs.filter { !outputs.contains($0.lot) }
            .compactMap { world.graph.lots[$0.lot].hs }
        return codes.contains { $0.hasPrefix(heading) }
            && !codes.contains { code in goods.contains { $0.isMaterial(code) } }
    }

    private static func places(_ rows: [ProcessingNode], _ world: World) -> [String] {
        Set(
            rows.map { row in row.site.map { "site " + world.graph.sites[$0].id } ?? "another site"
            }
        )
        .sorted()
    }
}
