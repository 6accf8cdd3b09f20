// SPDX-License-Identifier: Apache-2.0
import TraceRecords
import TraceScreening

/// What lists and earlier decisions say of one party.
struct ScreenedParty: Sendable {
    /// A match with the decision on it.
    struct Match: Sendable {
        let found: NameMatch
        let decision: ScreeningDecisions.Decision?

        /// Whether the party counts as the listed one.
        var isListed: Bool { decision?.isSame ?? found.isDecisive }
    }

    /// The best match that no decision cleared.
    let match: Match?
    /// Matches that were decided to be someone else.
    let cleared: [Match]

    init(_ party: PartyNode, _ world: World) {
        let view = party.entry.view
        let name = ScreenedName(
            name: view.name, nativeName: view.nameNative, country: view.country,
            address: view.address, identifiers: view.identifiers)
        var found = world.screener.matches(of: name, atMost: P15ListedParty.mostMatches)
            .map { Match(found: $0, decision: world.decisions.decision(party.id, $0.key)) }
        // Who was decided to be the listed party is it, however little the names are alike.
        let keys = Set(found.map(\.found.key))
        for (key, decision) in world.decisions.same(party.id) where !keys.contains(key) {
            found.append(
                Match(found: world.screener.match(of: name, decided: key), decision: decision))
        }
        cleared = found.filter { $0.decision?.isSame == false }
        let standing = found.filter { $0.decision?.isSame != false }
        match = standing.first { $0.isListed } ?? standing.first
    }
}

extension ScreeningDecisions.Decision {
    /// Who decided, when and why, to go before "that".
    var words: String {
        let by = who.map { " (\($0))" } ?? ""
        let on = day.map { " on \($0)" } ?? ""
        let reason = why.map { ", because: \($0)," } ?? ""
        return "an analyst\(by) decided\(on)\(reason)"
    }
}
