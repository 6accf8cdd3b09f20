// SPDX-License-Identifier: Apache-2.0
import TracePrimitives
import TraceRecords
import TraceScreening

/// P15, a hard rule: a party, or its majority owner, bears a listed name and the place agrees.
///
/// Listed are exact names and curated ones; anything less is "name resembles a listed name".
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
    /// No chain of owners is followed further.
    static let longestOwnership = 10

    private let matches: [NameMatch?]

    init(_ world: World) {
        matches = world.graph.parties.map { party in
            let view = party.entry.view
            return world.screener.screen(
                ScreenedName(
                    name: view.name, nativeName: view.nameNative, country: view.country,
                    address: view.address, identifiers: view.identifiers))
        }
    }

    func outcomes(party: Int, _ world: World) -> [Outcome] {
        var outcomes: [Outcome] = []
        var missing = missingCells(party, world)
        var seen: Set<Int> = []
        var current = party
        while seen.insert(current).inserted, seen.count <= Self.longestOwnership {
            if let match = matches[current] {
                outcomes.append(Self.outcome(match, party, owner: current, world))
                if match.place == .unknown { missing.append("parties.country") }
            }
            let node = world.graph.parties[current]
            guard let parent = node.parent else {
                if node.entry.view.ownershipPct != nil { missing.append("parties.parent") }
                break
            }
            guard let share = node.entry.view.ownershipPct?.doubleValue else {
                missing.append("parties.ownership_pct")
                break
            }
            guard share >= world.parameters["owner.share"].base else { break }
            missing += missingCells(parent, world)
            current = parent
        }
        if !outcomes.contains(where: { $0.strength == .decisive }), !missing.isEmpty {
            outcomes.append(.notTestable(Self.card, Set(missing).sorted()))
        }
        return outcomes.isEmpty ? [.notRaised(Self.card)] : outcomes
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

    private static func outcome(
        _ match: NameMatch, _ party: Int, owner: Int, _ world: World
    ) -> Outcome {
        let node = world.graph.parties[party]
        let named = world.graph.parties[owner]
        let who = owner == party ? "Party \(node.id)" : "The owner \(named.id) of party \(node.id)"
        var numbers = ["likeness": match.likeness]
        if let uid = match.uid { numbers["list_entry"] = Double(uid) }
        let entry = "\(match.list) entry \(match.entry)"
        let records = [node.entry.stated] + (owner == party ? [] : [named.entry.stated])
        if match.isDecisive {
            return .raised(
                card, about: "party:" + node.id, numbers: numbers, records: records,
                law: ["listed"],
                "\(who) bears the listed name \(match.listedName) (\(entry)), and country "
                    + "or place agree.")
        }
        let strength: AuditResult.Finding.Strength =
            match.place == .different
            ? .weak
            : match.kind == .resembling && match.place == .unknown
                ? .weak : .moderate
        return .raised(
            card, strength, about: "party:" + node.id, numbers: numbers, records: records,
            law: ["listed"],
            "\(who): name resembles a listed name, \(match.listedName) (\(entry)); "
                + (match.place == .consistent
                    ? "the country agrees, the name is not the same."
                    : match.place == .unknown
                        ? "country or place is not known." : "country and place differ."))
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
