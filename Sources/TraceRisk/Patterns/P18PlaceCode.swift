// SPDX-License-Identifier: Apache-2.0
import TraceRecords

/// P18: a place's code, coordinates or name cannot be right; tests of distance wait until it is.
struct P18PlaceCode: Pattern {
    static let card = Card(
        id: "P18", name: "place-code-sanity", group: .documents, strength: .report,
        innocent: ["The official list of places has errors of its own."],
        ask: ["The right code or coordinates of the place."])

    init(_ world: World) {}

    func outcomes(site: Int, _ world: World) -> [Outcome] {
        let node = world.graph.sites[site]
        guard !node.isPlaceholder else { return [] }
        let view = node.entry.view
        let faults = world.faults(site)
        if faults.isEmpty {
            let isStated = view.locode != nil || view.lat != nil || view.name != nil
            return isStated ? [.notRaised(Self.card)] : [.notTestable(Self.card, ["sites.locode"])]
        }
        return faults.map { fault in
            .raised(
                Self.card, about: "site:" + node.id, numbers: fault.numbers,
                records: [node.entry.stated], law: ["records"],
                "The place of site \(node.id) needs correcting: \(fault.words).")
        }
    }

    func outcomes(party: Int, _ world: World) -> [Outcome] {
        guard let words = world.koreanWords(ofParty: party) else { return [] }
        let node = world.graph.parties[party]
        return [
            .raised(
                Self.card, about: "party:" + node.id, records: [node.entry.stated],
                law: ["records"],
                "The place of party \(node.id) needs correcting: its name or address says "
                    + "'\(words)', and "
                    + (node.country.map { "the country is \($0)." } ?? "no country is stated."))
        ]
    }

    func outcomes(lot: Int, _ world: World) -> [Outcome] {
        var outcomes: [Outcome] = []
        for number in world.graph.lots[lot].movements {
            let movement = world.graph.movements[number]
            let view = movement.entry.view
            let codes = [view.port, view.placeOfReceipt].compactMap { $0 }
            for code in codes where world.gazetteer.places[code] != nil {
                for fault in world.faults(code: code, country: nil) {
                    outcomes.append(
                        .raised(
                            Self.card, about: "movement:" + movement.id,
                            records: [movement.entry.stated], law: ["records"],
                            "A place of movement \(movement.id) needs correcting: \(fault.words)."))
                }
            }
            outcomes += Self.contradictions(movement, world)
        }
        return outcomes
    }

    /// Sites that lie in another country than the movement to or from them states.
    private static func contradictions(_ movement: MovementNode, _ world: World) -> [Outcome] {
        let ends = [
            (movement.fromSite, movement.entry.view.fromCountry, "starts"),
            (movement.toSite, movement.entry.view.toCountry, "ends"),
        ]
        return ends.compactMap { end, stated, verb in
            guard let end, let stated, let country = world.graph.country(ofSite: end),
                country != stated
            else { return nil }
            let site = world.graph.sites[end]
            return .raised(
                card, about: "movement:" + movement.id,
                records: [movement.entry.stated, site.entry.stated], law: ["records"],
                "A place of movement \(movement.id) needs correcting: it \(verb) at site \(site.id), "
                    + "which lies in \(country), and the country is \(stated).")
        }
    }
}
