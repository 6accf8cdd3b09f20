// SPDX-License-Identifier: Apache-2.0
import TracePrimitives
import TraceRecords

/// P05: what is left of the price for an hour of the claimed work is below what it could cost there.
///
/// The price at its highest, the material at its cheapest, no overhead, hours at their low end.
struct P05LabourCostFloor: Pattern {
    static let card = Card(
        id: "P05", name: "labour-cost-floor", group: .price, strength: .strong,
        innocent: [
            "The goods are machine-made, so the hours are far fewer.",
            "The knotting was done lawfully in a country with lower wages.",
            "The price is a loss leader, or part of it was paid otherwise.",
        ],
        ask: [
            "A cost sheet by stage.", "The hand-tied share of the article.",
            "Where and by whom it was knotted.",
        ])

    private let costing: Costing
    /// Where each lot was made; nil among them where the records do not say.
    private let places: [[Int?]]

    init(_ world: World) {
        places = world.graph.lots.indices.map { lot in
            guard world.graph.lots[lot].goods?.hoursKey != nil else { return [] }
            switch world.making(of: lot) {
            case .recorded(let rows): return rows.map { world.graph.processings[$0].site }
            case .declared(let site): return [site]
            case .finished: return []
            case .unknown: return [nil]
            }
        }
        costing = Costing(world)
    }

    func outcomes(chain: Scope, _ world: World) -> [Outcome] {
        let node = world.graph.lots[chain.lot]
        guard node.hs != nil else { return [.notTestable(Self.card, ["lots.hs"])] }
        guard let load = Workload(node, world), let goods = node.goods else { return [] }
        var missing: Set<String> = []
        guard let place = wages(chain, world, &missing) else { return [] }
        let price = Costing.price(chain.lot, world, &missing)
        let material = costing.material(chain, goods, world, &missing)
        guard let price, let material, let wage = place.wage else {
            return [.notTestable(Self.card, missing.sorted())]
        }
        let day = world.range("day.hours")
        let hours = load.inDays ? load.amount * Interval(day.low, day.high) : load.amount
        return Self.judge(
            Figures(
                price: price.yuan, material: material.yuan,
                hours: Interval(hours.low, load.missing.isEmpty ? hours.low : hours.high),
                wage: wage, country: place.country,
                open: price.open + material.open + load.missing,
                records: [node.entry.stated] + price.records, law: goods.law),
            missing, world)
    }

    /// Intervals that only blank cells and rates widen; all else stands at its best for the maker.
    private struct Figures {
        let price: Interval
        let material: Interval
        let hours: Interval
        let wage: Interval
        let country: String
        /// Blank cells that widened an interval.
        let open: [String]
        let records: [Stated]
        let law: String
    }

    private static func judge(
        _ figures: Figures, _ missing: Set<String>, _ world: World
    ) -> [Outcome] {
        let floor = world.parameters["wage.floor"].base
        let best = (figures.price.high - figures.material.low) / figures.hours.low
        let limit = floor * figures.wage.low
        let numbers = [
            "price_cny_high": figures.price.high, "material_cny_low": figures.material.low,
            "hours_per_piece_low": figures.hours.low, "cny_per_hour_high": best,
            "wage_cny_low": figures.wage.low, "ratio_to_wage": best / figures.wage.low,
        ]
        var outcomes: [Outcome] = []
        if best < limit {
            outcomes.append(
                .raised(
                    card, numbers: numbers, records: figures.records, law: ["any", figures.law],
                    "At most \(Words.figure(figures.price.high)) CNY a piece less "
                        + "\(Words.figure(figures.material.low)) CNY of material leave "
                        + "\(Words.figure(best)) CNY for an hour of the stated work, where the wage "
                        + "in \(figures.country) is at least \(Words.figure(figures.wage.low)) CNY."
                ))
        }
        let worst = (figures.price.low - figures.material.high) / figures.hours.high
        if !figures.open.isEmpty, best >= limit, worst < limit {
            outcomes.append(.notTestable(card, (figures.open + missing).sorted()))
        } else if !missing.isEmpty {
            outcomes.append(.notTestable(card, missing.sorted()))
        }
        return outcomes.isEmpty ? [.notRaised(card, numbers: numbers)] : outcomes
    }

    // MARK: Where the hours were worked

    /// The wage of the cheapest country that the records place the work in; nil: none is known here.
    private func wages(
        _ chain: Scope, _ world: World, _ missing: inout Set<String>
    ) -> (country: String, wage: Interval?)? {
        var sites: Set<Int?> = []
        for lot in chain.lots { for site in places[lot] { sites.insert(site) } }
        if sites.isEmpty || sites.contains(nil) { missing.insert("processing.site") }
        var countries: Set<String> = []
        for case let site? in sites {
            guard let country = world.graph.country(ofSite: site) else {
                missing.insert("sites.country")
                continue
            }
            countries.insert(country)
        }
        let known = countries.sorted().map { ($0, world.parameters.find("wage." + $0)?.interval) }
        // A country without a wage figure cannot be judged, and may be cheaper than the others.
        if known.contains(where: { $0.1 == nil }) { return nil }
        guard let cheapest = known.min(by: { ($0.1?.low ?? 0, $0.0) < ($1.1?.low ?? 0, $1.0) })
        else { return ("", nil) }
        return (cheapest.0, cheapest.1)
    }
}
