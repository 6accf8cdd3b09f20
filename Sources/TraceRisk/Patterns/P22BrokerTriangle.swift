// SPDX-License-Identifier: Apache-2.0
import TraceRecords

/// P22: the supplier has a recorded movement or payment with North Korea (strong), or is linked within
/// two steps to a party there (moderate).
///
/// Steps are a shared telephone, e-mail, representative or address, and payments made. Buyers and
/// carriers deal with everyone and link no one, where the records show them as such and as nothing
/// else: what a row calls a party exempts none. An attribute that many share is an agent's.
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
    private var linked: [Int: Set<Int>] = [:]
    private var missing: [Int: Set<String>] = [:]
    /// Buyers, carriers and offices, who deal with everyone.
    private var exempt: Set<Int> = []
    /// Links from each party to a party in North Korea; a contact with one counts as a link.
    private var distance: [Int: Int] = [:]

    init(_ world: World) {
        exempt = Self.exempt(world.graph)
        readMovements(world)
        readPayments(world)
        readAttributes(world)
        measure(world)
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
                    records: found.prefix(10).map(\.record) + [node.entry.stated],
                    carriedBy: [(found.first { !$0.record.isEstimate } ?? first).record],
                    law: ["any"],
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
        guard let far = distance[start], far <= max(depth, 1) else { return nil }
        var path: [(party: Int, how: String)] = []
        var current = start
        for left in (0..<far).reversed() {
            guard let link = (links[current] ?? []).first(where: { distance[$0.party] == left })
            else { return nil }
            path.append(link)
            // The broker's own contact is the last step.
            if left == 0 || contacts[link.party] != nil { return path }
            current = link.party
        }
        return nil
    }

    /// Measures from North Korea outwards, so that no number of other links hides a way.
    private mutating func measure(_ world: World) {
        var from: [Int: [Int]] = [:]
        for (party, own) in links {
            for link in own { from[link.party, default: []].append(party) }
        }
        let parties = world.graph.parties.indices
        var front = parties.filter { world.graph.parties[$0].country == "KP" }
        let depth = max(Int(world.parameters["links.depth"].base), 1)
        for step in 0...depth {
            if step == 1 { front += parties.filter { contacts[$0] != nil } }
            // There are no more links than there are, however deep a set goes.
            if step > 1, front.isEmpty { return }
            var next: [Int] = []
            for party in front where distance[party] == nil {
                distance[party] = step
                next += from[party] ?? []
            }
            front = next
        }
    }

    // MARK: Movements and payments

    private mutating func readMovements(_ world: World) {
        let graph = world.graph
        for (number, movement) in graph.movements.enumerated() {
            let from = movement.fromParty.flatMap { graph.parties[$0].country }
            let to = movement.toParty.flatMap { graph.parties[$0].country }
            let port = movement.entry.view.port.map(world.gazetteer.country(of:)) == "KP"
            let label = "Movement \(movement.id)"
            if let party = movement.fromParty, graph.reaches("KP", number) || to == "KP" || port {
                note(party, label, movement.entry.stated)
            }
            if let party = movement.toParty, graph.leaves("KP", number) || from == "KP" || port {
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
                link(from: payer, to: payee, "payment \(view.record.id)")
            }
        }
    }

    private mutating func note(_ party: Int, _ words: String, _ record: Stated) {
        contacts[party, default: []].append(Contact(words: words, record: record))
    }

    /// Who deals with everyone.
    ///
    /// Buyers of orders and takers of entries who sell nothing, and parties that are carriers or
    /// government and nothing else; no party in North Korea.
    private static func exempt(_ graph: ProvenanceGraph) -> Set<Int> {
        var takers = graph.orders.compactMap(\.buyer)
        var makers = graph.orders.compactMap(\.supplier) + graph.processings.compactMap(\.oper)
        for movement in graph.movements {
            if movement.type == "entry", let taker = movement.toParty { takers.append(taker) }
            if let maker = movement.manufacturer { makers.append(maker) }
        }
        var exempt = Set(takers).filter { !graph.parties[$0].hasSupplyingRole }
        for (number, party) in graph.parties.enumerated()
        where party.isOnly("carrier") || party.isOnly("government") { exempt.insert(number) }
        return exempt.subtracting(makers).filter { graph.parties[$0].country != "KP" }
    }

    private mutating func link(from a: Int, to b: Int, _ how: String) {
        guard a != b, !exempt.contains(a), !exempt.contains(b),
            linked[a, default: []].insert(b).inserted
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
                    link(from: a, to: b, how)
                    link(from: b, to: a, how)
                }
            }
        }
    }
}
