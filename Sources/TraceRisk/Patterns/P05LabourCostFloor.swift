// SPDX-License-Identifier: Apache-2.0
import TracePrimitives
import TraceRecords

/// P05: what is left of the price for an hour of the claimed work is below what it could cost there.
///
/// The price at its highest, the material at its cheapest, no overhead, hours at their low end. Material
/// that the buyer paid for or handed over costs the maker nothing; P27 asks whether its value was added.
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
    /// Where the articles of each lot were made, part by part.
    private let parts: [[Part]]

    /// Articles made at one site; nil where the records do not say.
    private struct Part: Sendable {
        let site: Int?
        let articles: Double?
    }

    init(_ world: World) {
        parts = world.graph.lots.indices.map { lot in
            guard world.graph.lots[lot].goods?.hoursKey != nil else { return [] }
            switch world.making(of: lot) {
            case .recorded(let rows):
                return rows.map { row in
                    let share = world.graph.output(lot, of: row)
                    return Part(
                        site: world.graph.processings[row].site,
                        articles: share.flatMap { world.articles($0)?.count.high })
                }
            case .declared(let site): return [Part(site: site, articles: nil)]
            case .finished: return []
            case .unknown: return [Part(site: nil, articles: nil)]
            }
        }
        costing = Costing(world)
    }

    func outcomes(chain: Scope, _ world: World) -> [Outcome] {
        let node = world.graph.lots[chain.lot]
        guard node.hs != nil else { return [.notTestable(Self.card, ["lots.hs"])] }
        guard let load = Workload(node, world), let goods = node.goods else { return [] }
        if P05Repairs.areRepairs(chain.lot, world) { return [] }
        var missing: Set<String> = []
        let wage = wages(chain, world, &missing)
        let price = Costing.price(chain.lot, world, &missing)
        let material = costing.material(chain, goods, world, &missing)
        guard let price, let material, let wage, wage.low > 0 else {
            return [.notTestable(Self.card, missing.union(wage?.open ?? []).sorted())]
        }
        let isAssist = costing.isBuyersMaterial(chain, goods, world)
        let day = world.range("day.hours")
        let hours = load.inDays ? load.amount * Interval(day.low, day.high) : load.amount
        return Self.judge(
            Figures(
                price: price.yuan, material: isAssist ? Interval(0) : material.yuan,
                hours: Interval(hours.low, load.missing.isEmpty ? hours.low : hours.high),
                wage: wage,
                open: price.open + (isAssist ? [] : material.open) + load.missing + wage.open,
                records: [node.entry.stated] + price.records, law: goods.law),
            missing, world)
    }

    /// Intervals that only blank cells and rates widen; all else stands at its best for the maker.
    private struct Figures {
        let price: Interval
        let material: Interval
        let hours: Interval
        let wage: Wage
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
                        + "in \(figures.wage.countries) is at least \(Words.figure(figures.wage.low)) CNY."
                ))
        }
        let worst = (figures.price.low - figures.material.high) / figures.hours.high
        if !figures.open.isEmpty, best >= limit, worst < floor * figures.wage.worst {
            outcomes.append(.notTestable(card, (figures.open + missing).sorted()))
        } else if !missing.isEmpty {
            outcomes.append(.notTestable(card, missing.sorted()))
        }
        return outcomes.isEmpty ? [.notRaised(card, numbers: numbers)] : outcomes
    }

    // MARK: Where the hours were worked

    /// What an hour of the work costs at least, piece by piece.
    private struct Wage {
        /// With the cheapest country that could have worked on each article, and nothing where no
        /// figure is known.
        let low: Double
        /// With the dearest wage where no figure is known.
        let worst: Double
        let countries: String
        /// Wages that the parameters do not have.
        let open: [String]
    }

    private func wages(
        _ chain: Scope, _ world: World, _ missing: inout Set<String>
    ) -> Wage? {
        let shares = shares(chain, world, &missing)
        let rows = shares.map { country, share in
            (
                country: country, share: share,
                low: world.parameters.find("wage." + country)?.interval.low
            )
        }.sorted { ($0.low ?? 0, $0.country) < ($1.low ?? 0, $1.country) }
        let dearest = rows.compactMap(\.low).max()
        var (left, low, unknown) = (1.0, 0.0, 0.0)
        var (countries, open): ([String], [String]) = ([], [])
        for row in rows where left > 0 {
            let part = min(row.share, left)
            left -= part
            low += part * (row.low ?? 0)
            if row.low == nil {
                unknown += part
                open.append("wage.\(row.country) (a figure that the parameters do not have)")
            } else {
                countries.append(row.country)
            }
        }
        guard left < 1 else { return nil }
        return Wage(
            low: low / (1 - left),
            worst: unknown == 0
                ? low / (1 - left)
                : dearest.map { (low + unknown * $0) / (1 - left) } ?? .infinity,
            countries: Words.list(countries), open: open)
    }

    /// The part of the articles that each country may have worked on.
    private func shares(
        _ chain: Scope, _ world: World, _ missing: inout Set<String>
    ) -> [String: Double] {
        let all = world.articles(Share(lot: chain.lot, pieces: nil, kg: nil))?.count.high ?? 0
        let used = used(chain, world)
        var shares: [String: Double] = [:]
        var isAny = false
        for lot in chain.lots {
            for part in parts[lot] {
                isAny = true
                guard let site = part.site else {
                    missing.insert("processing.site")
                    continue
                }
                guard let country = world.graph.country(ofSite: site) else {
                    missing.insert("sites.country")
                    continue
                }
                let articles = min(part.articles ?? .infinity, used[lot] ?? .infinity)
                let share = all > 0 ? min(articles / all, 1) : 1
                shares[country] = min((shares[country] ?? 0) + share, 1)
            }
        }
        if !isAny { missing.insert("processing.site") }
        return shares
    }

    /// How many articles of each half-made lot went into the chain, where the records say.
    private func used(_ chain: Scope, _ world: World) -> [Int: Double] {
        var used: [Int: Double] = [:]
        func take(_ shares: [Share]) {
            for share in shares where !parts[share.lot].isEmpty {
                let articles = share.isWhole ? nil : world.articles(share)?.count.high
                used[share.lot, default: 0] += articles ?? .infinity
            }
        }
        for number in chain.processings {
            let row = world.graph.processings[number]
            take(row.inputs.filter { input in !row.outputs.contains { $0.lot == input.lot } })
        }
        for lot in chain.lots where !world.isMadeOfOthers(lot) {
            take(world.graph.lots[lot].madeFrom)
        }
        return used
    }
}
