// SPDX-License-Identifier: Apache-2.0
import TracePrimitives
import TraceRecords

/// P16: a supplier's orders bunch in winter; context that weighs nothing by itself.
struct P16Seasonality: Pattern {
    static let card = Card(
        id: "P16", name: "seasonality", group: .priors, strength: .weak,
        innocent: [
            "Christmas, carnival and prom are made for in winter.",
            "Trade of 2023 followed the reopening of the border, not the season.",
        ],
        ask: ["The calendar of orders, with the occasions they were for."], parties: .suppliers)

    private var dates: [Int: [CalendarDate]] = [:]
    private var blank: Set<Int> = []

    init(_ world: World) {
        for order in world.graph.orders {
            guard let supplier = order.supplier else { continue }
            if let date = order.entry.view.ordered {
                dates[supplier, default: []].append(date)
            } else {
                blank.insert(supplier)
            }
        }
    }

    func outcomes(party: Int, _ world: World) -> [Outcome] {
        let own = dates[party] ?? []
        if blank.contains(party) { return [.notTestable(Self.card, ["orders.ordered"])] }
        guard !own.isEmpty else { return [] }
        guard own.count >= Int(world.parameters["season.orders"].base) else {
            return [.notTestable(Self.card, ["history of more orders"])]
        }
        let winter = own.count { $0.month >= 11 || $0.month <= 2 }
        let share = world.parameters["season.share"].base
        let binomial = BinomialTest.upper(winter, of: own.count, probability: share)
        let angles = own.map { date in
            let start = CalendarDate(year: date.year, month: 1, day: 1)?.dayNumber ?? 0
            return Double(date.dayNumber - start) / 365.25
        }
        let rayleigh = RayleighTest.test(angles)
        let numbers = [
            "orders": Double(own.count), "winter_orders": Double(winter), "p": binomial,
            "p_rayleigh": rayleigh.p, "vector_length": rayleigh.length,
        ]
        let level = world.parameters["season.p"].base
        guard binomial < level, rayleigh.p < level else {
            return [.notRaised(Self.card, numbers: numbers)]
        }
        let id = world.graph.parties[party].id
        return [
            .raised(
                Self.card, about: "party:" + id, numbers: numbers,
                records: [world.graph.parties[party].entry.stated],
                "\(winter) of \(own.count) orders at party \(id) were placed from November to February "
                    + "(chance: \(Words.figure(binomial))).")
        ]
    }
}
