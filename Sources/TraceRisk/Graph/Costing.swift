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

    /// The price of an article, orders weighed by their pieces.
    static func price(
        _ lot: Int, _ world: World, _ missing: inout Set<String>
    ) -> (yuan: Interval, open: [String], records: [Stated])? {
        let numbers = world.graph.lots[lot].orders
        guard !numbers.isEmpty else {
            missing.insert("orders.lots")
            return nil
        }
        var priced: [(order: Int, each: Interval)] = []
        var open: [String] = []
        var isAnyFree = false
        for number in numbers {
            let view = world.graph.orders[number].entry.view
            guard let amount = view.unitPrice?.doubleValue, let currency = view.currency else {
                missing.insert(view.unitPrice == nil ? "orders.unit_price" : "orders.currency")
                continue
            }
            guard amount > 0 else {
                isAnyFree = true
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
            priced.append((number, each))
        }
        // Samples that come free with a lot that is paid for leave its price alone.
        if isAnyFree, !OrderParts.cover(lot, orders: priced.map(\.order), world) {
            missing.insert("orders.unit_price (zero is no price)")
        }
        let parts = OrderParts(lot, orders: priced.map(\.order), world)
        guard let all = weighed(priced.map(\.each), parts) else { return nil }
        return (all, open + parts.ask, numbers.map { world.graph.orders[$0].entry.stated })
    }

    /// The mean by parts; where those are open, from the lowest price to the mean, or to the highest.
    private static func weighed(_ prices: [Interval], _ parts: OrderParts) -> Interval? {
        guard let first = prices.first else { return nil }
        let joined = prices.dropFirst().reduce(first) { $0.joined($1) }
        let weight = parts.parts.map(\.low).reduce(0, +)
        guard weight > 0 else { return joined }
        let pairs = zip(prices, parts.parts)
        let low = pairs.map { $0.low * $1.low }.reduce(0, +) / weight
        let high = pairs.map { $0.high * $1.low }.reduce(0, +) / weight
        return Interval(parts.ask.isEmpty ? low : joined.low, high)
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
        if let stated = statedPrice(chain, goods, price, world) {
            let cells = stated.low < stated.high ? ["movements.value (of the material)"] : []
            return (Interval(net) * stated * rate.rate, cells)
        }
        return (Interval(net) * price * rate.rate, open + ["movements.value (of the material)"])
    }

    /// Whether the buyer of the goods paid for their material, or handed it over.
    func isBuyersMaterial(_ chain: Scope, _ goods: GoodsClass, _ world: World) -> Bool {
        let graph = world.graph
        let orders = graph.lots[chain.lot].orders.map { graph.orders[$0] }
        let buyers = Set(orders.compactMap(\.buyer)).subtracting(orders.compactMap(\.supplier))
        func isMaterial(_ shares: [Share]) -> Bool {
            !shares.isEmpty
                && shares.allSatisfy { graph.lots[$0.lot].hs.map(goods.isMaterial) ?? false }
        }
        return chain.payments.contains { number in
            let payment = graph.payments[number]
            return payment.payer.map(buyers.contains) ?? false && isMaterial(payment.lots)
        }
            || chain.movements.contains { number in
                let movement = graph.movements[number]
                return movement.fromParty.map(buyers.contains) ?? false && isMaterial(movement.lots)
            }
    }

    /// The price a kilogram, in dollars, that movements, else payments state for raw lots.
    ///
    /// The mean by kilograms; where some state far less than such material costs, up to the mean of
    /// the others, and where all do, up to what it costs at most.
    private func statedPrice(
        _ chain: Scope, _ goods: GoodsClass, _ range: Interval, _ world: World
    ) -> Interval? {
        var prices = chain.movements.compactMap { moved[$0]?.price(for: goods) }
        if prices.isEmpty { prices = chain.payments.compactMap { paid[$0]?.price(for: goods) } }
        guard let mean = Self.mean(prices) else { return nil }
        let least = range.low * world.parameters["material.least"].base
        let others = prices.filter { $0.dollars >= least * $0.kg }
        if others.count == prices.count { return Interval(mean) }
        return Interval(mean, max(Self.mean(others) ?? range.high, mean))
    }

    private static func mean(_ prices: [MassPrice]) -> Double? {
        let kg = prices.map(\.kg).reduce(0, +)
        return kg > 0 ? prices.map(\.dollars).reduce(0, +) / kg : nil
    }

    /// A price for kilograms and the HS codes of the lots it is for; nothing is no price.
    private struct MassPrice: Sendable {
        let dollars: Double
        let kg: Double
        let codes: Set<String>

        func price(for goods: GoodsClass) -> MassPrice? {
            codes.allSatisfy(goods.isMaterial) ? self : nil
        }

        init?(
            _ amount: Double?, _ currency: String?, _ day: Int?, _ lots: [Share], _ world: World
        ) {
            let codes = lots.map { world.graph.lots[$0.lot].hs }
            guard let amount, amount > 0, let currency, !codes.isEmpty, !codes.contains(nil),
                let rate = world.perDollar(currency, on: day), rate.rate.high > 0
            else { return nil }
            let kg = lots.compactMap(world.graph.kilograms).reduce(0, +)
            guard kg > 0 else { return nil }
            self.dollars = amount / rate.rate.high
            self.kg = kg
            self.codes = Set(codes.compactMap { $0 })
        }
    }
}
