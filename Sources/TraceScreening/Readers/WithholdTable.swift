// SPDX-License-Identifier: Apache-2.0
import TracePrimitives

/// Withhold release orders and findings of US Customs and Border Protection.
///
/// The authority publishes a data set as CSV (columns `Entity`, `Industry`, `WRO/Finding`, `Status`,
/// `Effective Date` among others) and a web page with one table for each country, which can be saved
/// as CSV. Columns for goods, maker and status are needed. Orders that no longer stand name no one.
enum WithholdTable {
    static let goodsColumns: Set<String> = [
        "merchandise", "commodity", "goods", "product", "products", "industry",
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
        let goods =
            table.value(
                row, "merchandise", "commodity", "goods", "product", "products", "industry") ?? ""
        guard let cell, !WithholdCell.namesNoMaker(cell) else {
            list.remark(
                source.name, "region",
                "line \(row.line): the order on \(goods) names no maker; names cannot be compared")
            return
        }
        let country = CountryNames.find(table.value(row, "country"))
        let kind = table.value(row, "wro/finding", "type", "order")?.lowercased() ?? ""
        let isFinding = kind.contains("finding") && !kind.contains("wro")
        for maker in WithholdCell.makers(cell) {
            var entry = ListEntry(
                .withhold, id: maker.name, names: [maker.name],
                type: maker.isVessel ? "vessel" : nil,
                programmes: [isFinding ? "finding" : "WRO", goods])
            for alias in maker.aliases { entry.add(name: alias) }
            entry.includesSubsidiaries = maker.includesSubsidiaries
            entry.listedOn = table.value(row, "effective date", "date", "issue date")
                .flatMap(EnglishDate.read)
            if let country { entry.countries = [country] }
            list.merge(entry)
        }
    }
}
