// SPDX-License-Identifier: Apache-2.0
import TracePrimitives
import TraceRecords

/// What part of a lot each of its orders is for, by their pieces.
///
/// An order without pieces is for what the others leave. Where orders name more than the lot has, each
/// may be for as much as it says, and their pieces are asked about.
struct OrderParts: Sendable {
    /// In the order of the lot's orders.
    let parts: [Interval]
    let ask: [String]

    /// Parts of all orders of a lot, or of those given.
    init(_ lot: Int, orders: [Int]? = nil, _ world: World) {
        let node = world.graph.lots[lot]
        let orders = (orders ?? node.orders).map { world.graph.orders[$0] }
        guard orders.count > 1 else {
            parts = orders.map { _ in Interval(1) }
            ask = []
            return
        }
        let stated = orders.map { Self.pieces($0, lot, node) }
        let sum = stated.compactMap { $0 }.reduce(0, +)
        let open = Double(stated.filter { $0 == nil }.count)
        guard let whole = node.entry.view.pieces?.doubleValue, whole > 0, open == 0 || sum > 0
        else {
            let isOpen = open > 0 || sum <= 0
            parts = stated.map { isOpen ? Interval(0, 1) : Interval(($0 ?? 0) / sum) }
            ask = isOpen ? ["orders.pieces"] : []
            return
        }
        let rest = open > 0 ? max(whole - sum, 0) / open : 0
        let total = max(sum + rest * open, .leastNormalMagnitude)
        let isMore = sum > whole * (1 + world.parameters["document.error"].base)
        parts = stated.map { pieces in
            let own = pieces ?? rest
            return isMore ? Interval(own / total, min(own / whole, 1)) : Interval(own / total)
        }
        ask = isMore ? ["orders.pieces (of all orders, more than the lot has)"] : []
    }

    /// Whether orders state pieces for all of a lot.
    static func cover(_ lot: Int, orders: [Int], _ world: World) -> Bool {
        let node = world.graph.lots[lot]
        guard let whole = node.entry.view.pieces?.doubleValue, whole > 0 else { return false }
        let sum = orders.compactMap { pieces(world.graph.orders[$0], lot, node) }.reduce(0, +)
        return sum >= whole * (1 - world.parameters["document.error"].base)
    }

    /// Units of the lot that an order names.
    private static func pieces(_ order: OrderNode, _ lot: Int, _ node: LotNode) -> Double? {
        let shares = order.lots.filter { $0.lot == lot }
        if !shares.isEmpty, shares.allSatisfy({ $0.pieces != nil }) {
            return shares.compactMap(\.pieces).reduce(0, +)
        }
        return order.lots.count == 1 ? order.entry.view.pieces?.doubleValue : nil
    }
}
