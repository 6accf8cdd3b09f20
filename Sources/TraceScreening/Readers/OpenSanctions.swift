// SPDX-License-Identifier: Apache-2.0
import Foundation
import TracePrimitives

/// OpenSanctions: `targets.simple.csv` with 15 or 16 columns, and FollowTheMoney lines.
enum OpenSanctions {
    static func readSimple(
        _ source: ListSource, into list: inout ListSnapshot
    ) throws(ScreeningError) -> (rows: Int, date: CalendarDate?) {
        let table = try CSVTable(
            source, required: [["id"], ["schema"], ["name"], ["aliases"], ["countries"]])
        var last: CalendarDate?
        for row in table.rows {
            guard let id = table.value(row, "id"), let name = table.value(row, "name") else {
                throw ScreeningError(
                    .missingName, file: source.name, line: row.line, field: "id, name",
                    "an entry has no id or no name")
            }
            var entry = ListEntry(
                .openSanctions, id: id, names: [name],
                type: type(table.value(row, "schema") ?? ""),
                programmes: values(table.value(row, "program ids")))
            for alias in values(table.value(row, "aliases")) { entry.add(name: alias) }
            for code in values(table.value(row, "countries")) {
                if let country = CountryNames.find(code) { entry.countries.insert(country) }
            }
            for address in values(table.value(row, "addresses")) { entry.add(line: address) }
            entry.numbers = values(table.value(row, "identifiers")).map { ListedNumber($0) }
            list.merge(entry)
            if let seen = table.value(row, "last seen").flatMap({
                CalendarDate(String($0.prefix(10)))
            }) {
                last = max(last ?? seen, seen)
            }
        }
        if source.bytes.last != 0x0A {
            list.remark(source.name, "cut", "the last line has no end: the file may be cut short")
        }
        return (table.rows.count, last)
    }

    /// Several values in one field: an inner CSV row with semicolons and quotes of its own.
    static func values(_ field: String?) -> [String] {
        guard let field else { return [] }
        let row = try? CSVRows(
            Array(field.utf8), file: "field", separator: 0x3B, longest: CSVTable.longestField
        ).rows.first
        return (row?.fields ?? [field]).compactMap(ListText.trimmed)
    }

    private static func type(_ schema: String) -> String? {
        switch schema {
        case "Person": "individual"
        case "Vessel": "vessel"
        case "Airplane": "aircraft"
        default: nil
        }
    }

    /// Kinds of entities that bear names one can screen.
    private static let schemas: Set<String> = [
        "Person", "Company", "Organization", "LegalEntity", "PublicBody", "Vessel", "Airplane",
    ]
    /// Properties that hold numbers.
    private static let numbers = [
        "registrationNumber", "idNumber", "passportNumber", "taxNumber", "uscCode", "leiCode",
        "imoNumber", "innCode", "ogrnCode",
    ]

    static func readLines(
        _ source: ListSource, into list: inout ListSnapshot
    ) throws(ScreeningError) -> (rows: Int, date: CalendarDate?) {
        var line = 0
        var last: CalendarDate?
        var count = 0
        for bytes in source.bytes.split(separator: 0x0A, omittingEmptySubsequences: false) {
            line += 1
            guard bytes.contains(where: { $0 > 0x20 }) else { continue }
            let object = try object(bytes, source, line)
            guard let schema = object["schema"] as? String else {
                throw ScreeningError(
                    .header, file: source.name, line: line, field: "schema",
                    "an entity has no schema")
            }
            count += 1
            if let seen = (object["last_seen"] as? String).flatMap({
                CalendarDate(String($0.prefix(10)))
            }) {
                last = max(last ?? seen, seen)
            }
            guard schemas.contains(schema), object["target"] as? Bool != false else { continue }
            list.merge(try entity(object, schema, source, line))
        }
        return (count, last)
    }

    private static func object(
        _ bytes: ArraySlice<UInt8>, _ source: ListSource, _ line: Int
    ) throws(ScreeningError) -> [String: Any] {
        guard bytes.count <= 8 << 20 else {
            throw ScreeningError(.tooLong, file: source.name, line: line, "a line is too long")
        }
        let object = try? JSONSerialization.jsonObject(with: Data(bytes)) as? [String: Any]
        guard let object else {
            let isLast = bytes.endIndex == source.bytes.endIndex
            throw ScreeningError(
                isLast ? .truncated : .malformed, file: source.name, line: line,
                "the line is no JSON object",
                remedy: isLast ? "the file is cut short; download it again" : nil)
        }
        return object
    }

    private static func entity(
        _ object: [String: Any], _ schema: String, _ source: ListSource, _ line: Int
    ) throws(ScreeningError) -> ListEntry {
        let properties = object["properties"] as? [String: Any] ?? [:]
        func values(_ key: String) -> [String] { properties[key] as? [String] ?? [] }
        guard let id = object["id"] as? String else {
            throw ScreeningError(
                .entryNumber, file: source.name, line: line, field: "id", "an entity has no id")
        }
        var entry = ListEntry(
            .followTheMoney, id: id, type: type(schema),
            programmes: values("programId") + values("topics"))
        entry.add(name: object["caption"] as? String)
        for key in ["name", "alias", "previousName"] {
            for name in values(key) { entry.add(name: name) }
        }
        for name in values("weakAlias") + values("abbreviation") {
            entry.add(name: name, isWeak: true)
        }
        guard !entry.names.isEmpty else {
            throw ScreeningError(
                .missingName, file: source.name, line: line, field: "properties.name",
                "entity \(id) has no name")
        }
        for key in ["country", "jurisdiction", "nationality", "mainCountry"] {
            for code in values(key) {
                if let country = CountryNames.find(code) { entry.countries.insert(country) }
            }
        }
        for address in values("address") { entry.add(line: address) }
        entry.numbers = numbers.flatMap { key in
            values(key).map { ListedNumber($0, called: key) }
        }
        return entry
    }
}
