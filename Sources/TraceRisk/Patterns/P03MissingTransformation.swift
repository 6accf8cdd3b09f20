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

    private let onCycle: Set<Int>
    private let looseMissing: [String]
    private let isMaterialOnly: [Bool]
    /// HS codes of each row's inputs; nil among them where one is not known.
    private let inputCodes: [Set<String?>]

    init(_ world: World) {
        isMaterialOnly = world.graph.lots.indices.map { Self.isMaterialOnly($0, world) }
        inputCodes = world.graph.processings.map { row in
            Set(row.inputs.map { world.graph.lots[$0.lot].hs })
        }
        onCycle = Set(world.order.cycles.joined())
        let loose = world.graph.looseProcessings.map { world.graph.processings[$0] }
        looseMissing = [
            loose.contains { $0.outputs.isEmpty } ? "processing.outputs" : nil,
            loose.contains { $0.inputs.isEmpty } ? "processing.inputs" : nil,
        ].compactMap { $0 }
    }

    func outcomes(chain: Scope, _ world: World) -> [Outcome] {
        var missing: Set<String> = []
        var unexplained: [(lot: Int, from: String, to: String)] = []
        for lot in chain.lots { read(lot, world, &missing, &unexplained) }
        if chain.isTruncated { missing.insert("graph.ancestors (the chain is larger)") }
        for number in chain.movements where world.graph.movements[number].days == nil {
            missing.insert("movements.dispatched")
        }
        var outcomes: [Outcome] = []
        if let first = unexplained.first {
            let id = world.graph.lots[first.lot].id
            outcomes.append(
                .raised(
                    Self.card, about: first.lot == chain.lot ? nil : "lot:" + id,
                    numbers: ["unexplained_changes": Double(unexplained.count)],
                    records: unexplained.prefix(10).map { world.graph.lots[$0.lot].entry.stated },
                    law: ["marking", "any"],
                    "Lot \(id) (HS \(first.to)) is stated to come from goods of HS \(first.from), "
                        + "but no record shows where and by whom the \(unexplained.count) "
                        + "change\(unexplained.count == 1 ? " was" : "s were") made."))
        }
        if !missing.isEmpty { outcomes.append(.notTestable(Self.card, missing.sorted())) }
        return outcomes.isEmpty ? [.notRaised(Self.card)] : outcomes
    }

    private func read(
        _ lot: Int, _ world: World, _ missing: inout Set<String>,
        _ unexplained: inout [(lot: Int, from: String, to: String)]
    ) {
        let node = world.graph.lots[lot]
        if onCycle.contains(lot) { missing.insert("lots.made_from (a cycle of lots)") }
        guard let hs = node.hs else {
            missing.insert("lots.hs")
            return
        }
        if node.goods?.isRaw == true || isMaterialOnly[lot] { return }
        var codes: Set<String?> = []
        switch world.making(of: lot) {
        case .recorded(let rows):
            for row in rows {
                let processing = world.graph.processings[row]
                if processing.entry.view.type == nil { missing.insert("processing.kind") }
                if processing.inputs.isEmpty { missing.insert("processing.inputs") }
            }
            return
        case .finished(let rows):
            for row in rows { codes.formUnion(inputCodes[row]) }
        case .declared, .unknown:
            codes = Set(node.madeFrom.map { world.graph.lots[$0.lot].hs })
            if codes.isEmpty {
                missing.formUnion(["lots.made_from", "processing.outputs"])
            }
            missing.formUnion(looseMissing)
        }
        if codes.contains(nil) { missing.insert("lots.hs") }
        let headings = codes.compactMap { $0.map { String($0.prefix(4)) } }.sorted()
        guard let other = headings.first, !headings.contains(String(hs.prefix(4))) else { return }
        unexplained.append((lot, other, String(hs.prefix(4))))
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
