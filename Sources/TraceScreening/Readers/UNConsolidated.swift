// SPDX-License-Identifier: Apache-2.0
import TracePrimitives

/// The consolidated list of the United Nations Security Council.
enum UNConsolidated {
    static let form = XMLRecords.Form(
        root: "CONSOLIDATED_LIST", namespaces: [""], records: ["INDIVIDUAL", "ENTITY"])

    static func read(
        _ source: ListSource, into list: inout ListSnapshot
    ) throws(ScreeningError) -> (rows: Int, date: CalendarDate?) {
        let xml = try XMLRecords.read(source, form)
        var seen: Set<String> = []
        for record in xml.records {
            guard let id = record.value("REFERENCE_NUMBER") ?? record.value("DATAID") else {
                throw ScreeningError(
                    .entryNumber, file: source.name, line: record.line, field: "REFERENCE_NUMBER",
                    "an entry has no number")
            }
            let entry = try entry(id, record, source)
            // The list itself gives a few persons one number after a merger: names are joined.
            if !seen.insert(id).inserted {
                list.remark(source.name, "twice", "entry \(id) stands twice; its names are joined")
            }
            list.merge(entry)
        }
        let day = xml.head?.attribute("dateGenerated").map { String($0.prefix(10)) }
        return (xml.records.count, day.flatMap { CalendarDate($0) })
    }

    private static func entry(
        _ id: String, _ record: XMLNode, _ source: ListSource
    ) throws(ScreeningError) -> ListEntry {
        let parts = ["FIRST_NAME", "SECOND_NAME", "THIRD_NAME", "FOURTH_NAME"].map(record.value)
        guard let name = ListText.joined(parts) else {
            throw ScreeningError(
                .missingName, file: source.name, line: record.line, field: "FIRST_NAME",
                "entry \(id) has no name")
        }
        let isPerson = record.name == "INDIVIDUAL"
        var entry = ListEntry(
            .unitedNations, id: id, names: [name], type: isPerson ? "individual" : nil,
            programmes: [record.value("UN_LIST_TYPE")].compactMap { $0 })
        entry.add(name: record.value("NAME_ORIGINAL_SCRIPT"))
        for alias in record.all(record.name + "_ALIAS") {
            entry.add(
                name: alias.value("ALIAS_NAME"), isWeak: alias.value("QUALITY") == "Low")
        }
        for address in record.all(record.name + "_ADDRESS") {
            let country = address.value("COUNTRY")
            entry.add(
                address: ["STREET", "CITY", "STATE_PROVINCE", "ZIP_CODE"].map(address.value)
                    + [country],
                place: address.value("CITY"), country: CountryNames.find(country))
        }
        for nationality in record.all("NATIONALITY") {
            if let code = CountryNames.find(nationality.value("VALUE")) {
                entry.countries.insert(code)
            }
        }
        entry.numbers = record.all("INDIVIDUAL_DOCUMENT").compactMap { $0.value("NUMBER") }
            .map { ListedNumber($0, called: "personal") }
        entry.listedOn = record.value("LISTED_ON").flatMap { CalendarDate($0) }
        return entry
    }
}
