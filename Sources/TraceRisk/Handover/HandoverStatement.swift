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
        guard Self.agree(movement.type, other.movement.type) else { return nil }
        if stated.record.reference == other.stated.record.reference { return 1_000 }
        guard let days = daysApart(other), days <= Self.mostDays,
            !isAnother(other, days)
        else { return nil }
        let isSameWaybill =
            movement.waybill != nil && movement.waybill == other.movement.waybill
        return (isSameWaybill ? 500 : 100) - days
    }

    /// Days between two accounts of one transfer at most: a sea passage and its papers.
    static let mostDays = 60

    /// A seal that differs is a finding about one transfer within a week, and another transfer later.
    static let sealDays = 7

    /// Whether the papers say that two statements are of two transfers: the first of waybill, container
    /// and declaration that both name decides, then the seal.
    private func isAnother(_ other: HandoverStatement, _ days: Int) -> Bool {
        let papers = [
            (movement.waybill, other.movement.waybill),
            (movement.container, other.movement.container),
            (movement.declaration, other.movement.declaration),
        ]
        for case (let first?, let second?) in papers { return first != second }
        return days > Self.sealDays && !Self.agree(movement.seal, other.movement.seal)
    }

    /// Whether a second statement tells something of places, modes or origin that the first does not.
    func tellsMore(than first: HandoverStatement) -> Bool {
        let pairs: [(String?, String?)] = Self.telling.map {
            (stated.record.told($0), first.stated.record.told($0))
        }
        return pairs.contains { own, other in own != nil && own != other }
    }

    /// The statement with its blanks filled from the first of its pair.
    func filled(from first: HandoverStatement) -> Stated {
        var record = stated.record
        record.fields.merge(first.stated.record.fields) { own, _ in own }
        return Stated(stated, record: record)
    }

    /// Fields that tests of places, modes and origin read.
    private static let telling = [
        "type", "from_country", "to_country", "from_site", "to_site", "stuffing_site", "port",
        "place_of_receipt", "customs_office", "mode", "trade_mode", "origin_declared",
        "manufacturer",
    ]

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

extension Record {
    /// A text or the id that a reference names.
    fileprivate func told(_ field: String) -> String? { text(field) ?? reference(field) }
}
