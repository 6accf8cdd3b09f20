// SPDX-License-Identifier: Apache-2.0

extension Gazetteer {
    /// The words with which a name or an address says North Korea; nil where it does not.
    ///
    /// The country and its two provinces on the rivers, and the cities of the table of places. What
    /// only looks at such a place, or is a street or a house that is called after it, says nothing.
    func koreanWords(in text: String, towns isAnyTown: Bool = true) -> String? {
        let words = text.lowercased().split { !$0.isLetter && !$0.isNumber }.map(String.init)
        for start in words.indices {
            if start > 0, Self.looking.contains(words[start - 1]) { continue }
            let rest = words[start...]
            for phrase in Self.country where rest.starts(with: phrase) {
                return phrase.joined(separator: " ")
            }
            guard isAnyTown, koreanTowns.contains(words[start]) else { continue }
            let next = rest.dropFirst().first
            if next.map(Self.called.contains) != true { return words[start] }
        }
        return nil
    }

    /// Cities of North Korea by the first word of their names, from rows of the table of places.
    static func koreanTowns(_ places: [Place]) -> Set<String> {
        let names = places.filter { $0.country == "KP" }.map { $0.name.lowercased() }
        return Set(names.compactMap { $0.split(separator: " ").first.map(String.init) })
    }

    private static let country: [[String]] = [
        ["dprk"], ["dpr", "korea"], ["d", "p", "r", "k"], ["d", "p", "r", "korea"],
        ["north", "korea"], ["democratic", "people", "s", "republic", "of", "korea"],
        ["democratic", "peoples", "republic", "of", "korea"], ["north", "pyongan"],
        ["n", "pyongan"], ["north", "hamgyong"], ["n", "hamgyong"],
    ]

    /// Words before a place that is only looked at.
    private static let looking: Set<String> = ["facing", "near", "opposite", "overlooking"]

    /// Words after the name of a town that something else is called after.
    private static let called: Set<String> = [
        "ave", "avenue", "bridge", "building", "dajie", "hotel", "jie", "lane", "lu", "plaza",
        "rd", "restaurant", "road", "st", "street", "view",
    ]
}

extension World {
    /// The words with which a site's name or address says North Korea, though its country is another.
    func koreanWords(ofSite view: Site, _ country: String?) -> String? {
        guard let country, country != "KP" else { return nil }
        // South Korea has towns and quarters of the same names.
        let text = [view.name, view.address].compactMap { $0 }.joined(separator: "; ")
        return gazetteer.koreanWords(in: text, towns: country != "KR")
    }

    /// The words with which a party's name or address says North Korea, though its country is another.
    ///
    /// A firm may be called after a town, so in its name only the country counts.
    func koreanWords(ofParty party: Int) -> String? {
        let view = graph.parties[party].entry.view
        guard view.country != "KP" else { return nil }
        let isAnyTown = view.country != "KR"
        return view.address.flatMap { gazetteer.koreanWords(in: $0, towns: isAnyTown) }
            ?? view.name.flatMap { gazetteer.koreanWords(in: $0, towns: false) }
    }
}
