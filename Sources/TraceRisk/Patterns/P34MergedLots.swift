// SPDX-License-Identifier: Apache-2.0

/// P34, a report: material of known and of unknown provenance is mixed in a lot.
///
/// The share is by mass; any part is told apart from none, because the law asks for any part.
struct P34MergedLots: Pattern {
    static let card = Card(
        id: "P34", name: "merged-lots", group: .mass, strength: .report,
        innocent: ["Bulk handling, where lots are never kept apart."],
        ask: ["How lots are kept apart.", "Papers of the part whose provenance is not known."])

    init(_ world: World) {}

    func outcomes(chain: Scope, _ world: World) -> [Outcome] {
        guard let flow = world.flow, world.graph.lots[chain.lot].goods?.isRaw != true else {
            return []
        }
        let node = world.graph.lots[chain.lot]
        guard let share = flow.unknownShare(chain.lot) else {
            return [.notTestable(Self.card, flow.missing(chain.lot))]
        }
        let numbers = ["share_unknown_low": share.low, "share_unknown_high": share.high]
        guard flow.hasUnknownPart(chain.lot), share.low < 1 else {
            return [.notRaised(Self.card, numbers: numbers)]
        }
        let sources = chain.lots.filter { flow.isUnknownSource($0) }
        let (low, high) = (Words.figure(share.low * 100), Words.figure(share.high * 100))
        let words =
            "Between \(low) and \(high) per cent of the mass of lot \(node.id) come from lots whose "
            + "provenance no record shows, or from nothing that the records explain."
        let records =
            [node.entry.stated]
            + sources.prefix(10).map { world.graph.lots[$0].entry.stated }
        return [
            .raised(
                Self.card, numbers: numbers.merging(["lots": Double(sources.count)]) { $1 },
                records: records, law: ["any"], words)
        ]
    }
}
