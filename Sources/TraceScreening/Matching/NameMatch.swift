// SPDX-License-Identifier: Apache-2.0

/// What is known of a party's name and place.
public struct ScreenedName: Sendable, Hashable {
    /// Name in Latin letters.
    public var name: String?
    /// Name in Chinese or Korean script.
    public var nativeName: String?
    /// ISO 3166-1 alpha-2.
    public var country: String?
    /// Address, as far as disclosed.
    public var address: String?
    /// Registration numbers, as `scheme=value` or bare.
    public var identifiers: [String]

    /// A party to compare with lists.
    public init(
        name: String? = nil, nativeName: String? = nil, country: String? = nil,
        address: String? = nil, identifiers: [String] = []
    ) {
        self.name = name
        self.nativeName = nativeName
        self.country = country
        self.address = address
        self.identifiers = identifiers
    }

    /// What is odd about the names as they are written, in words for a remark on the data.
    public var oddities: [String] {
        var words: [String] = []
        for (label, text) in [("name", name), ("native name", nativeName)] {
            guard let text else { continue }
            for oddity in NameText(text).oddities {
                words.append("the \(label) " + oddity.words)
            }
        }
        return words
    }
}

extension NameText.Oddity {
    /// What it is, for a sentence.
    var words: String {
        switch self {
        case .mixedScripts:
            "mixes letters of two scripts within one word: one letter may stand in for another"
        case .hiddenMarks: "holds marks that cannot be seen or that turn the direction of reading"
        case .tooLong:
            "is longer than any name; only its first \(NameText.longest) letters were compared"
        }
    }
}

/// A listed name that a party's name equals or resembles.
public struct NameMatch: Sendable, Equatable {
    /// How the names agree.
    public enum Kind: Sendable, Equatable {
        /// A curated name of an agency.
        case alias
        /// Equal to a listed name or alias but for case, punctuation, diacritics and legal form.
        case exact
        /// A registration number of the entry.
        case identifier
        /// The same words in another order, or with a general word or legal form in another way.
        case sameWords
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
    /// The list that names the entry, in words.
    public let list: String
    /// The list's own number of the entry.
    public let entry: String
    /// OFAC's number of the entry, where it is OFAC's.
    public let uid: Int?
    /// The listed or curated name.
    public let listedName: String
    /// Likeness from 0 to 1.
    public let likeness: Double
    /// What the likeness is made of.
    public let reasons: [NameComparison.Reason]
    /// Where the name stands.
    public let source: String
    /// The law under which the entry is listed.
    public let law: ListKind.Law

    /// Only an exact or curated name with a consistent country or place, or a number, decides.
    public var isDecisive: Bool {
        kind != .resembling && kind != .sameWords && place == .consistent
    }

    /// A name for the entry that stays the same from one snapshot to the next.
    public var key: String { list + ":" + entry }
}
