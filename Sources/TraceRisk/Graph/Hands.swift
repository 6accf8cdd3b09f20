// SPDX-License-Identifier: Apache-2.0
import TracePrimitives
import TraceRecords

/// How many workers a site has about the time of some work.
struct Hands: Sendable {
    /// The largest number that a record gives.
    let workers: Double
    /// What stays where other records contradict the one that gives it.
    let firm: Double
    /// The cell to ask about where one record alone gives more.
    let ask: [String]
    let by: Stated
}

/// All counts of workers at a site: of the whole site, and of single rows of work there.
///
/// A row's number is a part of the site's, so a smaller one contradicts nothing and a larger one does.
struct HeadCounts: Sendable {
    private struct Count: Sendable {
        let workers: Double
        /// What the row's own papers leave of it.
        let firm: Double
        /// First and last day that it speaks of; nil for the site's own record.
        let first: Int?
        let last: Int?
        let cell: String
        let record: Stated
    }

    /// Both with the largest number first.
    private let ofSite: [Count]
    private let ofRows: [Count]
    private let near: Int
    private let ratio: Double

    init(_ site: Int, _ world: World) {
        let node = world.graph.sites[site]
        near = Int(world.parameters["headcount.near"].base)
        ratio = world.parameters["headcount.ratio"].base
        var dated: Set<String> = []
        var counts = P23HeadCountConflict.counts(node, world, &dated).map { count in
            let cell =
                switch count.record.record.kind {
                case .inspection: "inspections.workers"
                case .document: "documents.workers"
                default: "headcounts.workers"
                }
            return Count(
                workers: count.workers, firm: count.workers, first: count.day, last: count.day,
                cell: cell, record: count.record)
        }
        if let workers = node.entry.view.workers?.doubleValue {
            counts.append(
                Count(
                    workers: workers, firm: workers, first: nil, last: nil, cell: "sites.workers",
                    record: node.entry.stated))
        }
        ofSite = counts.sorted { $0.workers > $1.workers }
        ofRows = node.processings.compactMap { Self.count(ofRow: $0, world) }
            .sorted { $0.workers > $1.workers }
    }

    private static func count(ofRow row: Int, _ world: World) -> Count? {
        let processing = world.graph.processings[row]
        let view = processing.entry.view
        guard let workers = view.workers?.doubleValue else { return nil }
        let papers = processing.documents.compactMap {
            world.graph.documents[$0].view.workers?.doubleValue
        }
        let days = [view.started, view.finished].compactMap { $0?.dayNumber }
        return Count(
            workers: workers, firm: min(workers, papers.min() ?? workers), first: days.min(),
            last: days.max(), cell: "processing.workers", record: processing.entry.stated)
    }

    /// The hands for work in a span of days; nil where no record of that time gives any.
    func hands(from start: Int, to end: Int) -> Hands? {
        func isNear(_ count: Count) -> Bool {
            guard let first = count.first, let last = count.last else { return true }
            return last >= start - near && first <= end + near
        }
        let site = Array(ofSite.lazy.filter(isNear).prefix(2))
        let row = ofRows.first(where: isNear)
        let most = [site.first, row].compactMap { $0 }.max { $0.workers < $1.workers }
        guard let most else { return nil }
        var firm = row?.firm ?? most.firm
        if let first = site.first {
            firm = first.workers
            if site.count > 1, first.workers > ratio * site[1].workers { firm = site[1].workers }
        }
        firm = min(firm, most.workers)
        let ask =
            firm < most.workers
            ? ["\(most.cell) (another record gives \(Words.figure(firm)))"] : []
        return Hands(workers: most.workers, firm: firm, ask: ask, by: most.record)
    }
}
