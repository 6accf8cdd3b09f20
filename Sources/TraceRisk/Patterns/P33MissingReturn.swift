// SPDX-License-Identifier: Apache-2.0

/// P33: yarn or fabric goes to North Korea, nothing that is banned is declared back, and such goods are
/// sold.
struct P33MissingReturn: Pattern {
    static let card = Card(
        id: "P33", name: "missing-return-leg", group: .mass, strength: .strong,
        innocent: ["Aid.", "Use there.", "Sale of the yarn."],
        ask: ["The final use of the yarn or fabric."])

    private var sent: [Int: [Int]] = [:]
    private var returned: [Int: Double] = [:]
    /// Who took goods back whose mass no record states.
    private var unweighed: Set<Int> = []

    init(_ world: World) {
        for (number, movement) in world.graph.movements.enumerated() {
            let codes = movement.lots.map { world.graph.lots[$0.lot].hs ?? "" }
            if movement.isRepeat { continue }
            if world.graph.reaches("KP", number), codes.contains(where: Self.isMaterial),
                let party = movement.fromParty
            {
                sent[party, default: []].append(number)
            }
            if world.graph.leaves("KP", number), codes.contains(where: Self.isGarment),
                let party = movement.toParty
            {
                returned[party, default: 0] += Self.kilograms(movement, world, Self.isGarment)
                if Self.isUnweighed(movement, world, Self.isGarment) { unweighed.insert(party) }
            }
        }
    }

    static func isMaterial(_ hs: String) -> Bool {
        guard let chapter = Int(hs.prefix(2)) else { return false }
        return (50...60).contains(chapter)
    }

    static func isGarment(_ hs: String) -> Bool {
        ["61", "62", "63"].contains(hs.prefix(2)) || hs.hasPrefix("6505")
    }

    private static func kilograms(
        _ movement: MovementNode, _ world: World, _ isMeant: (String) -> Bool
    ) -> Double {
        movement.lots.filter { isMeant(world.graph.lots[$0.lot].hs ?? "") }
            .compactMap(world.graph.kilograms).reduce(0, +)
    }

    private static func isUnweighed(
        _ movement: MovementNode, _ world: World, _ isMeant: (String) -> Bool
    ) -> Bool {
        movement.lots.contains {
            isMeant(world.graph.lots[$0.lot].hs ?? "") && world.graph.kilograms($0) == nil
        }
    }

    func outcomes(chain: Scope, _ world: World) -> [Outcome] {
        let node = world.graph.lots[chain.lot]
        guard let hs = node.hs else { return [.notTestable(Self.card, ["lots.hs"])] }
        guard Self.isGarment(hs) else { return [] }
        let yield = world.range("yield.yarn").low * (1 - world.range("weighing.error").high)
        for party in chain.suppliers {
            guard let movements = sent[party] else { continue }
            let out = movements.map {
                Self.kilograms(world.graph.movements[$0], world, Self.isMaterial)
            }
            .reduce(0, +)
            let back = returned[party] ?? 0
            let open = out * yield - back
            let isOpen = movements.contains {
                Self.isUnweighed(world.graph.movements[$0], world, Self.isMaterial)
            }
            guard open > 0 || isOpen else { continue }
            // What came back may be all of it; without its mass nothing is missing yet.
            if unweighed.contains(party) { return [.notTestable(Self.card, ["lots.net_kg"])] }
            let name = world.graph.parties[party].id
            return [
                .raised(
                    Self.card, about: "party:" + name,
                    numbers: ["sent_kg": out, "declared_back_kg": back, "open_kg": max(open, 0)],
                    records: movements.prefix(10).map { world.graph.movements[$0].entry.stated }
                        + [node.entry.stated],
                    law: ["any", node.goods?.law ?? "textile"],
                    "Party \(name) sent \(isOpen ? "at least " : "")\(Words.figure(out)) kg of yarn or "
                        + "fabric to North Korea and "
                        + "declared \(Words.figure(back)) kg of goods back, and supplies goods of HS "
                        + "\(hs.prefix(4)).")
            ]
        }
        return [.notRaised(Self.card)]
    }
}
