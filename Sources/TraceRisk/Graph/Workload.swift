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
        func stated(_ name: String) -> Interval? {
            guard let range = world.parameters.find(key + "." + name)?.interval else { return nil }
            return inDays ? Interval(1) / range : range
        }
        /// Tying by hand goes under either name.
        func figure(_ name: String) -> Interval? {
            switch name {
            case "hand_made": stated(name) ?? stated("hand_tied")
            case "hand_tied": stated(name) ?? stated("hand_made")
            default: stated(name)
            }
        }
        let all = ["hand_tied", "machine_weft", "hand_made", "mechanised", "knitted", "crocheted"]
            .compactMap(stated)
        guard let first = all.first else { return nil }
        let any = all.dropFirst().reduce(first) { $0.joined($1) }
        self.inDays = inDays
        let share = lot.entry.view.handTiedPct.map { min(max($0.doubleValue / 100, 0), 1) }
        switch lot.entry.view.construction {
        case nil, "unknown":
            (amount, missing) = (any, ["lots.construction"])
        case "mixed":
            guard let hand = stated("hand_tied"), let machine = stated("machine_weft") else {
                (amount, missing) = (any, [Self.without("mixed")])
                return
            }
            amount = Self.mix(hand, machine, share.map { Interval($0) } ?? Interval(0, 1))
            missing = share == nil ? ["lots.hand_tied_pct"] : []
        case "machine_weft":
            guard let machine = stated("machine_weft"), let share, share > 0,
                let hand = stated("hand_tied")
            else {
                amount = stated("machine_weft") ?? any
                missing = stated("machine_weft") == nil ? [Self.without("machine_weft")] : []
                return
            }
            amount = Self.mix(hand, machine, Interval(0, share))
            missing = ["lots.construction (machine_weft, and a share tied by hand)"]
        case let name?:
            amount = figure(name) ?? any
            missing = figure(name) == nil ? [Self.without(name)] : []
        }
    }

    private static func mix(_ hand: Interval, _ machine: Interval, _ share: Interval) -> Interval {
        Interval(
            hand.low * share.low + machine.low * (1 - share.low),
            hand.high * share.high + machine.high * (1 - share.high))
    }

    private static func without(_ name: String) -> String {
        "lots.construction (no figures for \(name) goods of this class)"
    }
}
