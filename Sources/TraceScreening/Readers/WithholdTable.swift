// SPDX-License-Identifier: Apache-2.0
import TracePrimitives

/// Withhold release orders and findings of US Customs and Border Protection.
///
/// The authority publishes a web page with one table for each country; saved as CSV, with its header
/// row, columns for goods, maker and status are needed. Orders that no longer stand name no one.
enum WithholdTable {
    static let goodsColumns: Set<String> = [
        "merchandise", "commodity", "goods", "product", "products",
    ]
    static let nameColumns: Set<String> = [
        "manufacturer", "manufacturers", "manufacturer(s)", "entity", "entities", "company",
        "companies", "producer",
    ]

    static func read(
        _ source: ListSource, into list: inout ListSnapshot
    ) throws(ScreeningError) -> (rows: Int, date: CalendarDate?) {
        let table = try CSVTable(
            source, separator: source.separator,
            required: [nameColumns.sorted(), goodsColumns.sorted(), ["status"]])
        for row in table.rows {
            guard let status = table.value(row, "status")?.lowercased() else {
                throw ScreeningError(
                    .header, file: source.name, line: row.line, field: "Status",
                    "an order does not say whether it stands",
                    remedy: "write Active, Partially Active or Inactive, as published")
            }
            if status.hasPrefix("inactive") || status.hasPrefix("revoked") { continue }
            add(row, table, source, &list)
        }
        return (table.rows.count, nil)
    }

    private static func add(
        _ row: CSVRows.Row, _ table: CSVTable, _ source: ListSource, _ list: inout ListSnapshot
    ) {
        let cell = nameColumns.sorted().lazy.compactMap { table.value(row, $0) }.first
        let goods = goodsColumns.sorted().lazy.compactMap { table.value(row, $0) }.first ?? ""
        guard let cell else {
            list.remark(
                source.name, "region",
                "line \(row.line): the order on \(goods) names no maker; names cannot be compared")
            return
        }
        let country = CountryNames.find(table.value(row, "country"))
        let kind = table.value(row, "type", "order")?.lowercased() ?? ""
        for name in ListText.parts(cell.replacing("\n", with: ";")) {
            let plain = name.hasPrefix("and ") ? String(name.dropFirst(4)) : name
            let parts = UFLPACell(plain)
            var entry = ListEntry(
                .withhold, id: parts.main, names: [parts.main],
                programmes: [kind.contains("finding") ? "finding" : "WRO", goods])
            for alias in parts.aliases { entry.add(name: alias) }
            entry.includesSubsidiaries = parts.includesSubsidiaries
            entry.listedOn = table.value(row, "date", "effective date", "issue date")
                .flatMap(EnglishDate.read)
            if let country { entry.countries = [country] }
            list.merge(entry)
        }
    }
}
