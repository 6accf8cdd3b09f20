// SPDX-License-Identifier: Apache-2.0
import TraceRisk

/// A provenance graph sorted for drawing: the goods and the steps from the earliest to the latest,
/// and beside each the sites, parties, orders and payments that belong to it.
struct GraphOrder {
    /// Something that stands beside a step.
    struct Companion: Equatable {
        let node: AuditResult.Node
        /// How it belongs to what stands left of it.
        let relation: String
        /// What belongs to it in turn.
        var further: [Companion] = []
    }

    /// A step or a lot with its companions.
    struct Row: Equatable {
        let node: AuditResult.Node
        var companions: [Companion]
        let isStep: Bool
    }

    /// The most rows that are drawn.
    static let mostRows = 24
    /// The most companions of one row that are drawn.
    static let mostCompanions = 5

    private(set) var rows: [Row] = []
    /// Links between drawn steps, by row.
    private(set) var links: [(from: Int, to: Int)] = []
    /// How many nodes are not drawn.
    private(set) var omitted = 0

    private let nodes: [String: AuditResult.Node]
    private let neighbours: [String: [(id: String, kind: String)]]

    init(_ provenance: AuditResult.Provenance) {
        var nodes: [String: AuditResult.Node] = [:]
        var order: [AuditResult.Node] = []
        for node in provenance.nodes where nodes.updateValue(node, forKey: node.id) == nil {
            order.append(node)
        }
        let edges = provenance.edges.filter { edge in
            edge.from != edge.to && nodes[edge.from] != nil && nodes[edge.to] != nil
        }
        var neighbours: [String: [(id: String, kind: String)]] = [:]
        for edge in edges {
            neighbours[edge.from, default: []].append((edge.to, edge.kind))
            neighbours[edge.to, default: []].append((edge.from, edge.kind))
        }
        self.nodes = nodes
        self.neighbours = neighbours
        place(steps: order.filter(\.kind.isStep), edges: edges)
        placeRest(of: order.filter { !$0.kind.isStep })
    }

    private mutating func place(steps: [AuditResult.Node], edges: [AuditResult.Edge]) {
        let sorted = GraphOrder.sorted(steps.map(\.id), edges: edges)
        var rowOf: [String: Int] = [:]
        for id in sorted.prefix(GraphOrder.mostRows) {
            guard let node = nodes[id] else { continue }
            rowOf[id] = rows.count
            rows.append(Row(node: node, companions: companions(of: node), isStep: true))
        }
        omitted += max(0, sorted.count - GraphOrder.mostRows)
        for edge in edges {
            guard let from = rowOf[edge.from], let to = rowOf[edge.to] else { continue }
            if !links.contains(where: { $0.from == from && $0.to == to }) {
                links.append((from, to))
            }
        }
    }

    /// What no step leads to stands in rows of its own, payments and orders first.
    private mutating func placeRest(of others: [AuditResult.Node]) {
        var placed = Set(
            rows.flatMap { $0.companions.flatMap { [$0.node.id] + $0.further.map(\.node.id) } })
        let ranked = others.enumerated().sorted { left, right in
            let ranks = (left.element.kind.rank, right.element.kind.rank)
            return ranks.0 == ranks.1 ? left.offset < right.offset : ranks.0 < ranks.1
        }.map(\.element)
        for node in ranked where !placed.contains(node.id) {
            guard rows.count < GraphOrder.mostRows else {
                omitted += 1
                continue
            }
            let companions = companions(of: node)
            rows.append(Row(node: node, companions: companions, isStep: false))
            placed.insert(node.id)
            placed.formUnion(companions.map(\.node.id))
            placed.formUnion(companions.flatMap { $0.further.map(\.node.id) })
        }
    }

    private mutating func companions(of head: AuditResult.Node) -> [Companion] {
        var seen: Set<String> = [head.id]
        var direct: [Companion] = []
        for link in neighbours[head.id] ?? [] {
            guard let node = nodes[link.id], !node.kind.isStep, seen.insert(node.id).inserted else {
                continue
            }
            direct.append(
                Companion(node: node, relation: GraphWords.relation(link.kind, of: head, to: node)))
        }
        omitted += max(0, direct.count - GraphOrder.mostCompanions)
        direct = Array(direct.prefix(GraphOrder.mostCompanions))
        // Whoever runs a site or stands behind an order or a payment is drawn beside it; what else a
        // party did stands in the rows it belongs to.
        for index in direct.indices where direct[index].node.kind != .party {
            let middle = direct[index].node
            for link in neighbours[middle.id] ?? [] {
                guard let node = nodes[link.id], node.kind == .party,
                    direct[index].further.count < 2, seen.insert(node.id).inserted
                else { continue }
                direct[index].further.append(
                    Companion(
                        node: node, relation: GraphWords.relation(link.kind, of: middle, to: node)))
            }
        }
        return direct
    }

    /// The ids so that each link leads downwards, following one branch as far as it goes and what leads
    /// no further first; where the records run in a circle, the order of the input decides.
    private static func sorted(_ ids: [String], edges: [AuditResult.Edge]) -> [String] {
        let known = Set(ids)
        var waiting: [String: Int] = [:]
        var next: [String: [String]] = [:]
        for edge in edges where known.contains(edge.from) && known.contains(edge.to) {
            waiting[edge.to, default: 0] += 1
            next[edge.from, default: []].append(edge.to)
        }
        var result: [String] = []
        var done: Set<String> = []
        var ready = Array(ids.filter { waiting[$0, default: 0] == 0 }.reversed())
        var rest = Array(ids.reversed())
        while result.count < ids.count {
            guard let id = ready.popLast() ?? rest.popLast() else { break }
            guard done.insert(id).inserted else { continue }
            result.append(id)
            let followers = next[id] ?? []
            let ends = followers.filter { next[$0] == nil }
            for follower in (ends + followers.filter { next[$0] != nil }).reversed() {
                waiting[follower, default: 0] -= 1
                if waiting[follower] == 0, !done.contains(follower) { ready.append(follower) }
            }
        }
        return result
    }
}

extension AuditResult.Node.Kind {
    /// Goods and what happens to them.
    var isStep: Bool {
        switch self {
        case .lot, .processing, .movement: true
        case .site, .party, .order, .payment: false
        }
    }

    /// What stands at the head of a row of its own, first.
    var rank: Int {
        switch self {
        case .payment: 0
        case .order: 1
        case .site: 2
        default: 3
        }
    }

    /// The kind in a word.
    var words: String {
        switch self {
        case .lot: "Lot"
        case .processing: "Work"
        case .site: "Site"
        case .movement: "Movement"
        case .party: "Party"
        case .order: "Order"
        case .payment: "Payment"
        }
    }
}
