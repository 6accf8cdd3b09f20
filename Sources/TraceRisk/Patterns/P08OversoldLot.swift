// SPDX-License-Identifier: Apache-2.0
import TracePrimitives
import TraceRecords

/// P08: the kilograms cited as input from one lot exceed the kilograms that the lot has.
///
/// Compares the mass of the lot with the mass cited, never with finished mass. Moderate up to what the
/// moisture of hair explains, strong above. Where a paper of the lot, or what moved to its only user,
/// is less than is cited, the mass of the lot is asked about.
struct P08OversoldLot: Pattern {
    static let card = Card(
        id: "P08", name: "oversold-lot", group: .documents, strength: .strong,
        innocent: [
            "The system reuses lot ids.", "Part lots of a larger delivery share one id.",
        ],
        ask: ["The genealogy of the lot.", "An extract of the stock system."])

    init(_ world: World) {}

    func outcomes(lot: Int, _ world: World) -> [Outcome] {
        let citations = Self.citations(of: lot, world)
        guard !citations.isEmpty else { return [] }
        let node = world.graph.lots[lot]
        // One user of the whole lot takes no more than there is, whatever it weighs.
        if citations.count == 1, citations[0].share.isWhole { return [.notRaised(Self.card)] }
        guard let kg = node.netKg else { return [.notTestable(Self.card, ["lots.net_kg"])] }
        var cited = 0.0
        var unknown = 0
        for citation in citations {
            if citation.share.isWhole {
                unknown += 1
            } else if let part = world.graph.kilograms(citation.share) {
                cited += part
            } else {
                unknown += 1
            }
        }
        let error = world.range("weighing.error").high
        let numbers = [
            "cited_kg": cited, "lot_kg": kg, "ratio": kg > 0 ? cited / kg : 0,
            "citations": Double(citations.count),
        ]
        if cited > kg * (1 + error) {
            let users = citations.prefix(20).map(\.by)
            return [
                .raised(
                    Self.card,
                    cited > kg * world.parameters["oversold.strong"].base ? .strong : .moderate,
                    about: "lot:" + node.id, numbers: numbers,
                    records: [node.entry.stated] + users, law: ["records"],
                    "Records cite \(Words.figure(cited)) kg of lot \(node.id) as input, and the lot "
                        + "has \(Words.figure(kg)) kg.")
            ]
        }
        if let other = Self.less(lot, citations, world), cited > other * (1 + error) {
            return [
                .notTestable(
                    Self.card, ["lots.net_kg (another record gives \(Words.figure(other)) kg)"])
            ]
        }
        return unknown > 0
            ? [.notTestable(Self.card, ["processing.inputs (kg of each share)"])]
            : [.notRaised(Self.card, numbers: numbers)]
    }

    /// No more lots of one movement than this are read.
    private static let most = 200

    private struct Citation {
        let share: Share
        let by: Stated
        /// Who works with it; nil where a lot's own record cites it.
        let user: Int?
    }

    /// The least mass that a paper of this lot alone states, or that moved to its only user.
    private static func less(_ lot: Int, _ citations: [Citation], _ world: World) -> Double? {
        let graph = world.graph
        var masses = graph.lots[lot].documents.compactMap { number -> Double? in
            let view = graph.documents[number].view
            let named = view.attaches.filter { $0.kind == .lot }
            guard named.count == 1, graph.lotNumber[named[0].id] == lot else { return nil }
            return view.massKg?.doubleValue
        }
        let users = Set(citations.map(\.user))
        if users.count == 1, let user = users.first ?? nil {
            let moves = graph.lots[lot].movements.map { graph.movements[$0] }
                .filter { $0.toParty == user && !$0.isRepeat }
            let parts = moves.map { move in
                move.lots.prefix(Self.most).first { $0.lot == lot }.flatMap(\.kg)
            }
            if !parts.isEmpty, !parts.contains(nil) {
                masses.append(parts.compactMap { $0 }.reduce(0, +))
            }
        }
        return masses.min()
    }

    /// Who cites the lot as input: processing rows, and lots whose own record alone says so.
    private static func citations(of lot: Int, _ world: World) -> [Citation] {
        let graph = world.graph
        var result: [Citation] = []
        let keepers = Set(graph.lots[lot].producers)
        var made: Set<Int> = []
        for number in graph.lots[lot].consumers {
            let processing = graph.processings[number]
            if !graph.lots[lot].madeInto.isEmpty { made.formUnion(processing.outputs.map(\.lot)) }
            // Work that keeps the lot's id does not use it up.
            if keepers.contains(number) { continue }
            for share in processing.inputs where share.lot == lot {
                result.append(
                    Citation(
                        share: share, by: processing.entry.stated, user: processing.oper))
            }
        }
        // Rows of work tell how a lot came to be; what its own record says beside them is no more use.
        for user in graph.lots[lot].madeInto
        where !made.contains(user) && !world.isMadeOfOthers(user) {
            for share in graph.lots[user].madeFrom where share.lot == lot {
                result.append(
                    Citation(share: share, by: graph.lots[user].entry.stated, user: nil))
            }
        }
        return result
    }
}
