// SPDX-License-Identifier: Apache-2.0
import TracePrimitives
import TraceRecords

/// P13: the time from order to shipment fits a round trip across the border better than local work.
///
/// Two log-normal distributions are compared; work that the records show day by day at known sites
/// explains the time it takes. Words of ships that were held are a sign of their own.
struct P13LeadTime: Pattern {
    static let card = Card(
        id: "P13", name: "lead-time-window", group: .route, strength: .weak,
        innocent: ["Holidays, freight, a queue at the maker.", "The maker trained new people."],
        ask: ["Dates of each stage, with the papers that show them."])

    /// Words that orders and messages use of ships that could not dock.
    static let words = [
        "vessel delay", "vessel held", "ship held", "ship detained", "vessel detained",
        "unable to dock", "held at port", "船期延误", "船被扣",
    ]

    private let local: LogNormal?
    private let cross: LogNormal?

    init(_ world: World) {
        local = LogNormal(world.range("lead.local"), base: world.parameters["lead.local"].base)
        cross = LogNormal(world.range("lead.cross"), base: world.parameters["lead.cross"].base)
    }

    func outcomes(chain: Scope, _ world: World) -> [Outcome] {
        let node = world.graph.lots[chain.lot]
        guard let goods = node.goods, !goods.isRaw, !goods.raw.isEmpty, !node.orders.isEmpty
        else { return [] }
        if case .recorded(let rows) = world.making(of: chain.lot),
            rows.allSatisfy({ row in
                let country = world.graph.country(ofSite: world.graph.processings[row].site)
                return country != nil && country != "CN" && country != "KP"
            })
        {
            // Made in another country as the records say: the trip is part of the story.
            return []
        }
        return node.orders.map { judge(world.graph.orders[$0], chain, world) }
    }

    private func judge(_ order: OrderNode, _ chain: Scope, _ world: World) -> Outcome {
        let view = order.entry.view
        let id = view.record.id
        let remark = view.remarks?.lowercased() ?? ""
        if !remark.isEmpty, let word = Self.words.first(where: remark.contains) {
            return .raised(
                Self.card, about: "order:" + id, numbers: ["remarks": 1],
                records: [order.entry.stated], law: ["records"],
                "Order \(id) carries a remark with the words '\(word)'.")
        }
        guard let start = view.ordered?.dayNumber, let end = view.shipped?.dayNumber else {
            return .notTestable(
                Self.card, [view.ordered == nil ? "orders.ordered" : "orders.shipped"])
        }
        guard end > start, let local, let cross else { return .notRaised(Self.card) }
        let days = Double(end - start)
        let ratio = LogNormal.ratio(days, cross, local)
        let prior = world.parameters[
            world.graph.lots[chain.lot].hs?.hasPrefix("6704") == true ? "prior.6704" : "prior.other"
        ].base
        let covered = Self.covered(start...end, chain, world)
        let numbers = [
            "days": days, "likelihood_ratio": ratio, "days_of_recorded_work": Double(covered),
            "posterior_cross_border": LogNormal.posterior(days, cross, local, prior: prior),
        ]
        guard ratio >= world.parameters["lead.ratio"].base,
            Double(covered) < days * world.parameters["lead.covered"].base
        else { return .notRaised(Self.card, numbers: numbers) }
        return .raised(
            Self.card, about: "order:" + id, numbers: numbers, records: [order.entry.stated],
            law: ["records"],
            "Order \(id) took \(Words.figure(days)) days to ship, "
                + (chain.processings.isEmpty
                    ? "and no work is recorded"
                    : "of which the records show \(covered) days of work")
                + "; such a time is \(Words.figure(ratio)) times likelier for a "
                + "trip across a border than for local work.")
    }

    /// Days of the span on which recorded work at a known place outside North Korea went on.
    private static func covered(
        _ span: ClosedRange<Int>, _ chain: Scope, _ world: World
    ) -> Int {
        var spans: [(Int, Int)] = []
        for number in chain.processings {
            let row = world.graph.processings[number]
            guard let first = row.entry.view.started?.dayNumber,
                let last = row.entry.view.finished?.dayNumber, first <= last,
                let country = world.graph.country(ofSite: row.site), country != "KP",
                last >= span.lowerBound, first <= span.upperBound
            else { continue }
            spans.append((max(first, span.lowerBound), min(last, span.upperBound)))
        }
        var (total, reached) = (0, span.lowerBound - 1)
        for (first, last) in spans.sorted(by: { $0 < $1 }) where last > reached {
            total += last - max(first, reached + 1) + 1
            reached = last
        }
        return total
    }
}
