// SPDX-License-Identifier: Apache-2.0
import TracePrimitives
import TraceRecords

/// One statement of a transfer: a movement as its issuer states it now.
struct HandoverStatement {
    /// On which side its asserter stands.
    enum Side: Hashable {
        case giver, taker, unknown
    }

    let stated: Stated
    let movement: Movement
    let side: Side
    let lots: Set<String>

    /// A movement with goods and at least one party; nil for any other record.
    init?(_ stated: Stated, parties: [String: String]) {
        guard stated.record.kind == .movement else { return nil }
        let movement = Movement(stated.record)
        guard !movement.lots.isEmpty, movement.fromParty != nil || movement.toParty != nil else {
            return nil
        }
        self.stated = stated
        self.movement = movement
        lots = Set(movement.lots.map(\.lot))
        let speaker = stated.record.accordingTo ?? parties[stated.issuer]
        side =
            if speaker == nil {
                .unknown
            } else if speaker == movement.fromParty {
                .giver
            } else {
                speaker == movement.toParty ? .taker : .unknown
            }
    }

    /// How well two statements fit as one transfer, greater is better; nil when they do not.
    func fit(_ other: HandoverStatement) -> Int? {
        guard stated.label != other.stated.label, !lots.isDisjoint(with: other.lots),
            Self.agree(movement.fromParty, other.movement.fromParty),
            Self.agree(movement.toParty, other.movement.toParty),
            movement.fromParty == other.movement.fromParty
                || movement.toParty == other.movement.toParty,
            side == .unknown || side != other.side
        else { return nil }
        if stated.issuer == other.stated.issuer {
            // One issuer's two statements are one transfer only when it quotes both sides.
            guard side != .unknown, other.side != .unknown else { return nil }
        }
        if stated.record.reference == other.stated.record.reference { return 1_000 }
        guard let days = daysApart(other), days <= Self.mostDays else { return nil }
        let isSameWaybill =
            movement.waybill != nil && movement.waybill == other.movement.waybill
        return (isSameWaybill ? 500 : 100) - days
    }

    /// Days between two accounts of one transfer at most: a sea passage and its papers.
    static let mostDays = 60

    /// Days between the same event as two statements date it; 0 where they share no date.
    private func daysApart(_ other: HandoverStatement) -> Int? {
        let pairs = [
            (movement.dispatched, other.movement.dispatched),
            (movement.arrived, other.movement.arrived),
        ]
        let days = pairs.compactMap { first, second -> Int? in
            guard let first, let second else { return nil }
            return abs(first.dayNumber - second.dayNumber)
        }
        return days.min() ?? 0
    }

    private static func agree(_ first: String?, _ second: String?) -> Bool {
        first == nil || second == nil || first == second
    }
}
