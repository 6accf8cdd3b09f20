// SPDX-License-Identifier: Apache-2.0
import TracePrimitives
import TraceRecords

/// Lots that are nothing but repaired goods: they were sold abroad before, and came back for it.
///
/// Their price is a fee for the repair. The hours of making them were paid with the price that they
/// were first sold at, which is asked about at the lots they are made of.
enum P05Repairs {
    /// Steps of a repair: finishing, and tying or sewing what came loose.
    static let steps = Steps.finishing.union(["knot", "tie", "sew"])

    /// Rows, shares of a row, and movements that are read; more than these excuse nothing.
    static let most = 256

    /// Whether all rows that made a lot only repaired such goods, and no fewer than they gave out.
    static func areRepairs(_ lot: Int, _ world: World) -> Bool {
        let graph = world.graph
        var used: Set<Int> = []
        guard graph.lots[lot].producers.count <= most else { return false }
        for number in graph.lots[lot].producers {
            let row = graph.processings[number]
            let inputs = row.inputs.filter { $0.lot != lot }
            // Work on the lot under its own id brings nothing new.
            if inputs.isEmpty, !row.inputs.isEmpty, isRepair(row) { continue }
            guard isRepair(row), let given = articles(row.outputs, world) else { return false }
            let back = inputs.map { cameBack($0, for: lot, row, world) }
            guard !back.contains(nil), back.compactMap({ $0 }).reduce(0, +) >= given else {
                return false
            }
            used.formUnion(inputs.map(\.lot))
        }
        return !used.isEmpty && graph.lots[lot].madeFrom.allSatisfy { used.contains($0.lot) }
    }

    private static func isRepair(_ row: ProcessingNode) -> Bool {
        let steps = row.entry.view.steps
        return !steps.isEmpty && steps.allSatisfy(Self.steps.contains)
            && row.inputs.count <= most && row.outputs.count <= most
    }

    /// Articles of an input that were entered abroad at a price, and stood at the site in time.
    ///
    /// Nil where the records do not say all of it.
    private static func cameBack(
        _ share: Share, for lot: Int, _ row: ProcessingNode, _ world: World
    ) -> Double? {
        let graph = world.graph
        let node = graph.lots[share.lot]
        guard node.goods == graph.lots[lot].goods, let articles = articles([share], world),
            let start = row.entry.view.started?.dayNumber,
            let country = graph.country(ofSite: row.site), country != "KP",
            node.orders.contains(where: { isPriced(graph.orders[$0]) })
        else { return nil }
        let moves = node.movements.prefix(most).filter {
            !graph.movements[$0].isRepeat && !graph.leaves("KP", $0)
                && (graph.movements[$0].days?.last ?? .max) <= start
        }
        let entries = moves.filter { number in
            guard ["entry", "re_export"].contains(graph.movements[number].type),
                let abroad = graph.destination(of: number)
            else { return false }
            return abroad != "CN" && abroad != "KP"
        }
        let ways = moves.filter { number in
            if entries.contains(number) { return graph.destination(of: number) == country }
            return graph.destination(of: number) == country
                && entries.contains {
                    graph.destination(of: $0) == graph.origin(of: number)
                        && ends($0, before: number, graph)
                }
        }
        let moved = ways.flatMap { graph.movements[$0].lots.filter { $0.lot == share.lot } }
        guard !moved.isEmpty, let back = Self.articles(moved, world) else { return nil }
        return min(articles, back)
    }

    private static func isPriced(_ order: OrderNode) -> Bool {
        (order.entry.view.unitPrice?.doubleValue ?? 0) > 0
    }

    private static func ends(_ first: Int, before next: Int, _ graph: ProvenanceGraph) -> Bool {
        guard let end = graph.movements[first].days?.last,
            let start = graph.movements[next].days?.first
        else { return false }
        return end <= start
    }

    /// Single articles of shares, as many as their mass allows; nil where a cell is blank.
    private static func articles(_ shares: [Share], _ world: World) -> Double? {
        var sum = 0.0
        for share in shares {
            guard let articles = world.articles(share), articles.missing.isEmpty else { return nil }
            sum += articles.count.high
        }
        return sum
    }
}
