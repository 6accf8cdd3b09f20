// SPDX-License-Identifier: Apache-2.0
import TracePrimitives

/// Reads decimals with the digits of the source.
enum DecimalCell {
    static func read(_ cell: String, _ rule: CellRule) throws(CellFault) -> DecimalNumber {
        guard let number = DecimalNumber(cell) else {
            throw CellFault(
                .numberForm, cell: cell, expected: "digits, with a point before decimals",
                remedy: remedy(cell))
        }
        try check(number, cell, rule)
        return number
    }

    private static func check(
        _ number: DecimalNumber, _ cell: String, _ rule: CellRule
    ) throws(CellFault) {
        let low: Int32
        var high: Int32?
        switch rule {
        case .signed: return
        case .within(let bound): (low, high) = (-bound, bound)
        case .upTo(let bound): (low, high) = (0, bound)
        default: low = 0
        }
        var isWithin = !number.isLess(than: DecimalNumber(low))
        if let high { isWithin = isWithin && !DecimalNumber(high).isLess(than: number) }
        if case .positive = rule { isWithin = number.mantissa > 0 }
        guard isWithin else {
            throw CellFault(
                .numberRange, cell: cell,
                expected: rule.form.map { "a number, \($0)" } ?? "a number of at least 0",
                remedy: "Check the source; leave the cell blank when the number is not known")
        }
    }

    private static func remedy(_ cell: String) -> String {
        let readings = DecimalRepair.readings(cell)
        if let only = readings.first, readings.count == 1 { return "Write \(only)" }
        if readings.count > 1 {
            return "This local form may mean \(readings.joined(separator: " or ")): write the one "
                + "that the source says"
        }
        if cell.utf8.contains(where: { !(0x2C...0x39).contains($0) }) {
            return "Take units, signs and words out; masses are kg, and not known is a blank cell"
        }
        if cell.utf8.contains(0x2C) {
            return "A point stands before decimals, and nothing between thousands: enter the "
                + "number again from the source"
        }
        return "At most 18 digits, at most 18 of them behind the point"
    }
}
