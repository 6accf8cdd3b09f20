// SPDX-License-Identifier: Apache-2.0

/// A CSV file whose first row names its columns, as most authorities publish.
struct CSVTable {
    /// Columns by name in small letters.
    let columns: [String: Int]
    /// The rows under the header.
    let rows: ArraySlice<CSVRows.Row>

    /// A field of a list may be long: OpenSanctions joins all sanctions of a person in one.
    static let longestField = 1 << 20

    /// Reads a table of UTF-8; each of `required` must be there under one of its names.
    init(
        _ source: ListSource, separator: UInt8 = 0x2C, required: [[String]]
    ) throws(ScreeningError) {
        guard String(validating: source.bytes, as: UTF8.self) != nil else {
            throw ScreeningError(
                .encoding, file: source.name, "the text is not UTF-8; it may be Latin-1",
                remedy: "download the list again, or save it as UTF-8")
        }
        let all = try CSVRows(
            source.bytes, file: source.name, separator: separator, longest: CSVTable.longestField
        ).rows
        var columns: [String: Int] = [:]
        for (position, name) in (all.first?.fields ?? []).enumerated() {
            columns[CSVTable.plain(name)] = position
        }
        self.columns = columns
        rows = all.dropFirst()
        for names in required where !names.contains(where: { columns[$0] != nil }) {
            throw ScreeningError(
                .header, file: source.name, line: 1, field: names[0],
                "the header does not name this column",
                remedy: "use the file as published, with its header row")
        }
        try check(source, count: all.first?.fields.count ?? 0)
    }

    private func check(_ source: ListSource, count: Int) throws(ScreeningError) {
        for row in rows where row.fields.count != count {
            let isLast = row.line == rows.last?.line && row.fields.count < count
            throw ScreeningError(
                isLast ? .truncated : .fieldCount, file: source.name, line: row.line,
                "\(row.fields.count) fields, the header has \(count)",
                remedy: isLast ? "the file is cut short; download it again" : nil)
        }
    }

    /// A column's name without case, and with blanks for underscores.
    static func plain(_ name: String) -> String {
        (ListText.trimmed(name) ?? "").lowercased().replacing("_", with: " ")
    }

    /// A row's value under the first of some names; nil when empty.
    func value(_ row: CSVRows.Row, _ names: String...) -> String? {
        for name in names {
            guard let position = columns[name], position < row.fields.count else { continue }
            if let text = ListText.trimmed(row.fields[position]) { return text }
        }
        return nil
    }
}
