// SPDX-License-Identifier: Apache-2.0

/// Lots and processing rows in an order in which everything comes after what it is made from.
///
/// Rows are steps of their own, so that one with many inputs and many outputs costs their sum and not
/// their product. What lies on a cycle stands at the end, in the order of the input.
struct LotOrder: Sendable {
    /// A lot or a processing row.
    enum Step: Sendable, Equatable {
        case lot(Int)
        case processing(Int)
    }

    /// All lots and rows.
    private(set) var steps: [Step] = []
    /// Lots that are stated to be made from each other, each cycle in order.
    private(set) var cycles: [[Int]] = []

    /// Orders a graph by taking away, again and again, what has no open inputs.
    init(_ graph: ProvenanceGraph) {
        let lots = graph.lots.count
        var outputs: [[Int]] = Array(repeating: [], count: lots + graph.processings.count)
        var open = Array(repeating: 0, count: outputs.count)
        func link(_ from: Int, _ to: Int) {
            outputs[from].append(to)
            open[to] += 1
        }
        for (number, row) in graph.processings.enumerated() {
            let made = Set(row.outputs.map(\.lot))
            let used = Set(row.inputs.map(\.lot))
            // Work that keeps a lot's id is no cycle; what is parted off comes after what it is parted from.
            let kept = row.partsOff ? used : []
            for lot in used where !made.contains(lot) || kept.contains(lot) {
                link(lot, lots + number)
            }
            for lot in made where !kept.contains(lot) { link(lots + number, lot) }
        }
        for (lot, node) in graph.lots.enumerated() {
            for source in Set(node.madeFrom.map(\.lot)) where source != lot { link(source, lot) }
        }
        var ready = outputs.indices.filter { open[$0] == 0 }
        var order: [Int] = []
        order.reserveCapacity(outputs.count)
        while let step = ready.popLast() {
            order.append(step)
            for next in outputs[step] {
                open[next] -= 1
                if open[next] == 0 { ready.append(next) }
            }
        }
        let rest = outputs.indices.filter { open[$0] > 0 }
        steps = (order + rest).map { $0 < lots ? .lot($0) : .processing($0 - lots) }
        findCycles(Set(rest), outputs, lots)
    }

    /// Takes away what leads nowhere too: what remains lies on cycles or between them.
    private mutating func findCycles(_ rest: Set<Int>, _ outputs: [[Int]], _ lots: Int) {
        var inputs: [Int: [Int]] = [:]
        var open: [Int: Int] = [:]
        for step in rest {
            let next = outputs[step].filter(rest.contains)
            open[step] = next.count
            for target in next { inputs[target, default: []].append(step) }
        }
        var ready = rest.filter { open[$0] == 0 }
        var core = rest
        while let step = ready.popFirst() {
            core.remove(step)
            for source in inputs[step] ?? [] {
                open[source, default: 0] -= 1
                if open[source] == 0 { ready.insert(source) }
            }
        }
        var seen: Set<Int> = []
        for start in core.sorted() where seen.insert(start).inserted {
            var component: [Int] = []
            var queue = [start]
            while let step = queue.popLast() {
                component.append(step)
                for next in outputs[step] + (inputs[step] ?? [])
                where core.contains(next) && seen.insert(next).inserted {
                    queue.append(next)
                }
            }
            cycles.append(component.filter { $0 < lots }.sorted())
        }
    }
}
