// SPDX-License-Identifier: Apache-2.0

/// A registration or other number as a list prints it, with what the list calls it.
public struct ListedNumber: Sendable, Equatable {
    /// What a number is of; numbers of different registers may be equal by chance.
    enum Kind: Sendable, Equatable {
        /// A register of companies or of taxes.
        case company
        /// A person's paper.
        case personal
        case duns, lei, gln
    }

    /// The number, as printed.
    public let text: String
    /// What it is of, where the list tells.
    let kind: Kind?

    /// A number that the list calls by `word`.
    init(_ text: String, called word: String? = nil) {
        self.text = text
        let word = word?.lowercased() ?? ""
        kind = ListedNumber.words.first { $0.words.contains(where: word.contains) }?.kind
    }

    /// Words for the kinds, the more telling first: a personal registration number is a person's.
    private static let words: [(kind: Kind, words: [String])] = [
        (.personal, ["passport", "national id", "identity", "birth", "driver", "personal"]),
        (.duns, ["d-u-n-s", "duns"]), (.lei, ["legal entity identifier", "leicode"]),
        (.gln, ["global location"]),
        (
            .company,
            [
                "registration", "regnumber", "business", "unified", "usccode", "company", "tax",
                "c.r. no", "inncode", "ogrncode", "enterprise",
            ]
        ),
    ]

    /// The kinds of the schemes that a party's number is stated under.
    private static let schemes: [String: Kind] = [
        "uscc": .company, "duns": .duns, "lei": .lei, "gln": .gln,
    ]

    /// Whether a party's number that equals this one is surely of the same register.
    func isSameKind(asScheme scheme: String, letters: Int) -> Bool {
        if let kind { return ListedNumber.schemes[scheme] == kind }
        // No other register's numbers have this length and these check digits.
        return scheme == "uscc" && letters == 18 || scheme == "lei" && letters == 20
    }
}
