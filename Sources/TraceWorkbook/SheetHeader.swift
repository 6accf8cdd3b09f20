// SPDX-License-Identifier: Apache-2.0
import TraceRecords

/// What the first row of a file says: which column holds what.
struct SheetHeader {
    /// What a column holds.
    enum Binding {
        case id
        case field(Field, CellReader)
        case kept(String)
        case ignored
        case nameless
    }

    /// One binding a column.
    let bindings: [Binding]
    /// The names as written.
    let names: [String]

    /// Where the column of a name stands.
    func index(of column: String) -> Int? {
        names.firstIndex { SheetHeader.folded($0) == column }
    }

    /// Reads the first row; `nil` when no row of the file can be read with it.
    static func read(
        _ record: CSVRecord, _ sheet: Sheet, keep: Set<String>, into log: inout SheetLog
    ) -> SheetHeader? {
        let names = record.cells.map(\.text)
        if names.count == 1, let only = names.first, only.contains(";") || only.contains("\t") {
            log.problem(
                CellFault(
                    .delimiter, cell: only, expected: "columns separated by commas",
                    remedy: "Save as \"CSV UTF-8 (comma delimited)\", not with semicolons or tabs"),
                line: record.line)
            return nil
        }
        guard areDistinct(names, record, &log), hasNeeded(names, sheet, record, &log) else {
            return nil
        }
        let absent = AbsentColumns(of: sheet, in: names)
        let bindings = names.map { name in
            binding(name, sheet, keep: keep, absent, record, &log)
        }
        return SheetHeader(bindings: bindings, names: names)
    }

    /// Names are compared without regard to case: a spreadsheet may capitalise them.
    static func folded(_ name: String) -> String { name.lowercased() }

    private static func areDistinct(
        _ names: [String], _ record: CSVRecord, _ log: inout SheetLog
    ) -> Bool {
        var seen: Set<String> = []
        for name in names where !name.isEmpty && !seen.insert(folded(name)).inserted {
            log.problem(
                CellFault(
                    .columnTwice, cell: name, expected: "each column once",
                    remedy: "Take one of the two out"),
                line: record.line)
            return false
        }
        return true
    }

    private static func hasNeeded(
        _ names: [String], _ sheet: Sheet, _ record: CSVRecord, _ log: inout SheetLog
    ) -> Bool {
        let present = Set(names.map(folded))
        let needed = (sheet.schema.idColumn.map { [$0] } ?? []) + sheet.needed
        guard let missing = needed.first(where: { !present.contains($0) }) else { return true }
        let near = names.first { Nearest.to($0, among: [missing]) != nil && !$0.isEmpty }
        log.problem(
            CellFault(
                .columnMissing,
                found: "the columns " + WorkbookNote.quoted(names.joined(separator: ", ")),
                expected: "a column \(missing) in the first row",
                remedy: near.map { "Rename \($0) to \(missing)" }
                    ?? "Name the columns as in the templates of traceledger workbook new"),
            line: record.line)
        return false
    }

    private static func binding(
        _ name: String, _ sheet: Sheet, keep: Set<String>, _ absent: AbsentColumns,
        _ record: CSVRecord, _ log: inout SheetLog
    ) -> Binding {
        if name.isEmpty { return .nameless }
        let known = folded(name)
        if known == sheet.schema.idColumn { return .id }
        if let field = sheet.columns.first(where: { $0.name == known })?.field {
            return .field(field, CellReader(field, of: sheet.schema.kind))
        }
        if keep.contains(name) {
            guard CellReader.isID(name), sheet.schema[name] == nil else {
                log.problem(
                    CellFault(
                        .columnKept, cell: name,
                        expected: "a name that the record does not use itself",
                        remedy: "Rename the column, in letters A-Z a-z, digits and . _ : / -"),
                    line: record.line)
                return .ignored
            }
            return .kept(name)
        }
        log.remark(
            CellFault(
                .columnUnknown, cell: name, expected: "a column of \(sheet.name)",
                remedy: absent.advice(on: name)),
            line: record.line)
        return .ignored
    }
}
