// SPDX-License-Identifier: Apache-2.0
import TraceRecords

/// Tells a cell that somebody may withhold from one that nobody filled in.
///
/// A record says how many of its fields are not opened, and not which: a field without a value in
/// such a record may be one of them.
enum WithheldCells {
    /// What stands behind the name of such a cell.
    static let words = "(it may be withheld: ask the holder to disclose it)"

    /// Marks the missing cells that a record of the lot's chain may withhold.
    static func mark(_ findings: inout [AuditResult.Finding], _ scope: Scope, _ world: World) {
        let open = Set(
            findings.lazy.filter { $0.result == .notTestable }.flatMap(\.missing)
        ).filter { maybeWithheld($0, scope, world) }
        guard !open.isEmpty else { return }
        for index in findings.indices
        where findings[index].result == .notTestable
            && !open.isDisjoint(with: findings[index].missing)
        {
            findings[index].missing = findings[index].missing.map { cell in
                open.contains(cell) ? "\(cell) \(words)" : cell
            }
        }
    }

    /// What an id means that begins with a tilde; nothing where no record bears or names one.
    static func remarks(_ graph: ProvenanceGraph) -> [AuditResult.DataRemark] {
        let found =
            graph.lots.lazy.map(\.id).first(where: isPseudonym)
            ?? graph.parties.lazy.map(\.id).first(where: isPseudonym)
            ?? graph.sites.lazy.map(\.id).first(where: isPseudonym)
        guard let first = found else { return [] }
        return [
            AuditResult.DataRemark(
                code: "withheld-id", records: [],
                message: "A name that begins with ~, such as \(first.prefix(9))\u{2026}, stands "
                    + "for an id that is withheld here; its holder can disclose it.")
        ]
    }

    private static func isPseudonym(_ id: String) -> Bool { id.utf8.first == UInt8(ascii: "~") }

    private static func maybeWithheld(_ cell: String, _ scope: Scope, _ world: World) -> Bool {
        let parts = cell.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count == 2, let schema = RecordSchema.ofSheet(String(parts[0])),
            schema[String(parts[1])] != nil
        else { return false }
        let column = String(parts[1])
        return contains(schema.kind, scope, world.graph) { record in
            record.withheld > 0 && record.fields[column] == nil
        }
    }

    private static func contains(
        _ kind: RecordKind, _ scope: Scope, _ graph: ProvenanceGraph, _ test: (Record) -> Bool
    ) -> Bool {
        switch kind {
        case .lot: scope.lots.contains { test(graph.lots[$0].entry.view.record) }
        case .processing:
            scope.processings.contains { test(graph.processings[$0].entry.view.record) }
        case .movement: scope.movements.contains { test(graph.movements[$0].entry.view.record) }
        case .order: scope.orders.contains { test(graph.orders[$0].entry.view.record) }
        case .payment: scope.payments.contains { test(graph.payments[$0].entry.view.record) }
        case .site: scope.sites.contains { test(graph.sites[$0].entry.view.record) }
        case .party: scope.parties.contains { test(graph.parties[$0].entry.view.record) }
        default: false
        }
    }
}
