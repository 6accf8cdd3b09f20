// SPDX-License-Identifier: Apache-2.0
import TraceRecords

/// P28: the supervision mode or the origin on Chinese declarations implies work abroad.
///
/// Outward processing is lawful: where the records name the third country and place the work there,
/// the mode agrees with the story and raises nothing.
struct P28TradeMode: Pattern {
    static let card = Card(
        id: "P28", name: "trade-mode-evidence", group: .documents, strength: .strong,
        innocent: ["Honest returns and repairs."],
        ask: ["Both declarations of the pair.", "The handbook.", "The related declaration."])

    private var byLot: [Int: [Outcome]] = [:]

    init(_ world: World) {
        for number in world.graph.movements.indices {
            let movement = world.graph.movements[number]
            guard ["raw_export", "raw_import", "return_import", nil].contains(movement.type) else {
                continue
            }
            for share in movement.lots {
                if let outcome = Self.judge(number, share.lot, world) {
                    byLot[share.lot, default: []].append(outcome)
                }
            }
        }
    }

    func outcomes(lot: Int, _ world: World) -> [Outcome] { byLot[lot] ?? [] }

    private static func judge(_ number: Int, _ lot: Int, _ world: World) -> Outcome? {
        let movement = world.graph.movements[number]
        let (origin, destination) = (
            world.graph.origin(of: number), world.graph.destination(of: number)
        )
        let crosses =
            movement.type != nil && origin != destination
            && (origin == "CN" || destination == "CN" || origin == nil || destination == nil)
        if movement.type == nil {
            return origin != nil && origin == destination
                ? nil : .notTestable(card, ["movements.kind"])
        }
        guard crosses else { return nil }
        if isExplained(number, lot, world) { return .notRaised(card) }
        let comesIn = movement.type != "raw_export"
        if comesIn, let outcome = ownOrigin(number, lot, world) { return outcome }
        guard let mode = movement.entry.view.tradeMode else {
            return .notTestable(card, ["movements.trade_mode"])
        }
        let isBorder =
            movement.entry.view.customsOffice.map(world.tables.isBorderCustoms)
            ?? movement.entry.view.port.map { world.tables.borderPlaces[$0] != nil }
        switch mode {
        case "1427":
            return raise(number, .strong, "under mode 1427, outward processing", world)
        case "4019", "4561", "1300":
            guard let isBorder else { return .notTestable(card, ["movements.customs_office"]) }
            return isBorder
                ? raise(
                    number, .moderate,
                    "under mode \(mode), \(world.tables.tradeModes[mode] ?? ""), "
                        + "at an office of the Korean border", world)
                : .notRaised(card)
        case "0110" where movement.type == "raw_export" && destination == "KP":
            return raise(
                number, .moderate, "of material to North Korea under mode 0110, general trade",
                world)
        default: return .notRaised(card)
        }
    }

    /// Goods that China takes in as its own: made there, they would not come in.
    private static func ownOrigin(_ number: Int, _ lot: Int, _ world: World) -> Outcome? {
        let movement = world.graph.movements[number]
        guard let hs = world.graph.lots[lot].hs else { return .notTestable(card, ["lots.hs"]) }
        guard ["6704", "61", "62", "95"].contains(where: hs.hasPrefix) else { return nil }
        guard movement.entry.view.originDeclared == "CN" else { return nil }
        return raise(
            number, .strong, "into China of goods of HS \(hs.prefix(4)) with Chinese origin", world)
    }

    /// Work that the records place in the third country the goods go to or come from.
    private static func isExplained(_ number: Int, _ lot: Int, _ world: World) -> Bool {
        let origin = world.graph.origin(of: number)
        let destination = world.graph.destination(of: number)
        guard let country = [origin, destination].compactMap({ $0 }).first(where: { $0 != "CN" }),
            country != "KP"
        else { return false }
        let node = world.graph.lots[lot]
        let rows = node.producers + node.consumers
        let own = rows.filter { Steps.confersOrigin(world.graph.processings[$0]) == true }
        return !own.isEmpty
            && own.contains {
                world.graph.country(ofSite: world.graph.processings[$0].site) == country
            }
    }

    private static func raise(
        _ number: Int, _ strength: AuditResult.Finding.Strength, _ words: String, _ world: World
    ) -> Outcome {
        let movement = world.graph.movements[number]
        let view = movement.entry.view
        let papers = [view.handbook, view.relatedDeclaration, view.declaration].compactMap { $0 }
        return .raised(
            card, strength, about: "movement:" + movement.id,
            numbers: ["numbers_on_the_declaration": Double(papers.count)],
            records: [movement.entry.stated], law: ["any", "records"],
            "Movement \(movement.id) is declared \(words).")
    }
}
