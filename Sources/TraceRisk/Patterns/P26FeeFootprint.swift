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

    /// Payments without lots, by payer.
    private var loose: [Int: [Int]] = [:]
    /// Pieces that each payment pays for, where they can be told.
    private let pieces: [Interval?]
    /// No more payments of one party than this are read for a lot.
    static let most = 200

    init(_ world: World) {
        pieces = world.graph.payments.map { Self.pieces($0, world) }
        for (number, payment) in world.graph.payments.enumerated() where payment.lots.isEmpty {
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
        for number in payments {
            let result = judge(number, chain, world.range(key), goods, world)
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
        let abroad = ends.compactMap { $0 }.first { $0 != "CN" }
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

    private func judge(
        _ number: Int, _ chain: Scope, _ band: Interval, _ goods: GoodsClass, _ world: World
    ) -> Outcome {
        let payment = world.graph.payments[number]
        let view = payment.entry.view
        guard let payee = payment.payee else { return .notTestable(Self.card, ["payments.payee"]) }
        if Self.isNamed(payee, chain, world) { return .notRaised(Self.card) }
        guard let pieces = pieces[number], pieces.high > 0 else {
            // Money for material, freight and the like is not paid by the piece.
            return .notRaised(Self.card)
        }
        guard let amount = view.amount?.doubleValue, let currency = view.currency else {
            return .notTestable(
                Self.card, [view.amount == nil ? "payments.amount" : "payments.currency"])
        }
        guard let yuan = world.yuan(amount, currency, on: view.date?.dayNumber),
            let fee = yuan.0 / pieces
        else { return .notTestable(Self.card, ["rates.per_usd"]) }
        guard fee.meets(band) else { return .notRaised(Self.card) }
        guard yuan.isStated || (fee.low >= band.low && fee.high <= band.high) else {
            return .notTestable(Self.card, ["rates.per_usd"])
        }
        let party = world.graph.parties[payee]
        return .raised(
            Self.card, about: "payment:" + view.record.id,
            numbers: [
                "fee_cny_per_piece": fee.low, "band_low_cny": band.low, "band_high_cny": band.high,
                "amount": amount, "pieces": pieces.high,
            ],
            records: [payment.entry.stated, party.entry.stated], law: ["any", goods.law],
            "Payment \(view.record.id) is \(Words.figure(fee.low)) CNY a piece for "
                + "\(Words.figure(pieces.high)) pieces, within the \(Words.figure(band.low)) to "
                + "\(Words.figure(band.high)) CNY reported as processing fees, and goes to "
                + "\(party.id), who does no recorded work on the goods.")
    }

    /// Whether the records name the payee as maker, worker, or seller of the goods, or as carrier.
    private static func isNamed(_ payee: Int, _ chain: Scope, _ world: World) -> Bool {
        if chain.workers.contains(payee) { return true }
        let node = world.graph.parties[payee]
        if node.has(role: "carrier") || node.has(role: "government") { return true }
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

    private static func pieces(_ payment: PaymentNode, _ world: World) -> Interval? {
        if let stated = payment.entry.view.pieces?.doubleValue { return Interval(stated) }
        var sum = Interval(0)
        for share in payment.lots {
            // Raw material is not counted in pieces.
            if world.graph.lots[share.lot].goods?.isRaw == true { return nil }
            guard let articles = world.articles(share) else { return nil }
            sum = sum + articles.count
        }
        return payment.lots.isEmpty ? nil : sum
    }
}
