// SPDX-License-Identifier: Apache-2.0
import TraceRecords

/// P09: raw goods leave through the border region and matching goods return after a fitting interval.
///
/// Compares days, the pair of headings, the parties, and mass after the cap is deducted.
struct P09BorderRoundTrip: Pattern {
    static let card = Card(
        id: "P09", name: "border-window-round-trip", group: .route, strength: .strong,
        innocent: [
            "Two independent trades of a large house.",
            "Trade with Russia or within Yanbian through Hunchun.",
        ],
        ask: [
            "Both customs declarations.", "The handbook number.", "Name of the foreign processor.",
        ])

    /// A shipment of material that leaves.
    private struct Departure {
        let movement: Int
        let day: Int
        let kg: Double?
        let isBorder: Bool
        /// Whether it leaves to a country where the records place the work.
        let destination: String?
        let missing: [String]
    }

    /// A party, and a class of goods that its material can become.
    private struct Key: Hashable {
        let party: Int
        let goods: String
    }

    /// No more departures of matching material than this are compared with one return.
    static let compared = 64

    private var byLot: [Int: [Outcome]] = [:]

    init(_ world: World) {
        var departures: [Key: [Departure]] = [:]
        let classes = world.tables.classes.filter { !$0.isRaw && !$0.raw.isEmpty }
        for number in world.graph.movements.indices {
            guard let departure = Self.departure(number, world) else { continue }
            let movement = world.graph.movements[number]
            let codes = Set(movement.lots.map { world.graph.lots[$0.lot].hs })
            let fitting = classes.filter { goods in
                codes.contains { $0.map(goods.isMaterial) ?? true }
            }
            for party in Set([movement.fromParty, movement.toParty].compactMap { $0 }) {
                for goods in fitting {
                    departures[Key(party: party, goods: goods.name), default: []].append(departure)
                }
            }
        }
        for key in departures.keys {
            departures[key]?.sort { ($0.day, $0.movement) < ($1.day, $1.movement) }
        }
        for number in world.graph.movements.indices {
            judge(return: number, departures, world)
        }
    }

    func outcomes(lot: Int, _ world: World) -> [Outcome] {
        let node = world.graph.lots[lot]
        guard let goods = node.goods, !goods.isRaw, !goods.raw.isEmpty else { return [] }
        return byLot[lot] ?? [.notRaised(Self.card)]
    }

    private static func departure(_ number: Int, _ world: World) -> Departure? {
        let movement = world.graph.movements[number]
        guard movement.type == "raw_export" || movement.type == "transfer" else { return nil }
        let isKorean = world.graph.reaches("KP", number)
        let destination = isKorean ? "KP" : world.graph.destination(of: number)
        let origin = world.graph.origin(of: number)
        if movement.type == "transfer", destination == nil || origin == destination { return nil }
        let view = movement.entry.view
        let office = view.customsOffice.map(world.tables.isBorderCustoms)
        let place = view.port.map { world.tables.borderPlaces[$0] != nil }
        let isBorder = office == true || place == true || destination == "KP"
        var missing: [String] = []
        if !isBorder, destination == nil || destination == "CN" {
            if office == nil { missing.append("movements.customs_office") }
            if destination == nil { missing.append("movements.to_country") }
        }
        guard isBorder || !missing.isEmpty, let day = movement.days?.last ?? Int?.some(0) else {
            return nil
        }
        if movement.days == nil { missing.append("movements.dispatched") }
        return Departure(
            movement: number, day: movement.days == nil ? 0 : day,
            kg: total(movement.lots, world), isBorder: isBorder, destination: destination,
            missing: missing)
    }

    private static func total(_ shares: [Share], _ world: World) -> Double? {
        var sum = 0.0
        for share in shares {
            guard let kg = world.graph.kilograms(share) else { return nil }
            sum += kg
        }
        return shares.isEmpty ? nil : sum
    }

    private mutating func judge(
        return number: Int, _ departures: [Key: [Departure]], _ world: World
    ) {
        let movement = world.graph.movements[number]
        guard movement.type == "return_import" || movement.type == "raw_import" else { return }
        let parties = Set([movement.toParty, movement.fromParty].compactMap { $0 }).sorted()
        let trip = world.range("trip.days")
        var best: [Int: Outcome] = [:]
        for load in Self.loads(movement, world) {
            var near: [Departure] = []
            var seen: Set<Int> = []
            var isCut = false
            for goods in Set(load.compactMap { world.graph.lots[$0.lot].goods?.name }).sorted() {
                for party in parties {
                    let all = departures[Key(party: party, goods: goods)] ?? []
                    let (some, cut) = Self.near(all, movement.days?.first, trip)
                    near += some.filter { seen.insert($0.movement).inserted }
                    isCut = isCut || cut
                }
            }
            if isCut {
                let open = Outcome.notTestable(
                    Self.card, ["movements.lots (more departures fit than are compared)"])
                for share in load where Self.rank(open) > Self.rank(best[share.lot]) {
                    best[share.lot] = open
                }
            }
            for departure in near {
                guard let outcome = Self.match(departure, number, load, world) else { continue }
                for share in load where Self.rank(outcome) > Self.rank(best[share.lot]) {
                    best[share.lot] = outcome
                }
            }
        }
        for (lot, outcome) in best { byLot[lot, default: []].append(outcome) }
    }

    /// What came in and may have been made of what left: the goods of each class, and all together.
    ///
    /// Other goods of the same shipment explain nothing, in whatever order they are named.
    private static func loads(_ movement: MovementNode, _ world: World) -> [[Share]] {
        let made = movement.lots.filter { share in
            guard let goods = world.graph.lots[share.lot].goods else { return false }
            return !goods.isRaw && !goods.raw.isEmpty
        }
        let classes = Dictionary(grouping: made) { world.graph.lots[$0.lot].goods?.name ?? "" }
        let each = classes.keys.sorted().compactMap { classes[$0] }
        return each.count > 1 ? each + [made] : each
    }

    /// Departures within the interval before a return, and those whose day is not known; whether
    /// there are more.
    private static func near(
        _ all: [Departure], _ day: Int?, _ trip: Interval
    ) -> ([Departure], isCut: Bool) {
        guard let day else { return (Array(all.prefix(compared)), all.count > compared) }
        let undated = all.prefix(compared + 1).prefix { $0.day == 0 }
        var low = 0
        var high = all.count
        while low < high {
            let middle = (low + high) / 2
            if all[middle].day < day - Int(trip.high) { low = middle + 1 } else { high = middle }
        }
        // Those without a day sort first, and are no part of the interval.
        let dated = all[max(low, undated.count)...].prefix(compared + 1)
            .prefix { $0.day > 0 && $0.day <= day - Int(trip.low) }
        return (
            Array(undated.prefix(compared)) + dated.prefix(compared),
            undated.count > compared || dated.count > compared
        )
    }

    private static func rank(_ outcome: Outcome?) -> Int {
        guard let outcome else { return 0 }
        switch outcome.result {
        case .notRaised: return 1
        case .notTestable: return 2
        case .raised: return outcome.strength == .strong ? 4 : 3
        }
    }

    private static func match(
        _ departure: Departure, _ number: Int, _ load: [Share], _ world: World
    ) -> Outcome? {
        let movement = world.graph.movements[number]
        let out = world.graph.movements[departure.movement]
        let codes = out.lots.map { world.graph.lots[$0.lot].hs }
        let classes = load.compactMap { world.graph.lots[$0.lot].goods }
        let isPair = classes.contains { goods in
            codes.contains { $0.map(goods.isMaterial) ?? true }
        }
        guard isPair, let goods = classes.first else { return nil }
        var missing = departure.missing
        if codes.contains(nil) { missing.append("lots.hs") }
        if isExplained(departure, load, world) { return .notRaised(card) }
        guard let arrived = movement.days?.first, departure.day > 0 else {
            return .notTestable(card, missing.isEmpty ? ["movements.arrived"] : missing)
        }
        guard let sent = departure.kg, sent > 0, let back = net(load, world) else {
            return .notTestable(card, missing + ["lots.net_kg"])
        }
        let ratio = Interval(back.low / sent, back.high / sent)
        guard ratio.meets(world.range("trip.ratio")) else { return .notRaised(card) }
        guard missing.isEmpty else { return .notTestable(card, missing) }
        let days = arrived - departure.day
        let isThird = departure.destination.map { $0 != "KP" && $0 != "CN" } ?? false
        return .raised(
            card, isThird ? .moderate : .strong, about: "movement:" + movement.id,
            numbers: [
                "days_between": Double(days), "sent_kg": sent, "returned_kg_low": back.low,
                "returned_kg_high": back.high, "mass_ratio_low": ratio.low,
                "mass_ratio_high": ratio.high,
            ],
            records: [out.entry.stated, movement.entry.stated], law: ["any", goods.law],
            "\(Words.figure(sent)) kg of material left through the border region (\(out.id)), and "
                + "\(days) days later \(Words.figure(back.high)) kg of \(titles(classes)), after the cap is "
                + "deducted, came in for the same party (\(movement.id)).")
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
