// SPDX-License-Identifier: Apache-2.0
import TracePrimitives
import TraceRecords

/// Notes that stand in records of the kind claim: stock counts, answers, markings, indicators.
///
/// What kind of note a claim is stands in its `denominator`, as `stock/670300`; a claim without such
/// a word is what others say, and is shown as that.
struct Annex: Sendable {
    /// The kinds of note.
    enum Kind: String, Sendable, CaseIterable { case stock, answer, marking, indicator }

    /// One note.
    struct Note: Sendable {
        let kind: Kind
        /// Heading of a stock, topic of a question, sort of a marking, category of an indicator.
        let topic: String
        let claim: Entry<Claim>

        var day: Int? { claim.view.published?.dayNumber }
        var value: Double? { claim.view.valueLow?.doubleValue }
        var stated: Stated { claim.stated }
    }

    /// Notes about each thing.
    private(set) var notes: [Reference: [Note]] = [:]
    /// All notes of a kind.
    private(set) var all: [Kind: [Note]] = [:]

    init(_ claims: [Entry<Claim>]) {
        for claim in claims {
            guard let note = Annex.note(claim) else { continue }
            all[note.kind, default: []].append(note)
            for target in Set(claim.view.about) { notes[target, default: []].append(note) }
        }
    }

    /// The note that a claim is; nil of a claim by others.
    static func note(_ claim: Entry<Claim>) -> Note? {
        guard let word = claim.view.denominator, let slash = word.firstIndex(of: "/"),
            let kind = Kind(rawValue: String(word[..<slash]))
        else { return nil }
        return Note(kind: kind, topic: String(word[word.index(after: slash)...]), claim: claim)
    }

    /// Notes of a kind about a thing.
    func notes(_ kind: Kind, _ target: Reference) -> [Note] {
        (notes[target] ?? []).filter { $0.kind == kind }
    }
}

extension World {
    /// Stock of a party at the turn to a year, in kg of finished goods at the highest yield.
    ///
    /// A count within a month of the turn stands for it; the counts of one day add up.
    func stock(of party: Int, _ goods: GoodsClass, at year: Int) -> Double? {
        guard let turn = CalendarDate(year: year, month: 1, day: 1)?.dayNumber else { return nil }
        let counts = annex.notes(.stock, Reference(.party, graph.parties[party].id)).filter {
            ($0.day.map { abs($0 - turn) <= 31 } ?? false)
                && (goods.isMaterial($0.topic) || tables.goods($0.topic) == goods)
        }
        guard let best = counts.min(by: { abs(($0.day ?? 0) - turn) < abs(($1.day ?? 0) - turn) })
        else { return nil }
        let yield = goods.yieldKey.map { range($0).high } ?? 1
        return counts.filter { $0.day == best.day }.reduce(0) { sum, note in
            sum + (note.value ?? 0) * (tables.goods(note.topic) == goods ? 1 : yield)
        }
    }
}
