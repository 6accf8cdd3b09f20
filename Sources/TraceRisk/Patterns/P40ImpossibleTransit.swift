// SPDX-License-Identifier: Apache-2.0
import TracePrimitives
import TraceRecords

/// P40: a paper claims rail transit between Dandong and Sinuiju while the line was suspended.
struct P40ImpossibleTransit: Pattern {
    static let card = Card(
        id: "P40", name: "impossible-transit", group: .route, strength: .strong,
        innocent: [
            "The goods went by ship or truck.", "The day of a paper is not the day of crossing.",
        ],
        ask: ["The rail waybill."])

    init(_ world: World) {}

    func outcomes(chain: Scope, _ world: World) -> [Outcome] {
        var outcomes: [Outcome] = []
        var missing: Set<String> = []
        for number in chain.movements where Self.isBorderRail(number, world) {
            let movement = world.graph.movements[number]
            guard let days = Self.crossing(movement, world) else {
                missing.insert("movements.dispatched")
                continue
            }
            guard let window = Self.closure(of: days, world) else { continue }
            outcomes.append(
                .raised(
                    Self.card, about: "movement:" + movement.id,
                    numbers: ["days_in_window": days.high - days.low + 1],
                    records: [movement.entry.stated], law: ["records"],
                    "Movement \(movement.id) states rail transit between China and North Korea"
                        + (Self.crossings(movement, world).isEmpty ? ", " : " at Dandong, ")
                        + "and the line Dandong-Sinuiju was suspended from \(window.start) to "
                        + "\(window.end.map { "\($0)" } ?? "now")."))
        }
        if !missing.isEmpty { outcomes.append(.notTestable(Self.card, missing.sorted())) }
        if outcomes.isEmpty, !chain.movements.isEmpty { outcomes.append(.notRaised(Self.card)) }
        return outcomes
    }

    /// Rail between China and North Korea, unless the record names another crossing than Dandong: of
    /// those the windows say nothing.
    private static func isBorderRail(_ number: Int, _ world: World) -> Bool {
        let movement = world.graph.movements[number]
        guard movement.entry.view.mode == "rail",
            P11OriginConflict.isKorean(movement: number, world)
        else { return false }
        let ends = [world.graph.origin(of: number), world.graph.destination(of: number)]
        guard ends.allSatisfy({ $0 == nil || $0 == "CN" || $0 == "KP" }) else { return false }
        let crossings = crossings(movement, world)
        return crossings.isEmpty || crossings.contains("Dandong")
    }

    /// The crossings that port and customs office name.
    private static func crossings(_ movement: MovementNode, _ world: World) -> Set<String> {
        let view = movement.entry.view
        var names: Set<String> = []
        if let port = view.port, let place = world.gazetteer.places[port] {
            if ["CNDDZ", "CNDDG", "KPSII"].contains(port) {
                names.insert("Dandong")
            } else if place.role == "border" {
                names.insert(place.name)
            }
        }
        if let office = view.customsOffice, world.tables.isBorderCustoms(office) {
            names.insert(office.hasPrefix("0930") ? "Dandong" : office)
        }
        return names
    }

    /// The days on which the border may have been crossed.
    private static func crossing(_ movement: MovementNode, _ world: World) -> Interval? {
        let view = movement.entry.view
        let longest = world.range("transit.rail").high
        switch (view.dispatched?.dayNumber, view.arrived?.dayNumber) {
        case (let first?, let last?): return Interval(Double(first), Double(last))
        case (let first?, nil): return Interval(Double(first), Double(first) + longest)
        case (nil, let last?): return Interval(Double(last) - longest, Double(last))
        case (nil, nil): return nil
        }
    }

    /// The suspension that holds every day on which the crossing may have been.
    private static func closure(of days: Interval, _ world: World) -> BorderWindow? {
        world.tables.windows.first { window in
            window.corridor == "rail" && window.state == "suspended"
                && Double(window.start.dayNumber) <= days.low
                && (window.end.map { days.high <= Double($0.dayNumber) } ?? true)
        }
    }
}
