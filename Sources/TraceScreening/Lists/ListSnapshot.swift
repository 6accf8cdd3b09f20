// SPDX-License-Identifier: Apache-2.0
public import TracePrimitives

/// A list file that was read, or was missing.
public struct ListFile: Sendable, Equatable {
    /// `sdn.csv`, `alt.csv` or `add.csv`, or the file's own name.
    public let name: String
    /// What it is; nil for one of OFAC's files that was missing.
    public let kind: ListKind?
    /// SHA-256 of its bytes; nil when the file was missing.
    public let digest: Digest?
    /// Rows or entries read.
    public let rows: Int
    /// The day for which it stands: as the file says, or as someone said when it was added.
    public let date: CalendarDate?

    init(
        name: String, kind: ListKind? = nil, digest: Digest? = nil, rows: Int = 0,
        date: CalendarDate? = nil
    ) {
        self.name = name
        self.kind = kind
        self.digest = digest
        self.rows = rows
        self.date = date
    }
}

/// What a reader noticed about a list that is used all the same.
public struct ListRemark: Sendable, Equatable {
    /// The file.
    public let file: String
    /// A short word for the kind of remark.
    public let code: String
    /// A sentence.
    public let message: String
}

/// Published lists, as they stood when someone saved them.
public struct ListSnapshot: Sendable, Equatable {
    /// The entries in order of first appearance.
    public private(set) var entries: [ListEntry] = []
    /// OFAC's three files, read or missing, in the order sdn, alt, add; then the others.
    public private(set) var files: [ListFile] = []
    /// What was noticed about the files.
    public private(set) var remarks: [ListRemark] = []
    private var positions: [String: Int] = [:]

    /// Without any list: nothing was screened.
    public static let none = ListSnapshot()

    /// The names of OFAC's three files.
    public static let fileNames = OFACLegacy.parts.map(\.name)

    /// Lists with OFAC's primary names: only then is a name that matches nothing cleared.
    private static let primary: Set<ListKind> = [.ofacNames, .ofacXML, .consolidated]

    /// Whether primary names were read: only then is a name that matches nothing cleared.
    public var hasPrimaryNames: Bool {
        files.contains { file in
            file.digest != nil && file.kind.map(ListSnapshot.primary.contains) == true
        }
    }

    private init() {
        files = ListSnapshot.fileNames.map { ListFile(name: $0) }
    }

    /// Reads the bytes of OFAC's legacy files; each may be missing.
    public init(sdn: [UInt8]?, alt: [UInt8]?, add: [UInt8]?) throws(ScreeningError) {
        var sources: [ListSource] = []
        for (name, bytes) in zip(ListSnapshot.fileNames, [sdn, alt, add]) {
            if let bytes { sources.append(ListSource(name: name, bytes: bytes)) }
        }
        try self.init(
            legacy: Dictionary(sources.map { ($0.name, $0) }) { _, last in last }, others: [])
    }

    /// Reads list files of any kind, each recognised from its content.
    public init(_ sources: [ListSource]) throws(ScreeningError) {
        var legacy: [String: ListSource] = [:]
        var others: [(ListKind, ListSource)] = []
        for source in sources {
            let kind = try source.kind()
            guard let part = OFACLegacy.parts.first(where: { $0.kind == kind }) else {
                others.append((kind, source))
                continue
            }
            guard legacy[part.name] == nil else {
                throw ScreeningError(
                    .ambiguousFile, file: source.name, "two files are OFAC's \(part.name)")
            }
            legacy[part.name] = source
        }
        try self.init(legacy: legacy, others: others)
    }

    init(
        legacy: [String: ListSource], others: [(ListKind, ListSource)]
    ) throws(ScreeningError) {
        for part in OFACLegacy.parts {
            guard let source = legacy[part.name] else {
                files.append(ListFile(name: part.name))
                continue
            }
            let rows = try OFACLegacy.read(part.kind, source, into: &self)
            if part.kind == .ofacNames { try ListSnapshot.refuse(empty: rows, source.name) }
            files.append(
                ListFile(
                    name: part.name, kind: part.kind, digest: SHA256Hash.hash(source.bytes),
                    rows: rows, date: source.date))
        }
        joinCheck(legacy)
        for (kind, source) in others {
            let (rows, date) = try ListSnapshot.read(kind, source, into: &self)
            try ListSnapshot.refuse(empty: rows, source.name)
            files.append(
                ListFile(
                    name: source.name, kind: kind, digest: SHA256Hash.hash(source.bytes),
                    rows: rows, date: date ?? source.date))
        }
        // Who has OFAC's XML needs none of the legacy files.
        if others.contains(where: { $0.0 == .ofacXML }) { files.removeAll { $0.digest == nil } }
    }

    /// A list without entries would clear everyone.
    private static func refuse(empty rows: Int, _ file: String) throws(ScreeningError) {
        guard rows == 0 else { return }
        throw ScreeningError(
            .truncated, file: file, "the list has no entry", remedy: "download it again")
    }

    static func read(
        _ kind: ListKind, _ source: ListSource, into list: inout ListSnapshot
    ) throws(ScreeningError) -> (rows: Int, date: CalendarDate?) {
        switch kind {
        case .ofacNames, .ofacAliases, .ofacAddresses:
            (try OFACLegacy.read(kind, source, into: &list), nil)
        case .ofacXML: try OFACXML.read(source, into: &list)
        case .unitedNations: try UNConsolidated.read(source, into: &list)
        case .europeanXML: try EUConsolidated.readXML(source, into: &list)
        case .europeanCSV: try EUConsolidated.readCSV(source, into: &list)
        case .consolidated: try ConsolidatedScreening.read(source, into: &list)
        case .uflpa: try UFLPATable.read(source, into: &list)
        case .withhold: try WithholdTable.read(source, into: &list)
        case .openSanctions: try OpenSanctions.readSimple(source, into: &list)
        case .followTheMoney: try OpenSanctions.readLines(source, into: &list)
        }
    }

    /// Aliases and addresses of entries that the main file lacks: it is older than they, or cut.
    private mutating func joinCheck(_ legacy: [String: ListSource]) {
        guard legacy["sdn.csv"] != nil else { return }
        let orphans = entries.count { $0.kind == .ofacAliases || $0.kind == .ofacAddresses }
        guard orphans > 0 else { return }
        remark(
            "sdn.csv", "join",
            "alt.csv and add.csv name \(orphans) entries that sdn.csv does not hold: it is of "
                + "another day, or cut short")
    }

    /// The OFAC entry with a number.
    public func entry(_ uid: Int) -> ListEntry? { entry(.ofacNames, String(uid)) }

    /// The entry of a list with a number.
    public func entry(_ kind: ListKind, _ id: String) -> ListEntry? {
        positions[ListSnapshot.key(kind, id)].map { entries[$0] }
    }

    private static func key(_ kind: ListKind, _ id: String) -> String { kind.family + ":" + id }

    /// Adds an entry, or its names and places to the entry of that number.
    mutating func merge(_ entry: ListEntry) {
        let key = ListSnapshot.key(entry.kind, entry.id)
        guard let position = positions[key] else {
            positions[key] = entries.count
            entries.append(entry)
            return
        }
        var merged = entries[position]
        for name in entry.names { merged.add(name: name) }
        for name in entry.weakNames { merged.add(name: name, isWeak: true) }
        for programme in entry.programmes where !merged.programmes.contains(programme) {
            merged.programmes.append(programme)
        }
        merged.countries.formUnion(entry.countries)
        merged.places += entry.places
        merged.addresses += entry.addresses
        merged.numbers += entry.numbers
        merged.includesSubsidiaries = merged.includesSubsidiaries || entry.includesSubsidiaries
        merged.type = merged.type ?? entry.type
        entries[position] = merged
    }

    /// Changes the entry of a number; an alias or address may come without the main file.
    mutating func change(_ kind: ListKind, _ id: String, _ body: (inout ListEntry) -> Void) {
        let key = ListSnapshot.key(kind, id)
        let position = positions[key] ?? entries.count
        if position == entries.count {
            positions[key] = position
            entries.append(ListEntry(kind, id: id))
        }
        body(&entries[position])
    }

    /// Notes what was noticed about a file.
    mutating func remark(_ file: String, _ code: String, _ message: String) {
        remarks.append(ListRemark(file: file, code: code, message: message))
    }
}
