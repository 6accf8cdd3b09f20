// SPDX-License-Identifier: Apache-2.0
import TracePrimitives
import TraceRecords

/// P27: the price does not even pay for the material, or is no more than a processing fee, as if the
/// material were free and nobody added its value; or the buyer gave the material, and the value of the
/// entry does not hold it.
struct P27MaterialCost: Pattern {
    static let card = Card(
        id: "P27", name: "assist-or-material-cost-conflict", group: .price, strength: .moderate,
        innocent: [
            "Prices within a group.", "Cheap synthetic fibre was described as better hair.",
        ],
        ask: ["The valuation worksheet.", "Who owned the material."])

    private let costing: Costing

    init(_ world: World) { costing = Costing(world) }

    func outcomes(chain: Scope, _ world: World) -> [Outcome] {
        let node = world.graph.lots[chain.lot]
        guard node.hs != nil else { return [.notTestable(Self.card, ["lots.hs"])] }
        guard let goods = node.goods, goods.hoursKey != nil, goods.yieldKey != nil else {
            return []
        }
        var missing: Set<String> = []
        let price = Costing.price(chain.lot, world, &missing)
        let material = costing.material(chain, goods, world, &missing)
        guard let price, let material else { return [.notTestable(Self.card, missing.sorted())] }
        // More material goes in than comes out.
        let least = material.yuan.low / (goods.yieldKey.map { world.range($0).high } ?? 1)
        let numbers = ["price_cny_high": price.yuan.high, "material_cny_low": least]
        if price.yuan.high < least {
            return [
                raise(
                    node, price.records, numbers,
                    "At most \(Words.figure(price.yuan.high)) CNY a piece do not pay for material of at "
                        + "least \(Words.figure(least)) CNY.")
            ]
        }
        if let fee = goods.feeKey.map({ world.range($0) }), least > fee.high,
            price.yuan.high <= fee.high
        {
            return [
                raise(
                    node, price.records, numbers,
                    "A price of \(Words.figure(price.yuan.high)) CNY a piece is within what is reported "
                        + "as a processing fee; the value of the material was not added.")
            ]
        }
        if costing.isBuyersMaterial(chain, goods, world) {
            return [assist(chain, price, least, numbers, world)]
        }
        let worst = material.yuan.high / (goods.yieldKey.map { world.range($0).low } ?? 1)
        if !(price.open + material.open).isEmpty, price.yuan.low < worst {
            return [.notTestable(Self.card, Set(price.open + material.open).sorted())]
        }
        return missing.isEmpty
            ? [.notRaised(Self.card, numbers: numbers)]
            : [.notTestable(Self.card, missing.sorted())]
    }

    /// Whether the entries' value holds the material that the buyer gave beside the price.
    private func assist(
        _ chain: Scope, _ price: (yuan: Interval, open: [String], records: [Stated]),
        _ least: Double, _ numbers: [String: Double], _ world: World
    ) -> Outcome {
        let node = world.graph.lots[chain.lot]
        let entries = node.movements.map { world.graph.movements[$0] }.filter { $0.type == "entry" }
        var value = Interval(0)
        var articles = Interval(0)
        for entry in entries {
            let view = entry.entry.view
            let shares = entry.lots.filter { $0.lot == chain.lot }
            guard entry.lots.count == 1, let share = shares.first, let amount = view.value,
                let currency = view.currency,
                let yuan = world.yuan(amount.doubleValue, currency, on: entry.days?.first),
                let count = world.articles(share)
            else { return .notTestable(Self.card, ["movements.value"]) }
            value = value + yuan.0
            articles = articles + count.count
        }
        guard let each = value / articles else {
            return .notTestable(Self.card, ["movements.value"])
        }
        if each.high >= price.yuan.low + least { return .notRaised(Self.card, numbers: numbers) }
        return raise(
            node, price.records + entries.prefix(10).map(\.entry.stated), numbers,
            "The buyer paid for the material or handed it over, and the entry is of "
                + "\(Words.figure(each.high)) CNY a piece, which does not hold its value of at least "
                + "\(Words.figure(least)) CNY beside the price.")
    }

    private func raise(
        _ node: LotNode, _ records: [Stated], _ numbers: [String: Double], _ words: String
    ) -> Outcome {
        .raised(
            Self.card, numbers: numbers, records: [node.entry.stated] + records,
            law: ["records", node.goods?.law ?? "other"], words)
    }
}
