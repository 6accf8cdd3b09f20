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

    /// A party, and a class of goods that its material can become.
    private struct Key: Hashable {
        let party: Int
        let goods: String
    }

    /// Legs that do not balance by themselves, by the movement and the classes of goods they share.
    private struct Shared: Hashable {
        let movement: Int
        let goods: [String]
    }

    /// No more departures of matching material than this are compared with one return.
    static let compared = 64

    private var byLot: [Int: [Outcome]] = [:]

    init(_ world: World) {
        var departures: [Key: [P09Trip.Departure]] = [:]
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
        var best: [Int: [Int: Outcome]] = [:]
        var parts: [Shared: [P09Trip.Leg]] = [:]
        for number in world.graph.movements.indices {
            judge(return: number, departures, &best, &parts, world)
        }
        join(parts, &best, world)
        for number in best.keys.sorted() {
            for (lot, outcome) in best[number] ?? [:] { byLot[lot, default: []].append(outcome) }
        }
    }

    func outcomes(lot: Int, _ world: World) -> [Outcome] {
        let node = world.graph.lots[lot]
        guard let goods = node.goods, !goods.isRaw, !goods.raw.isEmpty else { return [] }
        return byLot[lot] ?? [.notRaised(Self.card)]
    }

    private static func departure(_ number: Int, _ world: World) -> P09Trip.Departure? {
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
        return P09Trip.Departure(
            movement: number, day: movement.days == nil ? 0 : day,
            kg: P09Trip.total(movement.lots, world), destination: destination,
            missing: missing)
    }

    /// Judges a return against each departure; `best` is by return and lot.
    private func judge(
        return number: Int, _ departures: [Key: [P09Trip.Departure]],
        _ best: inout [Int: [Int: Outcome]],
        _ parts: inout [Shared: [P09Trip.Leg]], _ world: World
    ) {
        let movement = world.graph.movements[number]
        guard movement.type == "return_import" || movement.type == "raw_import" else { return }
        let parties = Set([movement.toParty, movement.fromParty].compactMap { $0 }).sorted()
        let trip = world.range("trip.days")
        for load in Self.loads(movement, world) {
            var near: [P09Trip.Departure] = []
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
                Self.keep(open, of: number, load, &best)
            }
            for departure in near {
                switch P09Trip.compare(departure, number, load, world) {
                case .outcome(let outcome)?: Self.keep(outcome, of: number, load, &best)
                case .leg(let leg)?:
                    Self.keep(P09Trip.outcome([leg], world), of: number, load, &best)
                    Self.part(leg, &parts, world)
                case nil: continue
                }
            }
        }
    }

    private static func keep(
        _ outcome: Outcome, of number: Int, _ load: [Share], _ best: inout [Int: [Int: Outcome]]
    ) {
        for share in load where rank(outcome) > rank(best[number]?[share.lot]) {
            best[number, default: [:]][share.lot] = outcome
        }
    }

    // MARK: Goods that come back in parts, or of material that left in parts

    /// Keeps a leg whose goods are too few for its material, or too many, to be joined with others.
    private static func part(
        _ leg: P09Trip.Leg, _ parts: inout [Shared: [P09Trip.Leg]], _ world: World
    ) {
        let ratio = world.range("trip.ratio")
        let out = world.graph.movements[leg.departure.movement]
        guard !out.isRepeat, !world.graph.movements[leg.movement].isRepeat else { return }
        let goods = Set(leg.load.compactMap { world.graph.lots[$0.lot].goods?.name }).sorted()
        if leg.back.high / leg.sent < ratio.low {
            parts[Shared(movement: leg.departure.movement, goods: goods), default: []].append(leg)
        } else if leg.back.low / leg.sent > ratio.high {
            parts[Shared(movement: leg.movement, goods: goods), default: []].append(leg)
        }
    }

    /// Judges all goods that came back of one departure, and all material that left for one return.
    ///
    /// To split a shipment hides no trip. All of them or none, because some of many always fit.
    private func join(
        _ parts: [Shared: [P09Trip.Leg]], _ best: inout [Int: [Int: Outcome]], _ world: World
    ) {
        for legs in parts.values where legs.count > 1 {
            let outcome = P09Trip.outcome(legs, world)
            guard outcome.result != .notRaised else { continue }
            for leg in legs { Self.keep(outcome, of: leg.movement, leg.load, &best) }
        }
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
        _ all: [P09Trip.Departure], _ day: Int?, _ trip: Interval
    ) -> ([P09Trip.Departure], isCut: Bool) {
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
}
