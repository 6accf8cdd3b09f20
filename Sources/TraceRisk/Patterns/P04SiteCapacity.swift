// SPDX-License-Identifier: Apache-2.0
import TracePrimitives
import TraceRecords

/// P04: the output needs more hands than the declared site has.
///
/// Hours at their low end, every day a working day, the largest number of workers that any record
/// gives the site; overlapping work at one site is added up, and goods of the class that go into a row
/// bring their hours with them. Without a processing record the time from order to shipment stands for
/// the work at the site that the lot's record names.
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
        let start: Int
        let end: Int
        let articles: Interval
        let load: Workload
        let missing: [String]
        let records: [Stated]
    }

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
            works.append(
                Work(
                    lot: lot, site: site, start: min(start, end), end: max(start, end),
                    articles: articles.count * fresh.part, load: load,
                    missing: articles.missing + load.missing + fresh.missing,
                    records: [processing.entry.stated, world.graph.lots[lot].entry.stated]))
        }
        return (works, missing)
    }

    /// The part of an output that is made from material; goods of its class that go in bring theirs.
    ///
    /// All of it where none goes in, none where as many go in as come out; else how much of the work
    /// is done here is not known, and at least the articles that nothing brought are made here.
    private static func fresh(
        _ lot: Int, _ inputs: [Share], _ outputs: [Share], _ row: Int?, _ load: Workload,
        _ world: World
    ) -> (part: Interval, missing: [String]) {
        let lots = world.graph.lots
        var brought: Interval? = Interval(0)
        var isAny = false
        for share in inputs where lots[share.lot].goods == lots[lot].goods {
            let isKept = outputs.contains { $0.lot == share.lot }
            guard !isKept || world.isMade(share.lot, otherThanBy: row),
                let other = Workload(lots[share.lot], world),
                !other.missing.isEmpty || other.amount.low >= load.amount.low
            else { continue }
            isAny = true
            let isOpen =
                !other.missing.isEmpty && other.amount.low < load.amount.low
                || !isKept && share.isWhole && world.isShared(share.lot)
            let articles = isOpen ? nil : count(share, world)
            brought = articles.flatMap { more in brought.map { $0 + more } }
        }
        guard isAny else { return (Interval(1), []) }
        var total: Interval? = Interval(0)
        for share in outputs where lots[share.lot].goods == lots[lot].goods {
            let articles = count(share, world)
            total = articles.flatMap { more in total.map { $0 + more } }
        }
        let missing = ["processing.inputs (pieces of half-made goods)"]
        guard let brought, let total, total.low > 0 else { return (Interval(0, 1), missing) }
        if brought.low >= total.high { return (Interval(0), []) }
        return (Interval(max(0, 1 - brought.high / total.low), 1), missing)
    }

    /// Articles in a share; where only its mass is stated, as many as weigh so much.
    private static func count(_ share: Share, _ world: World) -> Interval? {
        let all = world.articles(Share(lot: share.lot, pieces: share.pieces, kg: nil))?.count
        guard share.pieces == nil, let kg = share.kg else { return all }
        guard let net = world.graph.lots[share.lot].netKg, net > 0 else { return nil }
        let part = min(kg / net * (1 + world.range("weighing.error").high), 1)
        return all.map { $0 * Interval(part) }
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
        guard missing.isEmpty, let articles, let start = starts.compactMap({ $0 }).min(),
            let end = ends.compactMap({ $0 }).max()
        else { return ([], missing) }
        let work = Work(
            lot: lot, site: site, start: min(start, end), end: max(start, end),
            articles: articles.count * fresh.part, load: load,
            missing: articles.missing + load.missing + fresh.missing,
            records: [node.entry.stated] + orders.map(\.entry.stated))
        return ([work], [])
    }

    // MARK: Demand against hands

    private mutating func compare(_ works: [Work], at site: Int, _ world: World) {
        let node = world.graph.sites[site]
        guard let hands = Self.hands(site, world) else {
            for work in works {
                byLot[work.lot, default: []].append(.notTestable(Self.card, ["sites.workers"]))
            }
            return
        }
        let declared = node.entry.view.hoursPerDay?.doubleValue
        let day =
            declared.map { Interval(min(max($0, 1), world.parameters["day.hours.most"].base)) }
            ?? world.range("day.hours")
        let dayMissing = declared == nil ? ["sites.hours_per_day"] : []
        let generous = SiteLoad.spans(works.map { Self.job($0, day: day.high, isHarsh: false) })
        let harsh = SiteLoad.spans(works.map { Self.job($0, day: day.low, isHarsh: true) })
        for (number, work) in works.enumerated() {
            let missing = work.missing + (work.load.inDays ? [] : dayMissing)
            let load = generous[number].workers / max(hands.workers, 0.5)
            loads[work.lot] = max(loads[work.lot] ?? 0, load)
            let outcomes = Self.judge(
                work, generous[number], harsh[number], hands, day, missing, node, world)
            byLot[work.lot, default: []] += outcomes
        }
    }

    /// The largest number of workers that any record gives the site.
    private static func hands(_ site: Int, _ world: World) -> (workers: Double, by: [Stated])? {
        let node = world.graph.sites[site]
        var counts: [(Double, Stated)] = []
        if let workers = node.entry.view.workers {
            counts.append((workers.doubleValue, node.entry.stated))
        }
        for count in node.headCounts {
            if let workers = count.view.workers {
                counts.append((workers.doubleValue, count.stated))
            }
        }
        for row in node.processings {
            let entry = world.graph.processings[row].entry
            if let workers = entry.view.workers {
                counts.append((workers.doubleValue, entry.stated))
            }
        }
        return counts.max { $0.0 < $1.0 }.map { ($0.0, [$0.1]) }
    }

    private static func job(_ work: Work, day: Double, isHarsh: Bool) -> Job {
        // Only blank cells make the harsh end: the figures' own ranges always count for the maker.
        let articles = isHarsh ? work.articles.high : work.articles.low
        let each =
            isHarsh && !work.load.missing.isEmpty ? work.load.amount.high : work.load.amount.low
        let amount = articles * each
        return Job(
            lot: work.lot, start: work.start, end: work.end,
            workerDays: work.load.inDays ? amount : amount / day)
    }

    private static func judge(
        _ work: Work, _ span: BusySpan, _ harsh: BusySpan,
        _ hands: (workers: Double, by: [Stated]), _ day: Interval, _ missing: [String],
        _ site: SiteNode, _ world: World
    ) -> [Outcome] {
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
        var outcomes: [Outcome] = []
        if ratio > moderate {
            let goods = world.graph.lots[work.lot].goods
            outcomes.append(
                .raised(
                    card, ratio > strong ? .strong : .moderate, about: "site:" + site.id,
                    numbers: numbers, records: work.records + [site.entry.stated] + hands.by,
                    law: ["any", goods?.law ?? "other"],
                    sentence(work, span, hands.workers, day, site, world)))
        }
        // A blank cell never pays: what its worst value would raise is not passed.
        let worst = harsh.workers / max(hands.workers, 0.5)
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
