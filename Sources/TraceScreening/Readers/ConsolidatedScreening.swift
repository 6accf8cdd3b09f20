// SPDX-License-Identifier: Apache-2.0
import TracePrimitives

/// The United States' Consolidated Screening List, with the column `_id` or without.
enum ConsolidatedScreening {
    static func read(
        _ source: ListSource, into list: inout ListSnapshot
    ) throws(ScreeningError) -> (rows: Int, date: CalendarDate?) {
        let table = try CSVTable(
            source,
            required: [["source"], ["entity number"], ["name"], ["addresses"], ["programs"]])
        var numbers: [String: Int] = [:]
        for row in table.rows {
            guard let name = table.value(row, "name") else {
                throw ScreeningError(
                    .missingName, file: source.name, line: row.line, field: "name",
                    "an entry has no name")
            }
            guard let authority = table.value(row, "source") else {
                throw ScreeningError(
                    .header, file: source.name, line: row.line, field: "source",
                    "an entry does not say which list it is on")
            }
            let short = abbreviation(authority)
            var id =
                table.value(row, "id") ?? short + "-"
                + (table.value(row, "entity number") ?? name)
            // Some sources give no number, and several rows to one name.
            let times = numbers[id, default: 0]
            numbers[id] = times + 1
            if times > 0 { id += "#\(times + 1)" }
            list.merge(entry(id, name, short, row, table))
        }
        if source.bytes.last != 0x0A {
            list.remark(
                source.name, "cut", "the last line has no end: the file may be cut short")
        }
        return (table.rows.count, nil)
    }

    private static func entry(
        _ id: String, _ name: String, _ short: String, _ row: CSVRows.Row, _ table: CSVTable
    ) -> ListEntry {
        let type = table.value(row, "type")?.lowercased()
        var entry = ListEntry(
            .consolidated, id: id, type: type == "entity" ? nil : type,
            programmes: ListText.parts(table.value(row, "programs")))
        entry.list = "US Consolidated Screening List (\(short))"
        addNames(name, ListText.parts(table.value(row, "alt names")), &entry)
        for address in ListText.parts(table.value(row, "addresses")) {
            entry.add(line: address)
        }
        for column in ["citizenships", "nationalities"] {
            for code in ListText.parts(table.value(row, column)) {
                if let country = CountryNames.find(code) { entry.countries.insert(country) }
            }
        }
        entry.numbers = ListText.parts(table.value(row, "ids")).compactMap { item in
            let parts = ListText.parts(item, ",")
            guard parts.count > 1 else { return nil }
            return parts.first { $0.contains(where: \.isNumber) }
                .map { ListedNumber($0, called: item) }
        }
        entry.listedOn = table.value(row, "start date").flatMap { CalendarDate($0) }
        return entry
    }

    /// Words after a name that reach further than the name.
    private static let reach = ["and any successor", "and any subsidiary", "and subsidiaries"]

    private static func addNames(_ name: String, _ others: [String], _ entry: inout ListEntry) {
        let parts = ListText.parts(name)
        entry.add(name: parts.first ?? name)
        for part in parts.dropFirst() where reach.contains(where: part.lowercased().hasPrefix) {
            entry.includesSubsidiaries = true
        }
        for other in others {
            // The last of several is joined by "and", within the same separator.
            let isLast = other.hasPrefix("and ")
            entry.add(name: isLast ? String(other.dropFirst(4)) : other)
        }
    }

    /// `SDN` of `Specially Designated Nationals (SDN) - Treasury Department`.
    private static func abbreviation(_ source: String) -> String {
        guard let open = source.lastIndex(of: "("), let close = source[open...].firstIndex(of: ")")
        else { return source }
        return String(source[source.index(after: open)..<close])
    }
}
