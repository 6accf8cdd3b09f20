// SPDX-License-Identifier: Apache-2.0

/// Compares names with curated agency names and lists, by dictionaries: no scan per party.
public struct Screener: Sendable {
    let lists: ListSnapshot
    private let aliases: AgencyAliases
    private let threshold: Double
    private var exact: [String: [Int]] = [:]
    private var same = SameNames()
    private var numbers: [String: [(entry: Int, number: ListedNumber)]] = [:]
    private var starts: [String: [Int]] = [:]
    private var index = NameIndex()
    private var memory: ScreeningMemory?

    /// Prepares the dictionaries; names at least `threshold` alike resemble each other.
    public init(lists: ListSnapshot, threshold: Double) {
        self.lists = lists
        self.aliases = AgencyAliases.shared
        self.threshold = threshold
        for (position, entry) in lists.entries.enumerated()
        where entry.type != "vessel" && entry.type != "aircraft" {
            for name in entry.names { add(name, of: position, entry, isWeak: false) }
            for name in entry.weakNames { add(name, of: position, entry, isWeak: true) }
            for number in entry.numbers {
                if let plain = Screener.number(number.text) {
                    numbers[plain, default: []].append((position, number))
                }
            }
        }
    }

    private mutating func add(
        _ name: String, of position: Int, _ entry: ListEntry, isWeak: Bool
    ) {
        let isPerson = entry.type == "individual"
        let number = index.names.count
        exact[NameForm(name).text, default: []].append(number)
        if isPerson, let turned = Screener.turned(name) {
            exact[NameForm(turned).text, default: []].append(number)
        }
        let shape = NameShape(name, isPerson ? .person : .organisation)
        if entry.includesSubsidiaries, let start = Screener.start(shape) {
            starts[start, default: []].append(number)
        }
        if !isPerson { same.add(name, shape, number: number) }
        index.add(
            NameIndex.Listed(shape: shape, name: name, entry: position, isWeak: isWeak),
            countries: entry.countries, isKorean: entry.isKorean)
    }

    /// `First LAST` of `LAST, First`.
    private static func turned(_ name: String) -> String? {
        let parts = name.split(separator: ",")
        return parts.count == 2 ? parts[1] + " " + parts[0] : nil
    }

    /// The two words that a group's names begin with, when they tell something.
    private static func start(_ shape: NameShape) -> String? {
        guard shape.words.count >= 2, let first = shape.words.first, first.weight == 1,
            first.text.count >= 5
        else { return nil }
        return first.string + " " + shape.words[1].string
    }

    /// A number's letters and digits, when it is long enough to tell anything.
    private static func number(_ text: String) -> String? {
        let value = text.split(separator: "=", maxSplits: 1).last.map(String.init) ?? text
        let plain = value.uppercased().filter { $0.isASCII && ($0.isNumber || $0.isLetter) }
        return plain.count >= 6 && plain.count(where: \.isNumber) >= 4 ? plain : nil
    }

    /// Whether any list was read: without one, only curated names can match.
    public var hasLists: Bool { lists.hasPrimaryNames }

    /// The best match of a party, or nil.
    public func screen(_ party: ScreenedName) -> NameMatch? { matches(of: party, atMost: 1).first }

    /// The same screener with a memory: a party that it met before is not compared again.
    ///
    /// Its copies share the memory. The answers are those of a screener without one.
    public func remembering() -> Screener {
        var screener = self
        screener.memory = ScreeningMemory()
        return screener
    }

    /// The best matches of a party, best first, one for each entry.
    public func matches(of party: ScreenedName, atMost limit: Int) -> [NameMatch] {
        let found = memory?.matches(of: party) { allMatches(of: party) } ?? allMatches(of: party)
        return Array(found.prefix(limit))
    }

    private func allMatches(of party: ScreenedName) -> [NameMatch] {
        var found: [NameMatch] = byNumber(party)
        for name in [party.name, party.nativeName] {
            if let name { found += matches(NameForm(name), name, party) }
        }
        var best: [String: NameMatch] = [:]
        for match in found where best[match.key].map({ rank(match) > rank($0) }) ?? true {
            best[match.key] = match
        }
        return best.values.sorted {
            rank($0) != rank($1) ? rank($0) > rank($1) : $0.key < $1.key
        }
    }

    /// What weighs more comes first: a name alike here before an equal one in another country.
    private func rank(_ match: NameMatch) -> Double {
        let isAlike = match.kind == .resembling
        let weight: Double
        switch match.place {
        case .consistent: weight = match.isDecisive ? 8 : isAlike ? 4 : 6
        case .unknown: weight = isAlike ? 2 : match.kind == .sameWords ? 3 : 5
        case .different: weight = isAlike ? 0 : 1
        }
        return weight + match.likeness / 2
    }

    private func byNumber(_ party: ScreenedName) -> [NameMatch] {
        party.identifiers.flatMap { stated -> [NameMatch] in
            guard let plain = Screener.number(stated) else { return [] }
            let scheme = stated.split(separator: "=", maxSplits: 1).first?.lowercased() ?? ""
            return (numbers[plain] ?? []).map { listed in
                let entry = lists.entries[listed.entry]
                return match(
                    entry, .identifier,
                    place(
                        of: listed.number, entry, stated.contains("=") ? scheme : nil, plain, party),
                    entry.names.first ?? entry.id, 1,
                    [NameComparison.Reason(words: "a registration number is the same", weight: 0)])
            }
        }
    }

    /// Numbers of one register are the same wherever; of others, only where the country agrees.
    private func place(
        of number: ListedNumber, _ entry: ListEntry, _ scheme: String?, _ plain: String,
        _ party: ScreenedName
    ) -> NameMatch.Place {
        if let scheme, number.isSameKind(asScheme: scheme, letters: plain.utf8.count) {
            return .consistent
        }
        // A firm's number that equals the number of a person's paper does so by chance.
        if scheme != nil, number.kind == .personal { return .different }
        return place(of: entry, party)
    }

    private func matches(
        _ form: NameForm, _ name: String, _ party: ScreenedName
    ) -> [NameMatch] {
        guard !form.words.isEmpty else { return [] }
        let context = koreanContext(form, party)
        if let alias = aliases.match(form, isKorean: context != .different) {
            return [
                NameMatch(
                    kind: .alias, place: context, list: ListKind.ofacNames.title,
                    entry: String(alias.uid), uid: alias.uid, listedName: alias.name, likeness: 1,
                    reasons: [], source: alias.source, law: .sanctions)
            ]
        }
        // A name that only a Korean agency and a namesake elsewhere bear: the namesake is not meant.
        if context == .different, aliases.isHomonym(form) { return [] }
        let equal = exact[form.text] ?? []
        if !equal.isEmpty { return equal.map { matchOfEqual($0, party, "the names are equal") } }
        let shape = NameShape(name, .organisation)
        let butForForm = same.equal(name, shape)
        if !butForForm.isEmpty {
            return butForForm.map { matchOfEqual($0, party, "equal but for the legal form") }
        }
        return resembling(name, shape, party)
    }

    private func koreanContext(_ form: NameForm, _ party: ScreenedName) -> NameMatch.Place {
        if party.country == "KP" || form.saysNorthKorea { return .consistent }
        if let address = party.address, NameForm(address).saysNorthKorea { return .consistent }
        if form.hasHangul, party.country != "KR" { return .consistent }
        return party.country == nil ? .unknown : .different
    }

    /// Short personal names are common; equal ones, or aliases the list calls weak, only resemble.
    private func matchOfEqual(
        _ number: Int, _ party: ScreenedName, _ how: String
    ) -> NameMatch {
        let listed = index.names[number]
        let entry = lists.entries[listed.entry]
        let isCommon =
            entry.type == "individual"
            && (entry.isKorean || !entry.countries.isDisjoint(with: NameIndex.korean))
        let why =
            isCommon
            ? "a person's name that many bear"
            : listed.isWeak ? "an alias that the list itself calls weak" : how
        return match(
            entry, isCommon || listed.isWeak ? .resembling : .exact, place(of: entry, party),
            listed.name, 1, [NameComparison.Reason(words: why, weight: 0)])
    }

    func match(
        _ entry: ListEntry, _ kind: NameMatch.Kind, _ place: NameMatch.Place, _ name: String,
        _ likeness: Double, _ reasons: [NameComparison.Reason]
    ) -> NameMatch {
        NameMatch(
            kind: kind, place: place, list: entry.list, entry: entry.id, uid: entry.uid,
            listedName: name, likeness: likeness, reasons: reasons,
            source: "\(entry.list) entry \(entry.id)", law: entry.kind.law)
    }

    func place(of entry: ListEntry, _ party: ScreenedName) -> NameMatch.Place {
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

    private func resembling(
        _ name: String, _ asCompany: NameShape, _ party: ScreenedName
    ) -> [NameMatch] {
        let asPerson = NameShape(name, .person)
        guard asCompany.words.count > 1 || asCompany.native != nil else { return [] }
        var found = same.alike(asCompany).map { ofSameWords($0, party) }
        for number in index.candidates(asCompany, country: party.country) {
            let listed = index.names[number]
            let entry = lists.entries[listed.entry]
            let shape = listed.shape.bearer == .person ? asPerson : asCompany
            let comparison = NameComparison(shape, listed.shape, sounds(entry, party, shape))
            guard comparison.score >= threshold else { continue }
            found.append(
                match(
                    entry, .resembling, place(of: entry, party), listed.name, comparison.score,
                    comparison.reasons))
        }
        return found + ofGroup(asCompany, party)
    }

    private func ofSameWords(_ number: Int, _ party: ScreenedName) -> NameMatch {
        let listed = index.names[number]
        let entry = lists.entries[listed.entry]
        return match(
            entry, listed.isWeak ? .resembling : .sameWords, place(of: entry, party), listed.name,
            0.99,
            [
                NameComparison.Reason(
                    words: "the same words, in another order or form", weight: 0)
            ])
    }

    func sounds(
        _ entry: ListEntry, _ party: ScreenedName, _ shape: NameShape
    ) -> NameSounds {
        let countries = entry.countries.union([party.country].compactMap { $0 })
        if entry.isKorean || shape.scripts.contains(.hangul)
            || !countries.isDisjoint(with: NameIndex.korean)
        {
            return .korean
        }
        if shape.scripts.contains(.han) || !countries.isDisjoint(with: NameIndex.chinese) {
            return .chinese
        }
        return .general
    }

    /// A listing that reaches subsidiaries it does not name, and a name that begins as it does.
    private func ofGroup(_ shape: NameShape, _ party: ScreenedName) -> [NameMatch] {
        guard let start = Screener.start(shape) else { return [] }
        return (starts[start] ?? []).prefix(NameIndex.compared).map { number in
            let listed = index.names[number]
            let entry = lists.entries[listed.entry]
            return match(
                entry, .resembling, place(of: entry, party), listed.name, threshold,
                [
                    NameComparison.Reason(
                        words: "the listing reaches subsidiaries, and the name begins alike",
                        weight: 0)
                ])
        }
    }
}
