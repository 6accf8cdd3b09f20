// SPDX-License-Identifier: Apache-2.0
import TraceRisk

/// The table of lots that need a person.
struct IndexTable {
    /// A lot.
    struct Row {
        let rowAnchor: Shown
        let rowLot: Shown
        let rowGoods: Shown
        let rowSupplier: Shown
        let rowStyle: Shown
        let rowAssessment: Shown
        let rowRaised: Shown
        let rowWeight: Shown
        let rowAction: Shown
    }

    let rows: [Row]

    init?(_ result: AuditResult, context: PageContext) {
        let lots = result.lots(toDo: .review) + result.lots(toDo: .ask)
        guard !lots.isEmpty else { return nil }
        rows = lots.map { lot in
            let raised = lot.raised.map { PatternWords.title($0) }
            let gaps = lot.findings(.notTestable).map { PatternWords.title($0) }
            let words =
                raised.isEmpty
                ? "Not testable: " + Self.listed(gaps) : Self.listed(raised)
            return Row(
                rowAnchor: context.anchor(lot), rowLot: lot.lot.shown,
                rowGoods: Shown(lot.facts.description ?? "", limit: 120),
                rowSupplier: Shown(
                    lot.facts.supplier.map { context.names.name($0) } ?? "", limit: 120),
                rowStyle: Shown(lot.assessment.style), rowAssessment: Shown(lot.assessment.words),
                rowRaised: Shown(words), rowWeight: Shown(lot.score.band, limit: 60),
                rowAction: Shown(lot.action.words))
        }
    }

    /// So many characters of a list of tests stand in a row; the lot's own page has them all.
    static let mostListed = 300

    /// Whole items as far as they fit, and how many more there are.
    static func listed(_ items: [String]) -> String {
        var shown: [String] = []
        var length = 0
        for item in items {
            length += item.count + 2
            guard shown.isEmpty || length <= mostListed else { break }
            shown.append(item)
        }
        let rest = items.count - shown.count
        return shown.joined(separator: ", ") + (rest > 0 ? ", and \(rest) more" : "")
    }
}

/// The table of lots without an alert or an open question.
struct ReleasedTable {
    /// A lot.
    struct Row {
        let freeLot: Shown
        let freeGoods: Shown
        let freeCode: Shown
        let freeQuantity: Shown
        let freeSupplier: Shown
        let freeOrigin: Shown
        let freeTests: Shown
        let freeRemark: Shown
    }

    let freeCount: Int
    let freeRows: [Row]

    init?(_ result: AuditResult, context: PageContext) {
        let lots = result.lots.filter { $0.action == .release && $0.assessment != .notAssessed }
        guard !lots.isEmpty else { return nil }
        freeCount = lots.count
        freeRows = lots.map { lot in
            let facts = lot.facts
            let passed = lot.findings(.notRaised).count
            let open = lot.findings(.notTestable).count
            return Row(
                freeLot: lot.lot.shown, freeGoods: Shown(facts.description ?? "", limit: 120),
                freeCode: Shown(facts.hs ?? "", limit: 20), freeQuantity: Shown(facts.quantity),
                freeSupplier: Shown(
                    facts.supplier.map { context.names.name($0) } ?? "", limit: 120),
                freeOrigin: Shown(facts.originDeclared ?? "", limit: 20),
                freeTests: Shown("\(passed) passed" + (open > 0 ? ", \(open) not testable" : "")),
                freeRemark: Shown(
                    lot.raised.map { "\(PatternWords.title($0)) (\($0.strength.words))" }
                        .joined(separator: ", ")))
        }
    }
}

/// The lots that are only material for others.
struct InputTable {
    /// A lot.
    struct Row {
        let inputLot: Shown
        let inputGoods: Shown
    }

    let inputRows: [Row]
    let moreInputs: Shown

    init?(_ result: AuditResult) {
        let lots = result.lots(assessed: .notAssessed)
        guard !lots.isEmpty else { return nil }
        inputRows = lots.prefix(400).map { lot in
            let parts = [lot.facts.description, lot.facts.quantity].compactMap(\.self)
                .filter { !$0.isEmpty }
            return Row(
                inputLot: lot.lot.shown,
                inputGoods: Shown(parts.joined(separator: ", "), limit: 120))
        }
        let more = lots.count - inputRows.count
        moreInputs = Shown(more > 0 ? "and \(more) more" : "")
    }
}

/// Parties and suppliers about whom something was raised.
struct PartySection {
    /// A party.
    struct Party {
        let partyName: Shown
        let partyFindings: [FindingCard]
    }

    let partyPages: [Party]

    init?(_ result: AuditResult, context: PageContext) {
        let raised = RaisedParty.all(result)
        guard !raised.isEmpty else { return nil }
        partyPages = raised.map { party in
            Party(
                partyName: Shown(context.names.words(party.party), limit: 300),
                partyFindings: party.findings.map { FindingCard($0, context: context) })
        }
    }
}
