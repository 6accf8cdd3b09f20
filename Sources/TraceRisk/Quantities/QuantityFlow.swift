// SPDX-License-Identifier: Apache-2.0
import TracePrimitives
import TraceRecords

/// Mass, pieces and hours followed through the graph: how much of each lot its inputs, workers and sites
/// can explain at most, and how much of it comes from where no record shows.
///
/// One pass in the order of the graph, linear in its size. What several rows take from a lot is scaled
/// down to what the lot can support, so that nothing is used twice; a lot on a cycle supports nothing.
struct QuantityFlow: Sendable {
    /// What is known of one lot.
    struct Account: Sendable, Equatable {
        /// The stated net mass with its weighing error.
        var stated: MassRange?
        /// The greatest mass that the records can explain; nil where they set no bound.
        var explained: Int64?
        /// Whether workers rather than inputs set the bound.
        var isBoundByWork = false
        var unknown = UnknownShare.open
        /// Blank cells that kept a bound from being found.
        var missing: [String] = []

        /// What at least is not explained, in milligrams.
        var unexplained: Int64 {
            guard let stated, let explained else { return 0 }
            return max(0, stated.low - explained)
        }
    }

    /// What a row of work can put out.
    fileprivate struct Output: Sendable {
        var capacity: Int64?
        var unknown = UnknownShare.open
        var total: Int64?
        var missing: [String] = []
    }

    private(set) var accounts: [Account]
    private var outputs: [Output]
    private var cited: [MassRange?]
    private let error: Int64
    private let onCycle: Set<Int>

    /// Follows quantities; `load` is how many times over a lot's site is busy while it is made.
    init(_ world: World, load: [Int: Double]) {
        error = MassRange.billionths(world.range("weighing.error").high)
        onCycle = world.onCycle
        accounts = world.graph.lots.map { _ in Account() }
        outputs = world.graph.processings.map { _ in Output() }
        cited = world.graph.lots.map { _ in MassRange.zero }
        for lot in world.graph.lots.indices {
            accounts[lot].stated = world.graph.lots[lot].entry.view.netKg.map {
                MassRange(kilograms: $0, error: error)
            }
        }
        addCitations(world)
        for step in world.order.steps {
            switch step {
            case .lot(let lot): settle(lot, load[lot], world)
            case .processing(let row): outputs[row] = output(row, world)
            }
        }
    }

    /// The share of a lot of unknown origin; nil where its records do not tell.
    func unknownShare(_ lot: Int) -> Interval? {
        let share = accounts[lot].unknown
        guard share != .open else { return nil }
        let whole = Double(MassRange.whole)
        return Interval(Double(share.low) / whole, Double(share.high) / whole)
    }

    func hasUnknownPart(_ lot: Int) -> Bool { accounts[lot].unknown.hasAnyPart }

    /// Whether a lot's own provenance is what is unknown.
    func isUnknownSource(_ lot: Int) -> Bool { accounts[lot].unknown == .all }

    func missing(_ lot: Int) -> [String] {
        accounts[lot].missing.isEmpty ? ["provenance of the inputs"] : accounts[lot].missing
    }

    // MARK: What is taken from each lot

    private mutating func addCitations(_ world: World) {
        for row in world.graph.processings {
            let kept = Set(row.outputs.map(\.lot))
            for share in row.inputs where !kept.contains(share.lot) { cite(share, world) }
        }
        for (lot, node) in world.graph.lots.enumerated() where node.producers.isEmpty {
            for share in node.madeFrom where share.lot != lot { cite(share, world) }
        }
    }

    private mutating func cite(_ share: Share, _ world: World) {
        let mass = self.mass(share, world)
        cited[share.lot] = cited[share.lot].flatMap { sum in mass.map { sum + $0 } }
    }

    /// The mass of a share as stated, with the error of weighing.
    private func mass(_ share: Share, _ world: World) -> MassRange? {
        if share.isWhole { return accounts[share.lot].stated }
        guard let kg = world.graph.kilograms(share) else { return nil }
        let exact = MassRange.milligrams(kg)
        return MassRange(low: exact, high: exact).times(
            MassRange.whole - error, MassRange.whole + error)
    }

    /// How much of a share its lot can support, when all who take from it are served alike.
    private func supported(_ share: Share, _ world: World) -> Int64? {
        guard let mass = mass(share, world) else { return nil }
        guard let explained = accounts[share.lot].explained ?? accounts[share.lot].stated?.high
        else { return mass.high }
        guard let all = cited[share.lot] else { return min(mass.high, explained) }
        return all.low > explained
            ? MassRange.scaled(mass.high, explained, all.low, up: true) : min(mass.high, explained)
    }

    // MARK: Rows

    private func output(_ number: Int, _ world: World) -> Output {
        let row = world.graph.processings[number]
        let kept = Set(row.outputs.map(\.lot))
        let inputs = row.partsOff ? row.inputs : row.inputs.filter { !kept.contains($0.lot) }
        var result = blend(inputs, world)
        let parts = row.outputs.map { mass($0, world) }
        if !parts.contains(nil) {
            result.total = parts.compactMap { $0?.low }.reduce(0, MassRange.sum)
        }
        let classes = row.outputs.compactMap { world.graph.lots[$0.lot].goods }
            .filter { !$0.isRaw && $0.yieldKey != nil }
        guard !classes.isEmpty, !inputs.isEmpty, row.entry.view.type != "relabel",
            row.entry.view.type != "repack"
        else { return result }
        var capacity: Int64 = 0
        for share in inputs {
            let lot = world.graph.lots[share.lot]
            guard let hs = lot.hs else { return result.without("lots.hs") }
            guard let mass = supported(share, world) else { return result.without("lots.net_kg") }
            let isHalfMade = lot.goods.map(classes.contains) ?? false
            let fitting = isHalfMade ? [] : classes.filter { $0.isMaterial(hs) }
            // Whatever the order of the outputs: the highest of the yields that fit.
            let yield = fitting.compactMap(\.yieldKey)
                .map { MassRange.billionths(world.range($0).high) }.max()
            capacity = MassRange.sum(
                capacity,
                MassRange.scaled(mass, yield ?? MassRange.whole, MassRange.whole, up: true))
        }
        for share in row.outputs {
            guard let goods = world.graph.lots[share.lot].goods, classes.contains(goods),
                let key = goods.additiveKey
            else { continue }
            guard let articles = world.articles(share) else { return result.without("lots.pieces") }
            capacity = MassRange.sum(
                capacity, MassRange.milligrams(articles.count.high * world.range(key).high))
        }
        if let stated = row.entry.view.packagingKg, stated.doubleValue > 0 {
            guard let around = packaging(row, world) else { return result.without("lots.gross_kg") }
            capacity = MassRange.sum(
                capacity, min(around, MassRange(kilograms: stated, error: error).high))
        }
        result.capacity = capacity
        return result
    }

    /// What the packaging of a row's goods can weigh at most; nil where that is not known.
    private func packaging(_ row: ProcessingNode, _ world: World) -> Int64? {
        var sum: Int64 = 0
        for share in row.outputs {
            guard let kg = world.graph.packaging(around: share) else { return nil }
            sum = MassRange.sum(sum, MassRange.milligrams(kg))
        }
        return sum
    }

    private func blend(_ inputs: [Share], _ world: World) -> Output {
        let masses = inputs.map { mass($0, world) }
        let shares = inputs.map { accounts[$0.lot].unknown }
        let missing = Set(inputs.flatMap { accounts[$0.lot].missing }).sorted()
        guard !inputs.isEmpty else { return Output(missing: ["processing.inputs"]) }
        let parts = zip(masses, shares).compactMap { mass, share in mass.map { ($0, share) } }
        let isKnown = parts.count == inputs.count && parts.contains { $0.0.low > 0 }
        return Output(
            unknown: isKnown ? .blend(parts) : .hull(shares),
            missing: isKnown ? missing : Set(missing + ["lots.net_kg"]).sorted())
    }

    // MARK: Lots

    private mutating func settle(_ lot: Int, _ load: Double?, _ world: World) {
        let node = world.graph.lots[lot]
        if onCycle.contains(lot) {
            accounts[lot].explained = 0
            accounts[lot].missing = ["lots.made_from (a cycle of lots)"]
            return
        }
        let rows = node.producers.filter { number in
            !world.graph.processings[number].inputs.contains { $0.lot == lot }
        }
        if !rows.isEmpty {
            settle(lot, rows, world)
        } else if !node.madeFrom.isEmpty {
            accounts[lot].unknown = blend(node.madeFrom, world).unknown
            accounts[lot].missing = ["processing.outputs"]
        } else {
            accounts[lot].unknown = Self.isKnownSource(node, world) ? .none : .all
            let isMaterial = node.goods?.isRaw != false || world.isUsedAsMaterial(lot)
            accounts[lot].explained = isMaterial ? accounts[lot].stated?.high : nil
            if !isMaterial { accounts[lot].missing = ["lots.made_from", "processing.outputs"] }
        }
        // What more hands would have had to make is not explained by the hands there are.
        if let load, load > 1, let stated = accounts[lot].stated {
            let bound = MassRange.scaled(
                stated.high, MassRange.whole, max(MassRange.billionths(load) - 1, 1), up: true)
            if bound < accounts[lot].explained ?? .max {
                accounts[lot].explained = bound
                accounts[lot].isBoundByWork = true
            }
        }
        join(lot)
    }

    private mutating func settle(_ lot: Int, _ rows: [Int], _ world: World) {
        var sum: Int64? = 0
        for row in rows {
            let output = outputs[row]
            guard let capacity = output.capacity, let total = output.total,
                let share = world.graph.output(lot, of: row), let mass = mass(share, world)
            else {
                sum = nil
                break
            }
            let part = MassRange.scaled(capacity, mass.low, total, up: true)
            sum = sum.map { MassRange.sum($0, min(part, mass.high)) }
        }
        accounts[lot].explained = sum.map { min($0, accounts[lot].stated?.high ?? $0) }
        accounts[lot].unknown =
            rows.count == 1 ? outputs[rows[0]].unknown : .hull(rows.map { outputs[$0].unknown })
        accounts[lot].missing = Set(rows.flatMap { outputs[$0].missing }).sorted()
    }

    /// The mass that nothing explains is of unknown origin too.
    private mutating func join(_ lot: Int) {
        let account = accounts[lot]
        guard let stated = account.stated, stated.low > 0, account.unexplained > 0 else { return }
        accounts[lot].unknown = account.unknown.joined(
            unexplained: MassRange.scaled(
                account.unexplained, MassRange.whole, stated.high, up: false),
            MassRange.scaled(account.unexplained, MassRange.whole, stated.low, up: true))
    }

    /// Whether a record shows where a lot that nothing was recorded into comes from.
    private static func isKnownSource(_ node: LotNode, _ world: World) -> Bool {
        if node.entry.view.rawOriginCountry != nil { return true }
        if let site = node.entry.view.madeAt.flatMap({ world.graph.siteNumber[$0] }),
            world.graph.country(ofSite: site) != nil
        {
            return true
        }
        return node.movements.contains { number in
            let movement = world.graph.movements[number]
            return movement.fromParty != nil && world.graph.origin(of: number) != nil
                && (movement.type == "transfer" || movement.type == "raw_import")
        }
    }
}

extension QuantityFlow.Output {
    fileprivate func without(_ cell: String) -> QuantityFlow.Output {
        var copy = self
        copy.capacity = nil
        copy.missing = Set(missing + [cell]).sorted()
        return copy
    }
}

extension World {
    /// Whether a lot is only the material of what is made from it.
    func isUsedAsMaterial(_ lot: Int) -> Bool {
        let node = graph.lots[lot]
        guard let hs = node.hs else { return false }
        let users =
            node.consumers.flatMap { graph.processings[$0].outputs.map(\.lot) } + node.madeInto
        let goods = users.filter { $0 != lot }.compactMap { graph.lots[$0].goods }
        return !goods.isEmpty && goods.allSatisfy { $0 != node.goods || $0.isMaterial(hs) }
    }
}
