// SPDX-License-Identifier: Apache-2.0
import TracePrimitives
import TraceRecords

/// P01: finished mass lies outside what the raw mass can yield.
///
/// More than the yield allows points to goods from elsewhere mixed in, less to goods that left the
/// chain. Additives (cap, lace), packaging and weighing errors widen the interval first: packaging by no
/// more than gross less net mass, other inputs by no more than goods of the class carry.
struct P01LotMassBalance: Pattern {
    static let card = Card(
        id: "P01", name: "lot-mass-balance", group: .mass, strength: .strong,
        innocent: [
            "Packaging was counted as net mass, or moisture changed.",
            "Samples, rework, or lots that were split or staggered.",
        ],
        ask: [
            "Scale tickets of input and output.", "The loss log of hackling and cutting.",
            "Unit consumption of the processing handbook.", "Records of waste sales.",
        ])

    private let byProcessing: [Outcome?]

    init(_ world: World) {
        byProcessing = world.graph.processings.map { Self.balance($0, world) }
    }

    func outcomes(lot: Int, _ world: World) -> [Outcome] {
        let node = world.graph.lots[lot]
        guard node.hs != nil else { return [.notTestable(Self.card, ["lots.hs"])] }
        guard let goods = node.goods, goods.yieldKey != nil, !goods.isRaw else { return [] }
        switch world.making(of: lot) {
        case .recorded(let rows), .finished(let rows):
            let about = "lot:" + node.id
            return rows.compactMap { byProcessing[$0] }.map { outcome in
                var outcome = outcome
                outcome.about = about
                return outcome
            }
        case .declared, .unknown:
            guard !node.madeFrom.isEmpty else {
                return [.notTestable(Self.card, ["lots.made_from", "processing.inputs"])]
            }
            let own = Share(lot: lot, pieces: nil, kg: nil)
            return Self.balance(
                Row(inputs: node.madeFrom, outputs: [own], records: [node.entry.stated]), world
            ).map { [$0] } ?? []
        }
    }

    /// What goes in and comes out.
    private struct Row {
        var inputs: [Share]
        var outputs: [Share]
        var scrap = 0.0
        var packaging = 0.0
        var records: [Stated]
    }

    private static func balance(_ node: ProcessingNode, _ world: World) -> Outcome? {
        let type = node.entry.view.type
        guard type == "transform" || type == "finish" || type == nil else { return nil }
        let outputs = Set(node.outputs.map(\.lot))
        guard type != "finish" || !node.inputs.contains(where: { outputs.contains($0.lot) })
        else { return nil }
        guard !node.outputs.isEmpty else { return nil }
        // A lot that its own row names as input comes from nowhere, unless another row makes it.
        let inputs = node.inputs.filter {
            !outputs.contains($0.lot) || world.isMade($0.lot, otherThanBy: nil)
        }
        guard !inputs.isEmpty else { return .notTestable(card, ["processing.inputs"]) }
        return balance(
            Row(
                inputs: inputs, outputs: node.outputs,
                scrap: node.entry.view.scrapKg?.doubleValue ?? 0,
                packaging: node.entry.view.packagingKg?.doubleValue ?? 0,
                records: [node.entry.stated]), world)
    }

    private static func balance(_ row: Row, _ world: World) -> Outcome? {
        let lots = world.graph.lots
        var classes: [GoodsClass] = []
        for share in row.outputs {
            guard let goods = lots[share.lot].goods, !goods.isRaw, goods.yieldKey != nil,
                !classes.contains(goods)
            else { continue }
            classes.append(goods)
        }
        // Whatever the order of the outputs: all that can be balanced, at the widest of their yields.
        let yields = classes.compactMap { $0.yieldKey.map(world.range) }
        guard let first = yields.first else { return nil }
        let yield = yields.dropFirst().reduce(first) { $0.joined($1) }
        var missing: Set<String> = []
        var sums = Sums(classes: classes)
        for share in row.inputs { sums.take(input: share, world, &missing) }
        for share in row.outputs { sums.take(output: share, world, &missing) }
        if sums.material == 0, sums.halfFinished == 0, missing.isEmpty {
            missing.insert("processing.inputs")
        }
        guard missing.isEmpty else { return .notTestable(card, missing.sorted()) }
        return judge(row, sums, yield, world)
    }

    private static func judge(
        _ row: Row, _ sums: Sums, _ yield: Interval, _ world: World
    ) -> Outcome {
        let lots = world.graph.lots
        let error = world.range("weighing.error").high
        let expected = Interval(
            sums.material * yield.low * (1 - error),
            (sums.material * yield.high + sums.halfFinished) * (1 + error))
        let packaging = min(row.packaging, sums.packaging ?? 0)
        let carried = min(sums.auxiliary, sums.carried ?? 0)
        let added =
            Interval(sums.additives.low, max(sums.additives.high, carried))
            + Interval(0, packaging)
        let made = Interval(sums.output) - added
        let numbers = [
            "input_kg": sums.material + sums.halfFinished, "output_kg": sums.output,
            "additives_kg_low": added.low, "additives_kg_high": added.high,
            "scrap_kg": row.scrap, "expected_kg_low": expected.low,
            "expected_kg_high": expected.high, "yield_low": yield.low, "yield_high": yield.high,
        ]
        let isOver = made.low > expected.high
        // Scrap that is only stated explains nothing: the yields know ordinary loss already.
        let isUnder = made.high + sums.byProducts < expected.low
        guard isOver || isUnder else { return .notRaised(card, numbers: numbers) }
        // What a blank cell could bound explains for now all that is stated of it.
        let unbounded =
            (sums.packaging == nil ? row.packaging : 0) + (sums.carried == nil ? sums.auxiliary : 0)
        if isOver, made.low - unbounded <= expected.high {
            return .notTestable(
                card,
                [
                    sums.packaging == nil && row.packaging > 0 ? "lots.gross_kg" : nil,
                    sums.carried == nil && sums.auxiliary > 0 ? "lots.pieces" : nil,
                ].compactMap { $0 })
        }
        let records =
            row.records + row.inputs.map { lots[$0.lot].entry.stated }
            + row.outputs.map { lots[$0.lot].entry.stated }
        return .raised(
            card, about: "lot:" + lots[row.outputs[0].lot].id, numbers: numbers, records: records,
            law: ["any"] + sums.laws, sentence(isOver: isOver, sums, row, made, expected))
    }

    private static func sentence(
        isOver: Bool, _ sums: Sums, _ row: Row, _ made: Interval, _ expected: Interval
    ) -> String {
        let input = Words.figure(sums.material + sums.halfFinished)
        let output = Words.figure(sums.output)
        return isOver
            ? "The records show \(output) kg made from \(input) kg of input; after cap and packaging "
                + "at least \(Words.figure(made.low)) kg remain, and the input yields at most "
                + "\(Words.figure(expected.high)) kg."
            : "The records show \(output) kg made from \(input) kg of input, which should yield at "
                + "least \(Words.figure(expected.low)) kg; "
                + (row.scrap > 0
                    ? "\(Words.figure(row.scrap)) kg are stated as waste."
                    : "the rest is not accounted for.")
    }

    /// Masses of a row by what they are.
    private struct Sums {
        /// The classes of its outputs that have yields.
        let classes: [GoodsClass]
        var material = 0.0
        var halfFinished = 0.0
        var auxiliary = 0.0
        var output = 0.0
        var byProducts = 0.0
        var additives = Interval(0)
        /// What packaging can weigh at most, by gross and net mass; nil: not known.
        var packaging: Double? = 0
        /// What other inputs than material can add at most, by the piece; nil: not known.
        var carried: Double? = 0

        init(classes: [GoodsClass]) { self.classes = classes }

        /// Keys into the law table.
        var laws: [String] {
            classes.map(\.law).reduce(into: []) { if !$0.contains($1) { $0.append($1) } }
        }

        mutating func take(input share: Share, _ world: World, _ missing: inout Set<String>) {
            let lot = world.graph.lots[share.lot]
            guard let hs = lot.hs else {
                missing.insert("lots.hs")
                return
            }
            let isMaterial = classes.contains { $0.isMaterial(hs) }
            let isSame = lot.goods.map(classes.contains) ?? false
            if isMaterial || isSame, share.isWhole, lot.consumers.count + lot.madeInto.count > 1,
                world.isShared(share.lot)
            {
                missing.insert("processing.inputs (kg of each share)")
                return
            }
            guard let kg = world.graph.kilograms(share) else {
                if isMaterial || isSame { missing.insert("lots.net_kg") }
                return
            }
            if isSame {
                halfFinished += kg
            } else if isMaterial {
                material += kg
            } else {
                auxiliary += kg
            }
        }

        mutating func take(output share: Share, _ world: World, _ missing: inout Set<String>) {
            let lot = world.graph.lots[share.lot]
            if share.isWhole, lot.producers.count > 1, world.isSplit(share.lot) {
                missing.insert("processing.outputs (kg of each row)")
                return
            }
            guard let kg = world.graph.kilograms(share) else {
                missing.insert("lots.net_kg")
                return
            }
            let around = world.graph.packaging(around: share)
            packaging = packaging.flatMap { sum in around.map { sum + $0 } }
            guard let goods = lot.goods, classes.contains(goods) else {
                if lot.hs == nil { missing.insert("lots.hs") }
                byProducts += kg
                return
            }
            output += kg
            add(world.articles(share)?.count, goods, world, &missing)
        }

        private mutating func add(
            _ articles: Interval?, _ goods: GoodsClass, _ world: World,
            _ missing: inout Set<String>
        ) {
            let most = world.parameters.find("auxiliary." + goods.name)?.interval.high
            let each = most ?? world.range("auxiliary.other").high
            carried = carried.flatMap { sum in articles.map { sum + $0.high * each } }
            guard let key = goods.additiveKey else { return }
            guard let articles else {
                missing.insert("lots.pieces")
                return
            }
            let range = world.range(key)
            // Half-finished goods may have their caps already.
            let low = halfFinished > 0 ? 0 : range.low * articles.low
            additives = additives + Interval(low, range.high * articles.high)
        }
    }
}
