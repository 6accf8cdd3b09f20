// SPDX-License-Identifier: Apache-2.0

/// A workbook in memory: rows by sheet, written as the CSV files that an importer keeps.
final class Book {
    /// A row: cells by column.
    typealias Row = [String: String]

    private var rows: [String: [Row]] = [:]
    private var places: [String: [String: Int]] = [:]

    /// Adds a row; empty cells are left out.
    func add(_ sheet: Sheet, _ cells: Row) {
        let row = cells.filter { !$0.value.isEmpty }
        if let key = sheet.key, let id = row[key] {
            places[sheet.rawValue, default: [:]][id] = rows[sheet.rawValue]?.count ?? 0
        }
        rows[sheet.rawValue, default: []].append(row)
    }

    /// A row by its id.
    func row(_ sheet: Sheet, _ id: String) -> Row {
        guard let place = places[sheet.rawValue]?[id] else { return [:] }
        return rows[sheet.rawValue]?[place] ?? [:]
    }

    /// Changes cells of a row; an empty text takes the cell out.
    func change(_ sheet: Sheet, _ id: String, _ cells: Row) {
        guard let place = places[sheet.rawValue]?[id] else { return }
        for (column, text) in cells {
            rows[sheet.rawValue]?[place][column] = text.isEmpty ? nil : text
        }
    }

    /// The files, each with the columns that a row fills.
    func files() -> [(name: String, text: String)] {
        Sheet.allCases.compactMap { sheet in
            guard let rows = rows[sheet.rawValue] else { return nil }
            let used = sheet.columns.filter { column in rows.contains { $0[column] != nil } }
            let lines = [used] + rows.map { row in used.map { row[$0] ?? "" } }
            return (sheet.rawValue + ".csv", CSVText.text(lines))
        }
    }
}

/// CSV as RFC 4180 quotes it.
enum CSVText {
    static func text(_ lines: [[String]]) -> String {
        lines.map { $0.map(cell).joined(separator: ",") + "\n" }.joined()
    }

    private static func cell(_ text: String) -> String {
        guard text.contains(where: { $0 == "," || $0 == "\"" || $0.isNewline }) else { return text }
        return "\""
            + text.split(separator: "\"", omittingEmptySubsequences: false)
            .joined(separator: "\"\"") + "\""
    }
}
