// SPDX-License-Identifier: Apache-2.0

/// One finished lot and its papers: the pieces from which every chain is put together.
///
/// A chain first fixes dates, masses and money as they truly are. Each method then adds one kind of
/// row with the documents behind it; a family leaves out, doubles or bends what its story asks for.
final class Chain {
    /// What a family decides before chance decides the rest.
    struct Plan {
        var goods: Goods
        var ordered: Day
        var lead = 12
        var days: Int?
        var tail = 8
        var sail = 24
        var pieces: Int?
        var length: Int?
        var grams: Int?
        var hourly = PublishedRanges.wage
        /// Whether the price passes on that the work cost next to nothing.
        var isBargain = false
        /// Who makes the goods, where that is not the supplier.
        var maker: String?
    }

    let scene: Scene
    let house: House
    let goods: Goods
    let tag: String
    let maker: String
    let pieces: Int
    let ordered: Day
    let start: Day
    let end: Day
    let shipped: Day
    let arrived: Day
    let length: Int?
    let density: Int?
    /// Grams of a piece, of its cap, and of the whole lot.
    let each: Int
    let cap: Int
    let mass: Int
    /// Grams of material that the lot truly took.
    let need: Int
    /// Hours that a piece truly takes by the stated construction.
    let hours: Double
    /// CNY cents a kilogram of material, CNY an hour, and USD cents a piece.
    let rawPrice: Int
    let wage: Double
    let price: Int

    var lot: String { "L-" + tag }
    var raw: String { "R-" + tag }
    var half: String { "H-" + tag }

    init(_ scene: Scene, _ house: House, _ plan: Plan) {
        (self.scene, self.house, goods) = (scene, house, plan.goods)
        let goods = plan.goods
        maker = plan.maker ?? house.party
        tag = "\(scene.nextLot())"
        pieces = plan.pieces ?? scene.draw.whole(goods.pieces)
        ordered = plan.ordered
        start = ordered + plan.lead
        end = start + (plan.days ?? scene.draw.whole(goods.days))
        shipped = end + plan.tail
        arrived = shipped + plan.sail + scene.draw.whole(0...8)
        let measures = Measures(goods, plan, &scene.draw)
        (length, density, each, cap) =
            (measures.length, measures.density, measures.each, measures.cap)
        mass = each * pieces
        let yield = min(scene.draw.value(goods.yield), 0.995)
        need = Quantity.weighed(Double(mass - cap * pieces) / yield)
        hours = Self.hours(goods, &scene.draw)
        rawPrice = Int(scene.draw.value(goods.raw.price) * 100)
        wage = scene.draw.value(plan.hourly)
        let fee = scene.draw.value(PublishedRanges.wigFee)
        let work = plan.isBargain ? min(fee, hours * wage) : hours * wage
        let material = Double(need) / Double(pieces) * Double(rawPrice) / 100_000
        let margin = plan.isBargain ? 1.05 : scene.draw.between(1.15, 1.4)
        price = Int((material + work + 3) * margin * 10_000 / Double(scene.rate(on: ordered))) + 1
    }

    private static func hours(_ goods: Goods, _ draw: inout Draw) -> Double {
        switch goods.work {
        case .hours(let range): return draw.value(range)
        case .pairs(let range): return 10 / draw.value(range)
        case .mixed(let share):
            return share * draw.value(PublishedRanges.handTiedHours)
                + (1 - share) * draw.value(PublishedRanges.weftHours)
        }
    }

    /// Sizes and masses of a piece.
    private struct Measures {
        let length: Int?
        let density: Int?
        let each: Int
        let cap: Int

        init(_ goods: Goods, _ plan: Plan, _ draw: inout Draw) {
            guard case .wig = goods.mass else {
                (length, density, cap) = (nil, nil, 0)
                if case .grams(let low, let high) = goods.mass {
                    each = plan.grams ?? draw.whole(low...high)
                } else {
                    each = plan.grams ?? 100
                }
                return
            }
            let long = plan.length ?? draw.whole(25...66)
            let dense = draw.one(of: [120, 130, 130, 150], else: 130)
            (length, density) = (long, dense)
            cap = Int(draw.value(PublishedRanges.wigCap))
            each = plan.grams ?? Int(Self.grams(long, dense) * draw.between(0.92, 1.08))
        }

        /// 110 g at 10 inches, 190 g at 20, 265 g at 28, all at 130 % (beachwaveperm.com).
        private static func grams(_ length: Int, _ density: Int) -> Double {
            let inches = Double(length) / 2.54
            let mass = inches <= 20 ? 110 + 8 * (inches - 10) : 190 + 9.375 * (inches - 20)
            return mass * Double(density) / 130
        }
    }
}
