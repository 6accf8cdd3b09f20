// SPDX-License-Identifier: Apache-2.0
import TracePrimitives
import TraceRecords
import TraceScreening

/// P15, a hard rule: a party bears a listed name and the place agrees, or listed parties own half of it.
///
/// Listed are exact names (but for the legal form), curated ones and registration numbers; anything
/// less is "name resembles a listed name": strong with the same words in one country, and a question
/// where only the country agrees. What an analyst decided before stands, and is shown.
struct P15ListedParty: Pattern {
    static let card = Card(
        id: "P15", name: "listed-party", group: .identity, strength: .decisive,
        innocent: [
            "A common name: others bear it too.",
            "The Chinese ministries of public security and of state security have the same English "
                + "names as listed Korean agencies.",
        ],
        ask: [
            "Registration numbers of the party.", "An ownership chart.",
            "A licence, if there is one.",
        ])

    /// Countries whose listed agencies are known by names in their own script.
    static let nativeScripts: Set<String> = ["KP"]
    /// Owners that are looked at from one party.
    static let mostOwners = 50
    /// Matches of one party that decisions may clear before the next one stands.
    static let mostMatches = 4

    /// What would tell a party from the listed one that its name resembles.
    static let question =
        "parties.identifiers (to hold against the listed party's, and then a decision: screen decide)"

    private let screened: [ScreenedParty]
    private let holdings: [Int: Ownership.Holding]

    init(_ world: World) {
        let parties = world.graph.parties
        let screened = Parallel.map(parties.count) { ScreenedParty(parties[$0], world) }
        self.screened = screened
        // Sanctions reach what listed parties hold; lists of makers name whom they mean.
        let blocked = screened.indices.filter {
            screened[$0].match?.isListed == true
                && screened[$0].match?.found.law == .sanctions
        }
        holdings = world.ownership.holdings(
            of: Set(blocked), share: world.parameters["owner.share"].base)
    }

    func outcomes(party: Int, _ world: World) -> [Outcome] {
        var outcomes: [Outcome] = screened[party].cleared.map { Self.cleared($0, party, world) }
        var missing = missingCells(party, world)
        for owner in owners(of: party, world, &missing) {
            guard let match = screened[owner].match else { continue }
            outcomes.append(Self.outcome(match, party, owner: owner, world))
            guard match.decision == nil, !match.isListed else { continue }
            switch match.found.place {
            case .unknown: missing.append("parties.country")
            case .consistent: missing.append(Self.question)
            case .different: continue
            }
        }
        if let holding = holdings[party], !outcomes.contains(where: { $0.strength == .decisive }) {
            outcomes.append(Self.held(holding, party, world))
        }
        if !outcomes.contains(where: { $0.strength == .decisive }), !missing.isEmpty {
            outcomes.append(.notTestable(Self.card, Set(missing).sorted()))
        }
        let isOpen = outcomes.contains { $0.result != .raised || $0.strength != .report }
        return isOpen ? outcomes : outcomes + [.notRaised(Self.card)]
    }

    /// The party and those who own half or more of it, step by step, each once.
    private func owners(of party: Int, _ world: World, _ missing: inout [String]) -> [Int] {
        let least = world.parameters["owner.share"].base
        var found = [party]
        var next = 0
        while next < found.count, found.count < Self.mostOwners {
            let current = found[next]
            next += 1
            let shares = world.ownership.owners[current]
            if shares.isEmpty, world.graph.parties[current].entry.view.ownershipPct != nil {
                missing.append("parties.parent")
            }
            for share in shares {
                guard let percent = share.percent else {
                    missing.append("parties.ownership_pct")
                    continue
                }
                guard percent >= least, !found.contains(share.owner) else { continue }
                missing += missingCells(share.owner, world)
                found.append(share.owner)
            }
        }
        return found
    }

    private func missingCells(_ party: Int, _ world: World) -> [String] {
        let view = world.graph.parties[party].entry.view
        var missing: [String] = []
        if !world.screener.hasLists { missing.append("lists/sdn.csv") }
        if view.name == nil { missing.append("parties.name") }
        if view.country == nil { missing.append("parties.country") }
        if view.nameNative == nil, view.country.map(Self.nativeScripts.contains) ?? true {
            missing.append("parties.name_native")
        }
        return missing
    }

    /// The texts of law that go with a list.
    private static let laws: [ListKind.Law: String] = [
        .sanctions: "listed", .xinjiang: "xinjiang", .withhold: "withhold",
    ]

    private static func outcome(
        _ match: ScreenedParty.Match, _ party: Int, owner: Int, _ world: World
    ) -> Outcome {
        let node = world.graph.parties[party]
        let named = world.graph.parties[owner]
        let who = owner == party ? "Party \(node.id)" : "The owner \(named.id) of party \(node.id)"
        let found = match.found
        var numbers = ["likeness": found.likeness]
        if let uid = found.uid { numbers["list_entry"] = Double(uid) }
        let entry = "\(found.listedName) (\(found.list) entry \(found.entry))"
        let records =
            [node.entry.stated] + (owner == party ? [] : [named.entry.stated])
            + [match.decision?.stated].compactMap { $0 }
        let law = [laws[found.law] ?? "listed"]
        if match.isListed {
            return .raised(
                card, about: "party:" + node.id, numbers: numbers, records: records, law: law,
                match.decision.map {
                    "\(who): \($0.words) that it is the listed party \(entry)."
                }
                    ?? (found.kind == .identifier
                        ? "\(who) has a registration number of the listed party \(entry)."
                        : "\(who) bears the listed name \(entry), and country or place agree."))
        }
        let what =
            found.kind == .identifier
            ? "a number equals one of a listed party" : "name resembles a listed name"
        return .raised(
            card, strength(found), about: "party:" + node.id, numbers: numbers,
            records: records, law: law,
            "\(who): \(what), \(entry); " + placeWords(found) + reasons(found))
    }

    private static func strength(_ found: NameMatch) -> AuditResult.Finding.Strength {
        switch found.place {
        case .consistent: found.kind == .sameWords ? .strong : .moderate
        case .unknown: found.kind == .resembling ? .weak : .moderate
        case .different: .weak
        }
    }

    private static func placeWords(_ found: NameMatch) -> String {
        switch found.place {
        case .consistent where found.kind == .sameWords:
            "the country agrees, and the words are the same in another order or form."
        case .consistent: "the country agrees, the name is not the same."
        case .unknown: "country or place is not known."
        case .different: "country and place differ."
        }
    }

    /// What speaks for and against, so that a person can see why the names were put together.
    private static func reasons(_ found: NameMatch) -> String {
        let words = found.reasons.filter { $0.weight < 0 || found.reasons.count == 1 }.map(\.words)
        return words.isEmpty || found.kind != .resembling
            ? "" : " Noted: \(words.joined(separator: "; "))."
    }

    private static func cleared(
        _ match: ScreenedParty.Match, _ party: Int, _ world: World
    ) -> Outcome {
        let node = world.graph.parties[party]
        let found = match.found
        return .raised(
            card, .report, about: "party:" + node.id, numbers: ["likeness": found.likeness],
            records: [node.entry.stated] + [match.decision?.stated].compactMap { $0 },
            "Party \(node.id): \(match.decision?.words ?? "it was decided") that it is not "
                + "\(found.listedName) (\(found.list) entry \(found.entry)).")
    }

    private static func held(
        _ holding: Ownership.Holding, _ party: Int, _ world: World
    ) -> Outcome {
        let node = world.graph.parties[party]
        let names = holding.owners.map { world.graph.parties[$0].id }
        return .raised(
            card, about: "party:" + node.id, numbers: ["owned_pct": holding.percent],
            records: [node.entry.stated] + holding.records, law: ["listed"],
            "Listed parties, or parties that those hold, own \(Words.figure(holding.percent)) per "
                + "cent of party \(node.id) together: \(Words.list(names)).")
    }

    /// Counterparties that a record leaves unnamed cannot be compared with a list.
    func outcomes(chain: Scope, _ world: World) -> [Outcome] {
        let graph = world.graph
        var missing: Set<String> = []
        for number in chain.orders where graph.orders[number].supplier == nil {
            missing.insert("orders.supplier")
        }
        for number in chain.payments {
            if graph.payments[number].payee == nil { missing.insert("payments.payee") }
            if graph.payments[number].payer == nil { missing.insert("payments.payer") }
        }
        for number in chain.movements {
            let movement = graph.movements[number]
            if movement.fromParty == nil { missing.insert("movements.from_party") }
            if movement.toParty == nil { missing.insert("movements.to_party") }
        }
        for number in chain.processings {
            let row = graph.processings[number]
            if row.oper == nil, row.site.flatMap({ graph.sites[$0].oper }) == nil {
                missing.insert("processing.operator")
            }
        }
        if chain.suppliers.isEmpty { missing.insert("orders.supplier") }
        return missing.isEmpty ? [] : [.notTestable(Self.card, missing.sorted())]
    }
}
