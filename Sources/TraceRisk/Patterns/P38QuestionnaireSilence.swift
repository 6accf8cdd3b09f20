// SPDX-License-Identifier: Apache-2.0
import TraceRecords

/// P38: a supplier answers everything except where the goods are knotted, tied or sewn, and its peers
/// do answer that.
struct P38QuestionnaireSilence: Pattern {
    static let card = Card(
        id: "P38", name: "questionnaire-silence", group: .documents, strength: .weak,
        innocent: ["The place of work is a trade secret."],
        ask: ["The same question again, with the offer of a confidential annex."],
        parties: .suppliers)

    /// The topic of the place of work.
    static let topic = "making_location"

    private var asked: [String: (all: Int, silent: Int)] = [:]
    private let total: (all: Int, silent: Int)

    init(_ world: World) {
        var total = (all: 0, silent: 0)
        for note in world.annex.all[.answer] ?? [] where note.topic == Self.topic {
            guard let value = note.value else { continue }
            for target in note.claim.view.about where target.kind == .party {
                asked[target.id, default: (0, 0)].all += 1
                total.all += 1
                if value == 0 {
                    asked[target.id]?.silent += 1
                    total.silent += 1
                }
            }
        }
        self.total = total
    }

    func outcomes(party: Int, _ world: World) -> [Outcome] {
        let id = world.graph.parties[party].id
        let notes = world.annex.notes(.answer, Reference(.party, id))
        guard !notes.isEmpty else { return [] }
        if notes.contains(where: { $0.value == nil || $0.topic.isEmpty }) {
            return [
                .notTestable(Self.card, ["questionnaires.asked", "questionnaires.topic"])
            ]
        }
        let others = notes.filter { $0.topic != Self.topic }
        let own = asked[id] ?? (0, 0)
        let least = Int(world.parameters["silence.questions"].base)
        let peers = (all: total.all - own.all, silent: total.silent - own.silent)
        guard own.all > 0, others.count >= least, peers.all >= least else {
            return [.notTestable(Self.card, ["answers to more questions, and of other suppliers"])]
        }
        // Laplace's rule of succession, so that peers who always answered do not make it certain.
        let rate = Double(peers.silent + 1) / Double(peers.all + 2)
        let p = BinomialTest.upper(own.silent, of: own.all, probability: rate)
        let numbers = [
            "questions": Double(own.all), "unanswered": Double(own.silent),
            "peers_share_unanswered": rate, "p": p,
        ]
        guard own.silent > 0, p < world.parameters["silence.p"].base,
            others.allSatisfy({ $0.value == 1 })
        else { return [.notRaised(Self.card, numbers: numbers)] }
        return [
            .raised(
                Self.card, about: "party:" + id, numbers: numbers,
                records: notes.filter { $0.value == 0 }.map(\.stated)
                    + [world.graph.parties[party].entry.stated], law: ["records"],
                "Party \(id) answered \(others.count) other questions and left "
                    + "\(own.silent) of \(own.all) about the place of work without an answer.")
        ]
    }
}
