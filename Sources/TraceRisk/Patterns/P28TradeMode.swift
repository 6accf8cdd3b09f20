// SPDX-License-Identifier: Apache-2.0
import TraceRecords

/// P28: the supervision mode or the origin on Chinese declarations implies work abroad.
///
/// Outward processing is lawful: where the records name the third country and place the work there,
/// the mode agrees with the story and raises nothing. Raw exports, raw imports and return imports cross
/// the Chinese border whatever countries their rows state, and mode 1427 speaks on a transfer too.
struct P28TradeMode: Pattern {
    static let card = Card(
        id: "P28", name: "trade-mode-evidence", group: .documents, strength: .strong,
        innocent: ["Honest returns and repairs."],
        ask: ["Both declarations of the pair.", "The handbook.", "The related declaration."])

    private var byLot: [Int: [Outcome]] = [:]

    /// Kinds of movement that cross the Chinese border, whatever countries their rows state.
    private static let crossing: Set<String> = ["raw_export", "raw_import", "return_import"]

    init(_ world: World) {
        for number in world.graph.movements.indices {
            let movement = world.graph.movements[number]
            let type = movement.type ?? "transfer"
            guard type == "transfer" || Self.crossing.contains(type) else { continue }
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
        if movement.entry.view.tradeMode == "1427" {
            return isExplained(number, lot, world)
                ? .notRaised(card)
                : raise(number, .strong, "under mode 1427, outward processing", world)
        }
        guard let type = movement.type else {
            return origin != nil && origin == destination
                ? nil : .notTestable(card, ["movements.kind"])
        }
        let ends = [origin, destination]
        guard Self.crossing.contains(type), ends.contains("CN") || ends.contains(nil) else {
            return nil
        }
        if isExplained(number, lot, world) { return .notRaised(card) }
        // A purchase at home that is called an import: no paper of customs, and no border named.
        let view = movement.entry.view
        if type == "raw_import", ends == ["CN", "CN"], view.customsOffice == nil,
            view.declaration == nil, view.tradeMode == nil
        {
            return .notTestable(card, ["movements.kind"])
        }
        let comesIn = type != "raw_export" && (destination == nil || destination == "CN")
        if comesIn, let outcome = ownOrigin(number, lot, world) { return outcome }
        return weigh(number, world)
    }

    /// What the mode says by itself.
    private static func weigh(_ number: Int, _ world: World) -> Outcome {
        let movement = world.graph.movements[number]
        guard let mode = movement.entry.view.tradeMode else {
            return .notTestable(card, ["movements.trade_mode"])
        }
        let isBorder =
            movement.entry.view.customsOffice.map(world.tables.isBorderCustoms)
            ?? movement.entry.view.port.map { world.tables.borderPlaces[$0] != nil }
        switch mode {
        case "4019", "4561", "1300":
            guard let isBorder else { return .notTestable(card, ["movements.customs_office"]) }
            return isBorder
                ? raise(
                    number, .moderate,
                    "under mode \(mode), \(world.tables.tradeModes[mode] ?? ""), "
                        + "at an office of the Korean border", world)
                : .notRaised(card)
        case "0110"
        where movement.type == "raw_export" && world.graph.destination(of: number) == "KP":
            return raise(
                number, .moderate, "of material to North Korea under mode 0110, general trade",
                world)
        default: return .notRaised(card)
        }
    }

    /// Goods that China takes in as its own: made there, they would not come in, but as goods that had
    /// gone out.
    private static func ownOrigin(_ number: Int, _ lot: Int, _ world: World) -> Outcome? {
        let movement = world.graph.movements[number]
        guard let hs = world.graph.lots[lot].hs else { return .notTestable(card, ["lots.hs"]) }
        guard ["6704", "61", "62", "95"].contains(where: hs.hasPrefix) else { return nil }
        guard movement.entry.view.originDeclared == "CN", !P28Returns.areBack(number, lot, world)
        else { return nil }
        return raise(
            number, .strong, "into China of goods of HS \(hs.prefix(4)) with Chinese origin", world)
    }

    /// Work that the records place in the third country the goods go to or come from; where a row
    /// names none, in a third country at all.
    private static func isExplained(_ number: Int, _ lot: Int, _ world: World) -> Bool {
        let graph = world.graph
        guard !graph.leaves("KP", number), !graph.reaches("KP", number) else { return false }
        let named = [graph.origin(of: number), graph.destination(of: number)]
            .compactMap { $0 }.first { $0 != "CN" }
        let rows = graph.lots[lot].producers + graph.lots[lot].consumers
        let places = rows.filter { Steps.confersOrigin(graph.processings[$0]) == true }
            .map { graph.country(ofSite: graph.processings[$0].site) }
        if let named { return places.contains(named) }
        return !places.isEmpty && places.allSatisfy { $0 != nil && $0 != "CN" && $0 != "KP" }
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
