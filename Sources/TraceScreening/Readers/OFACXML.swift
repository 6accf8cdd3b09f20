// SPDX-License-Identifier: Apache-2.0
import TracePrimitives

/// OFAC's `SDN.XML`, in the namespace of the old service or of the new one.
enum OFACXML {
    static let form = XMLRecords.Form(
        root: "sdnList",
        namespaces: [
            "http://tempuri.org/sdnList.xsd",
            "https://sanctionslistservice.ofac.treas.gov/api/PublicationPreview/exports/XML",
        ], records: ["sdnEntry"])

    static func read(
        _ source: ListSource, into list: inout ListSnapshot
    ) throws(ScreeningError) -> (rows: Int, date: CalendarDate?) {
        let xml = try XMLRecords.read(source, form)
        let head = xml.head?.all("publshInformation").first
        if let stated = head?.value("Record_Count"), Int(stated) != xml.records.count {
            throw ScreeningError(
                .truncated, file: source.name, field: "Record_Count",
                "\(xml.records.count) entries, the file says \(stated)",
                remedy: "download the file again")
        }
        var seen: Set<String> = []
        for record in xml.records {
            guard let uid = record.value("uid"), Int(uid) != nil else {
                throw ScreeningError(
                    .entryNumber, file: source.name, line: record.line, field: "uid",
                    "an entry has no number")
            }
            guard seen.insert(uid).inserted else {
                throw ScreeningError(
                    .duplicateEntry, file: source.name, line: record.line,
                    "entry \(uid) stands twice")
            }
            list.merge(try entry(uid, record, source))
        }
        return (xml.records.count, date(head?.value("Publish_Date")))
    }

    private static func entry(
        _ uid: String, _ record: XMLNode, _ source: ListSource
    ) throws(ScreeningError) -> ListEntry {
        guard let name = name(record) else {
            throw ScreeningError(
                .missingName, file: source.name, line: record.line, field: "lastName",
                "entry \(uid) has no name")
        }
        let type = record.value("sdnType")?.lowercased()
        var entry = ListEntry(
            .ofacXML, id: uid, names: [name], type: type == "entity" ? nil : type,
            programmes: record.all("programList").flatMap { $0.all("program") }
                .compactMap { ListText.trimmed($0.text) })
        for alias in record.all("akaList").flatMap({ $0.all("aka") }) {
            entry.add(name: self.name(alias), isWeak: alias.value("category") == "weak")
        }
        for address in record.all("addressList").flatMap({ $0.all("address") }) {
            let country = address.value("country")
            let parts =
                ["address1", "address2", "address3", "city", "stateOrProvince"]
                .map(address.value) + [address.value("postalCode"), country]
            entry.add(
                address: parts, place: address.value("city"), country: CountryNames.find(country))
        }
        entry.numbers = record.all("idList").flatMap { $0.all("id") }.compactMap { paper in
            paper.value("idNumber").map { ListedNumber($0, called: paper.value("idType")) }
        }
        return entry
    }

    /// `LAST, First`, as the legacy form writes it.
    private static func name(_ node: XMLNode) -> String? {
        let parts = [node.value("lastName"), node.value("firstName")].compactMap { $0 }
        return parts.isEmpty ? nil : parts.joined(separator: ", ")
    }

    /// `MM/DD/YYYY`.
    private static func date(_ text: String?) -> CalendarDate? {
        let parts = (text ?? "").split(separator: "/").compactMap { Int($0) }
        guard parts.count == 3 else { return nil }
        return CalendarDate(year: parts[2], month: parts[0], day: parts[1])
    }
}
