// SPDX-License-Identifier: Apache-2.0
import Testing
import TraceRecords
import TraceRisk
import TraceVerifier
import TraceWorkbook

/// A blank cell never pays: a column that is taken away never turns a lot to `release`.
@Suite("Blank cells")
struct BlankCellTests {
    @Test(arguments: try Filled.year.get().columns)
    func `no deleted column of the import year releases a lot`(column: Column) throws {
        try Filled.year.get().check(column)
    }

    @Test(arguments: try Filled.first.get().columns)
    func `no deleted column of the first steps releases a lot`(column: Column) throws {
        try Filled.first.get().check(column)
    }

    @Test func `the example books fill columns of many sheets and hold lots back`() throws {
        for book in [try Filled.year.get(), try Filled.first.get()] {
            #expect(Set(book.columns.map(\.kind)).count >= 7)
            #expect(book.actions.values.contains { $0 != .release })
        }
    }

    /// A column of a sheet.
    struct Column: Hashable, Sendable, CustomTestStringConvertible {
        let kind: RecordKind
        let name: String

        var testDescription: String { "\(kind.schema.sheet ?? kind.rawValue).\(name)" }

        func removed(from record: Record) -> Record {
            guard record.kind == kind else { return record }
            var record = record
            record.fields[name] = nil
            if name == "according_to" { record.accordingTo = nil }
            if name == "document" { record.document = nil }
            if name == "basis" { record.basis = nil }
            return record
        }
    }

    /// An example workbook with what an audit of all its cells says; it is read and audited once.
    struct Filled: Sendable {
        static let year = Result { try Filled(try ImportYear.yearBook.get()) }
        static let first = Result { try Filled(try ImportYear.firstBook.get()) }

        let records: [Record]
        let columns: [Column]
        let actions: [String: AuditResult.Action]
        private let auditor: Audit

        init(_ book: Workbook) throws {
            records = book.rows.map(\.record)
            columns = Filled.columns(records)
            auditor = try ImportYear.auditor.get()
            actions = Filled.actions(records, auditor)
        }

        func check(_ column: Column) {
            let after = Filled.actions(records.map(column.removed), auditor)
            let freed = actions.filter { $0.value != .release && after[$0.key] == .release }
            #expect(freed.isEmpty, "without \(column.testDescription): \(freed.keys.sorted())")
        }

        private static func columns(_ records: [Record]) -> [Column] {
            var found: Set<Column> = []
            for record in records where record.kind.schema.sheet != nil {
                for name in record.fields.keys {
                    found.insert(Column(kind: record.kind, name: name))
                }
                if record.accordingTo != nil {
                    found.insert(Column(kind: record.kind, name: "according_to"))
                }
                if record.document != nil {
                    found.insert(Column(kind: record.kind, name: "document"))
                }
                if record.basis != nil { found.insert(Column(kind: record.kind, name: "basis")) }
            }
            return found.sorted { $0.testDescription < $1.testDescription }
        }

        private static func actions(
            _ records: [Record], _ auditor: Audit
        ) -> [String: AuditResult.Action] {
            let checked = records.enumerated().map { index, record in
                Checked.unsigned(
                    record, label: "\(record.kind.schema.sheet ?? "").csv#\(record.id)",
                    index: UInt64(index))
            }
            let result = auditor.run(checked, integrity: .unsigned(records: checked.count))
            return Dictionary(uniqueKeysWithValues: result.lots.map { ($0.lot, $0.action) })
        }
    }
}
