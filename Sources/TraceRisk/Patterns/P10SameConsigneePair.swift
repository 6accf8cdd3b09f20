// SPDX-License-Identifier: Apache-2.0
import TraceRecords

/// P10: the same firm sends material out of China and takes the matching goods in, more than chance.
///
/// Firms that share a registration, a telephone or a representative count as one. Goods that the
/// records place the making of in the third country they come from are explained and do not count.
struct P10SameConsigneePair: Pattern {
    static let card = Card(
        id: "P10", name: "same-consignee-pair", group: .route, strength: .moderate,
        innocent: ["A trading house that deals in everything."],
        ask: [
            "Contracts that tie both flows.",
            "Names of the foreign buyer and of the foreign maker.",
        ],
        parties: .suppliers)

    private var byParty: [Int: [Outcome]] = [:]

    /// What firms do with one class of goods.
    private struct Flows {
        var out: [Int: [Int]] = [:]
        var back: [Int: [Int]] = [:]
    }

    init(_ world: World) {
        let firm = Self.firms(world)
        var flows: [String: Flows] = [:]
        var traders: Set<Int> = []
        var missing: [Int: Set<String>] = [:]
        let classes = Set(world.graph.lots.compactMap { $0.goods?.name })
        let makers = world.tables.classes.filter { classes.contains($0.name) && !$0.isRaw }
        for (number, movement) in world.graph.movements.enumerated() {
            let (way, blank) = Self.way(number, world)
            let party = way == .out ? movement.fromParty : movement.toParty
            for party in [movement.fromParty, movement.toParty].compactMap({ $0 })
            where !blank.isEmpty {
                missing[party, default: []].formUnion(blank)
            }
            guard let way, let party else { continue }
            traders.insert(firm[party])
            for share in movement.lots {
                let lot = world.graph.lots[share.lot]
                guard let hs = lot.hs else {
                    missing[party, default: []].insert("lots.hs")
                    continue
                }
                if way == .back, let goods = lot.goods, !goods.isRaw,
                    !Self.isMadeAbroad(share.lot, world)
                {
                    flows[goods.name, default: Flows()].back[firm[party], default: []].append(
                        number)
                }
                guard way == .out else { continue }
                for goods in makers where goods.isMaterial(hs) {
                    flows[goods.name, default: Flows()].out[firm[party], default: []].append(number)
                }
            }
        }
        for party in world.graph.parties.indices where traders.contains(firm[party]) {
            byParty[party] = [.notRaised(Self.card)]
        }
        for name in flows.keys.sorted() {
            judge(flows[name] ?? Flows(), name, firm, traders.count, world)
        }
        for (party, cells) in missing {
            byParty[party, default: []].append(.notTestable(Self.card, cells.sorted()))
        }
    }

    func outcomes(party: Int, _ world: World) -> [Outcome] { byParty[party] ?? [] }

    private enum Way { case out, back }

    /// Whether a movement leaves or enters China, and the blanks that hide it.
    private static func way(_ number: Int, _ world: World) -> (Way?, [String]) {
        let movement = world.graph.movements[number]
        switch movement.type {
        case "raw_export": return (.out, [])
        case "return_import", "raw_import": return (.back, [])
        case "entry", "re_export": return (nil, [])
        default:
            if movement.type == nil { return (nil, ["movements.kind"]) }
            let (from, to) = (world.graph.origins(of: number), world.graph.destinations(of: number))
            if from.contains("CN"), to.contains(where: { $0 != "CN" }) { return (.out, []) }
            if to.contains("CN"), from.contains(where: { $0 != "CN" }) { return (.back, []) }
            return (nil, [])
        }
    }

    private static func isMadeAbroad(_ lot: Int, _ world: World) -> Bool {
        guard case .recorded(let rows) = world.making(of: lot), !rows.isEmpty else { return false }
        return rows.allSatisfy { row in
            let country = world.graph.country(ofSite: world.graph.processings[row].site)
            return country != nil && country != "CN" && country != "KP"
        }
    }

    /// The first party of each party's firm, by registration, telephone and representative.
    private static func firms(_ world: World) -> [Int] {
        var parent = Array(world.graph.parties.indices)
        func root(_ party: Int) -> Int {
            var party = party
            while parent[party] != party { party = parent[party] }
            return party
        }
        var holders: [String: [Int]] = [:]
        for (number, party) in world.graph.parties.enumerated() {
            let view = party.entry.view
            var keys = view.identifiers.map { $0.lowercased() }
            if let phone = view.phone.map(Likeness.telephone), phone.count > 4 {
                keys.append("t" + phone)
            }
            if let name = view.representative.map(Likeness.name), !name.isEmpty {
                keys.append("r" + name)
            }
            for key in keys { holders[key, default: []].append(number) }
        }
        let most = Int(world.parameters["links.shared"].base)
        for key in holders.keys.sorted() {
            guard let all = holders[key], let first = all.first, all.count <= most else { continue }
            for other in all.dropFirst() {
                let (a, b) = (root(first), root(other))
                parent[max(a, b)] = min(a, b)
            }
        }
        return parent.indices.map(root)
    }

    private mutating func judge(
        _ flows: Flows, _ name: String, _ firm: [Int], _ traders: Int, _ world: World
    ) {
        let both = Set(flows.out.keys).intersection(flows.back.keys)
        guard !both.isEmpty else { return }
        let (out, back) = (flows.out.count, flows.back.count)
        let rest = traders - out - back + both.count
        let p = FisherExact.greater(both.count, out - both.count, back - both.count, max(rest, 0))
        let isEnough = traders >= Int(world.parameters["pair.parties"].base)
        for party in world.graph.parties.indices where both.contains(firm[party]) {
            guard isEnough else {
                byParty[party, default: []].append(
                    .notTestable(Self.card, ["movements of enough other firms"]))
                continue
            }
            guard p < world.parameters["pair.p"].base else { continue }
            let sent = flows.out[firm[party]] ?? []
            let came = flows.back[firm[party]] ?? []
            let id = world.graph.parties[party].id
            byParty[party, default: []].append(
                .raised(
                    Self.card, about: "party:" + id,
                    numbers: [
                        "firms_both": Double(both.count), "firms_sending": Double(out),
                        "firms_receiving": Double(back), "firms": Double(traders), "p": p,
                    ],
                    records: (sent.prefix(5) + came.prefix(5)).map {
                        world.graph.movements[$0].entry.stated
                    }, law: ["any"],
                    "Party \(id) sends material for \(world.tables.title(name)) out of China and takes "
                        + "such goods in; \(both.count) of \(traders) trading firms do both, which "
                        + "chance would give with probability \(Words.figure(p))."))
        }
    }
}
