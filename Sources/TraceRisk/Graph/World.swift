// SPDX-License-Identifier: Apache-2.0
import TracePrimitives
import TraceRecords
import TraceScreening

/// Everything that patterns read: the graph, the numbers that decide, the lists.
struct World: Sendable {
    let graph: ProvenanceGraph
    let order: LotOrder
    /// Lots that are stated to be made from each other.
    let onCycle: Set<Int>
    let parameters: ParameterSet
    let tables: Tables
    /// The tables of places.
    let gazetteer: Gazetteer
    let screener: Screener
    let lists: ListSnapshot
    let ownership: Ownership
    let decisions: ScreeningDecisions
    let integrity: AuditResult.Integrity
    let annex: Annex
    /// Work against hands, which two readers need; there once everything but the flow is.
    private(set) var capacity: P04SiteCapacity?
    /// Quantities through the graph; there once everything else is.
    private(set) var flow: QuantityFlow?
    /// Where each site lies.
    private(set) var sitePlaces: [Whereabouts] = []
    private let rates: [String: [(day: Int, rate: Double)]]

    init(
        graph: ProvenanceGraph, parameters: ParameterSet, reference: ReferenceTables,
        lists: ListSnapshot, screener: Screener, integrity: AuditResult.Integrity,
        analysts: Set<String>? = nil
    ) {
        self.graph = graph
        let order = LotOrder(graph)
        self.order = order
        self.onCycle = Set(order.cycles.joined())
        self.parameters = parameters
        self.tables = reference.tables
        self.gazetteer = reference.gazetteer
        self.screener = screener
        self.lists = lists
        self.ownership = Ownership(graph)
        self.decisions = ScreeningDecisions(graph, analysts: analysts)
        self.integrity = integrity
        self.annex = Annex(graph.claims)
        self.rates = graph.rateTable()
        self.flow = nil
        self.sitePlaces = graph.sites.indices.map { self.located($0) }
        let capacity = P04SiteCapacity(self)
        self.capacity = capacity
        self.flow = QuantityFlow(self, load: capacity.loads)
    }

    /// A parameter's range.
    func range(_ key: String) -> Interval { parameters[key].interval }

    /// Units of a currency for one US dollar: the records' nearest rate, else the parameter's range.
    ///
    /// `isStated` tells which; nil when neither knows the currency. A stated rate far off the range, or
    /// off those before and after it, is taken as not stated.
    func perDollar(_ currency: String, on day: Int?) -> (rate: Interval, isStated: Bool)? {
        if currency == "USD" { return (Interval(1), true) }
        let believed = parameters.find("rate." + currency)?.interval
        if let stated = rates[currency], let place = ProvenanceGraph.nearest(stated, day) {
            let rate = Interval(stated[place].rate, error: parameters["weighing.error"].base)
            if !isOff(place, stated, believed) { return (rate, true) }
            // A rate that others contradict is no better than none.
            return (believed ?? around(place, stated), false)
        }
        return believed.map { ($0, false) }
    }

    /// Whether a stated rate lies far outside what is believed, or far off both its neighbours.
    private func isOff(
        _ place: Int, _ stated: [(day: Int, rate: Double)], _ believed: Interval?
    ) -> Bool {
        let error = parameters["rate.off"].base
        let rate = stated[place].rate
        if let believed, rate < believed.low * (1 - error) || rate > believed.high * (1 + error) {
            return true
        }
        guard place > 0, place + 1 < stated.count else { return false }
        let (before, after) = (stated[place - 1].rate, stated[place + 1].rate)
        return rate > max(before, after) * (1 + error) || rate < min(before, after) * (1 - error)
    }

    private func around(_ place: Int, _ stated: [(day: Int, rate: Double)]) -> Interval {
        let rates = stated[max(place - 1, 0)...min(place + 1, stated.count - 1)].map(\.rate)
        return Interval(rates.min() ?? stated[place].rate, rates.max() ?? stated[place].rate)
    }

    /// An amount in yuan, and whether the records give the rates for it.
    func yuan(_ amount: Double, _ currency: String, on day: Int?) -> (Interval, isStated: Bool)? {
        if currency == "CNY" { return (Interval(amount), true) }
        guard let own = perDollar(currency, on: day), let yuan = perDollar("CNY", on: day),
            let dollars = Interval(amount) / own.rate
        else { return nil }
        return (dollars * yuan.rate, own.isStated && yuan.isStated)
    }
}

extension ProvenanceGraph {
    /// Rates above zero by currency, in order of days.
    func rateTable() -> [String: [(day: Int, rate: Double)]] {
        var table: [String: [(day: Int, rate: Double)]] = [:]
        for entry in rates {
            guard let currency = entry.view.currency, let rate = entry.view.perUsd?.doubleValue,
                rate > 0
            else { continue }
            table[currency, default: []].append((entry.view.date?.dayNumber ?? 0, rate))
        }
        return table.mapValues { $0.sorted { $0 < $1 } }
    }

    /// Which rate is nearest in time.
    static func nearest(_ rates: [(day: Int, rate: Double)], _ day: Int?) -> Int? {
        guard let day else { return rates.indices.last }
        var low = 0
        var high = rates.count
        while low < high {
            let middle = (low + high) / 2
            if rates[middle].day < day { low = middle + 1 } else { high = middle }
        }
        let candidates = [low - 1, low].filter(rates.indices.contains)
        return candidates.min { abs(rates[$0].day - day) < abs(rates[$1].day - day) }
    }
}

/// Steps that do not make a new article, modelled on 31 CFR 500.204 (2004) and on lash finishing.
enum Steps {
    static let finishing: Set<String> = [
        "wash", "dye", "bleach", "sort", "trim", "curl", "pair", "mount", "style", "label", "pack",
    ]

    /// Whether work makes a new article; nil when the record does not say.
    static func confersOrigin(_ processing: ProcessingNode) -> Bool? {
        let steps = processing.entry.view.steps
        let makes = steps.contains { !finishing.contains($0) && $0 != "other" }
        switch processing.entry.view.type {
        case "finish", "relabel", "repack": return false
        case "transform":
            if makes { return true }
            return steps.isEmpty || steps.contains("other") ? nil : false
        default: return makes || steps.isEmpty ? nil : false
        }
    }
}

/// Who made a lot, as far as the records say.
enum Making: Sendable, Equatable {
    /// Work that makes a new article is recorded.
    case recorded([Int])
    /// Only finishing is recorded, on goods of the same class.
    case finished([Int])
    /// Only the lot's own record names a site.
    case declared(site: Int)
    /// Nothing names a maker's site.
    case unknown
}

extension World {
    /// How a lot came into being.
    func making(of lot: Int) -> Making {
        let node = graph.lots[lot]
        var transforms: [Int] = []
        var finishes: [Int] = []
        for number in node.producers {
            let processing = graph.processings[number]
            let type = processing.entry.view.type
            let isOwnLot = processing.inputs.contains { $0.lot == lot }
            if type == "transform" || (type == nil && Steps.confersOrigin(processing) != false) {
                transforms.append(number)
            } else if type == "finish", !isOwnLot, !processing.inputs.isEmpty {
                finishes.append(number)
            }
        }
        if !transforms.isEmpty { return .recorded(transforms) }
        if !finishes.isEmpty { return .finished(finishes) }
        if let id = node.entry.view.madeAt, let site = graph.siteNumber[id] {
            return .declared(site: site)
        }
        return .unknown
    }

    /// Whether more than one row or lot takes from a lot; work that keeps its id does not.
    func isShared(_ lot: Int) -> Bool {
        let node = graph.lots[lot]
        let keepers = Set(node.producers)
        let rows = node.consumers.filter { !keepers.contains($0) }
        if rows.count > 1 { return true }
        // A lot's own record may repeat what the row that made it says.
        let made = Set(rows.flatMap { graph.processings[$0].outputs.map(\.lot) })
        let others = node.madeInto.filter { !made.contains($0) && !isMadeOfOthers($0) }
        return rows.count + others.count > 1
    }

    /// Whether a row of work makes a lot from other lots.
    func isMadeOfOthers(_ lot: Int) -> Bool {
        graph.lots[lot].producers.contains { row in
            graph.processings[row].inputs.contains { $0.lot != lot }
        }
    }

    /// Whether another row makes a lot that this one takes and keeps.
    func isMade(_ lot: Int, otherThanBy row: Int?) -> Bool {
        graph.lots[lot].producers.contains { other in
            other != row && !graph.processings[other].inputs.contains { $0.lot == lot }
        }
    }

    /// Whether more than one row makes a lot.
    func isSplit(_ lot: Int) -> Bool {
        let node = graph.lots[lot]
        let keepers = Set(node.consumers)
        return node.producers.filter { !keepers.contains($0) }.count > 1
    }

    /// The maker that a lot's own record names.
    func maker(of lot: Int) -> Int? {
        graph.lots[lot].entry.view.maker.flatMap { graph.partyNumber[$0] }
    }

    /// How many single articles (pieces, or pairs of lashes) a share of a lot holds.
    ///
    /// Where the unit is not stated, the mass decides, and where that cannot, all units are possible.
    /// Of a share by mass, as many as weigh so much.
    func articles(_ share: Share) -> (count: Interval, missing: [String])? {
        guard share.pieces == nil, let kg = share.kg else { return units(share) }
        guard let all = units(share) else { return nil }
        guard let net = graph.lots[share.lot].netKg, net > 0 else {
            return (Interval(0, all.count.high), all.missing + ["lots.net_kg"])
        }
        let part = Interval(kg / net, error: range("weighing.error").high)
        // All of a lot is all of it, whatever two scales make of its mass.
        guard part.high < 1 else { return all }
        return (all.count * part, all.missing)
    }

    private func units(_ share: Share) -> (count: Interval, missing: [String])? {
        let view = graph.lots[share.lot].entry.view
        guard let units = share.pieces ?? view.pieces?.doubleValue else { return nil }
        let goods = graph.lots[share.lot].goods
        if let per = unitSize(view, goods) { return (Interval(units * per), []) }
        let candidates = [1.0, 12].filter { fitsMass(view, goods, size: $0) }
        guard let low = candidates.min(), let high = candidates.max() else {
            return (Interval(units), [])
        }
        return (Interval(units * low, units * high), low < high ? ["lots.unit"] : [])
    }

    /// Which blank cells keep the mass of one article of a lot from being known.
    func blanksOfMassPerArticle(_ lot: Int) -> [String] {
        let node = graph.lots[lot]
        let isCounted = articles(Share(lot: lot, pieces: nil, kg: nil)).map { $0.count.low > 0 }
        return [
            node.netKg == nil ? "lots.net_kg" : nil, isCounted == true ? nil : "lots.pieces",
        ].compactMap { $0 }
    }

    /// Articles in a unit; nil when the record does not say.
    private func unitSize(_ view: Lot, _ goods: GoodsClass?) -> Double? {
        let stated = view.piecesPerUnit?.doubleValue
        let isLash = goods?.name == "lash"
        switch view.unit {
        case "piece": return isLash ? 0.5 : 1
        case "pair": return isLash ? 1 : 2
        case "dozen": return isLash ? 6 : 12
        case "set": return stated.map { isLash ? $0 / 2 : $0 }
        default: return stated
        }
    }

    private func fitsMass(_ view: Lot, _ goods: GoodsClass?, size: Double) -> Bool {
        guard let key = goods?.massKey, let kg = view.netKg?.doubleValue,
            let units = view.pieces?.doubleValue, units > 0
        else { return true }
        let band = range(key)
        let mass = kg / (units * size)
        let spread = range("mass.unit.spread")
        return mass >= band.low * spread.low && mass <= band.high * spread.high
    }
}
