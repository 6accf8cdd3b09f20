// SPDX-License-Identifier: Apache-2.0
import TraceRisk

/// The links of a provenance graph in words.
enum GraphWords {
    /// How a node belongs to the one it is drawn beside, whichever way the link points.
    static func relation(_ kind: String, of head: AuditResult.Node, to node: AuditResult.Node)
        -> String
    {
        switch (kind, head.kind, node.kind) {
        case ("at", _, _), ("from", _, _), ("to", _, _): kind
        case ("operated-by", _, .party): "run by"
        case ("operated-by", _, _): "runs"
        case ("supplies", _, .order): "ordered in"
        case ("supplies", _, .party): "supplied by"
        case ("supplies", _, _): "supplies"
        case ("pays", .payment, .party): "paid to"
        case ("pays", _, .payment): "paid by"
        case ("pays", _, _): "pays for"
        default: kind.visible.split(separator: "-").joined(separator: " ").shortened(to: 12)
        }
    }

    /// The whole graph in sentences, for readers who do not see the drawing.
    static func sentences(_ provenance: AuditResult.Provenance) -> String {
        let labels = Dictionary(
            provenance.nodes.map { ($0.id, $0.label.visible) },
            uniquingKeysWith: { first, _ in first })
        let links = provenance.edges.prefix(60).map { edge in
            let from = labels[edge.from] ?? edge.from.visible
            let to = labels[edge.to] ?? edge.to.visible
            return "\(from) \u{2192} \(to) (\(edge.kind.visible))"
        }
        let rest = provenance.edges.count - links.count
        return links.joined(separator: "; ") + (rest > 0 ? "; and \(rest) more links" : "")
    }
}
