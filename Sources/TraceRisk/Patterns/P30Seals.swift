// SPDX-License-Identifier: Apache-2.0
import TraceRecords

/// Seals that two shipments carry at one time, found by a sweep over all that are under way.
struct P30Seals {
    /// Movements with one seal at one time that are not one shipment.
    private(set) var pairs: [(Int, Int)] = []
    /// Lots of movements with one seal whose blank dates hide whether the times overlap.
    private(set) var openLots: Set<Int> = []

    /// Movements under way that the next one is compared with.
    static let most = 32

    init(_ world: World) {
        let movements = world.graph.movements
        var seals: [String: [Int]] = [:]
        for (number, movement) in movements.enumerated() {
            guard let seal = movement.entry.view.seal, !seal.isEmpty else { continue }
            seals[seal, default: []].append(number)
        }
        for seal in seals.keys.sorted() {
            guard let group = seals[seal], group.count > 1 else { continue }
            sweep(
                group.sorted {
                    (movements[$0].days?.first ?? 0, $0) < (movements[$1].days?.first ?? 0, $1)
                }, movements)
        }
    }

    private mutating func sweep(_ group: [Int], _ movements: [MovementNode]) {
        var underWay: [Int] = []
        for next in group {
            underWay.removeAll { Self.ended($0, before: next, movements) }
            for other in underWay.suffix(Self.most) {
                switch Self.conflict(other, next, movements) {
                case true?: pairs.append((other, next))
                case false?: continue
                case nil:
                    openLots.formUnion((movements[other].lots + movements[next].lots).map(\.lot))
                }
            }
            underWay.append(next)
        }
    }

    private static func ended(_ a: Int, before b: Int, _ movements: [MovementNode]) -> Bool {
        guard let end = movements[a].entry.view.arrived,
            let start = movements[b].entry.view.dispatched
        else { return false }
        return end < start
    }

    /// Two shipments at overlapping times that are not one: other container, waybill or lots.
    ///
    /// Nil where a blank date hides whether the times overlap.
    private static func conflict(_ a: Int, _ b: Int, _ movements: [MovementNode]) -> Bool? {
        let (x, y) = (movements[a], movements[b])
        guard Set(x.lots.map(\.lot)).isDisjoint(with: y.lots.map(\.lot)) else { return false }
        let (one, other) = (x.entry.view, y.entry.view)
        let sameWaybill = one.waybill != nil && one.waybill == other.waybill
        let sameContainer = one.container != nil && one.container == other.container
        if sameWaybill || sameContainer { return false }
        guard let start = one.dispatched, let end = one.arrived, let next = other.dispatched,
            let last = other.arrived
        else { return nil }
        return next <= end && start <= last
    }
}
