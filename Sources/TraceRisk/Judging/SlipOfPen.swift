// SPDX-License-Identifier: Apache-2.0
import TracePrimitives
import TraceRecords

/// Slips of the pen: pounds for kilograms, dozens for pieces, one currency for another.
///
/// What rests on a figure that another paper contradicts by exactly such a factor cannot be tested
/// until somebody asks which of the two is right. It never becomes clean, and the contradiction
/// itself stays raised (P02, P30); so writing dozens on purpose gains a question, not a release.
enum SlipOfPen {
    /// Patterns that compute with the lot's mass, pieces or price.
    static let computing: Set<String> = ["P01", "P04", "P05", "P06", "P27"]
    /// Those, and the balance of its supplier, which a mass in the wrong unit upsets too.
    static let weighing: Set<String> = computing.union(["P07"])
    /// Patterns that compute with its price alone.
    static let pricing: Set<String> = ["P05", "P06", "P27"]
    /// Pieces of a dozen, and pounds of a kilogram (one pound is 0.45359237 kg by definition).
    private static let factors = [12, 1 / 0.45359237]
    /// How near a ratio comes to a factor to be taken for it.
    private static let nearness = 0.06

    /// Makes what a slip explains not testable, with the cells to ask about.
    static func weigh(_ findings: inout [AuditResult.Finding], lot: Int, _ world: World) {
        let raised = Set(findings.filter { $0.result == .raised }.map(\.pattern))
        if raised.contains("P02") {
            let cells = unitCells(lot, world)
            let isMass = cells.contains { $0.hasPrefix("lots.net_kg") }
            var patterns = isMass ? weighing : computing
            // Hours are reckoned by pieces; the mass tells their unit only where it is blank.
            let isCount = cells.contains { $0.hasPrefix("lots.pieces") }
            if !isCount, world.graph.lots[lot].entry.view.unit != nil { patterns.remove("P04") }
            open(&findings, patterns, cells)
            if !cells.isEmpty { joinPapers(&findings) }
        }
        if !raised.isDisjoint(with: pricing) { open(&findings, pricing, currencyCells(lot, world)) }
    }

    /// However many papers contradict a slip by its factor, they are one contradiction.
    private static func joinPapers(_ findings: inout [AuditResult.Finding]) {
        for unit in ["pieces", "kg"] {
            let places = findings.indices.filter { place in
                let numbers = findings[place].numbers
                guard findings[place].pattern == "P30", findings[place].result == .raised,
                    let document = numbers["document_" + unit]
                else { return false }
                return slips(numbers["record_" + unit], [document])
            }
            guard let first = places.first else { continue }
            for place in places.dropFirst() {
                findings[first].records += findings[place].records.filter {
                    !findings[first].records.contains($0)
                }
            }
            for place in places.dropFirst().reversed() { findings.remove(at: place) }
        }
    }

    private static func open(
        _ findings: inout [AuditResult.Finding], _ patterns: Set<String>, _ cells: [String]
    ) {
        guard !cells.isEmpty else { return }
        for index in findings.indices
        where findings[index].result == .raised && patterns.contains(findings[index].pattern) {
            let old = findings[index]
            findings[index] = AuditResult.Finding(
                pattern: old.pattern, name: old.name, result: .notTestable,
                strength: old.strength, group: old.group, numbers: old.numbers, missing: cells)
        }
    }

    /// Cells of a lot that a paper, an order or a row of work contradicts by a factor of units.
    private static func unitCells(_ lot: Int, _ world: World) -> [String] {
        let (graph, view) = (world.graph, world.graph.lots[lot].entry.view)
        var pieces: [Double] = []
        var masses: [Double] = []
        for number in graph.lots[lot].documents {
            let document = graph.documents[number].view
            guard document.attaches.filter({ $0.kind == .lot }).count == 1 else { continue }
            pieces += [document.pieces?.doubleValue].compactMap { $0 }
            masses += [document.massKg?.doubleValue].compactMap { $0 }
        }
        let made = graph.lots[lot].producers.compactMap { graph.output(lot, of: $0) }
        let ordered = graph.lots[lot].orders.flatMap { number in
            graph.orders[number].lots.filter { $0.lot == lot }
        }
        for shares in [made, ordered] where !shares.isEmpty {
            pieces.append(shares.compactMap(\.pieces).reduce(0, +))
            masses.append(shares.compactMap(\.kg).reduce(0, +))
        }
        var cells: [String] = []
        if slips(view.pieces?.doubleValue, pieces) {
            cells.append("lots.pieces (another paper states twelve times as many or as few)")
        }
        if slips(view.netKg?.doubleValue, masses) {
            cells.append("lots.net_kg (another paper states the figure in another unit)")
        }
        return cells
    }

    private static func slips(_ stated: Double?, _ others: [Double]) -> Bool {
        guard let stated, stated > 0 else { return false }
        return others.contains { other in
            guard other > 0 else { return false }
            let ratio = max(stated / other, other / stated)
            return factors.contains { abs(ratio / $0 - 1) < nearness }
        }
    }

    /// Whether a payment has the figure of the order's sum in another currency.
    private static func currencyCells(_ lot: Int, _ world: World) -> [String] {
        let node = world.graph.lots[lot]
        for number in node.orders {
            let order = world.graph.orders[number]
            guard let price = order.entry.view.unitPrice?.doubleValue,
                let pieces = order.entry.view.pieces?.doubleValue,
                let currency = order.entry.view.currency
            else { continue }
            let isMixedUp = node.payments.contains { number in
                let payment = world.graph.payments[number]
                guard payment.payee == order.supplier, let other = payment.entry.view.currency,
                    let amount = payment.entry.view.amount?.doubleValue, other != currency
                else { return false }
                return abs(amount - price * pieces) <= 0.01 * price * pieces
            }
            if isMixedUp {
                return ["orders.currency (a payment states the same sum in another currency)"]
            }
        }
        return []
    }
}
