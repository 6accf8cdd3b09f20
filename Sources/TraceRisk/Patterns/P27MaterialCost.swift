// SPDX-License-Identifier: Apache-2.0
import TracePrimitives
import TraceRecords

/// P27: the price does not even pay for the material, or is no more than a processing fee, as if the
/// material were free and nobody added its value.
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
        let worst = material.yuan.high / (goods.yieldKey.map { world.range($0).low } ?? 1)
        if !(price.open + material.open).isEmpty, price.yuan.low < worst {
            return [.notTestable(Self.card, Set(price.open + material.open).sorted())]
        }
        return missing.isEmpty
            ? [.notRaised(Self.card, numbers: numbers)]
            : [.notTestable(Self.card, missing.sorted())]
    }

    private func raise(
        _ node: LotNode, _ records: [Stated], _ numbers: [String: Double], _ words: String
    ) -> Outcome {
        .raised(
            Self.card, numbers: numbers, records: [node.entry.stated] + records,
            law: ["records", node.goods?.law ?? "other"], words)
    }
}
