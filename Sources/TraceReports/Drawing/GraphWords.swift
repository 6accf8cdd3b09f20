// SPDX-License-Identifier: Apache-2.0
import TraceRisk

/// The links of a provenance graph in words.
enum GraphWords {
    /// How the node at the other end of a link belongs to this one.
    static func relation(_ kind: String, outward: Bool) -> String {
        switch (kind, outward) {
        case ("at", _): "at"
        case ("operated-by", true): "run by"
        case ("operated-by", false): "runs"
        case ("from", _): "from"
        case ("to", _): "to"
        case ("supplies", true): "supplies"
        case ("supplies", false): "supplied by"
        case ("pays", true): "paid to"
        case ("pays", false): "paid by"
        default: kind.visible.split(separator: "-").joined(separator: " ").shortened(to: 14)
        }
    }

    /// The whole graph in sentences, for readers who do not see the drawing.
    static func sentences(_ provenance: AuditResult.Provenance) -> String {
        let labels = Dictionary(
            provenance.nodes.map { ($0.id, $0.label.visible) }, uniquingKeysWith: { first, _ in first })
        let links = provenance.edges.prefix(60).map { edge in
            let from = labels[edge.from] ?? edge.from.visible
            let to = labels[edge.to] ?? edge.to.visible
            return "\(from) \u{2192} \(to) (\(edge.kind.visible))"
        }
        let rest = provenance.edges.count - links.count
        return links.joined(separator: "; ") + (rest > 0 ? "; and \(rest) more links" : "")
    }
}
