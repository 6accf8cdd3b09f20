// SPDX-License-Identifier: Apache-2.0
import TracePrimitives

/// Reads days; refuses local forms rather than guessing which number is the month.
enum DateCell {
    /// The years that the record format allows.
    private static let years = 1900...2200

    static func read(_ cell: String) throws(CellFault) -> CalendarDate {
        if let date = CalendarDate(cell), years.contains(date.year) { return date }
        throw CellFault(
            .dateForm, cell: cell, expected: "a day as YYYY-MM-DD", remedy: remedy(cell))
    }

    private static func remedy(_ cell: String) -> String {
        if CalendarDate(cell) != nil {
            return "Check the year: records hold days of \(years.lowerBound) to \(years.upperBound)"
        }
        let bytes = Array(cell.utf8)
        let numbers = bytes.split { !(0x30...0x39).contains($0) }.map { part in
            part.reduce(0) { min($0 * 10 + Int($1 - 0x30), 100_000) }
        }
        let byteCount = bytes.count
        if CalendarDate(String(cell.prefix(10))) != nil, byteCount > 10 {
            return "Leave the time of day out: write \(cell.prefix(10))"
        }
        if numbers.count == 1, byteCount == 5 {
            return "The spreadsheet shows the day as a number: format the column as YYYY-MM-DD"
        }
        if numbers.count == 3, numbers[0] > 999, byteCount > 7,
            let date = CalendarDate(year: numbers[0], month: numbers[1], day: numbers[2])
        {
            return "Write \(date)"
        }
        if numbers.count == 3, numbers[2] > 999,
            let first = CalendarDate(year: numbers[2], month: numbers[0], day: numbers[1]),
            let second = CalendarDate(year: numbers[2], month: numbers[1], day: numbers[0]),
            first != second
        {
            return "This local form may mean \(first) or \(second): "
                + "format the column as YYYY-MM-DD"
        }
        return "Format the column as YYYY-MM-DD; leave the cell blank when the day is not known"
    }
}
