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
        let kind: Shown
        let label: Shown
        let detail: Shown
        let country: Shown
        let countryX: Int
        let flags: Shown
        let flagWidth: Int
        let flagX: Int
        let style: Shown
        let whole: Shown
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
    private static let stepWidth = 232
    private static let sideWidth = 190
    private static let gap = 82
    private static let card = 50
    private static let pitch = 66

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
            let middle = y + GraphDrawing.card / 2
            rowY.append(middle)
            if row.isStep {
                dots.append(Dot(cx: spine, cy: middle, isFlagged: !row.node.flags.isEmpty))
            }
            cards.append(Card(row.node, x: x, y: y, width: GraphDrawing.stepWidth, height: GraphDrawing.card))
            let right = x + GraphDrawing.stepWidth
            let used = draw(row.companions, right: right, top: y)
            y += max(1, used) * GraphDrawing.pitch
        }

        /// Draws what stands right of a card and returns how many rows it took.
        private mutating func draw(
            _ companions: [GraphOrder.Companion], right: Int, top: Int
        ) -> Int {
            var used = 0
            for companion in companions {
                let cardY = top + used * GraphDrawing.pitch
                let x = right + GraphDrawing.gap
                connect(from: (right, top), to: (x, cardY), words: companion.relation)
                cards.append(
                    Card(
                        companion.node, x: x, y: cardY, width: GraphDrawing.sideWidth,
                        height: GraphDrawing.card))
                used += max(
                    1, draw(companion.further, right: x + GraphDrawing.sideWidth, top: cardY))
            }
            return used
        }

        private mutating func connect(
            from start: (x: Int, y: Int), to end: (x: Int, y: Int), words: String
        ) {
            let half = GraphDrawing.card / 2
            let path =
                start.y == end.y
                ? "M\(start.x) \(start.y + half)H\(end.x)"
                : "M\(start.x) \(start.y + half)h4q6 0 6 6V\(end.y + half - 6)q0 6 6 6H\(end.x)"
            lines.append(
                Line(
                    path: path.shown, words: words.shown, wordsX: (start.x + end.x) / 2 + 4,
                    wordsY: end.y + half - 5))
        }
    }
}

extension GraphDrawing.Card {
    init(_ node: AuditResult.Node, x: Int, y: Int, width: Int, height: Int) {
        let flags = node.flags.prefix(3).map { $0.visible.shortened(to: 6) }.joined(separator: " ")
        let country = node.country.map { $0.visible.shortened(to: 4) } ?? ""
        let room = width - 24 - (country.isEmpty ? 0 : 30)
        self.x = x
        self.y = y
        self.width = width
        self.height = height
        kind = Shown(node.kind.words)
        label = Shown(DrawnText.fitted(node.label, width: room, size: 13))
        let detail = node.detail.isEmpty ? node.kind.words : "\(node.kind.words) \u{B7} \(node.detail)"
        self.detail = Shown(DrawnText.fitted(detail, width: width - 22, size: 11.5))
        self.country = Shown(country)
        countryX = x + width - 10
        self.flags = Shown(flags)
        flagWidth = flags.count * 7 + 12
        flagX = x + width - flagWidth - 8
        style = Shown(node.flags.isEmpty ? node.kind.rawValue : node.kind.rawValue + " flagged")
        let raised = flags.isEmpty ? "" : "; raised: " + flags
        whole = Shown("\(node.kind.words) \(node.label). \(node.detail)" + raised, limit: 400)
    }
}
