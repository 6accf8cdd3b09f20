// SPDX-License-Identifier: Apache-2.0

/// OFAC's legacy CSV: three files without header, joined by entry number; `-0- ` for nothing.
enum OFACLegacy {
    /// The files of the set: kind, name and number of fields.
    static let parts: [(kind: ListKind, name: String, fields: Int)] = [
        (.ofacNames, "sdn.csv", 12), (.ofacAliases, "alt.csv", 5), (.ofacAddresses, "add.csv", 6),
    ]

    /// Reads one of the files into a snapshot.
    static func read(
        _ kind: ListKind, _ source: ListSource, into list: inout ListSnapshot
    ) throws(ScreeningError) -> Int {
        let rows = try CSVRows(source.bytes, file: source.name).rows
        let fields = parts.first { $0.kind == kind }?.fields ?? 0
        var seen: Set<Int> = []
        for row in rows {
            guard row.fields.count == fields else {
                throw ScreeningError(
                    .fieldCount, file: source.name, line: row.line,
                    "\(row.fields.count) fields, expected \(fields) (OFAC's legacy form, no header)"
                )
            }
            let uid = try number(row, source.name)
            switch kind {
            case .ofacNames:
                guard seen.insert(uid).inserted else {
                    throw ScreeningError(
                        .duplicateEntry, file: source.name, line: row.line,
                        "entry \(uid) stands twice")
                }
                list.merge(entry(uid, row))
            case .ofacAliases: addAlias(uid, row, &list)
            default: addAddress(uid, row, &list)
            }
        }
        if source.bytes.last != 0x1A {
            list.remark(
                source.name, "cut",
                "the end mark (0x1A) that OFAC's files have is missing: the file may be cut short "
                    + "or was saved again")
        }
        return rows.count
    }

    private static func entry(_ uid: Int, _ row: CSVRows.Row) -> ListEntry {
        var entry = ListEntry(
            .ofacNames, id: String(uid), names: value(row.fields[1]).map { [$0] } ?? [],
            type: value(row.fields[2]), programmes: programmes(row.fields[3]))
        entry.numbers = numbers(value(row.fields[11]))
        return entry
    }

    private static func addAlias(_ uid: Int, _ row: CSVRows.Row, _ list: inout ListSnapshot) {
        list.change(.ofacAliases, String(uid)) { entry in
            if let name = value(row.fields[3]) { entry.names.append(name) }
        }
    }

    private static func addAddress(_ uid: Int, _ row: CSVRows.Row, _ list: inout ListSnapshot) {
        let country = value(row.fields[4])
        list.change(.ofacAddresses, String(uid)) { entry in
            entry.add(
                address: [value(row.fields[2]), value(row.fields[3]), country],
                place: value(row.fields[3]), country: CountryNames.find(country))
        }
    }

    private static func number(_ row: CSVRows.Row, _ file: String) throws(ScreeningError) -> Int {
        guard let uid = Int(row.fields[0]), uid >= 0 else {
            throw ScreeningError(
                .entryNumber, file: file, line: row.line,
                "'\(row.fields[0].prefix(40))' where an entry number is expected")
        }
        return uid
    }

    /// A field's text; OFAC writes `-0- ` for nothing.
    private static func value(_ field: String) -> String? {
        guard let text = ListText.trimmed(field), text != "-0-" else { return nil }
        return text
    }

    /// Several programmes are joined as `A] [B`.
    static func programmes(_ field: String) -> [String] {
        guard let text = value(field) else { return [] }
        return text.split { "[] ".contains($0) }.map(String.init)
    }

    /// What remarks call registration and other numbers.
    private static let numberWords = [
        "registration", "identification", "passport", "tax", "license", "business", "unified",
        "national id", "imo", "company number",
    ]

    /// The numbers in a remark such as `Registration ID 123 (China); DOB 1 Jan 1970`.
    static func numbers(_ remarks: String?) -> [ListedNumber] {
        ListText.parts(remarks).compactMap { part in
            let small = part.lowercased()
            guard numberWords.contains(where: small.contains) else { return nil }
            return part.split { " ().,".contains($0) }.map(String.init)
                .first { word in word.count >= 5 && word.contains(where: \.isNumber) }
                .map { ListedNumber($0, called: part) }
        }
    }
}
