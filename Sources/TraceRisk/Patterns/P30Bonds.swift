// SPDX-License-Identifier: Apache-2.0

/// What joins lots, so that one paper may speak of all of them: work, or a shipment.
struct P30Bonds {
    /// Rows that made each lot.
    private let makers: [Set<Int>]
    /// Rows that made or used it.
    private let rows: [Set<Int>]
    /// Movements of each lot, also by waybill, and by container and day.
    private let shipments: [Set<String>]

    init(_ world: World) {
        let graph = world.graph
        makers = graph.lots.map { Set($0.producers) }
        rows = graph.lots.map { Set($0.producers + $0.consumers) }
        let names = graph.movements.enumerated().map { number, movement in
            let view = movement.entry.view
            var names = ["movement \(number)"]
            if let waybill = view.waybill.map(Likeness.mark) { names.append("waybill \(waybill)") }
            if let container = view.container.map(Likeness.mark), let day = view.dispatched {
                names.append("container \(container) \(day)")
            }
            return names
        }
        shipments = graph.lots.map { Set($0.movements.flatMap { names[$0] }) }
    }

    /// Whether one row of work made all of them.
    func areOneWork(_ lots: Set<Int>) -> Bool { haveOne(lots, makers) }

    /// Whether all of them went in one shipment.
    func areOneShipment(_ lots: Set<Int>) -> Bool { haveOne(lots, shipments) }

    private func haveOne<Bond: Hashable>(_ lots: Set<Int>, _ bonds: [Set<Bond>]) -> Bool {
        guard let first = lots.first else { return false }
        return !lots.reduce(bonds[first]) { $0.intersection(bonds[$1]) }.isEmpty
    }

    /// Whether work and shipments join them, one to the next.
    func areJoined(_ lots: Set<Int>) -> Bool {
        var waiting = lots
        guard let first = waiting.popFirst() else { return true }
        var (rows, shipments) = (self.rows[first], self.shipments[first])
        while let next = waiting.first(where: {
            !self.rows[$0].isDisjoint(with: rows) || !self.shipments[$0].isDisjoint(with: shipments)
        }) {
            waiting.remove(next)
            rows.formUnion(self.rows[next])
            shipments.formUnion(self.shipments[next])
        }
        return waiting.isEmpty
    }
}
