// SPDX-License-Identifier: Apache-2.0
import TraceRecords

/// P22: the supplier is in North Korea, belongs to a party there by half or more, or has a recorded
/// movement or payment with it (strong); or is linked within two steps to a party there (moderate).
///
/// So is a movement of, or payment for, the goods themselves strong, whoever carries or pays.
/// Steps are a shared telephone, e-mail, representative or address, and payments made. Buyers and
/// carriers deal with everyone and link no one, where the records show them as such and as nothing
/// else: what a row calls a party exempts none. An attribute that many share is an agent's.
struct P22BrokerTriangle: Pattern {
    static let card = Card(
        id: "P22", name: "broker-triangle", group: .identity, strength: .moderate,
        innocent: [
            "Freight forwarders and agents with many clients.",
            "A registration agent's address or telephone.", "A typing error in a country code.",
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
    /// Parties that belong to parties in North Korea.
    private let holdings: [Int: Ownership.Holding]
    /// Movements and payments that touch North Korea.
    private var movements: Set<Int> = []
    private var payments: Set<Int> = []

    init(_ world: World) {
        let korean = world.graph.parties.indices.filter { world.graph.parties[$0].country == "KP" }
        holdings = world.ownership.holdings(
            of: Set(korean), share: world.parameters["owner.share"].base)
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
        if let said = ownPlace(party, world) { return [said] }
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
        var cells = missing[party] ?? []
        let owners = world.ownership.owners[party]
        if owners.contains(where: { $0.percent == nil && graph.parties[$0.owner].country == "KP" })
        {
            cells.insert("parties.ownership_pct")
        }
        return [cells.isEmpty ? .notRaised(Self.card) : .notTestable(Self.card, cells.sorted())]
    }

    /// A party that is in North Korea itself, or belongs to one that is.
    private func ownPlace(_ party: Int, _ world: World) -> Outcome? {
        let node = world.graph.parties[party]
        let about = "party:" + node.id
        if node.country == "KP" {
            return .raised(
                Self.card, .strong, about: about, numbers: ["links": 0],
                records: [node.entry.stated], law: ["any"],
                "Party \(node.id), which supplies, makes or works on the goods, is recorded in North "
                    + "Korea.")
        }
        guard let holding = holdings[party] else { return nil }
        let owners = holding.owners.map { world.graph.parties[$0].id }
        return .raised(
            Self.card, .strong, about: about,
            numbers: ["links": 1, "owned_per_cent": holding.percent],
            records: [node.entry.stated] + holding.records, law: ["any"],
            "Party \(node.id) belongs by \(Words.figure(holding.percent)) per cent to "
                + "\(Words.list(owners)), and so to a party that is recorded in North Korea.")
    }

    // MARK: The goods themselves

    /// What is recorded of the goods with North Korea, where no finding of a supplier tells it.
    func outcomes(chain: Scope, _ world: World) -> [Outcome] {
        let graph = world.graph
        let suppliers = Set(chain.suppliers)
        var outcomes: [Outcome] = []
        for number in chain.payments {
            let payment = graph.payments[number]
            let parties = [payment.payer, payment.payee].compactMap { $0 }
            if payments.contains(number) {
                if parties.contains(where: { suppliers.contains($0) && isSaid($0, world) }) {
                    continue
                }
                outcomes.append(
                    touching(
                        "Payment \(payment.entry.view.record.id)", "for", parties,
                        payment.entry.stated, world))
            } else if payment.entry.view.payeeCountry == nil, suppliers.isDisjoint(with: parties) {
                outcomes.append(.notTestable(Self.card, ["payments.payee_country"]))
            }
        }
        for number in chain.movements where movements.contains(number) {
            let movement = graph.movements[number]
            let ends = [movement.fromParty, movement.toParty].compactMap { $0 }
            // Whoever puts loads together has no finding of its own.
            let isThere =
                movement.consolidator.map { graph.parties[$0].country == "KP" } ?? false
            let isTold = ends.contains { suppliers.contains($0) && isSaid($0, world) }
            if isTold, !isThere { continue }
            outcomes.append(
                touching(
                    "Movement \(movement.id)", "of",
                    [isThere ? movement.consolidator : nil].compactMap { $0 } + ends,
                    movement.entry.stated, world))
        }
        return outcomes
    }

    /// Whether a supplier's own finding tells of a dealing with North Korea.
    private func isSaid(_ party: Int, _ world: World) -> Bool {
        contacts[party] != nil || world.graph.parties[party].country == "KP"
    }

    private func touching(
        _ what: String, _ relation: String, _ parties: [Int], _ record: Stated, _ world: World
    ) -> Outcome {
        let nodes = parties.map { world.graph.parties[$0] }
        let there = nodes.first { $0.country == "KP" }
        let here = nodes.first { $0.country != "KP" }
        return .raised(
            Self.card, .strong, about: (here ?? there).map { "party:" + $0.id },
            numbers: ["contacts": 1, "links": 1],
            records: [record] + nodes.map(\.entry.stated), law: ["any"],
            "\(what) \(relation) the goods is recorded between "
                + (here.map { "party \($0.id)" } ?? "a party that is not named")
                + " and North Korea" + (there.map { " (party \($0.id))." } ?? "."))
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
            let port = P11OriginConflict.isByKorea(movement, world)
            let consolidator = movement.consolidator.flatMap { graph.parties[$0].country }
            if port || graph.reaches("KP", number) || graph.leaves("KP", number)
                || [from, to, consolidator].contains("KP")
            {
                movements.insert(number)
            }
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
        for (number, payment) in graph.payments.enumerated() {
            let view = payment.entry.view
            let label = "Payment \(view.record.id)"
            let payee = payment.payee.flatMap { graph.parties[$0].country }
            let payer = payment.payer.flatMap { graph.parties[$0].country }
            if [view.payeeCountry, payee, payer].contains("KP") { payments.insert(number) }
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
                ("the same telephone", view.phone.map(Likeness.telephone)),
                ("the same e-mail", view.email.map { $0.lowercased().filter { !$0.isWhitespace } }),
                ("the same representative", view.representative.map(Likeness.name)),
                ("the same address", view.address.map(Likeness.address)),
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
