// SPDX-License-Identifier: Apache-2.0
import TraceRecords

/// Reads codes: their form is asked for; a code that no list of ours holds is remarked upon.
enum CodeCell {
    static func read(_ cell: String, _ rule: CellRule) throws(CellFault) -> CellReading {
        switch rule {
        case .country:
            return try letters(
                cell, 2, CodeLists.countries, "a country as ISO 3166-1 alpha-2, for example CN")
        case .currency:
            return try letters(
                cell, 3, CodeLists.currencies, "a currency as ISO 4217, for example USD")
        case .incoterm:
            return try letters(
                cell, 3, CodeLists.incoterms, "three letters of the Incoterms, for example FOB")
        case .place: return try place(cell)
        case .hs: return try HSCell.read(cell)
        case .fourDigits: return try fourDigits(cell)
        case .fileName: return CellReading(.text(try fileName(cell)))
        default: return CellReading(.text(cell))
        }
    }

    private static func letters(
        _ cell: String, _ count: Int, _ list: Set<String>, _ expected: String
    ) throws(CellFault) -> CellReading {
        guard cell.utf8.count == count, cell.utf8.allSatisfy({ (0x41...0x5A).contains($0) }) else {
            let upper = cell.uppercased()
            let meant = CodeLists.mistaken[upper] ?? (list.contains(upper) ? upper : nil)
            throw CellFault(
                .codeForm, cell: cell, expected: expected,
                remedy: meant.map { "Write \($0)" } ?? "Write the code, in capital letters")
        }
        return CellReading(
            .text(cell),
            remark: list.contains(cell) ? nil : unlisted(cell, CodeLists.mistaken[cell]))
    }

    static func unlisted(_ cell: String, _ meant: String? = nil) -> CellFault {
        CellFault(
            .codeUnlisted, cell: cell, expected: "a code of the list that this version holds",
            remedy: meant.map { "Perhaps \($0) is meant; it was read as it stands" }
                ?? "Check it; it was read as it stands")
    }

    /// Two letters of the country and three characters, a blank between them being customary.
    private static func place(_ cell: String) throws(CellFault) -> CellReading {
        let code = String(cell.filter { $0 != " " })
        let bytes = Array(code.utf8)
        guard bytes.count == 5, bytes[..<2].allSatisfy({ (0x41...0x5A).contains($0) }),
            bytes[2...].allSatisfy({ (0x41...0x5A).contains($0) || (0x32...0x39).contains($0) })
        else {
            throw CellFault(
                .codeForm, cell: cell, expected: "a place as UN/LOCODE, for example CNDDG",
                remedy: "Look the place up at unece.org, or leave the cell blank")
        }
        let country = String(code.prefix(2))
        let isListed = CodeLists.countries.contains(country) || country == "XZ"
        return CellReading(.text(code), remark: isListed ? nil : unlisted(cell))
    }

    private static func fourDigits(_ cell: String) throws(CellFault) -> CellReading {
        let isNumber = cell.utf8.allSatisfy { (0x30...0x39).contains($0) }
        guard isNumber, (3...4).contains(cell.utf8.count) else {
            throw CellFault(
                .codeForm, cell: cell, expected: "four digits of China customs, for example 0110",
                remedy: "Format the column as text and write all four digits")
        }
        if cell.utf8.count == 4 { return CellReading(.text(cell)) }
        return CellReading(.text("0" + cell), remark: restored(cell, "0" + cell))
    }

    static func restored(_ cell: String, _ code: String) -> CellFault {
        CellFault(
            .codeRestored, cell: cell, expected: "a leading zero, which spreadsheets drop",
            remedy: "It was read as \(code); format the column as text to keep the zero")
    }

    private static func fileName(_ cell: String) throws(CellFault) -> String {
        let isPlain = !cell.contains("/") && !cell.contains("\\") && !cell.hasPrefix(".")
        guard isPlain, cell.utf8.count <= 255 else {
            throw CellFault(
                .fileName, cell: cell,
                expected: "the name of a file in documents/, without folders",
                remedy: "Put the file into documents/ and write its name alone")
        }
        return cell
    }
}
