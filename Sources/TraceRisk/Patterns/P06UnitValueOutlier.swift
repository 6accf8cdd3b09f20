// SPDX-License-Identifier: Apache-2.0
import TracePrimitives
import TraceRecords

/// P06: the declared value a kilogram lies far from that of other suppliers' like goods at the time.
///
/// Bands are never fixed: the centre is the median of the logarithms within a rolling half year, the
/// spread the median absolute deviation.
struct P06UnitValueOutlier: Pattern {
    static let card = Card(
        id: "P06", name: "unit-value-outlier", group: .price, strength: .moderate,
        innocent: [
            "Another quality, or another mix of sizes.", "Another currency or delivery term.",
            "The price of the material moved.",
        ],
        ask: ["How the price is made up.", "Quotes of others for the same article."])

    /// A shipment's value a kilogram.
    private struct Value {
        let movement: Int
        let day: Int
        let log: Double
        let supplier: Int?
    }

    /// No more values on either side than this are compared with one.
    static let compared = 48
    /// No more values on either side than this are looked at, own ones included.
    static let scanned = 192

    private var byLot: [Int: [Outcome]] = [:]

    init(_ world: World) {
        var groups: [String: [Value]] = [:]
        for number in world.graph.movements.indices {
            let movement = world.graph.movements[number]
            let isMeant = ["entry", "re_export", "return_import", nil].contains(movement.type)
            guard isMeant, !movement.isRepeat, let goods = Self.goods(movement, world) else {
                continue
            }
            switch Self.value(number, goods, world) {
            case .success(let (key, value)): groups[key, default: []].append(value)
            case .failure(let blank):
                for share in movement.lots {
                    byLot[share.lot, default: []].append(.notTestable(Self.card, blank.cells))
                }
            }
        }
        for key in groups.keys.sorted() { compare(groups[key] ?? [], world) }
    }

    func outcomes(lot: Int, _ world: World) -> [Outcome] { byLot[lot] ?? [] }

    private struct Blank: Error { let cells: [String] }

    /// The one class of all lots of a movement; nothing of mixed loads and of material.
    private static func goods(_ movement: MovementNode, _ world: World) -> GoodsClass? {
        let classes = movement.lots.map { world.graph.lots[$0.lot].goods }
        guard let first = classes.first, let goods = first, !goods.isRaw, !goods.raw.isEmpty,
            classes.allSatisfy({ $0 == goods })
        else { return nil }
        return goods
    }

    private static func value(
        _ number: Int, _ goods: GoodsClass, _ world: World
    ) -> Result<(String, Value), Blank> {
        let movement = world.graph.movements[number]
        let view = movement.entry.view
        var missing: Set<String> = []
        if movement.type == nil { missing.insert("movements.kind") }
        if view.value == nil { missing.insert("movements.value") }
        if view.currency == nil { missing.insert("movements.currency") }
        if movement.days == nil { missing.insert("movements.dispatched") }
        let lots = movement.lots.map { world.graph.lots[$0.lot].entry.view }
        if goods.hoursKey != nil, lots.contains(where: { $0.construction == nil }) {
            missing.insert("lots.construction")
        }
        let masses = movement.lots.map(world.graph.kilograms)
        let kg = masses.compactMap { $0 }.reduce(0, +)
        if masses.contains(nil) || kg <= 0 { missing.insert("lots.net_kg") }
        guard missing.isEmpty, let amount = view.value?.doubleValue, amount > 0,
            let day = movement.days?.first, let currency = view.currency,
            let rate = world.perDollar(currency, on: day)
        else {
            return .failure(Blank(cells: (missing.isEmpty ? ["rates.per_usd"] : missing).sorted()))
        }
        let middle = (rate.rate.low + rate.rate.high) / 2
        let code = String((lots[0].hs ?? "").prefix(6))
        // Half-made goods that come back and goods that are sold are not peers.
        let stage = movement.type == "return_import" ? "return" : "sale"
        let key = "\(code) \(lots[0].construction ?? "") \(stage)"
        return .success(
            (
                key,
                Value(
                    movement: number, day: day, log: Maths.ln(amount / middle / kg),
                    supplier: movement.fromParty)
            ))
    }

    private mutating func compare(_ values: [Value], _ world: World) {
        let sorted = values.sorted { ($0.day, $0.movement) < ($1.day, $1.movement) }
        let span = Int(world.parameters["unit_value.days"].base)
        let least = Int(world.parameters["unit_value.peers"].base)
        for (position, value) in sorted.enumerated() {
            var peers: [Double] = []
            let before = sorted[..<position].suffix(Self.scanned).reversed()
                .prefix { value.day - $0.day <= span }
            let after = sorted[(position + 1)...].prefix(Self.scanned)
                .prefix { $0.day - value.day <= span }
            for side in [Array(before), Array(after)] {
                peers += side.filter { $0.supplier != value.supplier }.prefix(Self.compared).map(
                    \.log)
            }
            let outcome: Outcome
            if peers.count < least {
                outcome = .notTestable(
                    Self.card, ["values of \(least) like lots of other suppliers"])
            } else {
                outcome = judge(value, peers, world)
            }
            for share in world.graph.movements[value.movement].lots {
                byLot[share.lot, default: []].append(outcome)
            }
        }
    }

    private func judge(_ value: Value, _ peers: [Double], _ world: World) -> Outcome {
        guard let spread = RobustSpread(peers) else { return .notRaised(Self.card) }
        let score = spread.score(value.log, floor: world.parameters["unit_value.floor"].base)
        let numbers = [
            "usd_per_kg": Maths.exponential(value.log),
            "peers_usd_per_kg": Maths.exponential(spread.median), "robust_sigmas": score,
            "peers": Double(peers.count),
        ]
        guard abs(score) > world.parameters["unit_value.z"].base else {
            return .notRaised(Self.card, numbers: numbers)
        }
        let movement = world.graph.movements[value.movement]
        return .raised(
            Self.card, about: "movement:" + movement.id, numbers: numbers,
            records: [movement.entry.stated], law: ["records"],
            "Movement \(movement.id) declares \(Words.figure(Maths.exponential(value.log))) USD a kg, "
                + "where \(peers.count) like shipments of others within "
                + "\(Words.figure(world.parameters["unit_value.days"].base)) days have a median of "
                + "\(Words.figure(Maths.exponential(spread.median))) USD.")
    }
}
