// SPDX-License-Identifier: Apache-2.0
import Foundation
import Testing
import TraceRecords
import TraceRisk
import TraceScreening
import TraceVerifier
import TraceWorkbook

/// A blank cell never pays: a column that is taken away never turns a lot to `release`.
@Suite("Blank cells")
struct BlankCellTests {
    static let kinds = RecordKind.allCases.filter { $0.schema.sheet != nil }

    @Test(arguments: kinds)
    func `no deleted column of the import year releases a lot`(kind: RecordKind) throws {
        try check("import-year", [kind])
    }

    @Test func `no deleted column of the first steps releases a lot`() throws {
        try check("first-steps", Self.kinds)
    }

    private func check(_ name: String, _ kinds: [RecordKind]) throws {
        let book = try ImportYear.workbook(name)
        let lists = try ListFolder.read(ImportYear.examples + "/lists")
        let before = Self.actions(book.rows.map(\.record), lists)
        for column in Self.columns(book) where kinds.contains(column.kind) {
            let records = book.rows.map { Self.without(column, $0.record) }
            let after = Self.actions(records, lists)
            let freed = before.filter { $0.value != .release && after[$0.key] == .release }
            #expect(freed.isEmpty, "without \(column): \(freed.keys.sorted())")
        }
    }

    /// A column of a sheet.
    struct Column: Hashable, CustomStringConvertible {
        let kind: RecordKind
        let name: String

        var description: String { "\(kind.schema.sheet ?? kind.rawValue).\(name)" }
    }

    private static func columns(_ book: Workbook) -> [Column] {
        var found: Set<Column> = []
        for row in book.rows {
            for name in row.record.fields.keys {
                found.insert(Column(kind: row.record.kind, name: name))
            }
            let kind = row.record.kind
            if row.record.accordingTo != nil {
                found.insert(Column(kind: kind, name: "according_to"))
            }
            if row.record.document != nil { found.insert(Column(kind: kind, name: "document")) }
            if row.record.basis != nil { found.insert(Column(kind: kind, name: "basis")) }
        }
        return found.sorted { $0.description < $1.description }
    }

    private static func without(_ column: Column, _ record: Record) -> Record {
        guard record.kind == column.kind else { return record }
        var record = record
        record.fields[column.name] = nil
        if column.name == "according_to" { record.accordingTo = nil }
        if column.name == "document" { record.document = nil }
        if column.name == "basis" { record.basis = nil }
        return record
    }

    private static func actions(
        _ records: [Record], _ lists: ListSnapshot
    ) -> [String: AuditResult.Action] {
        let checked = records.enumerated().map { index, record in
            Checked.unsigned(
                record, label: "\(record.kind.schema.sheet ?? "").csv#\(record.id)",
                index: UInt64(index))
        }
        let result = Audit(lists: lists).run(checked, integrity: .unsigned(records: checked.count))
        return Dictionary(uniqueKeysWithValues: result.lots.map { ($0.lot, $0.action) })
    }
}
