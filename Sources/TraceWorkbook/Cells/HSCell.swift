// SPDX-License-Identifier: Apache-2.0
import TraceRecords

/// Reads Harmonized System codes: 6 digits or more, dots as on a tariff taken out.
enum HSCell {
    static func read(_ cell: String) throws(CellFault) -> CellReading {
        let groups = cell.split(separator: ".", omittingEmptySubsequences: false)
        let digits = groups.joined()
        guard (5...13).contains(digits.utf8.count),
            digits.utf8.allSatisfy({ (0x30...0x39).contains($0) }), areTariffGroups(groups)
        else { throw malformed(cell) }
        if let code = try restored(digits, cell) {
            return CellReading(.text(code), remark: CodeCell.restored(cell, code))
        }
        if !HSHeadings.contains(digits) {
            return CellReading(.text(digits), remark: CodeCell.unlisted(cell))
        }
        return CellReading(.text(digits))
    }

    /// `6704.20` and `6704.20.00.00` are tariff writing; `6704.2` has lost a digit.
    private static func areTariffGroups(_ groups: [Substring]) -> Bool {
        guard groups.count > 1 else { return true }
        return groups[0].utf8.count == 4
            && groups.dropFirst().allSatisfy { $0.utf8.count == 2 || $0.utf8.count == 4 }
    }

    /// The code with the leading zero that a spreadsheet dropped; `nil` when none is missing.
    private static func restored(_ digits: String, _ cell: String) throws(CellFault) -> String? {
        let count = digits.utf8.count
        guard count % 2 == 1 else { return nil }
        let code = "0" + digits
        let isKnown = HSHeadings.contains(digits)
        switch (HSHeadings.contains(code), isKnown) {
        case (true, false): return code
        case (true, true) where count == 5: return code
        case (false, true) where count > 5: return nil
        default: throw malformed(cell)
        }
    }

    private static func malformed(_ cell: String) -> CellFault {
        CellFault(
            .codeForm, cell: cell, expected: "an HS code of 6 digits or more, for example 670420",
            remedy: "Format the column as text and write all digits, leading zeros too")
    }
}
