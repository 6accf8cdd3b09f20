// SPDX-License-Identifier: Apache-2.0
import TracePrimitives
import TraceRecords

/// Reads the text of one cell into the value of its field.
struct CellReader: Sendable {
    let type: FieldType
    let rule: CellRule

    /// The longest text that a record may hold, in bytes.
    static let longestText = 4096

    init(_ field: Field, of kind: RecordKind) {
        type = field.type
        rule = CellRule.of(field.name, in: kind)
    }

    /// The value of a cell that is not blank.
    func read(_ cell: String) throws(CellFault) -> CellReading {
        try CellReader.refuseSpreadsheetDamage(cell)
        switch type {
        case .text: return try text(cell)
        case .texts:
            if case .identifiers = rule { return try IdentifierCell.read(cell) }
            return CellReading(.texts(try CellReader.list(cell)))
        case .word(let words): return CellReading(.text(try word(cell, words)))
        case .words(let words):
            var chosen: [String] = []
            for item in try CellReader.list(cell) {
                let word = try word(item, words)
                if !chosen.contains(word) { chosen.append(word) }
            }
            return CellReading(.texts(chosen))
        case .date: return CellReading(.date(try DateCell.read(cell)))
        case .decimal: return CellReading(.decimal(try DecimalCell.read(cell, rule)))
        case .count:
            guard let value = UInt64(cell), String(value) == cell else {
                throw CellFault(
                    .numberForm, cell: cell, expected: "a whole number from 0",
                    remedy: "Write digits only")
            }
            return CellReading(.count(value))
        case .reference(let kind):
            return CellReading(.reference(Reference(kind, try CellReader.id(cell, .referenceForm))))
        // Resolved when all sheets are read; until then the texts stand for the references.
        case .references: return CellReading(.texts(try CellReader.list(cell)))
        case .lots: return CellReading(.lots(try LotsCell.read(cell)))
        case .digest: return CellReading(.bytes(try digest(cell)))
        case .bytes, .structure:
            throw CellFault(
                .columnUnknown, cell: cell, expected: "an empty cell",
                remedy: "Leave it out: no workbook holds this field")
        }
    }

    private func text(_ cell: String) throws(CellFault) -> CellReading {
        guard cell.utf8.count <= CellReader.longestText else {
            throw CellFault(
                .textTooLong, cell: cell, expected: "at most \(CellReader.longestText) bytes",
                remedy: "Put long material into a file in documents/ and name it in documents.csv")
        }
        return try CodeCell.read(cell, rule)
    }

    private func word(_ cell: String, _ words: [String]) throws(CellFault) -> String {
        if words.contains(cell) { return cell }
        let near = Nearest.to(cell, among: words)
        throw CellFault(
            .wordUnknown, cell: cell, expected: "one of " + words.joined(separator: ", "),
            remedy: near.map { "Write \($0) if that is meant" } ?? "Choose one, or leave it blank")
    }

    private func digest(_ cell: String) throws(CellFault) -> [UInt8] {
        guard cell.utf8.count == 64, let bytes = Hex.decode(cell.lowercased()) else {
            throw CellFault(
                .digestForm, cell: cell, expected: "64 hexadecimal digits",
                remedy: "Copy the output of sha256sum, or leave it blank and name the file")
        }
        return bytes
    }

    /// The items of a list, separated by `;`; one separator may stand at the end.
    static func list(_ cell: String) throws(CellFault) -> [String] {
        var items = cell.split(separator: ";", omittingEmptySubsequences: false).map(trimmed)
        if items.last == "", items.count > 1 { items.removeLast() }
        guard !items.contains(""), items.allSatisfy({ $0.utf8.count <= longestText }) else {
            throw CellFault(
                .lotsForm, cell: cell, expected: "items separated by single semicolons",
                remedy: "Take out the empty item")
        }
        return items
    }

    /// An id of the importer: `[A-Za-z0-9._:/-]{1,64}`.
    static func id(_ cell: String, _ code: WorkbookCode) throws(CellFault) -> String {
        guard isID(cell) else {
            throw CellFault(
                code, cell: cell,
                expected: "an id of 1 to 64 letters A-Z a-z, digits and . _ : / -",
                remedy: "Give it such an id and use the same one wherever it is named")
        }
        return cell
    }

    static func isID(_ text: String) -> Bool {
        (1...64).contains(text.utf8.count)
            && text.utf8.allSatisfy { byte in
                switch byte {
                case 0x2D...0x3A, 0x41...0x5A, 0x61...0x7A, 0x5F: true
                default: false
                }
            }
    }

    private static func trimmed(_ item: Substring) -> String {
        var item = item
        while item.first == " " { item.removeFirst() }
        while item.last == " " { item.removeLast() }
        return String(item)
    }

    /// Numbers rounded to powers of ten, and error values, which a spreadsheet wrote by itself.
    private static func refuseSpreadsheetDamage(_ cell: String) throws(CellFault) {
        guard let first = cell.utf8.first, cell.utf8.count <= 64 else { return }
        if first == 0x23, isErrorValue(cell) {
            throw CellFault(
                .spreadsheetError, cell: cell, expected: "a value",
                remedy: "The spreadsheet could not compute or show it: repair the formula or "
                    + "widen the column, then save again")
        }
        if first == 0x2D || isDigit(first), isRounded(cell.utf8) {
            throw CellFault(
                .rounded, cell: cell, expected: "all digits of the number",
                remedy: "The spreadsheet has rounded it and the digits are lost: format the "
                    + "column as text, then enter the number again from the source")
        }
    }

    private static func isErrorValue(_ cell: String) -> Bool {
        let values = [
            "#REF!", "#N/A", "#VALUE!", "#NAME?", "#DIV/0!", "#NUM!", "#NULL!", "#SPILL!",
        ]
        return values.contains(cell)
            || (cell.utf8.count > 2 && cell.utf8.allSatisfy { $0 == 0x23 })
    }

    /// `1.23E+17`, as spreadsheets show long numbers: a sign and two digits or more behind the E.
    private static func isRounded(_ cell: String.UTF8View) -> Bool {
        guard let mark = cell.firstIndex(where: { $0 == 0x45 || $0 == 0x65 }) else { return false }
        let power = cell[cell.index(after: mark)...]
        return power.count >= 3 && (power.first == 0x2B || power.first == 0x2D)
            && power.dropFirst().allSatisfy(isDigit)
            && cell[..<mark].allSatisfy { isDigit($0) || (0x2C...0x2E).contains($0) }
    }

    private static func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }
}
