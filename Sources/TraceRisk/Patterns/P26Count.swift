// SPDX-License-Identifier: Apache-2.0
import TracePrimitives

/// Articles that a payment pays for.
struct P26Count: Sendable {
    let articles: Interval
    /// Cells whose blanks leave the count open.
    let missing: [String]
    /// What its lots hold, where its own count says otherwise.
    private(set) var ofLots: Interval?

    /// Of a payment, by its own count or its lots; nil where it does not pay by the piece.
    init?(_ payment: PaymentNode, _ world: World) {
        if let stated = payment.entry.view.pieces?.doubleValue {
            articles = Interval(stated)
            missing = []
            let whole = P26Count.sum(payment.lots, world)?.0
            let error = world.parameters["document.error"].base
            ofLots = whole.flatMap {
                $0.meets(Interval(stated, error: error)) ? nil : $0
            }
            return
        }
        guard let found = P26Count.sum(payment.lots, world) else { return nil }
        (articles, missing) = found
    }

    /// Of whole lots.
    init?(wholeLots lots: ArraySlice<Int>, _ world: World) {
        let shares = lots.map { Share(lot: $0, pieces: nil, kg: nil) }
        guard let found = P26Count.sum(shares, world) else { return nil }
        (articles, missing) = found
    }

    private static func sum(_ shares: [Share], _ world: World) -> (Interval, [String])? {
        var sum = Interval(0)
        var missing: Set<String> = []
        for share in shares {
            // Raw material is not counted in pieces.
            if world.graph.lots[share.lot].goods?.isRaw == true { return nil }
            guard let found = world.articles(share) else { return nil }
            sum = sum + found.count
            missing.formUnion(found.missing)
        }
        return shares.isEmpty ? nil : (sum, missing.sorted())
    }
}
