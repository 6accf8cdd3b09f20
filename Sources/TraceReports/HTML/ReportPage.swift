// SPDX-License-Identifier: Apache-2.0
import TraceRisk

/// What the template of the whole report reads.
///
/// Every name is used on one level only: a template looks an absent value up in what surrounds it.
struct ReportPage {
    /// A count with its words.
    struct Tile {
        let tileCount: Int
        let tileWords: Shown
        let tileNote: Shown
        let tileStyle: Shown
    }
    /// A row of the table of assessments.
    struct CountRow {
        let countStyle: Shown
        let countWords: Shown
        let countMeaning: Shown
        let countNumber: Int
    }
    /// A part of the bar of assessments.
    struct Segment {
        let segmentX: Int
        let segmentWidth: Int
        let segmentStyle: Shown
        let segmentTitle: Shown
    }
    /// A group of lots with a head.
    struct LotSection {
        let lots: [LotPage]
    }

    /// The module's own style sheet, the one text that no template escapes.
    let styleSheet: StyleSheet
    let styleHash: Shown
    let title: Shown
    let date: Shown
    let lead: Shown
    let whatThisIs: Shown
    let integrity: IntegrityPanel
    let tiles: [Tile]
    let segments: [Segment]
    let segmentWords: Shown
    let counts: [CountRow]
    let index: IndexTable?
    let review: LotSection?
    let ask: LotSection?
    let reviewNote: Shown
    let released: ReleasedTable?
    let inputs: InputTable?
    let parties: PartySection?
    let basis: Basis
    let annex: Annex?
    let isInHouse: Bool

    init(
        _ result: AuditResult, options: ReportOptions, styleSheet: String, styleHash: String
    ) {
        let context = PageContext(result)
        self.styleSheet = StyleSheet(text: styleSheet)
        self.styleHash = Shown(styleHash)
        title = Shown(options.title ?? "Provenance audit", limit: 300)
        date = Shown(options.date.map { DayWords.words($0) } ?? "")
        lead = Shown(ReportPage.lead(result))
        whatThisIs = Shown(FixedWords.whatThisIs)
        integrity = IntegrityPanel(result)
        tiles = ReportPage.tiles(result)
        segments = ReportPage.segments(result)
        segmentWords = Shown(
            AuditResult.Assessment.shown.map { assessment in
                "\(assessment.words): \(result.lots.count { $0.assessment == assessment })"
            }.joined(separator: ", "))
        counts = AuditResult.Assessment.shown.compactMap { assessment in
            let number = result.lots.count { $0.assessment == assessment }
            guard number > 0 else { return nil }
            return CountRow(
                countStyle: Shown(assessment.style), countWords: Shown(assessment.words),
                countMeaning: Shown(assessment.meaning), countNumber: number)
        }
        index = IndexTable(result, context: context)
        review = ReportPage.section(result.lots(toDo: .review), context)
        ask = ReportPage.section(result.lots(toDo: .ask), context)
        reviewNote = Shown(FixedWords.beforeAsking)
        released = ReleasedTable(result, context: context)
        inputs = InputTable(result)
        parties = PartySection(result, context: context)
        basis = Basis(result, context: context)
        annex = options.audience == .inHouse ? Annex(result) : nil
        isInHouse = options.audience == .inHouse
    }

    private static func section(
        _ lots: [AuditResult.LotResult], _ context: PageContext
    ) -> LotSection? {
        lots.isEmpty ? nil : LotSection(lots: lots.map { LotPage($0, context: context) })
    }

    /// The result in a sentence.
    private static func lead(_ result: AuditResult) -> String {
        let assessed = result.assessedCount
        func count(_ action: AuditResult.Action) -> Int {
            result.lots.count { $0.action == action && $0.assessment != .notAssessed }
        }
        guard assessed > 0 else { return "No lot was assessed." }
        let lots = assessed == 1 ? "1 lot was assessed" : "\(assessed) lots were assessed"
        let review = count(.review)
        let ask = count(.ask)
        if review == 0, ask == 0 { return "\(lots). None of them raised an indicator that alerts." }
        var parts: [String] = []
        if review > 0 {
            parts.append("\(review) \(review == 1 ? "needs" : "need") a person's review")
        }
        if ask > 0 {
            parts.append("\(ask) \(ask == 1 ? "lacks" : "lack") information that could decide")
        }
        if count(.release) > 0 { parts.append("\(count(.release)) raised nothing that alerts") }
        return "\(lots): " + parts.joined(separator: ", ") + "."
    }

    private static func tiles(_ result: AuditResult) -> [Tile] {
        let notes: [AuditResult.Action: (String, String)] = [
            .review: (FixedWords.toReview, "raised"),
            .ask: ("A document would settle what is open.", "missing"),
            .release: ("No alert and no open question that could decide.", "none"),
        ]
        return AuditResult.Action.allCases.reversed().map { action in
            let number = result.lots.count { $0.action == action && $0.assessment != .notAssessed }
            return Tile(
                tileCount: number, tileWords: Shown(action.words),
                tileNote: Shown(notes[action]?.0 ?? ""), tileStyle: Shown(notes[action]?.1 ?? ""))
        }
    }

    /// The bar is 1,000 units wide; no part that counts is narrower than six.
    private static func segments(_ result: AuditResult) -> [Segment] {
        let shown = AuditResult.Assessment.shown.filter { $0 != .notAssessed }
        let counts = shown.map { assessment in result.lots.count { $0.assessment == assessment } }
        let total = max(1, counts.reduce(0, +))
        let widths = counts.map { $0 == 0 ? 0 : max(6, $0 * 1_000 / total) }
        let sum = max(1, widths.reduce(0, +))
        var x = 0
        return zip(shown, zip(counts, widths)).compactMap { assessment, size in
            guard size.0 > 0 else { return nil }
            let width = size.1 * 1_000 / sum
            defer { x += width }
            return Segment(
                segmentX: x, segmentWidth: max(1, width - 3), segmentStyle: Shown(assessment.style),
                segmentTitle: Shown("\(assessment.words): \(size.0)"))
        }
    }
}
