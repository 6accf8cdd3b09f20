// SPDX-License-Identifier: Apache-2.0
import TracePrimitives
import TraceRecords

/// P04: the output needs more hands than the declared site has.
///
/// Hours at their low end, every day a working day, the largest number of workers that any record of
/// that time gives the site; overlapping work at one site is added up, and goods of the class that go
/// into a row bring their hours with them. Without a processing record the time from each order to its
/// shipment stands for the work at the site that the lot's record names. Where others contradict the
/// one record that would clear the site, that record is asked about.
struct P04SiteCapacity: Pattern {
    static let card = Card(
        id: "P04", name: "capacity-of-declared-site", group: .mass, strength: .strong,
        innocent: [
            "Machine-made wefts were described as hand-tied.", "Goods came from stock.",
            "Subcontractors who are not in the records did part of the work lawfully.",
            "Temporary staff were not counted.",
        ],
        ask: [
            "Rosters and payroll totals for these weeks.", "The list of subcontractors.",
            "The production log.",
        ])

    /// What is known of a lot's work at a site, before it is compared.
    private struct Work {
        let lot: Int
        let site: Int
        let days: WorkDays
        let articles: Interval
        let load: Workload
        let missing: [String]
        let records: [Stated]
    }

    /// What is asked where half-made goods go in and their count is open.
    static let halfMade = ["processing.inputs (pieces of half-made goods)"]

    private var byLot: [Int: [Outcome]] = [:]
    /// How many times over a lot's site is busy while it is made, at the best for the maker.
    private(set) var loads: [Int: Double] = [:]

    init(_ world: World) {
        if let done = world.capacity {
            self = done
            return
        }
        var bySite: [Int: [Work]] = [:]
        for lot in world.graph.lots.indices {
            let (works, missing) = Self.works(lot, world)
            for work in works { bySite[work.site, default: []].append(work) }
            if !missing.isEmpty {
                byLot[lot, default: []].append(.notTestable(Self.card, missing.sorted()))
            }
        }
        for site in bySite.keys.sorted() { compare(bySite[site] ?? [], at: site, world) }
    }

    func outcomes(lot: Int, _ world: World) -> [Outcome] { byLot[lot] ?? [] }

    // MARK: What must be known

    private static func works(_ lot: Int, _ world: World) -> ([Work], Set<String>) {
        let node = world.graph.lots[lot]
        guard node.hs != nil else { return ([], ["lots.hs"]) }
        guard let load = Workload(node, world) else { return ([], Set(node.unclear)) }
        switch world.making(of: lot) {
        case .finished: return ([], [])
        case .unknown: return ([], ["processing.site", "lots.made_at"])
        case .declared(let site): return declared(lot, at: site, load, world)
        case .recorded(let rows): return recorded(lot, rows, load, world)
        }
    }

    private static func recorded(
        _ lot: Int, _ rows: [Int], _ load: Workload, _ world: World
    ) -> ([Work], Set<String>) {
        var works: [Work] = []
        var missing: Set<String> = []
        for row in rows {
            let processing = world.graph.processings[row]
            guard let share = world.graph.output(lot, of: row) else { continue }
            let fresh = fresh(lot, processing.inputs, processing.outputs, row, load, world)
            if fresh.part.high == 0 { continue }
            if rows.count > 1, share.isWhole {
                missing.insert("processing.outputs (pieces of each row)")
            }
            let articles = world.articles(share)
            if processing.site == nil { missing.insert("processing.site") }
            if processing.entry.view.started == nil { missing.insert("processing.started") }
            if processing.entry.view.finished == nil { missing.insert("processing.finished") }
            if articles == nil { missing.insert("lots.pieces") }
            guard let site = processing.site, let articles,
                let start = processing.entry.view.started?.dayNumber,
                let end = processing.entry.view.finished?.dayNumber,
                rows.count == 1 || !share.isWhole
            else { continue }
            guard start <= end else {
                missing.insert("processing.finished (before its start)")
                continue
            }
            let days = WorkDays(start, end, row: processing, of: lot, world)
            works.append(
                Work(
                    lot: lot, site: site, days: days,
                    articles: articles.count * fresh.part, load: load,
                    missing: articles.missing + load.missing + fresh.missing + days.ask,
                    records: [processing.entry.stated, world.graph.lots[lot].entry.stated]))
        }
        return (works, missing)
    }

    private static func declared(
        _ lot: Int, at site: Int, _ load: Workload, _ world: World
    ) -> ([Work], Set<String>) {
        let node = world.graph.lots[lot]
        let own = Share(lot: lot, pieces: nil, kg: nil)
        let fresh = fresh(lot, node.madeFrom, [own], nil, load, world)
        if fresh.part.high == 0 { return ([], []) }
        let orders = node.orders.map { world.graph.orders[$0] }
        guard !orders.isEmpty else { return ([], ["orders.lots"]) }
        let articles = world.articles(own)
        let starts = orders.map { $0.entry.view.ordered?.dayNumber }
        let ends = orders.map { $0.entry.view.shipped?.dayNumber }
        var missing: Set<String> = []
        if starts.contains(nil) { missing.insert("orders.ordered") }
        if ends.contains(nil) { missing.insert("orders.shipped") }
        if articles == nil { missing.insert("lots.pieces") }
        guard missing.isEmpty, let articles else { return ([], missing) }
        let parts = OrderParts(lot, world)
        let works = orders.enumerated().compactMap { place, order -> Work? in
            guard let start = starts[place], let end = ends[place] else { return nil }
            guard start <= end else {
                missing.insert("orders.shipped (before the order)")
                return nil
            }
            let part = parts.parts[place]
            if part.high <= 0 { return nil }
            let days = WorkDays(start, end, orderOf: lot, world)
            return Work(
                lot: lot, site: site, days: days, articles: articles.count * part * fresh.part,
                load: load,
                missing: articles.missing + load.missing + fresh.missing + days.ask + parts.ask,
                records: [node.entry.stated, order.entry.stated])
        }
        return (works, missing)
    }

    // MARK: Demand against hands

    private mutating func compare(_ works: [Work], at site: Int, _ world: World) {
        let node = world.graph.sites[site]
        let counts = HeadCounts(site, world)
        let declared = node.entry.view.hoursPerDay?.doubleValue
        let day =
            declared.map { Interval(min(max($0, 1), world.parameters["day.hours.most"].base)) }
            ?? world.range("day.hours")
        let dayMissing = declared == nil ? ["sites.hours_per_day"] : []
        let generous = SiteLoad.spans(works.map { Self.job($0, day: day.high) })
        let harsh = SiteLoad.spans(works.map { Self.harshJob($0, day: day.low) })
        let isLate = works.contains { $0.days.late != nil }
        let late =
            isLate
            ? SiteLoad.spans(works.map { Self.job($0, day: day.high, late: true) }) : generous
        for (number, work) in works.enumerated() {
            guard let hands = counts.hands(from: work.days.start, to: work.days.end) else {
                byLot[work.lot, default: []].append(.notTestable(Self.card, ["sites.workers"]))
                continue
            }
            let missing = work.missing + hands.ask + (work.load.inDays ? [] : dayMissing)
            let load = generous[number].workers / max(hands.workers, 0.5)
            loads[work.lot] = max(loads[work.lot] ?? 0, load)
            let spans = Spans(generous: generous[number], harsh: harsh[number], late: late[number])
            let outcomes = Self.judge(work, spans, hands, day, missing, node, world)
            byLot[work.lot, default: []] += outcomes
        }
    }

    /// The busiest span of a job, at its best for the maker, at its worst, and with late ends.
    private struct Spans {
        let generous: BusySpan
        let harsh: BusySpan
        let late: BusySpan
    }

    private static func job(_ work: Work, day: Double, late: Bool = false) -> Job {
        let amount = work.articles.low * work.load.amount.low
        let end = late ? max(work.days.end, work.days.late ?? work.days.end) : work.days.end
        return Job(
            lot: work.lot, start: work.days.start, end: end,
            workerDays: work.load.inDays ? amount : amount / day)
    }

    /// Only blank and contradicted cells make the harsh end: the figures' own ranges always count for
    /// the maker.
    private static func harshJob(_ work: Work, day: Double) -> Job {
        let amount =
            work.articles.high
            * (work.load.missing.isEmpty ? work.load.amount.low : work.load.amount.high)
        return Job(
            lot: work.lot, start: work.days.tight.start, end: work.days.tight.end,
            workerDays: work.load.inDays ? amount : amount / day)
    }

    private static func judge(
        _ work: Work, _ spans: Spans, _ hands: Hands, _ day: Interval, _ missing: [String],
        _ site: SiteNode, _ world: World
    ) -> [Outcome] {
        let span = spans.generous
        let strong = world.parameters["capacity.strong"].base
        let moderate = world.parameters["capacity.moderate"].base
        let ratio = span.workers / max(hands.workers, 0.5)
        let numbers = [
            "workers_required": span.workers, "workers_declared": hands.workers, "ratio": ratio,
            "pieces": work.articles.low, "days": Double(span.end - span.start + 1),
            (work.load.inDays ? "worker_days_per_pair_low" : "hours_per_piece_low"):
                work.load.amount.low,
            "hours_per_day": day.high, "jobs_in_span": Double(span.jobs),
        ]
        // A paper of the work that is dated well after its end tells of a slip in the date.
        if ratio > moderate, spans.late.workers / max(hands.workers, 0.5) <= moderate {
            return [.notTestable(card, ["processing.finished (its own paper is dated later)"])]
        }
        var outcomes: [Outcome] = []
        if ratio > moderate {
            let goods = world.graph.lots[work.lot].goods
            outcomes.append(
                .raised(
                    card, ratio > strong ? .strong : .moderate, about: "site:" + site.id,
                    numbers: numbers, records: work.records + [site.entry.stated, hands.by],
                    law: ["any", goods?.law ?? "other"],
                    sentence(work, span, hands.workers, day, site, world)))
        }
        // A blank cell never pays, nor one that others contradict: what its worst value would raise is
        // not passed.
        let worst = spans.harsh.workers / max(hands.firm, 0.5)
        let isDecided = ratio > strong || worst <= strong && (worst <= moderate || ratio > moderate)
        if !missing.isEmpty, !isDecided {
            outcomes.append(.notTestable(card, missing.sorted()))
        }
        return outcomes.isEmpty ? [.notRaised(card, numbers: numbers)] : outcomes
    }

    private static func sentence(
        _ work: Work, _ span: BusySpan, _ workers: Double, _ day: Interval, _ site: SiteNode,
        _ world: World
    ) -> String {
        let days = span.end - span.start + 1
        let lot = world.graph.lots[work.lot].id
        let jobs = span.jobs > 1 ? " with \(span.jobs - 1) overlapping jobs" : ""
        return
            "Making \(Words.figure(work.articles.low)) pieces of lot \(lot)\(jobs) within \(days) "
            + "days needs at least \(Words.figure(span.workers.rounded(.up))) workers at "
            + "\(Words.figure(day.high)) hours a day, and the records give site \(site.id) at most "
            + "\(Words.figure(workers))."
    }
}
