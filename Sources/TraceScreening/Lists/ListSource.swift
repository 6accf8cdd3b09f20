// SPDX-License-Identifier: Apache-2.0
public import TracePrimitives

/// The bytes of one list file, with the name under which errors speak of it.
public struct ListSource: Sendable {
    /// The file's name.
    public let name: String
    /// Its bytes.
    public let bytes: [UInt8]
    /// The day for which the file stands, where someone said it.
    public let date: CalendarDate?

    /// No list file that an authority publishes in a form that is read here comes near this size.
    public static let largest = 256 << 20

    /// A file that was read.
    public init(name: String, bytes: [UInt8], date: CalendarDate? = nil) {
        self.name = name
        self.bytes = bytes
        self.date = date
    }

    /// The kind of list that the content is, or why it is none.
    public func kind() throws(ScreeningError) -> ListKind {
        guard let first = bytes.first(where: { !ListSource.isBlank($0) }) else {
            throw ScreeningError(
                .truncated, file: name, "the file is empty", remedy: "download it again")
        }
        switch first {
        case 0x3C: return try xmlKind()
        case 0x7B, 0x5B: return try jsonKind()
        default: return try tableKind()
        }
    }

    private static func isBlank(_ byte: UInt8) -> Bool {
        [0x20, 0x09, 0x0A, 0x0D, 0xEF, 0xBB, 0xBF].contains(byte)
    }

    private func unknown(_ found: String, _ remedy: String) -> ScreeningError {
        ScreeningError(.unknownList, file: name, found, remedy: remedy)
    }

    private func xmlKind() throws(ScreeningError) -> ListKind {
        let root = XMLRecords.rootName(bytes) ?? ""
        switch root {
        case "sdnList": return .ofacXML
        case "CONSOLIDATED_LIST": return .unitedNations
        case "export": return .europeanXML
        case "Sanctions", "sanctionsData":
            throw unknown(
                "this is OFAC's advanced or enhanced form (root element \(root))",
                "download SDN.XML or the legacy files sdn.csv, alt.csv and add.csv")
        case "html", "HTML", "!DOCTYPE", "!doctype":
            throw unknown(
                "this is a web page", "save the table in it as CSV, with its header row")
        default:
            throw unknown(
                "XML whose root element '\(root.prefix(40))' belongs to no known list",
                "known are OFAC's sdnList, the UN's CONSOLIDATED_LIST and the EU's export")
        }
    }

    private func jsonKind() throws(ScreeningError) -> ListKind {
        let line = String(decoding: bytes.prefix(4096).prefix { $0 != 0x0A }, as: UTF8.self)
        if line.contains("\"op\"") {
            throw unknown(
                "this is a delta of OpenSanctions, not a list", "download entities.ftm.json")
        }
        if line.contains("\"schema\""), line.contains("\"id\"") { return .followTheMoney }
        throw unknown(
            "JSON of no known list",
            "for the Consolidated Screening List download the CSV; for OpenSanctions "
                + "targets.simple.csv or entities.ftm.json")
    }

    private func tableKind() throws(ScreeningError) -> ListKind {
        for separator: UInt8 in [0x2C, 0x3B, 0x09] {
            let rows = try CSVRows(
                Array(bytes.prefix(1 << 18)), file: name, separator: separator, rows: 1
            ).rows
            guard let fields = rows.first?.fields, fields.count > 1 else { continue }
            if let kind = try ListSource.kind(header: fields.map(CSVTable.plain), name) {
                return kind
            }
        }
        throw unknown(
            "a table whose first row belongs to no known list",
            "use the file as published, with its header row (OFAC's legacy files have none)")
    }

    private static func kind(header: [String], _ name: String) throws(ScreeningError) -> ListKind? {
        let names = Set(header)
        if names.isSuperset(of: ["source", "entity number", "alt names"]) { return .consolidated }
        if names.isSuperset(of: ["id", "schema", "name", "aliases"]) { return .openSanctions }
        if names.isSuperset(of: ["entity logicalid", "namealias wholename"]) {
            return .europeanCSV
        }
        if !names.isDisjoint(with: UFLPATable.nameColumns) { return .uflpa }
        if !names.isDisjoint(with: WithholdTable.goodsColumns),
            !names.isDisjoint(with: WithholdTable.nameColumns)
        {
            return .withhold
        }
        guard Int(header[0]) != nil else { return nil }
        if name.lowercased().contains("cons_") {
            throw ScreeningError(
                .unknownList, file: name, "this is OFAC's list of persons other than SDNs",
                remedy: "add the US Consolidated Screening List, which holds it with its sources")
        }
        switch header.count {
        case 12: return .ofacNames
        case 5: return .ofacAliases
        case 6: return .ofacAddresses
        default: return nil
        }
    }

    /// The byte that separates the table's fields: the one that splits its first row.
    var separator: UInt8 {
        for separator: UInt8 in [0x2C, 0x3B, 0x09] {
            let rows = try? CSVRows(
                Array(bytes.prefix(1 << 18)), file: name, separator: separator, rows: 1
            ).rows
            guard let fields = rows?.first?.fields, fields.count > 1 else { continue }
            if (try? ListSource.kind(header: fields.map(CSVTable.plain), name)) != nil {
                return separator
            }
        }
        return 0x2C
    }
}
