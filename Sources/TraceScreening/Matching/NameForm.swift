// SPDX-License-Identifier: Apache-2.0
import Foundation

/// A name without case, punctuation and diacritics, as words in order.
struct NameForm: Hashable, Sendable {
    /// The words.
    let words: [String]

    /// The words joined by blanks: equal texts are equal names.
    var text: String { words.joined(separator: " ") }

    /// Brings a name into its plain form.
    init(_ name: String) {
        words = NameForm.plain(name).split(separator: " ").map(String.init)
    }

    private static func plain(_ name: String) -> String {
        let text = NameText(name).plain
        let isASCII = text.utf8.allSatisfy { $0 < 0x80 }
        let decomposed = isASCII ? text : text.decomposedStringWithCompatibilityMapping
        var result = String.UnicodeScalarView()
        for scalar in decomposed.unicodeScalars {
            if scalar.properties.generalCategory == .nonspacingMark { continue }
            if scalar == "'" || scalar == "\u{2019}" || scalar == "`" { continue }
            result.append(isWord(scalar) ? scalar : " ")
        }
        let plain = String(result)
        return isASCII ? plain : plain.precomposedStringWithCanonicalMapping
    }

    private static func isWord(_ scalar: Unicode.Scalar) -> Bool {
        scalar.properties.isAlphabetic || scalar.properties.numericType != nil
    }

    /// Words that a name may gain or lose without naming someone else, for comparing agencies.
    private static let fillers: Set<String> = ["of", "the", "for", "and"]

    /// Ways in which a name or address says that North Korea is meant, as plain words.
    private static let koreanWords = [
        ["democratic", "peoples", "republic", "of", "korea"],
        ["democratic", "people", "s", "republic", "of", "korea"],
        ["north", "korea"], ["korea", "north"], ["dprk"], ["dpr", "korea"], ["dpr", "of", "korea"],
        ["pyongyang"], ["sinuiju"], ["조선민주주의인민공화국"], ["평양"], ["朝鲜"],
    ]

    /// Whether it says that North Korea is meant.
    var saysNorthKorea: Bool {
        NameForm.koreanWords.contains { NameForm.range(of: $0, in: words) != nil }
    }

    /// Whether it has a letter of the Korean script.
    var hasHangul: Bool {
        words.contains { $0.unicodeScalars.contains { (0xAC00...0xD7A3).contains($0.value) } }
    }

    /// The words in any order, without fillers and without words that say North Korea.
    var agencyKey: String {
        var rest = words
        for phrase in NameForm.koreanWords {
            if let range = NameForm.range(of: phrase, in: rest) { rest.removeSubrange(range) }
        }
        return rest.filter { !NameForm.fillers.contains($0) }.sorted().joined(separator: " ")
    }

    private static func range(of phrase: [String], in words: [String]) -> Range<Int>? {
        guard words.count >= phrase.count else { return nil }
        for start in 0...(words.count - phrase.count)
        where Array(words[start..<(start + phrase.count)]) == phrase {
            return start..<(start + phrase.count)
        }
        return nil
    }
}
