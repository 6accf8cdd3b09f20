// SPDX-License-Identifier: Apache-2.0
import TraceRisk

/// The provenance graph as shapes: one row a step from the earliest at the top, its links as a line
/// on the left, and beside it where and by whom.
struct GraphDrawing {
    /// A node as a card.
    struct Card {
        let x: Int
        let y: Int
        let width: Int
        let height: Int
        let labels: [Words]
        let details: [Words]
        let country: Shown
        let countryX: Int
        let flags: Shown
        let flagWidth: Int
        let flagX: Int
        let style: Shown
        let whole: Shown
    }
    /// A line of text in a card.
    struct Words {
        let baseline: Int
        let text: Shown
    }
    /// A line between two nodes, with the words that stand on it.
    struct Line {
        let path: Shown
        let words: Shown
        let wordsX: Int
        let wordsY: Int
    }
    /// Where a step's line passes.
    struct Dot {
        let cx: Int
        let cy: Int
        let isFlagged: Bool
    }

    let width: Int
    let height: Int
    let cards: [Card]
    let lines: [Line]
    let dots: [Dot]
    let arcs: [Shown]
    let arrows: [Shown]
    let omittedNodes: Shown
    let inWords: Shown

    private static let laneStep = 13
    private static let mostLanes = 8
    private static let stepWidth = 236
    private static let sideWidth = 222
    private static let gap = 72
    private static let between = 16
    /// Where lines meet a card, below its top.
    private static let joint = 25

    init(_ provenance: AuditResult.Provenance) {
        let order = GraphOrder(provenance)
        let lanes = GraphLanes(order.links)
        let spine = 12 + min(lanes.count, GraphDrawing.mostLanes) * GraphDrawing.laneStep
        var pen = Pen(spine: spine)
        for row in order.rows { pen.draw(row) }
        var arcs: [Shown] = []
        var arrows: [Shown] = []
        for (link, lane) in lanes.routes {
            guard pen.rowY.indices.contains(link.from), pen.rowY.indices.contains(link.to) else {
                continue
            }
            let from = pen.rowY[link.from]
            let to = pen.rowY[link.to]
            let x = spine - min(lane, GraphDrawing.mostLanes) * GraphDrawing.laneStep
            let bend = from < to ? 16 : -16
            arcs.append(
                lane == 0
                    ? "M\(spine) \(from)V\(to - 6)".shown
                    : ("M\(spine) \(from)Q\(x) \(from) \(x) \(from + bend)V\(to - bend)"
                        + "Q\(x) \(to) \(spine - 6) \(to)").shown)
            arrows.append(
                lane == 0
                    ? "M\(spine - 4) \(to - 13)L\(spine) \(to - 5)L\(spine + 4) \(to - 13)Z".shown
                    : "M\(spine - 13) \(to - 4)L\(spine - 5) \(to)L\(spine - 13) \(to + 4)Z".shown)
        }
        self.arcs = arcs
        self.arrows = arrows
        cards = pen.cards
        lines = pen.lines
        dots = pen.dots
        width = (pen.cards.map { $0.x + $0.width }.max() ?? 0) + 4
        height = pen.y
        omittedNodes = Shown(order.omitted > 0 ? String(order.omitted) : "")
        inWords = Shown(GraphWords.sentences(provenance))
    }

    /// Places rows one under the other.
    private struct Pen {
        let spine: Int
        var y = 12
        var rowY: [Int] = []
        var cards: [Card] = []
        var lines: [Line] = []
        var dots: [Dot] = []

        mutating func draw(_ row: GraphOrder.Row) {
            let x = spine + 16
            let joint = y + GraphDrawing.joint
            rowY.append(joint)
            if row.isStep {
                dots.append(Dot(cx: spine, cy: joint, isFlagged: !row.node.flags.isEmpty))
            }
            let card = Card(row.node, x: x, y: y, width: GraphDrawing.stepWidth)
            cards.append(card)
            let right = x + GraphDrawing.stepWidth
            let bottom = draw(row.companions, right: right, top: y)
            y = max(y + card.height, bottom) + GraphDrawing.between
        }

        /// Draws what stands right of a card and returns where it ends.
        private mutating func draw(
            _ companions: [GraphOrder.Companion], right: Int, top: Int
        ) -> Int {
            var bottom = top
            for companion in companions {
                let cardY = bottom == top ? top : bottom + GraphDrawing.between - 4
                let x = right + GraphDrawing.gap
                connect(from: (right, top), to: (x, cardY), words: companion.relation)
                let card = Card(companion.node, x: x, y: cardY, width: GraphDrawing.sideWidth)
                cards.append(card)
                let further = draw(
                    companion.further, right: x + GraphDrawing.sideWidth, top: cardY)
                bottom = max(cardY + card.height, further)
            }
            return bottom
        }

        private mutating func connect(
            from start: (x: Int, y: Int), to end: (x: Int, y: Int), words: String
        ) {
            let half = GraphDrawing.joint
            let path =
                start.y == end.y
                ? "M\(start.x) \(start.y + half)H\(end.x)"
                : "M\(start.x) \(start.y + half)h3q6 0 6 6V\(end.y + half - 6)q0 6 6 6H\(end.x)"
            lines.append(
                Line(
                    path: path.shown, words: words.shown, wordsX: (start.x + end.x) / 2 + 4,
                    wordsY: end.y + half - 5))
        }
    }
}

extension GraphDrawing.Card {
    init(_ node: AuditResult.Node, x: Int, y: Int, width: Int) {
        let flags = node.flags.prefix(3).map { $0.visible.shortened(to: 6) }.joined(separator: " ")
        let country = node.country.map { $0.visible.shortened(to: 4) } ?? ""
        let room = width - 22 - (country.isEmpty ? 0 : 26)
        let kind = node.kind.words
        let label = DrawnText.wrapped(
            GraphDrawing.Card.name(node), width: room, size: 13, advance: DrawnText.bold)
        let detail = DrawnText.wrapped(
            node.detail.isEmpty ? kind : "\(kind) \u{B7} \(node.detail)", width: width - 22,
            size: 11.5, advance: DrawnText.regular)
        let first = 21 + 15 * max(0, label.count - 1) + 18
        self.x = x
        self.y = y
        self.width = width
        height = first + 14 * max(0, detail.count - 1) + 11
        labels = label.enumerated().map { line in
            GraphDrawing.Words(baseline: 21 + 15 * line.offset, text: line.element.shown)
        }
        details = detail.enumerated().map { line in
            GraphDrawing.Words(baseline: first + 14 * line.offset, text: line.element.shown)
        }
        self.country = Shown(country)
        countryX = x + width - 10
        self.flags = Shown(flags)
        flagWidth = flags.count * 13 / 2 + 13
        flagX = x + width - flagWidth - 8
        style = Shown(node.flags.isEmpty ? node.kind.rawValue : node.kind.rawValue + " flagged")
        let raised = flags.isEmpty ? "" : "; raised: " + flags
        whole = Shown("\(kind) \(node.label). \(node.detail)" + raised, limit: 400)
    }

    /// The label without the kind, which stands below it.
    private static func name(_ node: AuditResult.Node) -> String {
        let kind = node.kind.words.lowercased() + " "
        let name =
            node.label.hasPrefix(kind) ? String(node.label.dropFirst(kind.count)) : node.label
        switch node.kind {
        case .movement, .processing: return name.prefix(1).uppercased() + name.dropFirst()
        default: return name
        }
    }
}
