// SPDX-License-Identifier: Apache-2.0
public import TracePrimitives

/// An address as a list prints it.
public struct ListedAddress: Sendable, Equatable {
    /// All parts that were given, joined by commas.
    public let text: String
    /// Parts of an address in one line that may be its city.
    let cities: [String]
    /// ISO 3166-1 alpha-2, where the list says it in a way that is known.
    public let country: String?

    /// An address of its parts; empty ones are left out.
    init(_ parts: [String?], country: String?, cities: [String] = []) {
        self.cities = cities
        text = parts.compactMap { $0 }.filter { !$0.isEmpty }.joined(separator: ", ")
        self.country = country
    }
}

/// One listed party, vessel or aircraft.
public struct ListEntry: Sendable, Equatable {
    /// The list that names it, in words.
    public internal(set) var list: String
    /// The form in which the list was read.
    public let kind: ListKind
    /// The list's own number or reference of the entry.
    public let id: String
    /// The primary name first, if the main file was read, then the aliases.
    public internal(set) var names: [String]
    /// Aliases that the list itself calls weak or of low quality.
    public internal(set) var weakNames: [String] = []
    /// `individual`, `vessel`, `aircraft`, or nil for an organisation.
    public internal(set) var type: String?
    /// The programmes under which it is listed.
    public internal(set) var programmes: [String]
    /// ISO 3166-1 alpha-2 codes of its addresses.
    public internal(set) var countries: Set<String> = []
    /// City lines of its addresses.
    public internal(set) var places: [String] = []
    /// Its addresses.
    public internal(set) var addresses: [ListedAddress] = []
    /// Registration and other numbers.
    public internal(set) var numbers: [ListedNumber] = []
    /// Whether the listing reaches subsidiaries that it does not name.
    public internal(set) var includesSubsidiaries = false
    /// Day of the listing, where the list tells.
    public internal(set) var listedOn: CalendarDate?

    init(
        _ kind: ListKind, id: String, names: [String] = [], type: String? = nil,
        programmes: [String] = []
    ) {
        self.kind = kind
        self.list = kind.title
        self.id = id
        self.names = names
        self.type = type
        self.programmes = programmes
    }

    /// The entry number as OFAC gives it; nil on other lists.
    public var uid: Int? { kind.family == "ofac" ? Int(id) : nil }

    /// Whether `LIST:NUMBER` names it.
    func hasKey(_ key: String) -> Bool {
        key.utf8.count == list.utf8.count + 1 + id.utf8.count && key == list + ":" + id
    }

    /// Registration and other numbers, as printed.
    public var identifiers: [String] { numbers.map(\.text) }

    /// Whether it is listed under a programme about North Korea: `DPRK3`, `US-DPRK4`, `EU-PRK`.
    public var isKorean: Bool {
        programmes.contains { programme in
            programme.uppercased().split { !$0.isLetter && !$0.isNumber }.contains {
                $0.hasPrefix("DPRK") || $0 == "PRK" || $0 == "NKSPEA" || $0 == "SC1718"
            }
        }
    }

    /// Adds a name once; nothing for empty text.
    mutating func add(name: String?, isWeak: Bool = false) {
        guard let name = ListText.trimmed(name), !names.contains(name), !weakNames.contains(name)
        else { return }
        if isWeak { weakNames.append(name) } else { names.append(name) }
    }

    /// Adds an address with its country and city line.
    mutating func add(address parts: [String?], place: String?, country: String?) {
        if let country { countries.insert(country) }
        if let place = ListText.trimmed(place) { places.append(place) }
        let address = ListedAddress(parts.map(ListText.trimmed), country: country)
        if !address.text.isEmpty { addresses.append(address) }
    }

    /// Adds an address in one line, whose country and city are among its parts.
    mutating func add(line text: String) {
        let line = AddressLine(text)
        if let country = line.country { countries.insert(country) }
        if let city = line.cities.last { places.append(city) }
        let address = ListedAddress([text], country: line.country, cities: line.cities)
        if !address.text.isEmpty { addresses.append(address) }
    }
}

/// Small things that all list readers do to text.
enum ListText {
    /// Text without blanks around it; nil when nothing is left.
    static func trimmed(_ text: String?) -> String? {
        guard let text else { return nil }
        let bytes = text.utf8
        var start = bytes.startIndex
        var end = bytes.endIndex
        while start < end, bytes[start] <= 0x20 { start = bytes.index(after: start) }
        while start < end {
            let last = bytes.index(before: end)
            guard bytes[last] <= 0x20 else { break }
            end = last
        }
        return start == end ? nil : String(text[start..<end])
    }

    /// The parts of a text that joins several values by a separator and a blank.
    static func parts(_ text: String?, _ separator: Character = ";") -> [String] {
        (text ?? "").split(separator: separator).compactMap { trimmed(String($0)) }
    }

    /// A name in the order in which it is spoken: `LAST, First` becomes `First LAST`.
    static func joined(_ parts: [String?]) -> String? {
        let words = parts.compactMap(trimmed)
        return words.isEmpty ? nil : words.joined(separator: " ")
    }
}
