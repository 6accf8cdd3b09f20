// SPDX-License-Identifier: Apache-2.0
import TracePrimitives
import TraceRecords

/// What an article sells for and what its material costs, in yuan, as far as records tell.
struct Costing: Sendable {
    private let moved: [MassPrice?]
    private let paid: [MassPrice?]

    init(_ world: World) {
        moved = world.graph.movements.map { node in
            let view = node.entry.view
            return MassPrice(
                view.value?.doubleValue, view.currency, node.days?.first, node.lots, world)
        }
        paid = world.graph.payments.map { node in
            let view = node.entry.view
            return MassPrice(
                view.amount?.doubleValue, view.currency, view.date?.dayNumber, node.lots, world)
        }
    }

    static func price(
        _ lot: Int, _ world: World, _ missing: inout Set<String>
    ) -> (yuan: Interval, open: [String], records: [Stated])? {
        let orders = world.graph.lots[lot].orders.map { world.graph.orders[$0] }
        guard !orders.isEmpty else {
            missing.insert("orders.lots")
            return nil
        }
        var result: Interval?
        var open: [String] = []
        for order in orders {
            let view = order.entry.view
            guard let amount = view.unitPrice?.doubleValue, let currency = view.currency else {
                missing.insert(view.unitPrice == nil ? "orders.unit_price" : "orders.currency")
                continue
            }
            guard amount > 0 else {
                missing.insert("orders.unit_price (zero is no price)")
                continue
            }
            guard let price = world.yuan(amount, currency, on: view.ordered?.dayNumber),
                let articles = world.articles(Share(lot: lot, pieces: 1, kg: nil)),
                let each = price.0 / articles.count
            else {
                missing.insert("rates.per_usd")
                continue
            }
            if !price.isStated { open.append("rates.per_usd") }
            open += articles.missing
            result = result.map { $0.joined(each) } ?? each
        }
        return result.map { ($0, open, orders.map(\.entry.stated)) }
    }

    func material(
        _ chain: Scope, _ goods: GoodsClass, _ world: World,
        _ missing: inout Set<String>
    ) -> (yuan: Interval, open: [String])? {
        let node = world.graph.lots[chain.lot]
        guard let kg = node.netKg,
            let articles = world.articles(Share(lot: chain.lot, pieces: nil, kg: nil)),
            let mass = Interval(kg) / articles.count
        else {
            missing.formUnion(world.blanksOfMassPerArticle(chain.lot))
            return nil
        }
        var open: [String] = []
        let price: Interval
        switch (goods.priceKey, node.entry.view.material) {
        case (let key?, _): price = world.range(key)
        case (nil, "human_hair"?): price = world.range("price.human_hair")
        case (nil, "synthetic"?): price = world.range("price.synthetic")
        default:
            price = world.range("price.synthetic").joined(world.range("price.human_hair"))
            if node.entry.view.material == nil { open.append("lots.material") }
        }
        guard let rate = world.perDollar("CNY", on: nil) else { return nil }
        let added = goods.additiveKey.map { world.range($0).high } ?? 0
        let net = max(mass.low - added, 0)
        if let stated = statedPrice(chain, goods) {
            return (Interval(net * stated) * rate.rate, [])
        }
        return (Interval(net) * price * rate.rate, open + ["movements.value (of the material)"])
    }

    /// The lowest price a kilogram, in dollars, that movements, else payments state for raw lots.
    func statedPrice(_ chain: Scope, _ goods: GoodsClass) -> Double? {
        let prices = chain.movements.compactMap { moved[$0]?.price(for: goods) }
        return prices.min() ?? chain.payments.compactMap { paid[$0]?.price(for: goods) }.min()
    }

    /// A price a kilogram and the HS codes of the lots it is for.
    private struct MassPrice: Sendable {
        let dollars: Double
        let codes: Set<String>

        func price(for goods: GoodsClass) -> Double? {
            codes.allSatisfy(goods.isMaterial) ? dollars : nil
        }

        init?(
            _ amount: Double?, _ currency: String?, _ day: Int?, _ lots: [Share], _ world: World
        ) {
            let codes = lots.map { world.graph.lots[$0.lot].hs }
            guard let amount, let currency, !codes.isEmpty, !codes.contains(nil),
                let rate = world.perDollar(currency, on: day), rate.rate.high > 0
            else { return nil }
            let kg = lots.compactMap(world.graph.kilograms).reduce(0, +)
            guard kg > 0 else { return nil }
            self.dollars = amount / rate.rate.high / kg
            self.codes = Set(codes.compactMap { $0 })
        }
    }
}
