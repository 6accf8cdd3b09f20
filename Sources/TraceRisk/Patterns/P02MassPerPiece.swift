// SPDX-License-Identifier: Apache-2.0
import TracePrimitives
import TraceRecords

/// P02: kilograms a piece do not fit the description; also finds dozens taken for pieces.
struct P02MassPerPiece: Pattern {
    static let card = Card(
        id: "P02", name: "mass-per-piece", group: .mass, strength: .moderate,
        innocent: [
            "Toppers, children's sizes, or kits with a stand or box.",
            "Pieces were counted in another unit, or pounds written as kilograms.",
        ],
        ask: ["The specification sheet.", "The mass of a sample.", "Masses of single cartons."])

    init(_ world: World) {}

    func outcomes(lot: Int, _ world: World) -> [Outcome] {
        let node = world.graph.lots[lot]
        guard let goods = node.goods, let key = goods.massKey else { return [] }
        let whole = Share(lot: lot, pieces: nil, kg: nil)
        guard let kg = node.netKg, let articles = world.articles(whole),
            let mass = Interval(kg, error: world.range("weighing.error").high) / articles.count
        else { return [.notTestable(Self.card, world.blanksOfMassPerArticle(lot))] }
        let band = Self.band(node.entry.view, world.range(key), goods, world)
        let numbers = [
            "kg_per_piece": kg / articles.count.high, "band_low_kg": band.low,
            "band_high_kg": band.high, "net_kg": kg, "pieces": articles.count.high,
        ]
        if mass.meets(band) { return [.notRaised(Self.card, numbers: numbers)] }
        return [
            .raised(
                Self.card, about: "lot:" + node.id, numbers: numbers, records: [node.entry.stated],
                law: ["records"],
                "The lot's \(Words.figure(kg)) kg over \(Words.figure(articles.count.high)) pieces "
                    + "are \(Words.figure(kg / articles.count.high)) kg each, where the description "
                    + "lets expect \(Words.figure(band.low)) to \(Words.figure(band.high)) kg.")
        ]
    }

    /// For wigs of known length and density the density table, widened; else the general band.
    private static func band(
        _ lot: Lot, _ general: Interval, _ goods: GoodsClass, _ world: World
    ) -> Interval {
        guard goods.name == "wig", let length = lot.lengthCm?.doubleValue, length > 0
        else { return general }
        let points = [
            (25.4, "mass.wig.at_25cm"), (50.8, "mass.wig.at_51cm"), (71.1, "mass.wig.at_71cm"),
        ]
        .map { (length: $0.0, mass: world.parameters[$0.1].base) }
        let (a, b) = length < points[1].length ? (points[0], points[1]) : (points[1], points[2])
        let slope = (b.mass - a.mass) / (b.length - a.length)
        let table = max(a.mass + slope * (length - a.length), general.low)
        let density = (lot.densityPct?.doubleValue ?? 130) / 130
        return (Interval(table * density) * world.range("mass.wig.spread"))
    }
}
