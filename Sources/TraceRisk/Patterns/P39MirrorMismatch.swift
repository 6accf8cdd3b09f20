// SPDX-License-Identifier: Apache-2.0
import TracePrimitives
import TraceRecords

/// P39, a report: the records of a month sum to more than the customs statistics have, or a claim gives
/// a figure that the statistics do not bear out.
///
/// A claim that relays another one is the same voice: only the one it derives from is compared.
struct P39MirrorMismatch: Pattern {
    static let card = Card(
        id: "P39", name: "mirror-mismatch", group: .documents, strength: .report,
        innocent: ["Errors and lags of the statistics.", "Two copies of one figure disagree."],
        ask: ["Check units and doubled rows first."])

    private var byLot: [Int: [Outcome]] = [:]
    private var byParty: [Int: [Outcome]] = [:]

    init(_ world: World) {
        var sums: [String: (kg: Double, movements: [Int])] = [:]
        for (number, movement) in world.graph.movements.enumerated() {
            guard !movement.isRepeat, let flow = Self.flow(number, world) else { continue }
            let date = movement.days.flatMap { CalendarDate(dayNumber: $0.first) }
            let period = date.map { "\($0)".prefix(7) }
            for share in movement.lots {
                let hs = world.graph.lots[share.lot].hs
                let kg = world.graph.kilograms(share)
                guard let period, let hs, let kg else {
                    let blank = [
                        period == nil ? "movements.dispatched" : nil, hs == nil ? "lots.hs" : nil,
                        kg == nil ? "lots.net_kg" : nil,
                    ].compactMap { $0 }
                    byLot[share.lot, default: []].append(.notTestable(Self.card, blank))
                    continue
                }
                let key = "\(period) \(flow) \(hs.prefix(4))"
                sums[key, default: (0, [])].kg += kg
                if sums[key]?.movements.last != number { sums[key]?.movements.append(number) }
            }
        }
        for row in world.gazetteer.statistics {
            if let sum = sums["\(row.period) \(row.flow) \(row.hs)"] { compare(sum, row, world) }
        }
        let relays = Set(world.graph.claims.filter { $0.view.derivedFrom != nil }.map(\.label))
        for claim in world.graph.claims where !relays.contains(claim.label) {
            compare(claim, world)
        }
    }

    func outcomes(lot: Int, _ world: World) -> [Outcome] { byLot[lot] ?? [] }
    func outcomes(party: Int, _ world: World) -> [Outcome] { byParty[party] ?? [] }

    private static func flow(_ number: Int, _ world: World) -> String? {
        let graph = world.graph
        return switch (graph.leaves("KP", number), graph.reaches("KP", number)) {
        case (true, false): graph.reaches("CN", number) ? "KP>CN" : nil
        case (false, true): graph.leaves("CN", number) ? "CN>KP" : nil
        default: nil
        }
    }

    private mutating func compare(
        _ sum: (kg: Double, movements: [Int]), _ row: OfficialTrade, _ world: World
    ) {
        let lots = Set(sum.movements.flatMap { world.graph.movements[$0].lots.map(\.lot) })
        guard let tonnes = row.tonnes else { return }
        let limit = tonnes.high * 1_000 * (1 + world.parameters["mirror.tolerance"].base)
        let numbers = ["recorded_kg": sum.kg, "official_tonnes": tonnes.high]
        let outcome =
            sum.kg > limit
            ? Outcome.raised(
                Self.card, numbers: numbers,
                records: sum.movements.prefix(20).map { world.graph.movements[$0].entry.stated },
                law: ["records"],
                "The records move \(Words.figure(sum.kg)) kg of HS \(row.hs) (\(row.flow)) in "
                    + "\(row.period), and customs statistics have \(Words.figure(tonnes.high)) tonnes."
            )
            : .notRaised(Self.card, numbers: numbers)
        for lot in lots { byLot[lot, default: []].append(outcome) }
    }

    /// A claim of a value in millions of dollars of one month, flow and heading.
    private mutating func compare(_ claim: Entry<Claim>, _ world: World) {
        let view = claim.view
        guard let words = view.denominator, view.unit?.lowercased().contains("usd") == true,
            let low = view.valueLow?.doubleValue,
            let high = (view.valueHigh ?? view.valueLow)?.doubleValue,
            let row = world.gazetteer.statistics.first(where: {
                words.contains($0.period) && words.contains($0.hs) && words.contains($0.flow)
            })
        else { return }
        let scale = view.unit?.lowercased().contains("million") == true ? 1.0 : 1e-6
        let tolerance = world.parameters["mirror.tolerance"].base
        let stated = Interval(low * scale, high * scale)
        let official = Interval(
            row.dollars.low * (1 - tolerance), row.dollars.high * (1 + tolerance))
        guard !stated.meets(official) else { return }
        let outcome = Outcome.raised(
            Self.card, about: "claim:" + view.record.id,
            numbers: [
                "claimed_usd_million": stated.high, "official_usd_million": row.dollars.high,
            ],
            records: [claim.stated], law: ["records"],
            "Claim \(view.record.id) gives \(Words.figure(stated.high)) million USD for HS \(row.hs) "
                + "(\(row.flow)) in \(row.period), where customs statistics have "
                + "\(Words.figure(row.dollars.high)) (\(row.source)).")
        for target in view.about {
            if target.kind == .lot, let lot = world.graph.lotNumber[target.id] {
                byLot[lot, default: []].append(outcome)
            }
            if target.kind == .party, let party = world.graph.partyNumber[target.id] {
                byParty[party, default: []].append(outcome)
            }
        }
    }
}
