// SPDX-License-Identifier: Apache-2.0
import TraceRecords

/// Seals that two shipments carry at one time, found by a sweep over all that are under way.
struct P30Seals {
    /// Movements with one seal at one time that are not one shipment.
    private(set) var pairs: [(Int, Int)] = []
    /// The blank cells that hide whether movements with one seal are two shipments, by lot.
    private(set) var open: [Int: Set<String>] = [:]

    /// Movements under way that the next one is compared with.
    static let most = 32

    init(_ world: World) {
        let movements = world.graph.movements
        var seals: [String: [Int]] = [:]
        for (number, movement) in movements.enumerated() {
            guard let seal = movement.entry.view.seal.map(Likeness.mark), !seal.isEmpty else {
                continue
            }
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
                case .two: pairs.append((other, next))
                case .one: continue
                case .open(let cells):
                    for share in movements[other].lots + movements[next].lots {
                        open[share.lot, default: []].formUnion(cells)
                    }
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

    /// Whether two movements with one seal can be one shipment.
    private enum Conflict {
        case one, two
        case open([String])
    }

    /// Two shipments at overlapping times that are not one: other container, waybill or lots.
    ///
    /// A blank date hides whether the times overlap, and a blank container, where the other row names
    /// one, whether both went in it, under a waybill for each consignee.
    private static func conflict(_ a: Int, _ b: Int, _ movements: [MovementNode]) -> Conflict {
        let (x, y) = (movements[a], movements[b])
        guard Set(x.lots.map(\.lot)).isDisjoint(with: y.lots.map(\.lot)) else { return .one }
        let (one, other) = (x.entry.view, y.entry.view)
        if isSame(one.waybill, other.waybill) || isSame(one.container, other.container) {
            return .one
        }
        let container =
            isContainerOpen(x, y) ? [P30DuplicateEvidence.containerCell] : []
        guard let start = one.dispatched, let end = one.arrived, let next = other.dispatched,
            let last = other.arrived
        else { return .open(P30DuplicateEvidence.sealCells + container) }
        guard next <= end && start <= last else { return .one }
        return container.isEmpty ? .two : .open(container)
    }

    /// Whether a blank cell alone keeps two rows from naming one container: one of them names it, or
    /// one consolidator sent both from one port on one day.
    private static func isContainerOpen(_ x: MovementNode, _ y: MovementNode) -> Bool {
        let (one, other) = (x.entry.view, y.entry.view)
        switch (one.container, other.container) {
        case (nil, nil):
            return x.consolidator != nil && x.consolidator == y.consolidator
                && one.port != nil && one.port == other.port
                && one.dispatched != nil && one.dispatched == other.dispatched
        case (nil, _), (_, nil): return true
        default: return false
        }
    }

    private static func isSame(_ a: String?, _ b: String?) -> Bool {
        guard let a, let b else { return false }
        return Likeness.mark(a) == Likeness.mark(b)
    }
}
