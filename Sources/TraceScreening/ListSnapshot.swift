// SPDX-License-Identifier: Apache-2.0
public import TracePrimitives

/// One listed party, vessel or aircraft.
public struct ListEntry: Sendable, Equatable {
    /// The list's number of the entry.
    public let uid: Int
    /// The primary name first, if the main file was read, then the aliases.
    public internal(set) var names: [String]
    /// `individual`, `vessel`, `aircraft`, or nil for an organisation.
    public let type: String?
    /// The programmes under which it is listed.
    public let programmes: [String]
    /// ISO 3166-1 alpha-2 codes of its addresses.
    public internal(set) var countries: Set<String> = []
    /// City lines of its addresses.
    public internal(set) var places: [String] = []

    /// Whether it is listed under a programme about North Korea.
    public var isKorean: Bool { programmes.contains { $0.hasPrefix("DPRK") } }
}

/// A list file that was read, or was missing.
public struct ListFile: Sendable, Equatable {
    /// `sdn.csv`, `alt.csv` or `add.csv`.
    public let name: String
    /// SHA-256 of its bytes; nil when the file was missing.
    public let digest: Digest?
    /// Rows read.
    public let rows: Int
}

/// OFAC's legacy CSV files, as they stood when someone saved them.
public struct ListSnapshot: Sendable, Equatable {
    /// The entries in order of first appearance.
    public private(set) var entries: [ListEntry] = []
    /// The three files, read or missing, in the order sdn, alt, add.
    public private(set) var files: [ListFile] = []
    private var positions: [Int: Int] = [:]

    /// Without any list: nothing was screened.
    public static let none = ListSnapshot()

    /// The names of the three files.
    public static let fileNames = ["sdn.csv", "alt.csv", "add.csv"]

    /// Whether primary names were read: only then is a name that matches nothing cleared.
    public var hasPrimaryNames: Bool { files.contains { $0.name == "sdn.csv" && $0.digest != nil } }

    private init() {
        files = ListSnapshot.fileNames.map { ListFile(name: $0, digest: nil, rows: 0) }
    }

    /// Reads the files' bytes; each may be missing.
    public init(sdn: [UInt8]?, alt: [UInt8]?, add: [UInt8]?) throws(ScreeningError) {
        files = []
        try read("sdn.csv", sdn, fields: 12) { (row, list) throws(ScreeningError) in
            try list.addEntry(row)
        }
        try read("alt.csv", alt, fields: 5) { (row, list) throws(ScreeningError) in
            let position = list.position(of: try ListSnapshot.number(row, "alt.csv"))
            if let name = ListSnapshot.value(row.fields[3]) {
                list.entries[position].names.append(name)
            }
        }
        try read("add.csv", add, fields: 6) { (row, list) throws(ScreeningError) in
            let position = list.position(of: try ListSnapshot.number(row, "add.csv"))
            if let code = ListSnapshot.value(row.fields[4]).flatMap({ CountryNames.code[$0] }) {
                list.entries[position].countries.insert(code)
            }
            if let place = ListSnapshot.value(row.fields[3]) {
                list.entries[position].places.append(place)
            }
        }
    }

    /// The entry with a number.
    public func entry(_ uid: Int) -> ListEntry? { positions[uid].map { entries[$0] } }

    private mutating func read(
        _ name: String, _ bytes: [UInt8]?, fields: Int,
        _ take: (CSVRows.Row, inout ListSnapshot) throws(ScreeningError) -> Void
    ) throws(ScreeningError) {
        guard let bytes else {
            files.append(ListFile(name: name, digest: nil, rows: 0))
            return
        }
        let rows = try CSVRows(bytes, file: name).rows
        for row in rows {
            guard row.fields.count == fields else {
                throw ScreeningError(
                    .fieldCount, file: name, line: row.line,
                    "\(row.fields.count) fields, expected \(fields) (OFAC's legacy form, no header)"
                )
            }
            try take(row, &self)
        }
        files.append(ListFile(name: name, digest: SHA256Hash.hash(bytes), rows: rows.count))
    }

    private mutating func addEntry(_ row: CSVRows.Row) throws(ScreeningError) {
        let uid = try ListSnapshot.number(row, "sdn.csv")
        guard positions[uid] == nil else {
            throw ScreeningError(
                .duplicateEntry, file: "sdn.csv", line: row.line, "entry \(uid) stands twice")
        }
        positions[uid] = entries.count
        entries.append(
            ListEntry(
                uid: uid, names: ListSnapshot.value(row.fields[1]).map { [$0] } ?? [],
                type: ListSnapshot.value(row.fields[2]),
                programmes: ListSnapshot.programmes(row.fields[3])))
    }

    /// The position of an entry; an alias or address may come without the main file.
    private mutating func position(of uid: Int) -> Int {
        if let known = positions[uid] { return known }
        positions[uid] = entries.count
        entries.append(ListEntry(uid: uid, names: [], type: nil, programmes: []))
        return entries.count - 1
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
        let text = String(field.drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
        return text.isEmpty || text == "-0-" ? nil : text
    }

    /// Several programmes are joined as `A] [B`.
    static func programmes(_ field: String) -> [String] {
        guard let text = value(field) else { return [] }
        return text.split { "[] ".contains($0) }.map(String.init)
    }
}
