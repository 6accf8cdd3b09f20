// SPDX-License-Identifier: Apache-2.0
import TraceRecords
import TraceScreening

/// P20: a party or site has the address of a listed party, or one next door.
///
/// The same room is strong, the same building moderate, a neighbouring number weak. Addresses of
/// entries that have nothing to do with North Korea weigh one step less.
struct P20AddressMatch: Pattern {
    static let card = Card(
        id: "P20", name: "address-match", group: .identity, strength: .moderate,
        innocent: [
            "An office tower: many firms share its number.",
            "A registration agent's address, where hundreds of firms are registered.",
            "A listed firm that moved away long ago.",
        ],
        ask: ["The lease.", "The business licence.", "A photograph of the entrance and the signs."])

    private let screener: AddressScreener

    init(_ world: World) { screener = AddressScreener(world.lists) }

    func outcomes(party: Int, _ world: World) -> [Outcome] {
        let node = world.graph.parties[party]
        guard !node.isPlaceholder else { return [] }
        let view = node.entry.view
        return outcomes(
            "party:" + node.id, "Party \(node.id)", view.address, view.country,
            missing: "parties.address", node.entry.stated)
    }

    func outcomes(site: Int, _ world: World) -> [Outcome] {
        let node = world.graph.sites[site]
        guard !node.isPlaceholder else { return [] }
        let view = node.entry.view
        return outcomes(
            "site:" + node.id, "Site \(node.id)", view.address, view.country,
            missing: "sites.address", node.entry.stated)
    }

    private func outcomes(
        _ about: String, _ who: String, _ address: String?, _ country: String?, missing: String,
        _ stated: Stated
    ) -> [Outcome] {
        guard screener.hasAddresses else { return [.notTestable(Self.card, ["lists/addresses"])] }
        guard let address else { return [.notTestable(Self.card, [missing])] }
        guard let match = screener.screen(address, country: country) else {
            return [.notRaised(Self.card)]
        }
        var numbers = ["listed_there": Double(match.listedThere)]
        if let uid = match.uid { numbers["list_entry"] = Double(uid) }
        return [
            .raised(
                Self.card, Self.strength(match), about: about, numbers: numbers, records: [stated],
                law: match.isKorean ? ["listed"] : [],
                "\(who) has \(Self.words(match.nearness)) a listed party, \(match.address) "
                    + "(\(match.source)).")
        ]
    }

    private static func strength(_ match: AddressMatch) -> AuditResult.Finding.Strength {
        switch match.nearness {
        case .room: match.isKorean ? .strong : .moderate
        case .building: match.isKorean ? .moderate : .weak
        case .neighbour: .weak
        }
    }

    private static func words(_ nearness: AddressNearness) -> String {
        switch nearness {
        case .room: "the room, building and road of"
        case .building: "the building or road number of"
        case .neighbour: "an address next door to that of"
        }
    }
}
