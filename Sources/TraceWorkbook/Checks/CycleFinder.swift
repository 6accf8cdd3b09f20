// SPDX-License-Identifier: Apache-2.0

/// Finds cycles in a directed graph, in time proportional to its size and without recursion.
struct CycleFinder {
    private let edges: [(Int, Int)]
    /// The edges that leave each node.
    private var leaving: [[Int]]

    init(nodes: Int, edges: [(Int, Int)]) {
        self.edges = edges
        leaving = [[Int]](repeating: [], count: nodes)
        for (index, edge) in edges.enumerated() { leaving[edge.0].append(index) }
    }

    /// One cycle for each set of nodes that reach one another, with all edges inside the set.
    func cycles() -> [(cycle: [Int], members: [Int])] {
        let component = components()
        var members: [Int: [Int]] = [:]
        for (index, edge) in edges.enumerated() where component[edge.0] == component[edge.1] {
            members[component[edge.0], default: []].append(index)
        }
        return members.values.sorted { ($0.first ?? 0) < ($1.first ?? 0) }.compactMap { inside in
            guard let first = inside.first else { return nil }
            return (shortest(closing: first, within: Set(inside)), inside)
        }
    }

    /// The edge and the shortest way from its end back to its start.
    private func shortest(closing first: Int, within inside: Set<Int>) -> [Int] {
        let goal = edges[first].0
        var arrival: [Int: Int] = [:]
        var queue = [edges[first].1]
        var next = 0
        while next < queue.count, queue[next] != goal {
            for edge in leaving[queue[next]] where inside.contains(edge) {
                let node = edges[edge].1
                guard arrival[node] == nil, node != edges[first].1 else { continue }
                arrival[node] = edge
                queue.append(node)
            }
            next += 1
        }
        var way: [Int] = []
        var node = goal
        while node != edges[first].1, let edge = arrival[node] {
            way.append(edge)
            node = edges[edge].0
        }
        return [first] + way.reversed()
    }

    /// Tarjan's strongly connected components: the component's number of each node.
    private func components() -> [Int] {
        let count = leaving.count
        var order = [Int](repeating: -1, count: count)
        var low = order
        var component = order
        var onPath = [Bool](repeating: false, count: count)
        var path: [Int] = []
        var work: [(node: Int, next: Int)] = []
        var visited = 0
        var found = 0
        for root in 0..<count where order[root] < 0 {
            work.append((root, 0))
            while let (node, next) = work.last {
                if next == 0 {
                    order[node] = visited
                    low[node] = visited
                    visited += 1
                    path.append(node)
                    onPath[node] = true
                }
                if next < leaving[node].count {
                    work[work.count - 1].next += 1
                    let target = edges[leaving[node][next]].1
                    if order[target] < 0 {
                        work.append((target, 0))
                    } else if onPath[target] {
                        low[node] = min(low[node], order[target])
                    }
                    continue
                }
                work.removeLast()
                if let parent = work.last?.node { low[parent] = min(low[parent], low[node]) }
                guard low[node] == order[node] else { continue }
                while let member = path.popLast() {
                    onPath[member] = false
                    component[member] = found
                    if member == node { break }
                }
                found += 1
            }
        }
        return component
    }
}
