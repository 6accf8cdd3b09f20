// SPDX-License-Identifier: Apache-2.0
import TraceRecords

/// P24: confidential notes about a site agree in several kinds of sign about its workers.
///
/// Kinds are those of the advisory of 23 July 2018. A note counts with a grade of C3 or better; a note
/// that relays another is the same voice and counts once. Never printed in a copy that goes out.
struct P24WorkerIndicators: Pattern {
    static let card = Card(
        id: "P24", name: "worker-indicators", group: .identity, strength: .moderate,
        innocent: ["Dormitories of migrant workers, who are housed together everywhere."],
        ask: [
            "Transfers of wages to each worker's own account (as totals, in the confidential annex).",
            "The form of the work contracts (in the confidential annex).",
        ], isConfidential: true)

    init(_ world: World) {}

    func outcomes(site: Int, _ world: World) -> [Outcome] {
        let id = world.graph.sites[site].id
        return judge(
            Reference(.site, id), "site:" + id, world.graph.sites[site].entry.stated, world)
    }

    func outcomes(party: Int, _ world: World) -> [Outcome] {
        let id = world.graph.parties[party].id
        return judge(
            Reference(.party, id), "party:" + id, world.graph.parties[party].entry.stated, world)
    }

    private func judge(
        _ target: Reference, _ about: String, _ thing: Stated, _ world: World
    ) -> [Outcome] {
        let notes = world.annex.notes(.indicator, target)
        guard !notes.isEmpty else { return [] }
        let voices = notes.filter { $0.claim.view.derivedFrom == nil }
        // A note without a category is no kind of sign.
        let graded = voices.filter {
            Self.isCredible($0.claim.view) == true && !$0.topic.isEmpty
        }
        let categories = Set(graded.map(\.topic))
        let numbers = ["categories": Double(categories.count), "notes": Double(voices.count)]
        if categories.count >= Int(world.parameters["indicator.categories"].base) {
            return [
                .raised(
                    Self.card, about: about, numbers: numbers,
                    records: graded.map(\.stated) + [thing], law: ["any"],
                    "Confidential notes agree in \(categories.count) kinds of sign about workers "
                        + "(\(Words.list(categories.sorted()))).")
            ]
        }
        if voices.contains(where: { Self.isCredible($0.claim.view) == nil || $0.topic.isEmpty }) {
            return [
                .notTestable(
                    Self.card,
                    ["indicators.category", "indicators.credibility", "indicators.reliability"])
            ]
        }
        return [.notRaised(Self.card, numbers: numbers)]
    }

    /// Whether a note is graded C3 or better; nil without a grade.
    private static func isCredible(_ claim: Claim) -> Bool? {
        guard let reliability = claim.reliability, let credibility = claim.credibility else {
            return nil
        }
        return ["A", "B", "C"].contains(reliability) && ["1", "2", "3"].contains(credibility)
    }
}
