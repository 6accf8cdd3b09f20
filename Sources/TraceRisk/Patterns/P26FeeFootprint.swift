// SPDX-License-Identifier: Apache-2.0
import TracePrimitives
import TraceRecords

/// P26: payments a piece within the band of processing fees, to someone other than who the records
/// say worked on the goods; or barter across the Korean border, which leaves no payment at all.
struct P26FeeFootprint: Pattern {
    static let card = Card(
        id: "P26", name: "processing-fee-footprint", group: .price, strength: .strong,
        innocent: [
            "Fees to a domestic subcontractor who is not in the records.",
            "A mode that was entered by mistake.",
        ],
        ask: ["Bank statements.", "The subcontract.", "Of barter: what was given for the goods."])

    /// China's supervision mode of barter.
    static let barterMode = "0130"

    /// Payments for stated pieces of no stated lot, by payer.
    private var loose: [Int: [Int]] = [:]
    /// Articles that each payment pays for, where they can be told.
    private let counts: [P26Count?]
    /// No more payments of one party than this are read for a lot.
    static let most = 200

    init(_ world: World) {
        let counts = world.graph.payments.map { P26Count($0, world) }
        self.counts = counts
        for (number, payment) in world.graph.payments.enumerated()
        where payment.lots.isEmpty && counts[number] != nil {
            if let payer = payment.payer { loose[payer, default: []].append(number) }
        }
    }

    func outcomes(chain: Scope, _ world: World) -> [Outcome] {
        guard let hs = world.graph.lots[chain.lot].hs else {
            return [.notTestable(Self.card, ["lots.hs"])]
        }
        guard let goods = world.tables.goods(hs), let key = goods.feeKey else { return [] }
        let others = chain.suppliers.flatMap { (loose[$0] ?? []).prefix(Self.most) }
        let payments = chain.payments + others
        var outcomes = chain.movements.compactMap { Self.barter($0, goods, world) }
        guard !payments.isEmpty else {
            return outcomes + [.notTestable(Self.card, ["payments"])]
        }
        var missing: Set<String> = []
        if chain.suppliers.contains(where: { (loose[$0]?.count ?? 0) > Self.most }) {
            missing.insert("payments.lots")
        }
        let test = Test(band: world.range(key), goods: goods, world: world)
        var below: [Int] = []
        for number in payments {
            guard let result = judge(number, chain, test) else {
                below.append(number)
                continue
            }
            if result.result == .raised { outcomes.append(result) }
            missing.formUnion(result.missing)
        }
        for result in instalments(below, chain, test) {
            if result.result == .raised { outcomes.append(result) }
            missing.formUnion(result.missing)
        }
        if !missing.isEmpty { outcomes.append(.notTestable(Self.card, missing.sorted())) }
        return outcomes.isEmpty ? [.notRaised(Self.card)] : outcomes
    }

    /// Goods that are declared as bartered with North Korea, or at its border with nobody else.
    private static func barter(_ number: Int, _ goods: GoodsClass, _ world: World) -> Outcome? {
        let movement = world.graph.movements[number]
        let view = movement.entry.view
        guard view.tradeMode == barterMode else { return nil }
        let ends = [world.graph.origin(of: number), world.graph.destination(of: number)]
        let isKorean = world.graph.leaves("KP", number) || world.graph.reaches("KP", number)
        let abroad = isKorean ? "KP" : ends.compactMap { $0 }.first { $0 != "CN" }
        if let abroad, abroad != "KP" { return nil }
        let isBorder =
            view.customsOffice.map(world.tables.isBorderCustoms)
            ?? view.port.map { world.tables.borderPlaces[$0] != nil }
        guard abroad == "KP" || isBorder == true else {
            return isBorder == nil
                ? .notTestable(card, ["movements.customs_office", "movements.from_country"]) : nil
        }
        let place = abroad == "KP" ? "with North Korea" : "at an office of the Korean border"
        return .raised(
            card, .moderate, about: "movement:" + movement.id, numbers: [:],
            records: [movement.entry.stated], law: ["any", goods.law],
            "Movement \(movement.id) is declared as barter, mode \(barterMode), \(place): what was "
                + "given for the goods leaves no payment.")
    }

    /// What payments for one lot's goods are held against.
    private struct Test {
        let band: Interval
        let goods: GoodsClass
        let world: World
    }

    /// What one payment says by itself; nil where it is no fee within the band.
    private func judge(_ number: Int, _ chain: Scope, _ test: Test) -> Outcome? {
        let payment = test.world.graph.payments[number]
        let view = payment.entry.view
        guard let payee = payment.payee else { return .notTestable(Self.card, ["payments.payee"]) }
        if Self.isNamed(payee, payment, chain, test.world) { return nil }
        // Money for material, freight and the like is not paid by the piece.
        guard let count = counts[number], count.articles.high > 0 else { return nil }
        guard let amount = view.amount?.doubleValue, let currency = view.currency else {
            return .notTestable(
                Self.card, [view.amount == nil ? "payments.amount" : "payments.currency"])
        }
        guard let yuan = test.world.yuan(amount, currency, on: view.date?.dayNumber) else {
            return .notTestable(Self.card, ["rates.per_usd"])
        }
        return weigh([number], payee, yuan.0, isStated: yuan.isStated, count, test)
    }

    /// Payments to one payee for one lot that are no fee each, and add up to one: instalments.
    private func instalments(_ below: [Int], _ chain: Scope, _ test: Test) -> [Outcome] {
        let graph = test.world.graph
        var groups: [[Int]: [Int]] = [:]
        for number in below {
            let payment = graph.payments[number]
            guard let payee = payment.payee, counts[number] != nil, !payment.lots.isEmpty,
                !Self.isNamed(payee, payment, chain, test.world)
            else { continue }
            groups[[payee] + Set(payment.lots.map(\.lot)).sorted(), default: []].append(number)
        }
        return groups.keys.sorted { $0.lexicographicallyPrecedes($1) }.compactMap { key in
            guard let group = groups[key], group.count > 1, let payee = key.first,
                let whole = P26Count(wholeLots: key.dropFirst(), test.world)
            else { return nil }
            // Payments for one part after another are fees of their own.
            let areWhole = group.allSatisfy { number in
                let payment = graph.payments[number]
                return payment.entry.view.pieces == nil && payment.lots.allSatisfy(\.isWhole)
            }
            let sum = group.compactMap { counts[$0]?.articles.low }.reduce(0, +)
            guard areWhole || sum > whole.articles.high * (1 + Self.slack) else { return nil }
            var total = Interval(0)
            var isStated = true
            for number in group {
                let view = graph.payments[number].entry.view
                guard let amount = view.amount?.doubleValue, let currency = view.currency,
                    let yuan = test.world.yuan(amount, currency, on: view.date?.dayNumber)
                else { return nil }
                total = total + yuan.0
                isStated = isStated && yuan.isStated
            }
            return weigh(group, payee, total, isStated: isStated, whole, test)
        }
    }

    /// Pieces that payments may count beyond the lot's before they are taken to pay twice for some.
    private static let slack = 0.01

    private func weigh(
        _ payments: [Int], _ payee: Int, _ yuan: Interval, isStated: Bool, _ count: P26Count,
        _ test: Test
    ) -> Outcome? {
        let (band, graph) = (test.band, test.world.graph)
        guard let fee = yuan / count.articles else {
            return .notTestable(Self.card, ["payments.pieces"])
        }
        guard fee.meets(band) else {
            // A count that the payment's own lots contradict takes no fee out of the band.
            let other = count.ofLots.flatMap { yuan / $0 }
            guard let other, other.meets(band) else { return nil }
            return .notTestable(Self.card, ["payments.pieces (its lots have another number)"])
        }
        let isWithin = fee.low >= band.low && fee.high <= band.high
        guard isWithin || isStated && count.missing.isEmpty else {
            return .notTestable(Self.card, (isStated ? [] : ["rates.per_usd"]) + count.missing)
        }
        let entries = payments.map { graph.payments[$0].entry }
        let party = graph.parties[payee]
        let amount = entries.compactMap { $0.view.amount?.doubleValue }.reduce(0, +)
        let ids = Words.list(entries.map(\.view.record.id))
        let each = Words.figure(fee.low)
        let what =
            entries.count == 1 ? "Payment \(ids) is \(each)" : "Payments \(ids) add up to \(each)"
        return .raised(
            Self.card, about: entries.first.map { "payment:" + $0.view.record.id },
            numbers: [
                "fee_cny_per_piece": fee.low, "band_low_cny": band.low, "band_high_cny": band.high,
                "amount": amount, "pieces": count.articles.high,
            ],
            records: entries.prefix(10).map(\.stated) + [party.entry.stated],
            law: ["any", test.goods.law],
            "\(what) CNY a piece for \(Words.figure(count.articles.high)) pieces, within the "
                + "\(Words.figure(band.low)) to \(Words.figure(band.high)) CNY reported as "
                + "processing fees, and \(entries.count == 1 ? "goes" : "go") to \(party.id), who "
                + "does no recorded work on the goods.")
    }

    /// Whether the records name the payee as maker, worker, or seller of the goods, or as carrier.
    ///
    /// A ministry or carrier in North Korea, or one that is paid there, is never excused by its role.
    private static func isNamed(
        _ payee: Int, _ payment: PaymentNode, _ chain: Scope, _ world: World
    ) -> Bool {
        if chain.workers.contains(payee) { return true }
        let node = world.graph.parties[payee]
        let isKorean = node.country == "KP" || payment.entry.view.payeeCountry == "KP"
        if !isKorean, node.has(role: "carrier") || node.has(role: "government") { return true }
        if chain.orders.contains(where: { world.graph.orders[$0].supplier == payee }) {
            return true
        }
        return chain.movements.contains { number in
            let movement = world.graph.movements[number]
            return movement.manufacturer == payee
                || (movement.fromParty == payee
                    && (movement.type == "entry" || movement.type == "raw_import"))
        }
    }
}
