// SPDX-License-Identifier: Apache-2.0
import TracePrimitives

/// What of the work on a lot is done in a row, where half-made goods go in.
extension P04SiteCapacity {
    /// The part of an output that is made from material; goods of its class that go in bring theirs.
    ///
    /// All of it where none goes in, none where as many go in as come out; else how much of the work
    /// is done here is not known, and at least the articles that nothing brought are made here.
    static func fresh(
        _ lot: Int, _ inputs: [Share], _ outputs: [Share], _ row: Int?, _ load: Workload,
        _ world: World
    ) -> (part: Interval, missing: [String]) {
        let lots = world.graph.lots
        var brought: Interval? = Interval(0)
        var isAny = false
        for share in inputs where lots[share.lot].goods == lots[lot].goods {
            let isKept = outputs.contains { $0.lot == share.lot }
            guard !isKept || world.isMade(share.lot, otherThanBy: row),
                let other = Workload(lots[share.lot], world),
                !other.missing.isEmpty || other.amount.low >= load.amount.low
            else { continue }
            isAny = true
            let isOpen =
                !other.missing.isEmpty && other.amount.low < load.amount.low
                || !isKept && share.isWhole && world.isShared(share.lot)
            let articles = isOpen ? nil : count(share, world)
            brought = articles.flatMap { more in brought.map { $0 + more } }
        }
        guard isAny else { return (Interval(1), []) }
        var total: Interval? = Interval(0)
        for share in outputs where lots[share.lot].goods == lots[lot].goods {
            let articles = count(share, world)
            total = articles.flatMap { more in total.map { $0 + more } }
        }
        guard let brought, let total, total.low > 0 else { return (Interval(0, 1), halfMade) }
        if brought.low >= total.high { return (Interval(0), []) }
        return (Interval(max(0, 1 - brought.high / total.low), 1), halfMade)
    }

    /// Articles in a share; where only its mass is stated, as many as weigh so much.
    private static func count(_ share: Share, _ world: World) -> Interval? {
        let all = world.articles(Share(lot: share.lot, pieces: share.pieces, kg: nil))?.count
        guard share.pieces == nil, let kg = share.kg else { return all }
        guard let net = world.graph.lots[share.lot].netKg, net > 0 else { return nil }
        let part = min(kg / net * (1 + world.range("weighing.error").high), 1)
        return all.map { $0 * Interval(part) }
    }
}
