// SPDX-License-Identifier: Apache-2.0
import TracePrimitives
import TraceRecords

/// Work that articles of a lot need, each: hours, or days of a worker whatever their length.
struct Workload: Sendable {
    /// Hours, or worker-days where ``inDays``.
    let amount: Interval
    let inDays: Bool
    /// Columns whose absence widened the interval.
    let missing: [String]

    /// The work in one article of a lot; nil where no figures are known for such goods.
    init?(_ lot: LotNode, _ world: World) {
        guard let goods = lot.goods, let key = goods.hoursKey else { return nil }
        let inDays = key.hasPrefix("pairs.")
        func figure(_ name: String) -> Interval? {
            guard let range = world.parameters.find(key + "." + name)?.interval else { return nil }
            return inDays ? Interval(1) / range : range
        }
        let all = ["hand_tied", "machine_weft", "hand_made", "mechanised", "knitted", "crocheted"]
            .compactMap(figure)
        guard let first = all.first else { return nil }
        let any = all.dropFirst().reduce(first) { $0.joined($1) }
        self.inDays = inDays
        switch lot.entry.view.construction {
        case "mixed":
            guard let hand = figure("hand_tied"), let machine = figure("machine_weft") else {
                (amount, missing) = (any, [])
                return
            }
            let share = lot.entry.view.handTiedPct.map { min(max($0.doubleValue / 100, 0), 1) }
            let part = share.map { Interval($0) } ?? Interval(0, 1)
            amount = Interval(
                hand.low * part.low + machine.low * (1 - part.low),
                hand.high * part.high + machine.high * (1 - part.high))
            missing = share == nil ? ["lots.hand_tied_pct"] : []
        case nil, "unknown":
            (amount, missing) = (any, ["lots.construction"])
        case let name?:
            (amount, missing) = (figure(name) ?? any, [])
        }
    }
}
