// SPDX-License-Identifier: Apache-2.0
import TracePrimitives

/// A row of a replaced table: what its columns' names promise has to be there.
struct TableRow {
    let file: String
    let line: Int
    let columns: [String]
    let cells: [String]

    /// Refuses blank names and sources, days and coordinates of another form, ranges out of order.
    func check() throws(ParameterError) {
        if let first = columns.first, cells.first?.isEmpty != false {
            throw fault(.value, first, "", "a text")
        }
        for (column, cell) in zip(columns, cells) {
            switch column {
            case "source":
                if cell.isEmpty { throw fault(.source, column, cell, "where it stands") }
            case "start":
                if CalendarDate(cell) == nil { throw fault(.value, column, cell, "YYYY-MM-DD") }
            case "end":
                if !cell.isEmpty, CalendarDate(cell) == nil {
                    throw fault(.value, column, cell, "YYYY-MM-DD, or a blank where it lasts")
                }
            case "lat", "official_lat": try coordinate(column, cell, 90)
            case "lon", "official_lon": try coordinate(column, cell, 180)
            default: break
            }
        }
        try period()
        try ranges()
    }

    private func cell(_ column: String) -> String? {
        columns.firstIndex(of: column).map { cells[$0] }
    }

    private func coordinate(
        _ column: String, _ cell: String, _ most: Double
    ) throws(ParameterError) {
        if cell.isEmpty, file != "outlines.csv" { return }
        guard let degrees = Double(cell), abs(degrees) <= most else {
            throw fault(.value, column, cell, "degrees, at most \(Int(most))")
        }
    }

    private func period() throws(ParameterError) {
        guard let start = cell("start").flatMap({ CalendarDate($0) }),
            let end = cell("end").flatMap({ CalendarDate($0) })
        else { return }
        if end.dayNumber < start.dayNumber {
            throw fault(.value, "end", "\(end)", "a day not before \(start)")
        }
    }

    /// Columns `low` and `high`, or two that end so: both blank, or two numbers in order.
    private func ranges() throws(ParameterError) {
        for column in columns where column.hasSuffix("low") {
            let other = String(column.dropLast(3)) + "high"
            guard let low = cell(column), let high = cell(other) else { continue }
            if low.isEmpty, high.isEmpty { continue }
            guard let least = Double(low), let most = Double(high), least >= 0, least <= most,
                most.isFinite
            else {
                throw fault(.value, column, "\(low) to \(high)", "0 <= low <= high, or two blanks")
            }
        }
    }

    private func fault(
        _ code: ParameterError.Code, _ column: String, _ found: String, _ expected: String
    ) -> ParameterError {
        ParameterError(
            code, file: file, line: line,
            "column \(column): found '\(found)', expected \(expected)")
    }
}
