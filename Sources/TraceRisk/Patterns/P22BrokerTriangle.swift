// SPDX-License-Identifier: Apache-2.0
import TraceRecords

/// P22: the supplier has a recorded movement or payment with North Korea (strong), or is linked within
/// two steps to a party there (moderate).
///
/// Steps are a shared telephone, e-mail, representative or address, and payments made. Buyers and
/// carriers deal with everyone and link no one; an attribute that many share is an agent's.
struct P22BrokerTriangle: Pattern {
    static let card = Card(
        id: "P22", name: "broker-triangle", group: .identity, strength: .moderate,
        innocent: [
            "Freight forwarders and agents with many clients.",
            "A registration agent's address or telephone.",
        ],
        ask: ["The agency contract.", "What was bought from or sold to the named party."],
        parties: .suppliers)

    private struct Contact: Sendable {
        let words: String
        let record: Stated
    }

    private var contacts: [Int: [Contact]] = [:]
    private var links: [Int: [(party: Int, how: String)]] = [:]
    private var missing: [Int: Set<String>] = [:]

    /// No party's links are followed further than this many.
    static let followed = 200

    init(_ world: World) {
        readMovements(world)
        readPayments(world)
        readAttributes(world)
    }

    func outcomes(party: Int, _ world: World) -> [Outcome] {
        let graph = world.graph
        let node = graph.parties[party]
        let about = "party:" + node.id
        if let found = contacts[party], let first = found.first {
            return [
                .raised(
                    Self.card, .strong, about: about,
                    numbers: ["contacts": Double(found.count), "links": 1],
                    records: found.prefix(10).map(\.record) + [node.entry.stated], law: ["any"],
                    "\(first.words) between party \(node.id) and North Korea is recorded"
                        + (found.count > 1 ? ", with \(found.count - 1) more." : "."))
            ]
        }
        if let path = path(from: party, world) {
            let ways = path.map { "\($0.how) with \(graph.parties[$0.party].id)" }
            let end = path.last.map { graph.parties[$0.party] }
            let isThere = end?.country == "KP"
            return [
                .raised(
                    Self.card, about: about,
                    numbers: ["links": Double(path.count + (isThere ? 0 : 1))],
                    records: [node.entry.stated]
                        + path.map { graph.parties[$0.party].entry.stated },
                    law: ["any"],
                    "Party \(node.id) is linked by \(ways.joined(separator: " and by ")), "
                        + (isThere
                            ? "a party in North Korea."
                            : "which has a recorded movement or payment with North Korea."))
            ]
        }
        if let cells = missing[party] { return [.notTestable(Self.card, cells.sorted())] }
        return [.notRaised(Self.card)]
    }

    /// The shortest way to a party in North Korea, or one with a contact there, within the depth.
    private func path(from start: Int, _ world: World) -> [(party: Int, how: String)]? {
        let depth = Int(world.parameters["links.depth"].base)
        var seen: Set<Int> = [start]
        var front: [[(party: Int, how: String)]] = [[]]
        for step in 1...max(depth, 1) {
            var next: [[(party: Int, how: String)]] = []
            for path in front {
                let end = path.last?.party ?? start
                for link in (links[end] ?? []).prefix(Self.followed)
                where seen.insert(link.party).inserted {
                    if world.graph.parties[link.party].country == "KP" { return path + [link] }
                    // The broker's own contact is the second step.
                    if step < depth, contacts[link.party] != nil { return path + [link] }
                    next.append(path + [link])
                }
            }
            guard !next.isEmpty else { return nil }
            front = Array(next.prefix(Self.followed))
        }
        return nil
    }

    // MARK: Movements and payments

    private mutating func readMovements(_ world: World) {
        let graph = world.graph
        for (number, movement) in graph.movements.enumerated() {
            let origin = graph.origin(of: number)
            let destination = graph.destination(of: number)
            let from = movement.fromParty.flatMap { graph.parties[$0].country }
            let to = movement.toParty.flatMap { graph.parties[$0].country }
            let port = movement.entry.view.port.map(world.gazetteer.country(of:)) == "KP"
            let label = "Movement \(movement.id)"
            if let party = movement.fromParty, destination == "KP" || to == "KP" || port {
                note(party, label, movement.entry.stated)
            }
            if let party = movement.toParty, origin == "KP" || from == "KP" || port {
                note(party, label, movement.entry.stated)
            }
        }
    }

    private mutating func readPayments(_ world: World) {
        let graph = world.graph
        for payment in graph.payments {
            let view = payment.entry.view
            let label = "Payment \(view.record.id)"
            let payee = payment.payee.flatMap { graph.parties[$0].country }
            let payer = payment.payer.flatMap { graph.parties[$0].country }
            if let party = payment.payer, view.payeeCountry == "KP" || payee == "KP" {
                note(party, label, payment.entry.stated)
            }
            if let party = payment.payee, payer == "KP" || view.payeeCountry == "KP" {
                note(party, label, payment.entry.stated)
            }
            for party in [payment.payer, payment.payee].compactMap({ $0 })
            where view.payeeCountry == nil {
                missing[party, default: []].insert("payments.payee_country")
            }
            // Money leads on: who is paid by a customer has no part in what the customer pays others.
            if let payer = payment.payer, let payee = payment.payee {
                link(from: payer, to: payee, "payment \(view.record.id)", world)
            }
        }
    }

    private mutating func note(_ party: Int, _ words: String, _ record: Stated) {
        contacts[party, default: []].append(Contact(words: words, record: record))
    }

    /// Buyers deal with all suppliers and carriers with everyone: they link no one.
    private static func linksOthers(_ party: PartyNode) -> Bool {
        !party.has(role: "carrier") && !party.has(role: "buyer") && !party.has(role: "importer")
            && !party.has(role: "government")
    }

    private mutating func link(from a: Int, to b: Int, _ how: String, _ world: World) {
        guard a != b, Self.linksOthers(world.graph.parties[a]),
            Self.linksOthers(world.graph.parties[b])
        else { return }
        links[a, default: []].append((b, how))
    }

    // MARK: What parties share

    private mutating func readAttributes(_ world: World) {
        var holders: [String: [Int]] = [:]
        for (number, party) in world.graph.parties.enumerated() {
            let view = party.entry.view
            let values = [
                ("the same telephone", view.phone.map { $0.filter(\.isNumber) }),
                ("the same e-mail", view.email?.lowercased()),
                ("the same representative", view.representative?.lowercased()),
                ("the same address", view.address?.lowercased()),
            ]
            for (how, value) in values {
                guard let value,
                    value.count > 4 || how == "the same representative" && !value.isEmpty
                else { continue }
                holders[how + "\u{0}" + value, default: []].append(number)
            }
        }
        let most = Int(world.parameters["links.shared"].base)
        for key in holders.keys.sorted() {
            guard let parties = holders[key], parties.count > 1, parties.count <= most else {
                continue
            }
            let how = String(key.prefix { $0 != "\u{0}" })
            for (position, a) in parties.enumerated() {
                for b in parties[(position + 1)...] {
                    link(from: a, to: b, how, world)
                    link(from: b, to: a, how, world)
                }
            }
        }
    }
}
