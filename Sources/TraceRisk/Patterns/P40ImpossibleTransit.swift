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
                    "Movement \(movement.id) states rail transit across the border at Dandong, and the "
                        + "line was suspended from \(window.start) to "
                        + "\(window.end.map { "\($0)" } ?? "now")."))
        }
        if !missing.isEmpty { outcomes.append(.notTestable(Self.card, missing.sorted())) }
        if outcomes.isEmpty, !chain.movements.isEmpty { outcomes.append(.notRaised(Self.card)) }
        return outcomes
    }

    private static func isBorderRail(_ number: Int, _ world: World) -> Bool {
        let movement = world.graph.movements[number]
        guard movement.entry.view.mode == "rail" else { return false }
        return P11OriginConflict.isKorean(movement: number, world)
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
