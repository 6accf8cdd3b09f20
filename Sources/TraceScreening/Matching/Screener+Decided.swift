// SPDX-License-Identifier: Apache-2.0

extension Screener {
    /// The match of a party with an entry that someone decided it to be, as `LIST:NUMBER`.
    ///
    /// Name and law are the list's where it holds the entry, else the entry's number alone is known.
    public func match(of party: ScreenedName, decided key: String) -> NameMatch {
        let reason = NameComparison.Reason(words: "it was decided by a person", weight: 0)
        guard let entry = lists.entries.first(where: { $0.hasKey(key) }) else {
            let parts = key.split(separator: ":", maxSplits: 1).map(String.init)
            let kind = ListKind.allCases.first { $0.title == parts.first }
            return NameMatch(
                kind: .resembling, place: .unknown, list: parts.first ?? key,
                entry: parts.last ?? key, uid: nil, listedName: key, likeness: 0, reasons: [reason],
                source: key, law: kind?.law ?? .sanctions)
        }
        let bearer: NameBearer = entry.type == "individual" ? .person : .organisation
        let shapes = [party.name, party.nativeName].compactMap(\.self).map { NameShape($0, bearer) }
        let likeness = entry.names.flatMap { name in
            let listed = NameShape(name, bearer)
            return shapes.map { NameComparison($0, listed, sounds(entry, party, $0)).score }
        }.max()
        return match(
            entry, .resembling, place(of: entry, party), entry.names.first ?? key, likeness ?? 0,
            [reason])
    }
}
