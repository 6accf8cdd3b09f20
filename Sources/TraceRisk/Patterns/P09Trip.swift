// SPDX-License-Identifier: Apache-2.0
import TraceRecords

/// P09: what a departure of material and a return of goods show together.
enum P09Trip {
    private static let card = P09BorderRoundTrip.card

    /// A shipment of material that leaves.
    struct Departure {
        let movement: Int
        let day: Int
        let kg: Double?
        /// Whether it leaves to a country where the records place the work.
        let destination: String?
        let missing: [String]
    }

    /// A departure and goods that may be made of its material, whose days fit; masses are known.
    struct Leg {
        let departure: Departure
        let movement: Int
        let load: [Share]
        let sent: Double
        let back: Interval
        let days: Int
        let missing: [String]
    }

    /// What one departure and one return show together.
    enum Comparison {
        case outcome(Outcome)
        case leg(Leg)
    }

    /// Compares one departure with one return; nil where the goods are not of its material.
    static func compare(
        _ departure: Departure, _ number: Int, _ load: [Share], _ world: World
    ) -> Comparison? {
        let out = world.graph.movements[departure.movement]
        let codes = out.lots.map { world.graph.lots[$0.lot].hs }
        let isPair = load.compactMap { world.graph.lots[$0.lot].goods }.contains { goods in
            codes.contains { $0.map(goods.isMaterial) ?? true }
        }
        guard isPair else { return nil }
        var missing = departure.missing
        if codes.contains(nil) { missing.append("lots.hs") }
        if isExplained(departure, load, world) { return .outcome(.notRaised(card)) }
        guard let arrived = world.graph.movements[number].days?.first, departure.day > 0 else {
            return .outcome(.notTestable(card, missing.isEmpty ? ["movements.arrived"] : missing))
        }
        guard let sent = departure.kg, sent > 0, let back = net(load, world) else {
            return .outcome(.notTestable(card, missing + ["lots.net_kg"]))
        }
        return .leg(
            Leg(
                departure: departure, movement: number, load: load, sent: sent, back: back,
                days: arrived - departure.day, missing: missing))
    }

    /// What legs of one departure, or of one return, show together.
    static func outcome(_ legs: [Leg], _ world: World) -> Outcome {
        var sent: [Int: Double] = [:]
        var back: [Int: Interval] = [:]
        for leg in legs {
            sent[leg.departure.movement] = leg.sent
            back[leg.movement] = leg.back
        }
        let (left, came) = (sent.keys.sorted(), back.keys.sorted())
        let kg = left.compactMap { sent[$0] }.reduce(0, +)
        let goods = came.compactMap { back[$0] }.reduce(Interval(0), +)
        let ratio = Interval(goods.low / kg, goods.high / kg)
        guard let first = legs.first, ratio.meets(world.range("trip.ratio")) else {
            return .notRaised(card)
        }
        let missing = Set(legs.flatMap(\.missing)).sorted()
        guard missing.isEmpty else { return .notTestable(card, missing) }
        let days = Interval(
            Double(legs.map(\.days).min() ?? first.days),
            Double(legs.map(\.days).max() ?? first.days))
        let isThird = legs.contains { leg in
            leg.departure.destination.map { $0 != "KP" && $0 != "CN" } ?? false
        }
        let movements = world.graph.movements
        let classes = legs.flatMap { $0.load.compactMap { world.graph.lots[$0.lot].goods } }
        var numbers = [
            "days_between": days.low, "sent_kg": kg, "returned_kg_low": goods.low,
            "returned_kg_high": goods.high, "mass_ratio_low": ratio.low,
            "mass_ratio_high": ratio.high,
        ]
        var span = Words.figure(days.low)
        if days.low < days.high {
            numbers["days_between_high"] = days.high
            span += " to " + Words.figure(days.high)
        }
        return .raised(
            card, legs.count > 1 || isThird ? .moderate : .strong,
            about: "movement:" + movements[first.movement].id,
            numbers: numbers,
            records: (left.prefix(5) + came.prefix(5)).map { movements[$0].entry.stated },
            law: ["any"] + Set(classes.map(\.law)).sorted(),
            "\(Words.figure(kg)) kg of material left through the border region "
                + "(\(Words.list(left.map { movements[$0].id }))), and \(span) days later "
                + "\(Words.figure(goods.high)) kg of \(titles(classes)), after the cap is deducted, came "
                + "in for the same party (\(Words.list(came.map { movements[$0].id }))).")
    }

    /// The mass of all shares; nil where one is not known.
    static func total(_ shares: [Share], _ world: World) -> Double? {
        var sum = 0.0
        for share in shares {
            guard let kg = world.graph.kilograms(share) else { return nil }
            sum += kg
        }
        return shares.isEmpty ? nil : sum
    }

    private static func titles(_ classes: [GoodsClass]) -> String {
        var seen: Set<String> = []
        return Words.list(classes.map(\.title).filter { seen.insert($0).inserted })
    }

    /// Mass of returning goods without what was added to the material.
    private static func net(_ shares: [Share], _ world: World) -> Interval? {
        guard var net = total(shares, world).map({ Interval($0) }) else { return nil }
        for share in shares {
            guard let key = world.graph.lots[share.lot].goods?.additiveKey else { continue }
            guard let articles = world.articles(share) else { return nil }
            net = net - world.range(key) * articles.count
        }
        return net
    }

    /// A third country in which the records place the work on the returning goods.
    private static func isExplained(
        _ departure: Departure, _ load: [Share], _ world: World
    ) -> Bool {
        guard let country = departure.destination, country != "KP", country != "CN" else {
            return false
        }
        return load.allSatisfy { share in
            guard case .recorded(let rows) = world.making(of: share.lot) else { return false }
            return rows.allSatisfy {
                world.graph.country(ofSite: world.graph.processings[$0].site) == country
            }
        }
    }
}
