// SPDX-License-Identifier: Apache-2.0
import TraceRecords

/// P37: two people read a marking that points to another origin than the label.
///
/// Spelling by itself is weak, for Korean is written in Yanbian and in the South too.
struct P37MarkingEvidence: Pattern {
    static let card = Card(
        id: "P37", name: "marking-evidence", group: .identity, strength: .moderate,
        innocent: ["Goods from South Korea.", "Korean is a written language of Yanbian in China."],
        ask: ["A linguist's opinion of the photograph."])

    /// Sorts that say something without a second sort beside them.
    static let telling: Set<String> = ["juche_date", "over_label"]

    init(_ world: World) {}

    func outcomes(lot: Int, _ world: World) -> [Outcome] {
        let node = world.graph.lots[lot]
        let notes = world.annex.notes(.marking, Reference(.lot, node.id))
        guard !notes.isEmpty else { return [] }
        var missing: Set<String> = []
        let least = world.parameters["marking.reviewers"].base
        let read = notes.filter { note in
            if note.value.map({ $0 < least }) ?? true { missing.insert("markings.reviewers") }
            if note.claim.view.credibility == nil { missing.insert("markings.confidence") }
            if note.topic.isEmpty { missing.insert("markings.sort") }
            let isSure = note.claim.view.credibility.map { ["1", "2", "3"].contains($0) } ?? false
            return isSure && (note.value ?? 0) >= least && !note.topic.isEmpty
        }
        let sorts = Set(read.map(\.topic)).subtracting(["other"])
        guard !sorts.isEmpty else {
            return [
                missing.isEmpty ? .notRaised(Self.card) : .notTestable(Self.card, missing.sorted())
            ]
        }
        let isTelling = !sorts.isDisjoint(with: Self.telling) || sorts.count > 1
        let outcome = Outcome.raised(
            Self.card, isTelling ? .moderate : .weak,
            numbers: [
                "markings": Double(read.count),
                "reviewers": read.compactMap(\.value).max() ?? 0,
            ],
            records: read.map(\.stated) + [node.entry.stated], law: ["marking", "any"],
            "People who looked at lot \(node.id) each by themselves read: "
                + Words.list(sorts.sorted().map { $0.replacing("_", with: " ") }) + ".")
        return missing.isEmpty || isTelling
            ? [outcome] : [outcome, .notTestable(Self.card, missing.sorted())]
    }
}
