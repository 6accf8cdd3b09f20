// SPDX-License-Identifier: Apache-2.0
import TracePrimitives
import TraceRecords

/// P14: a supplier's lead times and prices jumped while the Korean border was shut, and fell back.
///
/// Orders of 2018 to 2024 in three periods: before, shut, after. Lead time and the logarithm of the
/// price are fitted by least squares with a step and a trend; the step that other suppliers show in
/// the same time is taken off; the step of the lead time must stand a permutation test. Without the
/// history of another supplier the pandemic cannot be taken off, and a step is no more than moderate.
struct P14ClosureBreak: Pattern {
    static let card = Card(
        id: "P14", name: "closure-period-break", group: .route, strength: .strong,
        innocent: ["The general shock of the pandemic.", "The product was changed."],
        ask: ["Which subcontractor stopped in 2020, and who replaced it."],
        parties: .suppliers)

    /// An order with what it says of time and price.
    struct Point: Sendable {
        let day: Int
        let period: Int
        let lead: Double?
        /// Logarithm of the price, less the mean of its article and currency.
        var price: Double?
        let article: String
        let stated: Stated
    }

    private var points: [Int: [Point]] = [:]
    private var missing: [Int: Set<String>] = [:]
    /// Orders whose day is blank: they may lie in any period.
    private var undated: [Int: Int] = [:]
    private let control: [Int: (lead: Double, price: Double)]

    init(_ world: World) {
        for order in world.graph.orders {
            guard let supplier = order.supplier else { continue }
            let view = order.entry.view
            guard let day = view.ordered?.dayNumber else {
                missing[supplier, default: []].insert("orders.ordered")
                undated[supplier, default: 0] += 1
                continue
            }
            guard let period = Self.period(day) else { continue }
            if view.shipped == nil { missing[supplier, default: []].insert("orders.shipped") }
            if view.unitPrice == nil { missing[supplier, default: []].insert("orders.unit_price") }
            let article =
                (view.sku ?? order.lots.first.map { world.graph.lots[$0.lot].hs ?? "" } ?? "")
                + " " + (view.currency ?? "")
            let price = view.unitPrice?.doubleValue
            points[supplier, default: []].append(
                Point(
                    day: day, period: period,
                    lead: view.shipped.map { Double($0.dayNumber - day) },
                    price: price.flatMap { $0 > 0 ? Maths.ln($0) : nil }, article: article,
                    stated: order.entry.stated))
        }
        for supplier in points.keys { points[supplier] = Self.centred(points[supplier] ?? []) }
        control = Self.controls(points, world)
    }

    func outcomes(party: Int, _ world: World) -> [Outcome] {
        let all = points[party] ?? []
        let blank = missing[party] ?? []
        guard !all.isEmpty || !blank.isEmpty else { return [] }
        let least = Int(world.parameters["closure.orders"].base)
        func lacking(_ orders: [Point]) -> Int {
            (0..<3).reduce(0) { sum, period in
                sum + max(least - orders.count { $0.period == period }, 0)
            }
        }
        if lacking(all.filter { $0.lead != nil }) > 0 {
            // Blank cells matter only where filling them would make a history.
            let isShort = lacking(all) > (undated[party] ?? 0)
            return [
                .notTestable(
                    Self.card, isShort ? ["history of orders, 2018 to 2024"] : blank.sorted())
            ]
        }
        return [judge(party, all, blank, world)]
    }

    /// 0 before the border was shut, 1 while it was, 2 after; nil outside 2018 to 2024.
    private static func period(_ day: Int) -> Int? {
        let edges = ["2018-01-01", "2020-02-01", "2022-09-26", "2025-01-01"]
            .compactMap { CalendarDate($0)?.dayNumber }
        guard edges.count == 4, day >= edges[0], day < edges[3] else { return nil }
        return day < edges[1] ? 0 : day < edges[2] ? 1 : 2
    }

    private static func centred(_ points: [Point]) -> [Point] {
        let means = Dictionary(grouping: points) { $0.article }.mapValues { group in
            let prices = group.compactMap(\.price)
            return prices.reduce(0, +) / Double(max(prices.count, 1))
        }
        return points.map { point in
            var point = point
            point.price = point.price.map { $0 - (means[point.article] ?? 0) }
            return point
        }
    }

    /// The step of a figure while the border was shut, beside a trend.
    static func step(_ points: [Point], _ value: (Point) -> Double?) -> Double? {
        let known = points.filter { value($0) != nil }
        guard known.contains(where: { $0.period == 1 }), known.contains(where: { $0.period != 1 })
        else { return nil }
        let rows = known.map { [1, $0.period == 1 ? 1 : 0, Double($0.day - 17_532) / 365.25] }
        return LeastSquares.fit(rows, known.compactMap(value))?[1]
    }

    /// For each supplier the median step of all others with history enough.
    private static func controls(
        _ points: [Int: [Point]], _ world: World
    ) -> [Int: (lead: Double, price: Double)] {
        let least = Int(world.parameters["closure.orders"].base)
        var steps: [(supplier: Int, lead: Double, price: Double)] = []
        for supplier in points.keys.sorted() {
            let own = points[supplier] ?? []
            guard (0..<3).allSatisfy({ period in own.count { $0.period == period } >= least }),
                let lead = step(own, \.lead)
            else { continue }
            steps.append((supplier, lead, step(own, \.price) ?? 0))
        }
        var result: [Int: (lead: Double, price: Double)] = [:]
        // With many suppliers the median of all stands for that of all others.
        let all = steps.count > 200 ? medians(steps[...].map { ($0.lead, $0.price) }) : nil
        for step in steps {
            result[step.supplier] =
                all
                ?? medians(
                    steps.filter { $0.supplier != step.supplier }.map { ($0.lead, $0.price) })
        }
        return result
    }

    private static func medians(_ steps: [(Double, Double)]) -> (lead: Double, price: Double)? {
        guard let lead = RobustSpread.median(steps.map(\.0)),
            let price = RobustSpread.median(steps.map(\.1))
        else { return nil }
        return (lead, price)
    }

    private func judge(
        _ party: Int, _ all: [Point], _ blank: Set<String>, _ world: World
    ) -> Outcome {
        func leads(_ periods: Set<Int>) -> [Double] {
            all.filter { periods.contains($0.period) }.compactMap(\.lead)
        }
        guard let lead = Self.step(all, \.lead), let before = RobustSpread.median(leads([0])),
            let after = RobustSpread.median(leads([2]))
        else { return .notTestable(Self.card, ["history of orders, 2018 to 2024"]) }
        let price = Self.step(all, \.price)
        let others = control[party]
        let other = others ?? (lead: 0, price: 0)
        let days = lead - other.lead
        let p = PermutationTest.greater(
            leads([1]), leads([0, 2]), seed: UInt64(world.parameters["closure.seed"].base))
        let rise = price.map { Maths.exponential($0 - other.price) - 1 }
        var numbers = [
            "lead_step_days": lead, "p": p, "lead_days_before": before,
            "lead_days_after": after, "orders": Double(all.count),
        ]
        numbers[others == nil ? "price_rise" : "price_rise_beyond_others"] = rise
        if others != nil { numbers["lead_step_days_beyond_others"] = days }
        let isJump =
            days > world.parameters["closure.days"].base
            && p < world.parameters["closure.p"].base && after < before + lead / 2
        let unknown = isJump ? blank : blank.subtracting(["orders.unit_price"])
        let open = Outcome.notTestable(Self.card, unknown.sorted())
        guard isJump else {
            return unknown.isEmpty ? .notRaised(Self.card, numbers: numbers) : open
        }
        guard let rise else { return .notTestable(Self.card, ["orders.unit_price"]) }
        guard rise > world.parameters["closure.price"].base else {
            return unknown.isEmpty ? .notRaised(Self.card, numbers: numbers) : open
        }
        let id = world.graph.parties[party].id
        return .raised(
            Self.card, others == nil ? .moderate : .strong, about: "party:" + id,
            numbers: numbers, records: all.prefix(20).map(\.stated), law: ["any"],
            "While the Korean border was shut, lead times of party \(id) rose by "
                + "\(Words.figure(days)) days and prices by \(Words.figure(rise * 100)) per cent"
                + (others == nil ? "" : " more than those of others")
                + ", and fell back afterwards (chance: \(Words.figure(p)))."
                + (others == nil
                    ? " No other supplier's orders show what the pandemic alone did." : ""))
    }
}
