// SPDX-License-Identifier: Apache-2.0

/// Lots in an order in which every input comes before what is made from it, where there is one.
struct LotOrder: Sendable {
    /// All lots; those on a cycle stand at its end, in the order of the input.
    private(set) var order: [Int] = []
    /// Lots that lie on a cycle or come after one.
    private(set) var unordered: Set<Int> = []
    /// Lots that lie on a cycle themselves, in order.
    private(set) var cycles: [[Int]] = []

    /// Orders the lots of a graph by taking away, again and again, those without open inputs.
    init(_ graph: ProvenanceGraph) {
        let inputs = graph.lots.indices.map { Set(graph.inputs(of: $0)) }
        var outputs: [[Int]] = Array(repeating: [], count: inputs.count)
        var open = inputs.map(\.count)
        for (lot, sources) in inputs.enumerated() {
            for source in sources { outputs[source].append(lot) }
        }
        var ready = inputs.indices.filter { open[$0] == 0 }
        order.reserveCapacity(inputs.count)
        while let lot = ready.popLast() {
            order.append(lot)
            for next in outputs[lot] {
                open[next] -= 1
                if open[next] == 0 { ready.append(next) }
            }
        }
        let rest = inputs.indices.filter { open[$0] > 0 }
        unordered = Set(rest)
        order += rest
        findCycles(inputs, outputs)
    }

    /// Takes away lots without open outputs too: what remains lies on cycles or between them.
    private mutating func findCycles(_ inputs: [Set<Int>], _ outputs: [[Int]]) {
        var open: [Int: Int] = [:]
        for lot in unordered { open[lot] = outputs[lot].filter(unordered.contains).count }
        var ready = unordered.filter { open[$0] == 0 }.sorted()
        var core = unordered
        while let lot = ready.popLast() {
            core.remove(lot)
            for source in inputs[lot] where core.contains(source) {
                open[source, default: 0] -= 1
                if open[source] == 0 { ready.append(source) }
            }
        }
        var seen: Set<Int> = []
        for start in core.sorted() where !seen.contains(start) {
            var component: [Int] = []
            var queue = [start]
            seen.insert(start)
            while let lot = queue.popLast() {
                component.append(lot)
                for next in inputs[lot].union(outputs[lot])
                where core.contains(next) && seen.insert(next).inserted {
                    queue.append(next)
                }
            }
            cycles.append(component.sorted())
        }
    }
}
