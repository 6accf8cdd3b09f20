// SPDX-License-Identifier: Apache-2.0
import TracePrimitives
import TraceRecords

/// P23: documents of the same month give a site different numbers of workers.
struct P23HeadCountConflict: Pattern {
    static let card = Card(
        id: "P23", name: "head-count-conflict", group: .documents, strength: .moderate,
        innocent: ["Seasonal work.", "Agency staff who stand in one document and not in another."],
        ask: ["Dated rosters.", "The social-insurance list."])

    /// A dated number of workers.
    struct Count {
        let day: Int
        let workers: Double
        let record: Stated
    }

    init(_ world: World) {}

    func outcomes(site: Int, _ world: World) -> [Outcome] {
        let node = world.graph.sites[site]
        var missing: Set<String> = []
        let counts = Self.counts(node, world, &missing).sorted { $0.day < $1.day }
        guard counts.count > 1 || !missing.isEmpty else { return [] }
        let span = Int(world.parameters["headcount.days"].base)
        var best: (ratio: Double, low: Count, high: Count)?
        for (position, first) in counts.enumerated() {
            for other in counts[(position + 1)...].prefix(32) where other.day - first.day <= span {
                let (low, high) = first.workers < other.workers ? (first, other) : (other, first)
                let ratio = high.workers / max(low.workers, 0.5)
                if ratio > best?.ratio ?? 0 { best = (ratio, low, high) }
            }
        }
        if let best, best.ratio > world.parameters["headcount.ratio"].base {
            return [
                .raised(
                    Self.card, about: "site:" + node.id,
                    numbers: [
                        "workers_low": best.low.workers, "workers_high": best.high.workers,
                        "ratio": best.ratio,
                        "days_between": Double(abs(best.high.day - best.low.day)),
                    ],
                    records: [best.low.record, best.high.record, node.entry.stated],
                    law: ["records"],
                    "Within \(abs(best.high.day - best.low.day)) days, documents give site \(node.id) "
                        + "\(Words.figure(best.low.workers)) and \(Words.figure(best.high.workers)) "
                        + "workers.")
            ]
        }
        return !missing.isEmpty
            ? [.notTestable(Self.card, missing.sorted())]
            : [.notRaised(Self.card, numbers: ["counts": Double(counts.count)])]
    }

    /// What records say of the workers of a site, each with its day.
    static func counts(
        _ node: SiteNode, _ world: World, _ missing: inout Set<String>
    ) -> [Count] {
        if node.headCounts.contains(where: { $0.view.workers == nil }) {
            missing.insert("headcounts.workers")
        }
        let stated = node.headCounts.map { ($0.view.asOf, $0.view.workers, $0.stated) }
        let seen = node.inspections.map { ($0.view.date, $0.view.workers, $0.stated) }
        let read = Set(stated.compactMap(\.2.record.document))
        let papers = Set(node.documents).sorted().map { world.graph.documents[$0] }
            // A head count that was read from the document is the same figure.
            .filter { !read.contains($0.view.record.id) }
            .map { ($0.view.issued, $0.view.workers, $0.stated) }
        var counts: [Count] = []
        for (day, workers, record) in stated + seen + papers {
            guard let workers else { continue }
            guard let day else {
                missing.insert("headcounts.as_of")
                continue
            }
            counts.append(Count(day: day.dayNumber, workers: workers.doubleValue, record: record))
        }
        return counts
    }
}
