// SPDX-License-Identifier: Apache-2.0
import TracePrimitives

/// The European Union's consolidated list of financial sanctions, as XML and as CSV.
enum EUConsolidated {
    static let form = XMLRecords.Form(
        root: "export", namespaces: ["http://eu.europa.ec/fpi/fsd/export"],
        records: ["sanctionEntity"])

    static func readXML(
        _ source: ListSource, into list: inout ListSnapshot
    ) throws(ScreeningError) -> (rows: Int, date: CalendarDate?) {
        let xml = try XMLRecords.read(source, form)
        var seen: Set<String> = []
        for record in xml.records {
            guard let id = record.attribute("logicalId") else {
                throw ScreeningError(
                    .entryNumber, file: source.name, line: record.line, field: "logicalId",
                    "an entry has no number")
            }
            guard seen.insert(id).inserted else {
                throw ScreeningError(
                    .duplicateEntry, file: source.name, line: record.line,
                    "entry \(id) stands twice")
            }
            list.merge(try entry(id, record, source))
        }
        let day = xml.head?.attribute("generationDate").map { String($0.prefix(10)) }
        return (xml.records.count, day.flatMap { CalendarDate($0) })
    }

    private static func entry(
        _ id: String, _ record: XMLNode, _ source: ListSource
    ) throws(ScreeningError) -> ListEntry {
        let code = record.all("subjectType").first?.attribute("code")
        var entry = ListEntry(
            .europeanXML, id: id, type: code == "person" ? "individual" : nil,
            programmes: record.all("regulation").compactMap { $0.attribute("programme") })
        for alias in record.all("nameAlias") {
            let parts = ["firstName", "middleName", "lastName"].map(alias.attribute)
            entry.add(
                name: alias.attribute("wholeName") ?? ListText.joined(parts),
                isWeak: alias.attribute("strong") == "false")
        }
        guard !entry.names.isEmpty || !entry.weakNames.isEmpty else {
            throw ScreeningError(
                .missingName, file: source.name, line: record.line, field: "nameAlias",
                "entry \(id) has no name")
        }
        for address in record.all("address") {
            entry.add(
                address: ["street", "poBox", "zipCode", "city", "region", "countryDescription"]
                    .map(address.attribute),
                place: address.attribute("city"),
                country: CountryNames.find(address.attribute("countryIso2Code")))
        }
        for citizenship in record.all("citizenship") {
            if let code = CountryNames.find(citizenship.attribute("countryIso2Code")) {
                entry.countries.insert(code)
            }
        }
        entry.numbers = record.all("identification").compactMap { paper in
            paper.attribute("number").map {
                ListedNumber($0, called: paper.attribute("identificationTypeCode"))
            }
        }
        return entry
    }

    /// One row for each alias, address or date of birth of an entity, most fields empty.
    static func readCSV(
        _ source: ListSource, into list: inout ListSnapshot
    ) throws(ScreeningError) -> (rows: Int, date: CalendarDate?) {
        let table = try CSVTable(
            source, separator: source.separator,
            required: [["entity logicalid"], ["namealias wholename"], ["entity subjecttype"]])
        var ids: Set<String> = []
        for row in table.rows {
            guard let id = table.value(row, "entity logicalid") else {
                throw ScreeningError(
                    .entryNumber, file: source.name, line: row.line, field: "Entity_LogicalId",
                    "a row belongs to no entity")
            }
            if ids.insert(id).inserted {
                let type = table.value(row, "entity subjecttype")?.lowercased()
                list.merge(
                    ListEntry(
                        .europeanCSV, id: id,
                        type: type == "p" || type == "person" ? "individual" : nil))
            }
            add(row, table, id, &list)
        }
        let day = table.rows.first.flatMap { table.value($0, "filegenerationdate") }
        for id in ids where list.entry(.europeanCSV, id)?.names.isEmpty == true {
            guard list.entry(.europeanCSV, id)?.weakNames.isEmpty == true else { continue }
            throw ScreeningError(
                .missingName, file: source.name, field: "NameAlias_WholeName",
                "entity \(id) has no name", remedy: "the file may be cut short; download it again")
        }
        return (ids.count, day.flatMap { european($0) })
    }

    private static func add(
        _ row: CSVRows.Row, _ table: CSVTable, _ id: String, _ list: inout ListSnapshot
    ) {
        let country = CountryNames.find(table.value(row, "address countryiso2code"))
        let city = table.value(row, "address city")
        list.change(.europeanCSV, id) { entry in
            entry.add(
                name: table.value(row, "namealias wholename"),
                isWeak: table.value(row, "namealias strong")?.lowercased() == "false")
            if let programme = table.value(row, "entity regulation programme"),
                !entry.programmes.contains(programme)
            {
                entry.programmes.append(programme)
            }
            entry.add(
                address: [
                    table.value(row, "address street"), table.value(row, "address zipcode"), city,
                    table.value(row, "address countrydescription"),
                ], place: city, country: country)
            if let number = table.value(row, "identification number") {
                entry.numbers.append(ListedNumber(number))
            }
        }
    }

    /// `DD/MM/YYYY` or `YYYY-MM-DD`.
    private static func european(_ text: String) -> CalendarDate? {
        if let date = CalendarDate(String(text.prefix(10))) { return date }
        let parts = text.prefix(10).split(separator: "/").compactMap { Int($0) }
        guard parts.count == 3 else { return nil }
        return CalendarDate(year: parts[2], month: parts[1], day: parts[0])
    }
}
