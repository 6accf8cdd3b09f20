// SPDX-License-Identifier: Apache-2.0
import TraceRecords

/// P25: the declared manufacturer is a trader, its code was built from someone else's name, or it is
/// said to make more kinds of goods than anyone does.
struct P25ProxyManufacturer: Pattern {
    static let card = Card(
        id: "P25", name: "proxy-manufacturer", group: .identity, strength: .moderate,
        innocent: ["Drop shipping.", "A group that signs under one name."],
        ask: ["The id and lease of the site.", "The business licence.", "Photographs of the line."])

    static let traders: Set<String> = [
        "broker", "exporter", "importer", "supplier", "buyer", "carrier",
    ]
    static let makers: Set<String> = ["manufacturer", "processor", "finisher"]

    /// Headings that each party is said to make.
    private var headings: [Int: Set<String>] = [:]
    private let most: Int

    init(_ world: World) {
        for movement in world.graph.movements {
            guard let maker = movement.manufacturer else { continue }
            for share in movement.lots {
                if let hs = world.graph.lots[share.lot].hs {
                    headings[maker, default: []].insert(String(hs.prefix(4)))
                }
            }
        }
        for lot in world.graph.lots.indices {
            guard let maker = world.maker(of: lot), let hs = world.graph.lots[lot].hs else {
                continue
            }
            headings[maker, default: []].insert(String(hs.prefix(4)))
        }
        let counts = headings.values.map(\.count).sorted()
        let rank = Int(Double(counts.count - 1) * world.parameters["breadth.share"].base)
        let peer = counts.indices.contains(rank) ? counts[rank] : 0
        most = max(peer, Int(world.parameters["breadth.headings"].base))
    }

    func outcomes(chain: Scope, _ world: World) -> [Outcome] {
        let node = world.graph.lots[chain.lot]
        guard node.goods?.isRaw != true else { return [] }
        let entries = node.movements.map { world.graph.movements[$0] }
            .filter { $0.type == "entry" || $0.type == "re_export" }
        let named = Set(
            entries.compactMap(\.manufacturer) + [world.maker(of: chain.lot)].compactMap { $0 })
        var outcomes = named.sorted().flatMap { judge($0, entries, world) }
        if entries.contains(where: { $0.manufacturer == nil }) {
            outcomes.append(.notTestable(Self.card, ["movements.manufacturer"]))
        } else if named.isEmpty {
            outcomes.append(.notTestable(Self.card, ["lots.maker"]))
        }
        return outcomes
    }

    private func judge(_ maker: Int, _ entries: [MovementNode], _ world: World) -> [Outcome] {
        let party = world.graph.parties[maker]
        let about = "party:" + party.id
        var outcomes: [Outcome] = []
        if party.sites.isEmpty { outcomes.append(Self.withoutSite(party, entries)) }
        if let seller = Self.borrowed(party, entries, world) {
            outcomes.append(
                .raised(
                    Self.card, about: about, numbers: ["codes": 1],
                    records: [party.entry.stated, world.graph.parties[seller].entry.stated],
                    law: ["marking"],
                    "The manufacturer code of \(party.id) is built from the name of "
                        + "\(world.graph.parties[seller].id), who sells the goods."))
        }
        let breadth = headings[maker]?.count ?? 0
        if breadth > most {
            outcomes.append(
                .raised(
                    Self.card, about: about,
                    numbers: ["headings": Double(breadth), "headings_of_peers": Double(most)],
                    records: [party.entry.stated], law: ["records"],
                    "\(party.id) is named as manufacturer of goods of \(breadth) headings, where peers "
                        + "make at most \(most)."))
        }
        return outcomes.isEmpty
            ? [.notRaised(Self.card, numbers: ["headings": Double(breadth)])] : outcomes
    }

    private static func withoutSite(_ party: PartyNode, _ entries: [MovementNode]) -> Outcome {
        let roles = Set(party.entry.view.roles)
        guard !roles.isDisjoint(with: traders), roles.isDisjoint(with: makers) else {
            return .notTestable(
                card, roles.isEmpty ? ["parties.roles", "sites.operator"] : ["sites.operator"])
        }
        return .raised(
            card, about: "party:" + party.id, numbers: ["sites": 0],
            records: [party.entry.stated] + entries.prefix(5).map(\.entry.stated),
            law: ["marking", "any"],
            "The declared manufacturer \(party.id) is recorded as "
                + "\(Words.list(roles.sorted())) and no site of its own is recorded.")
    }

    /// The seller from whose name the maker's code was built rather than from its own.
    private static func borrowed(
        _ maker: PartyNode, _ entries: [MovementNode], _ world: World
    ) -> Int? {
        let codes = maker.entry.view.identifiers.filter { $0.lowercased().hasPrefix("mid=") }
            .map { String($0.dropFirst(4)).uppercased() }
        guard let code = codes.first, let own = stem(maker.entry.view), !code.hasPrefix(own)
        else { return nil }
        return entries.compactMap(\.fromParty).first { seller in
            guard let other = stem(world.graph.parties[seller].entry.view) else { return false }
            return other != own && code.hasPrefix(other)
        }
    }

    /// The first part of a manufacturer code: country, then three letters of each of two words.
    static func stem(_ party: Party) -> String? {
        guard let country = party.country, let name = party.name else { return nil }
        let words = name.uppercased().split { !$0.isASCII || !$0.isLetter && !$0.isNumber }
            .filter { !["CO", "LTD", "THE", "AND", "OF", "COMPANY"].contains($0) }.prefix(2)
        guard let first = words.first, first.count >= 3 else { return nil }
        return country + words.map { String($0.prefix(3)) }.joined()
    }
}
