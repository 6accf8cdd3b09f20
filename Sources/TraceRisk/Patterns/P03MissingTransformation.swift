// SPDX-License-Identifier: Apache-2.0
import TraceRecords

/// P03: goods change their heading between records, but no record shows who made the change.
///
/// A missing record alone is moderate; with another sign about identity, price or route it is strong.
struct P03MissingTransformation: Pattern {
    static let card = Card(
        id: "P03", name: "missing-transformation", group: .mass, strength: .moderate,
        innocent: [
            "The processor is a trade secret of the supplier.",
            "The records are a trader's, who never saw the processing.",
        ],
        ask: [
            "Name and site of the processor (a confidential annex will do).",
            "The processing contract.", "Goods-received notes.",
        ])

    /// What stands between a lot and what it is made from.
    private struct Reading: Sendable {
        var missing: [String] = []
        /// The other heading that the lot is stated to come from without a record of the change.
        var from: String?
    }

    private var readings: [Reading] = []

    init(_ world: World) {
        let onCycle = world.onCycle
        let loose = world.graph.looseProcessings.map { world.graph.processings[$0] }
        let looseMissing = [
            loose.contains { $0.outputs.isEmpty } ? "processing.outputs" : nil,
            loose.contains { $0.inputs.isEmpty } ? "processing.inputs" : nil,
        ].compactMap { $0 }
        // HS codes of each row's inputs; nil among them where one is not known.
        let inputCodes = world.graph.processings.map { row in
            Set(row.inputs.map { world.graph.lots[$0.lot].hs })
        }
        for lot in world.graph.lots.indices {
            var reading = Self.read(lot, world, inputCodes, looseMissing)
            if onCycle.contains(lot) { reading.missing.append("lots.made_from (a cycle of lots)") }
            readings.append(reading)
        }
    }

    func outcomes(chain: Scope, _ world: World) -> [Outcome] {
        var missing: Set<String> = []
        var unexplained: [Int] = []
        for lot in chain.lots {
            for cell in readings[lot].missing { missing.insert(cell) }
            if readings[lot].from != nil { unexplained.append(lot) }
        }
        if chain.isTruncated { missing.insert("graph.ancestors (the chain is larger)") }
        for number in chain.movements where world.graph.movements[number].days == nil {
            missing.insert("movements.dispatched")
        }
        var outcomes: [Outcome] = []
        if let first = unexplained.first, let from = readings[first].from {
            let id = world.graph.lots[first].id
            outcomes.append(
                .raised(
                    Self.card, about: first == chain.lot ? nil : "lot:" + id,
                    numbers: ["unexplained_changes": Double(unexplained.count)],
                    records: unexplained.prefix(10).map { world.graph.lots[$0].entry.stated },
                    law: ["marking", "any"],
                    "Lot \(id) (HS \(world.graph.lots[first].hs?.prefix(4) ?? "?")) is stated to come "
                        + "from goods of HS \(from), but no record of processing shows where and by "
                        + "whom "
                        + (unexplained.count == 1
                            ? "the change was made."
                            : "the \(unexplained.count) such changes were made.")))
        }
        if !missing.isEmpty { outcomes.append(.notTestable(Self.card, missing.sorted())) }
        return outcomes.isEmpty ? [.notRaised(Self.card)] : outcomes
    }

    private static func read(
        _ lot: Int, _ world: World, _ inputCodes: [Set<String?>], _ looseMissing: [String]
    ) -> Reading {
        let node = world.graph.lots[lot]
        guard let hs = node.hs else { return Reading(missing: ["lots.hs"]) }
        if node.goods?.isRaw == true || isMaterialOnly(lot, world) { return Reading() }
        var missing: Set<String> = []
        var codes: Set<String?> = []
        switch world.making(of: lot) {
        case .recorded(let rows):
            for row in rows {
                let processing = world.graph.processings[row]
                if processing.entry.view.type == nil { missing.insert("processing.kind") }
                if processing.inputs.isEmpty { missing.insert("processing.inputs") }
            }
            return Reading(missing: missing.sorted())
        case .finished(let rows): for row in rows { codes.formUnion(inputCodes[row]) }
        case .declared, .unknown:
            codes = Set(node.madeFrom.map { world.graph.lots[$0.lot].hs })
            if codes.isEmpty { missing.formUnion(["lots.made_from", "processing.outputs"]) }
            missing.formUnion(looseMissing)
        }
        if codes.contains(nil) { missing.insert("lots.hs") }
        let headings = codes.compactMap { $0.map { String($0.prefix(4)) } }.sorted()
        let isSame = headings.contains(String(hs.prefix(4)))
        return Reading(missing: missing.sorted(), from: isSame ? nil : headings.first)
    }

    /// Yarn, fabric, fibre and parts that are only material here need no maker.
    private static func isMaterialOnly(_ lot: Int, _ world: World) -> Bool {
        let node = world.graph.lots[lot]
        guard let hs = node.hs, node.producers.isEmpty, node.madeFrom.isEmpty else { return false }
        let users =
            node.consumers.flatMap { world.graph.processings[$0].outputs.map(\.lot) }
            + node.madeInto
        let others = users.filter { $0 != lot }.compactMap { world.graph.lots[$0].goods }
        if others.isEmpty { return ["50", "51", "52", "53", "54", "55"].contains(hs.prefix(2)) }
        return others.allSatisfy { $0 != node.goods || $0.isMaterial(hs) }
    }

    /// Weighs it anew among other findings than those it was weighed with.
    static func reweigh(_ findings: inout [AuditResult.Finding]) {
        for index in findings.indices where findings[index].pattern == card.id {
            findings[index].strength = card.strength
        }
        weigh(&findings)
    }

    /// Makes a raised P03 strong when a sign of another kind stands beside it.
    static func weigh(_ findings: inout [AuditResult.Finding]) {
        let hasOtherSign = findings.contains { finding in
            finding.result == .raised && finding.strength != .weak && finding.strength != .report
                && [.identity, .price, .route].contains(finding.group)
        }
        guard hasOtherSign else { return }
        for index in findings.indices
        where findings[index].pattern == card.id && findings[index].result == .raised {
            findings[index].strength = .strong
        }
    }
}
