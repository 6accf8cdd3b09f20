// SPDX-License-Identifier: Apache-2.0
import TracePrimitives
import TraceRecords

/// P07: over the years a supplier sells more than its purchases, at their highest yield, and its stock
/// explain.
///
/// Each lot of material counts once, at the first day on which it was the supplier's, with no more than
/// the share that movements to it or its own work name; a lot sold counts once too. What is left of a
/// year carries over. A counted stock replaces what would carry over.
struct P07SupplierBalance: Pattern {
    static let card = Card(
        id: "P07", name: "supplier-annual-balance", group: .mass, strength: .moderate,
        innocent: [
            "Material was bought outside the records.",
            "Stock of earlier years that nobody counted.",
        ],
        ask: [
            "The purchase ledger.", "A stock count.", "Invoices of the supplier's own suppliers.",
        ],
        parties: .suppliers)

    /// What a supplier bought and sold of one class.
    struct Account: Sendable {
        var bought: [Int: Double] = [:]
        var sold: [Int: Double] = [:]
        var additives: [Int: Double] = [:]
        var missing: Set<String> = []
        /// Kilograms of each lot that came to the supplier or went into its work, as output.
        var credits: [Int: Credit] = [:]
        /// Kilograms of each lot that are counted as sold.
        var gone: [Int: Double] = [:]
        /// Lots sold of which no record names an input.
        var bare: Set<Int> = []
        var records: [Stated] = []
    }

    /// What one lot adds to purchases.
    struct Credit: Sendable {
        var year: Int
        let whole: Double?
        let yield: Double
        var moved = 0.0
        var used = 0.0

        /// Two movements of one load are one load; so is what comes and is worked on.
        var kg: Double { min(max(moved, used), whole ?? .infinity) * yield }
    }

    private struct Key: Hashable {
        let party: Int
        let goods: String
    }

    private var byParty: [Int: [Outcome]] = [:]

    init(_ world: World) {
        var accounts: [Key: Account] = [:]
        var classes: [String: GoodsClass] = [:]
        for number in world.graph.movements.indices where !world.graph.movements[number].isRepeat {
            Self.read(sale: number, world, &accounts, &classes)
        }
        let raws = Dictionary(grouping: accounts.keys) { $0.party }
        for movement in world.graph.movements where !movement.isRepeat {
            guard let party = movement.toParty, let keys = raws[party] else { continue }
            for key in keys {
                for share in movement.lots {
                    Self.buy(
                        share, key, movement.days?.first, isUse: false, classes, world, &accounts)
                }
            }
        }
        for row in world.graph.processings {
            let party = row.oper ?? row.site.flatMap { world.graph.sites[$0].oper }
            guard let party, let keys = raws[party] else { continue }
            let day = (row.entry.view.started ?? row.entry.view.finished)?.dayNumber
            for key in keys {
                for share in row.inputs {
                    Self.buy(share, key, day, isUse: true, classes, world, &accounts)
                }
            }
        }
        for key in accounts.keys.sorted(by: { ($0.party, $0.goods) < ($1.party, $1.goods) }) {
            guard var account = accounts[key], let goods = classes[key.goods] else { continue }
            for lot in account.credits.keys.sorted() {
                guard let credit = account.credits[lot] else { continue }
                account.bought[credit.year, default: 0] += credit.kg
            }
            byParty[key.party, default: []].append(Self.judge(account, key.party, goods, world))
        }
    }

    func outcomes(party: Int, _ world: World) -> [Outcome] { byParty[party] ?? [] }

    private static func year(_ day: Int?) -> Int? {
        day.flatMap { CalendarDate(dayNumber: $0)?.year }
    }

    private static func read(
        sale number: Int, _ world: World, _ accounts: inout [Key: Account],
        _ classes: inout [String: GoodsClass]
    ) {
        let movement = world.graph.movements[number]
        guard ["entry", "re_export", nil].contains(movement.type), let party = movement.fromParty
        else { return }
        for share in movement.lots {
            let lot = world.graph.lots[share.lot]
            guard let goods = lot.goods, !goods.isRaw, goods.yieldKey != nil else { continue }
            classes[goods.name] = goods
            let hasInputs =
                !lot.madeFrom.isEmpty
                || lot.producers.contains { row in
                    world.graph.processings[row].inputs.contains { $0.lot != share.lot }
                }
            let key = Key(party: party, goods: goods.name)
            if movement.type == nil {
                accounts[key, default: Account()].missing.insert("movements.kind")
            }
            if !hasInputs { accounts[key, default: Account()].bare.insert(share.lot) }
            guard let kg = world.graph.kilograms(share) else {
                accounts[key, default: Account()].missing.insert("lots.net_kg")
                continue
            }
            guard let year = year(movement.days?.first) else {
                accounts[key, default: Account()].missing.insert("movements.dispatched")
                continue
            }
            // An entry and a re-export of one lot are one sale.
            let gone = accounts[key]?.gone[share.lot] ?? 0
            let part = min(kg, max((lot.netKg ?? .infinity) - gone, 0))
            accounts[key, default: Account()].gone[share.lot] = gone + part
            accounts[key]?.sold[year, default: 0] += part
            if let additive = goods.additiveKey, kg > 0 {
                // What of the share is sold has its part of the share's articles.
                let pieces = (world.articles(share)?.count.high ?? 0) * part / kg
                accounts[key]?.additives[year, default: 0] += pieces * world.range(additive).high
            }
            if (accounts[key]?.records.count ?? 0) < 10 {
                accounts[key]?.records.append(movement.entry.stated)
            }
        }
    }

    private static func buy(
        _ share: Share, _ key: Key, _ day: Int?, isUse: Bool, _ classes: [String: GoodsClass],
        _ world: World, _ accounts: inout [Key: Account]
    ) {
        let lot = world.graph.lots[share.lot]
        guard let goods = classes[key.goods] else { return }
        guard let hs = lot.hs else {
            accounts[key]?.missing.insert("lots.hs")
            return
        }
        let isSame = lot.goods?.name == goods.name
        // Goods that the supplier's own rows make come from material that counts already.
        let isOwn =
            isSame
            && lot.producers.contains { number in
                let row = world.graph.processings[number]
                return (row.oper ?? row.site.flatMap { world.graph.sites[$0].oper }) == key.party
            }
        guard goods.isMaterial(hs) || isSame && !isOwn else { return }
        let yield = isSame || goods.yieldKey == nil ? 1 : world.range(goods.yieldKey ?? "").high
        // Without a day it counts for the maker: in the first year.
        var credit =
            accounts[key]?.credits[share.lot]
            ?? Credit(year: year(day) ?? 0, whole: lot.netKg, yield: yield)
        credit.year = min(credit.year, year(day) ?? 0)
        // A share that cannot be weighed may be all of the lot.
        if let kg = world.graph.kilograms(share) ?? lot.netKg {
            // Work that names no share used what had come.
            if !isUse {
                credit.moved += kg
            } else if !share.isWhole || credit.moved == 0 {
                credit.used += kg
            }
        } else {
            accounts[key]?.missing.insert("lots.net_kg")
        }
        accounts[key]?.credits[share.lot] = credit
    }

    private static func judge(
        _ account: Account, _ party: Int, _ goods: GoodsClass, _ world: World
    ) -> Outcome {
        // What was sold and neither bought nor made of anything recorded hides purchases.
        let isBare = !account.bare.isSubset(of: account.credits.keys)
        guard account.missing.isEmpty, !isBare else {
            return .notTestable(
                card, (account.missing.union(isBare ? ["processing.inputs"] : [])).sorted())
        }
        guard !account.bought.isEmpty else {
            return .notTestable(card, ["purchases of the supplier"])
        }
        let error = world.parameters["balance.error"].base
        // In the order of years: sums of doubles hang on their order.
        var stock = account.bought.filter { $0.key < (account.sold.keys.min() ?? 0) }
            .sorted { $0.key < $1.key }.reduce(0) { $0 + $1.value }
        var last: [String: Double] = [:]
        let sales = (account.sold.keys.min() ?? 0)...(account.sold.keys.max() ?? 0)
        let years = Set(account.sold.keys).union(account.bought.keys.filter(sales.contains))
        for year in years.sorted() {
            let sold = account.sold[year] ?? 0
            let bought = account.bought[year] ?? 0
            if let count = world.stock(of: party, goods, at: year) { stock = count }
            let explained = (stock + bought) * (1 + error) + (account.additives[year] ?? 0)
            let open = sold * (1 - error) - explained
            last = [
                "year": Double(year), "sold_kg": sold, "explained_kg": explained,
                "open_kg": max(open, 0), "carried_kg": stock,
            ]
            if open > 0 { return raised(account, party, year, goods, last, world) }
            stock = max(explained - sold * (1 - error), 0)
        }
        return last.isEmpty
            ? .notTestable(card, ["sales of the supplier"]) : .notRaised(card, numbers: last)
    }

    private static func raised(
        _ account: Account, _ party: Int, _ year: Int, _ goods: GoodsClass,
        _ numbers: [String: Double], _ world: World
    ) -> Outcome {
        let id = world.graph.parties[party].id
        let sold = Words.figure(numbers["sold_kg"] ?? 0)
        return .raised(
            card, about: "party:" + id, numbers: numbers,
            records: account.records + [world.graph.parties[party].entry.stated],
            law: ["any", goods.law],
            "In \(year) party \(id) sold \(sold) kg of \(goods.title), and its recorded purchases, "
                + "yields and stock explain at most \(Words.figure(numbers["explained_kg"] ?? 0)) kg."
        )
    }
}
