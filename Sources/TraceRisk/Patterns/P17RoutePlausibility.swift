// SPDX-License-Identifier: Apache-2.0
import TracePrimitives
import TraceRecords

/// P17: goods are stuffed or received in a border city though they were made elsewhere, or travel
/// faster than lorries and trains do.
struct P17RoutePlausibility: Pattern {
    static let card = Card(
        id: "P17", name: "route-plausibility", group: .route, strength: .moderate,
        innocent: [
            "Loads of several makers are put together there.",
            "The material is bought in Liaoning.",
        ],
        ask: ["The truck waybill.", "The stuffing record.", "Why this way was taken."])

    init(_ world: World) {}

    func outcomes(chain: Scope, _ world: World) -> [Outcome] {
        let node = world.graph.lots[chain.lot]
        guard let goods = node.goods, !goods.isRaw else { return [] }
        var outcomes = chain.movements.compactMap { Self.tooFast($0, world) }
        let leaving = node.movements.filter {
            ["entry", "re_export", nil].contains(world.graph.movements[$0].type)
        }
        for number in leaving { outcomes.append(Self.detour(number, chain, world)) }
        return outcomes
    }

    /// A place on the way: where it is, or why that is not known.
    private enum Stop {
        case at(String, GeoPoint)
        case elsewhere
        case missing(String)
    }

    private static func stops(_ number: Int, _ world: World) -> [Stop] {
        let movement = world.graph.movements[number]
        var stops: [Stop] = []
        switch (movement.stuffing, world.whereabouts(movement.stuffing)) {
        case (nil, _): stops.append(.missing("movements.stuffing_site"))
        case (let site?, .at(let point)):
            stops.append(.at("site " + world.graph.sites[site].id, point))
        case (_, .blocked): stops.append(.missing("sites.locode (contradicted)"))
        case (_, .unknown): stops.append(.missing("sites.locode"))
        }
        if let text = movement.entry.view.placeOfReceipt {
            stops.append(place(text, world))
        } else {
            stops.append(.missing("movements.place_of_receipt"))
        }
        return stops
    }

    /// A place by its code or name; a name that the tables do not know is somewhere else.
    private static func place(_ text: String, _ world: World) -> Stop {
        if let place = world.gazetteer.places[text.uppercased()], let point = place.point {
            return .at(place.name, point)
        }
        let lower = text.lowercased()
        let borders = world.gazetteer.borders.filter { lower.contains($0.name.lowercased()) }
        guard !borders.isEmpty else { return .elsewhere }
        let words = Self.words(text)
        let named = borders.first { isNamed($0.name, in: words) }
        return named.flatMap { place in place.point.map { .at(place.name, $0) } } ?? .elsewhere
    }

    /// Words of an address, small, with an empty one wherever a part of it ends.
    private static func words(_ text: String) -> [String] {
        var words: [String] = []
        var word = ""
        for letter in text.lowercased() {
            if letter.isLetter || letter.isNumber {
                word.append(letter)
                continue
            }
            if !word.isEmpty { words.append(word) }
            word = ""
            if letter == "," || letter == ";" { words.append("") }
        }
        return words + [word]
    }

    /// What makes a street or a building of the name before it.
    private static let streets: Set<String> = [
        "road", "rd", "street", "st", "avenue", "ave", "lane", "lu", "jie", "dajie", "dadao",
        "boulevard", "blvd", "highway", "expressway", "building", "mansion", "plaza", "tower",
        "hotel", "bridge",
    ]

    /// What may stand between such a name and such a word.
    private static let parts: Set<String> = [
        "north", "south", "east", "west", "middle", "central", "bei", "nan", "dong", "xi", "zhong",
        "new", "no", "1st", "2nd", "3rd",
    ]

    /// Whether words name a place, and not a street that is called after it.
    private static func isNamed(_ name: String, in words: [String]) -> Bool {
        let sought = self.words(name).filter { !$0.isEmpty }
        guard !sought.isEmpty, words.count >= sought.count else { return false }
        return (0...(words.count - sought.count)).contains { start in
            guard Array(words[start..<(start + sought.count)]) == sought else { return false }
            let next = words[(start + sought.count)...].first { !parts.contains($0) }
            return next.map { !streets.contains($0) } ?? true
        }
    }

    private static func detour(_ number: Int, _ chain: Scope, _ world: World) -> Outcome {
        let movement = world.graph.movements[number]
        var missing: Set<String> = movement.type == nil ? ["movements.kind"] : []
        var best: Outcome?
        for stop in stops(number, world) {
            switch stop {
            case .missing(let cell): missing.insert(cell)
            case .elsewhere: continue
            case .at(let name, let point):
                guard let border = world.gazetteer.nearestBorder(to: point),
                    border.km <= world.parameters["route.near"].base
                else { continue }
                let makers = factories(chain, world, &missing)
                guard !makers.isEmpty else { continue }
                let outcome = judge(number, name, point, makers, world)
                if outcome.result == .raised || best == nil { best = outcome }
            }
        }
        if best?.result != .raised, !missing.isEmpty { return .notTestable(card, missing.sorted()) }
        return best ?? .notRaised(card)
    }

    private static func factories(
        _ chain: Scope, _ world: World, _ missing: inout Set<String>
    ) -> [GeoPoint] {
        var sites: Set<Int?> = []
        for lot in chain.lots where world.graph.lots[lot].goods?.isRaw != true {
            switch world.making(of: lot) {
            case .recorded(let rows), .finished(let rows):
                for row in rows { sites.insert(world.graph.processings[row].site) }
            case .declared(let site): sites.insert(site)
            case .unknown: if lot == chain.lot { sites.insert(nil) }
            }
        }
        var points: [GeoPoint] = []
        for site in sites {
            switch world.whereabouts(site) {
            case .at(let point): points.append(point)
            case .blocked: missing.insert("sites.locode (contradicted)")
            case .unknown: missing.insert(site == nil ? "processing.site" : "sites.locode")
            }
        }
        return points
    }

    private static func judge(
        _ number: Int, _ name: String, _ stop: GeoPoint, _ makers: [GeoPoint], _ world: World
    ) -> Outcome {
        let movement = world.graph.movements[number]
        // The maker nearest to the stop explains it best.
        guard
            let maker = makers.min(by: { $0.distance(to: stop) < $1.distance(to: stop) })
        else { return .notRaised(card) }
        let away = maker.distance(to: stop)
        let ports = world.gazetteer.ports.compactMap(\.point)
        let load = movement.entry.view.port.flatMap { world.gazetteer.places[$0] }
            .flatMap { $0.role == "port" ? $0.point : nil }
        let direct =
            load.map { maker.distance(to: $0) }
            ?? ports.map { maker.distance(to: $0) }.min() ?? 0
        let length = away + (load.map { stop.distance(to: $0) } ?? 0)
        let ratio = length / max(direct, 1)
        let numbers = [
            "km_to_stop": away, "km_of_route": length, "km_direct": direct, "detour": ratio,
        ]
        guard away > world.parameters["route.away"].base,
            ratio > world.parameters["route.detour"].base
        else { return .notRaised(card, numbers: numbers) }
        return .raised(
            card, about: "movement:" + movement.id, numbers: numbers,
            records: [movement.entry.stated], law: ["any"],
            "Movement \(movement.id) is stuffed or received at \(name) near the Korean border, "
                + "\(Words.figure(away)) km from the recorded place of work; the way to a port is "
                + "\(Words.figure(ratio)) times the direct one.")
    }

    private static func tooFast(_ number: Int, _ world: World) -> Outcome? {
        let movement = world.graph.movements[number]
        guard ["road", "rail"].contains(movement.entry.view.mode),
            case .at(let from) = world.whereabouts(movement.fromSite),
            case .at(let to) = world.whereabouts(movement.toSite)
        else { return nil }
        let km = from.distance(to: to)
        let most = world.parameters["route.speed"].base
        guard km > most else { return nil }
        let view = movement.entry.view
        // One day alone says nothing of how long it took.
        guard let sent = view.dispatched?.dayNumber, let came = view.arrived?.dayNumber else {
            let blank = [
                view.dispatched == nil ? "movements.dispatched" : nil,
                view.arrived == nil ? "movements.arrived" : nil,
            ]
            return .notTestable(card, blank.compactMap { $0 })
        }
        // Dispatched and arrived on one day may be two calendar days of travel at most.
        let days = abs(came - sent) + 1
        let speed = km / Double(days)
        guard speed > most else { return nil }
        return .raised(
            card, about: "movement:" + movement.id, numbers: ["km": km, "km_per_day": speed],
            records: [movement.entry.stated], law: ["records"],
            "Movement \(movement.id) covers \(Words.figure(km)) km by \(view.mode ?? "") in "
                + "\(days) day\(days == 1 ? "" : "s").")
    }
}
