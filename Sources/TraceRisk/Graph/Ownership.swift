// SPDX-License-Identifier: Apache-2.0
import TracePrimitives
import TraceRecords

/// Who owns whom, as the records state it, and what follows when listed parties own half.
///
/// A share stands in a party's own record, or in a claim whose `denominator` is `ownership/share`,
/// about the party that is owned and its owner, in this order.
struct Ownership: Sendable {
    /// One stated share.
    struct Share: Sendable {
        let owner: Int
        /// In per cent; nil when only the owner is stated.
        let percent: Double?
        let stated: Stated
    }

    /// A way in which a party belongs to listed parties.
    struct Holding: Sendable {
        /// Listed parties, or parties that those own by half or more.
        let owners: [Int]
        /// The sum of their shares, in per cent.
        let percent: Double
        let records: [Stated]
    }

    /// The word that makes a claim a share.
    static let word = "ownership/share"

    private(set) var owners: [[Share]]
    private(set) var remarks: [AuditResult.DataRemark] = []

    init(_ graph: ProvenanceGraph) {
        owners = Array(repeating: [], count: graph.parties.count)
        for (number, party) in graph.parties.enumerated() {
            guard let parent = party.parent else { continue }
            owners[number].append(
                Share(
                    owner: parent, percent: party.entry.view.ownershipPct?.doubleValue,
                    stated: party.entry.stated))
        }
        for claim in graph.claims where claim.view.denominator == Self.word {
            add(claim, graph)
        }
        check(graph)
    }

    private mutating func add(_ claim: Entry<Claim>, _ graph: ProvenanceGraph) {
        let parties = claim.view.about.filter { $0.kind == .party }
            .compactMap { graph.partyNumber[$0.id] }
        guard parties.count == 2 else {
            remarks.append(
                AuditResult.DataRemark(
                    code: "ownership", records: [claim.label],
                    message: "A share of ownership names \(parties.count) known parties, not two: "
                        + "the party that is owned, then its owner."))
            return
        }
        let share = Share(
            owner: parties[1],
            percent: (claim.view.valueHigh ?? claim.view.valueLow)?.doubleValue,
            stated: claim.stated)
        // One owner's share counts once, by the largest figure that is stated.
        if let same = owners[parties[0]].firstIndex(where: { $0.owner == share.owner }) {
            if (owners[parties[0]][same].percent ?? -1) < (share.percent ?? -1) {
                owners[parties[0]][same] = share
            }
        } else {
            owners[parties[0]].append(share)
        }
    }

    private mutating func check(_ graph: ProvenanceGraph) {
        for (number, shares) in owners.enumerated() {
            let sum = shares.reduce(0) { $0 + ($1.percent ?? 0) }
            guard sum > 100.5 || shares.contains(where: { ($0.percent ?? 0) < 0 }) else { continue }
            remarks.append(
                AuditResult.DataRemark(
                    code: "ownership", records: shares.map(\.stated.label),
                    message: "The stated owners of party \(graph.parties[number].id) hold "
                        + "\(Words.figure(sum)) per cent together."))
        }
        for circle in circles() {
            let names = circle.map { graph.parties[$0].id }
            remarks.append(
                AuditResult.DataRemark(
                    code: "cycle", records: circle.map { graph.parties[$0].entry.label },
                    message:
                        "Parties \(Words.list(names)) are stated to own each other in a circle."))
        }
    }

    /// Parties that own each other in a circle, each circle once; every share is followed once.
    private func circles() -> [[Int]] {
        var state = [UInt8](repeating: 0, count: owners.count)
        var circles: [[Int]] = []
        for start in owners.indices where state[start] == 0 {
            var path: [(party: Int, next: Int)] = [(start, 0)]
            state[start] = 1
            while let top = path.last {
                guard top.next < owners[top.party].count else {
                    state[top.party] = 2
                    path.removeLast()
                    continue
                }
                path[path.count - 1].next += 1
                let owner = owners[top.party][top.next].owner
                if state[owner] == 0 {
                    state[owner] = 1
                    path.append((owner, 0))
                } else if state[owner] == 1,
                    let from = path.firstIndex(where: { $0.party == owner })
                {
                    circles.append(path[from...].map(\.party))
                }
            }
        }
        return circles
    }

    /// Parties of which listed ones hold at least `share` per cent together, directly or through
    /// others that they so hold; circles end because a party is counted once.
    func holdings(of listed: Set<Int>, share: Double) -> [Int: Holding] {
        var blocked = listed
        var holdings: [Int: Holding] = [:]
        var owned: [Int: [Int]] = [:]
        for (number, shares) in owners.enumerated() {
            for one in shares { owned[one.owner, default: []].append(number) }
        }
        var waiting = listed.sorted()
        while let owner = waiting.popLast() {
            for party in owned[owner] ?? [] where !blocked.contains(party) {
                let held = owners[party].filter { blocked.contains($0.owner) && $0.owner != party }
                let sum = held.reduce(0) { $0 + ($1.percent ?? 0) }
                // Sums of decimal shares miss the half by rounding alone.
                guard sum >= share - 1e-9 else { continue }
                blocked.insert(party)
                holdings[party] = Holding(
                    owners: held.map(\.owner), percent: sum, records: held.map(\.stated))
                waiting.append(party)
            }
        }
        return holdings
    }
}
