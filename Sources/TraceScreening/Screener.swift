// SPDX-License-Identifier: Apache-2.0

/// What is known of a party's name and place.
public struct ScreenedName: Sendable {
    /// Name in Latin letters.
    public var name: String?
    /// Name in Chinese or Korean script.
    public var nativeName: String?
    /// ISO 3166-1 alpha-2.
    public var country: String?
    /// Address, as far as disclosed.
    public var address: String?

    /// A party to compare with lists.
    public init(
        name: String? = nil, nativeName: String? = nil, country: String? = nil,
        address: String? = nil
    ) {
        self.name = name
        self.nativeName = nativeName
        self.country = country
        self.address = address
    }
}

/// A listed name that a party's name equals or resembles.
public struct NameMatch: Sendable, Equatable {
    /// How the names agree.
    public enum Kind: Sendable, Equatable {
        /// A curated name of an agency.
        case alias
        /// Equal to a listed name or alias but for case, punctuation and diacritics.
        case exact
        /// Only like one.
        case resembling
    }
    /// How the places agree.
    public enum Place: Sendable, Equatable {
        /// Country or place of the entry and of the party agree.
        case consistent
        /// One of them is not known.
        case unknown
        /// They differ.
        case different
    }

    /// How the names agree.
    public let kind: Kind
    /// How the places agree.
    public let place: Place
    /// The list's number of the entry.
    public let uid: Int
    /// The listed or curated name.
    public let listedName: String
    /// Likeness from 0 to 1.
    public let likeness: Double
    /// Where the name stands.
    public let source: String

    /// Only an exact or curated name with a consistent country or place decides.
    public var isDecisive: Bool { kind != .resembling && place == .consistent }
}

/// Compares names with curated agency names and a list, by dictionaries: no scan per party.
public struct Screener: Sendable {
    private let lists: ListSnapshot
    private let aliases: AgencyAliases
    private let threshold: Double
    private var exact: [String: [Int]] = [:]
    private var postings: [String: [Int32]] = [:]
    private var forms: [(form: NameForm, name: String, entry: Int)] = []

    /// A word that more names than this share finds no candidates.
    static let commonWord = 500

    /// Prepares the dictionaries; names at least `threshold` alike resemble each other.
    public init(lists: ListSnapshot, threshold: Double) {
        self.lists = lists
        self.aliases = AgencyAliases.shared
        self.threshold = threshold
        for (position, entry) in lists.entries.enumerated()
        where entry.type != "vessel" && entry.type != "aircraft" {
            for name in entry.names { add(name, of: position) }
        }
    }

    private mutating func add(_ name: String, of entry: Int) {
        let form = NameForm(name)
        let number = forms.count
        exact[form.text, default: []].append(number)
        for word in Set(form.core.words) { postings[word, default: []].append(Int32(number)) }
        forms.append((form.core, name, entry))
    }

    /// Whether any list was read: without one, only curated names can match.
    public var hasLists: Bool { lists.hasPrimaryNames }

    /// The best match of a party, or nil.
    public func screen(_ party: ScreenedName) -> NameMatch? {
        var best: NameMatch?
        for name in [party.name, party.nativeName] {
            guard let name else { continue }
            for match in matches(NameForm(name), party)
            where best.map({ rank(match) > rank($0) }) ?? true {
                best = match
            }
        }
        return best
    }

    private func rank(_ match: NameMatch) -> Double {
        let kind = match.kind == .resembling ? 0.0 : 4
        let place: Double = match.place == .consistent ? 2 : match.place == .unknown ? 1 : 0
        return kind + place + match.likeness / 2
    }

    private func matches(_ form: NameForm, _ party: ScreenedName) -> [NameMatch] {
        guard !form.words.isEmpty else { return [] }
        let context = koreanContext(form, party)
        if let alias = aliases.match(form, isKorean: context != .different) {
            return [
                NameMatch(
                    kind: .alias, place: context, uid: alias.uid, listedName: alias.name,
                    likeness: 1, source: alias.source)
            ]
        }
        // A name that only a Korean agency and a namesake elsewhere bear: the namesake is not meant.
        if context == .different, aliases.isHomonym(form) { return [] }
        let equal = exact[form.text] ?? []
        if !equal.isEmpty { return equal.map { match($0, .exact, 1, party) } }
        return resembling(form.core).map { match($0.number, .resembling, $0.likeness, party) }
    }

    private func koreanContext(_ form: NameForm, _ party: ScreenedName) -> NameMatch.Place {
        if party.country == "KP" || form.saysNorthKorea { return .consistent }
        if let address = party.address, NameForm(address).saysNorthKorea { return .consistent }
        if form.hasHangul, party.country != "KR" { return .consistent }
        return party.country == nil ? .unknown : .different
    }

    private func match(
        _ number: Int, _ kind: NameMatch.Kind, _ likeness: Double, _ party: ScreenedName
    ) -> NameMatch {
        let found = forms[number]
        let entry = lists.entries[found.entry]
        return NameMatch(
            kind: kind, place: place(of: entry, party), uid: entry.uid, listedName: found.name,
            likeness: likeness, source: "list entry \(entry.uid)")
    }

    private func place(of entry: ListEntry, _ party: ScreenedName) -> NameMatch.Place {
        let countries = entry.countries.union(entry.isKorean ? ["KP"] : [])
        if let country = party.country, countries.contains(country) { return .consistent }
        if let address = party.address.map({ " " + NameForm($0).text + " " }) {
            let named = entry.places.contains { place in
                let city = NameForm(String(place.split(separator: ",").first ?? "")).text
                return !city.isEmpty && address.contains(" " + city + " ")
            }
            if named { return .consistent }
        }
        return party.country == nil || entry.countries.isEmpty ? .unknown : .different
    }

    private func resembling(_ core: NameForm) -> [(number: Int, likeness: Double)] {
        guard core.words.count > 1 else { return [] }
        var candidates: Set<Int32> = []
        let found = Set(core.words).compactMap { postings[$0] }
            .filter { $0.count <= Screener.commonWord }.sorted { $0.count < $1.count }
        for list in found.prefix(3) { candidates.formUnion(list) }
        return candidates.sorted().compactMap { number in
            let likeness = core.likeness(to: forms[Int(number)].form)
            return likeness > threshold ? (Int(number), likeness) : nil
        }
    }
}
