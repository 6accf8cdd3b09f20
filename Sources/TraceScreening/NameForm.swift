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

    private init(words: [String]) { self.words = words }

    private static func plain(_ name: String) -> String {
        let isASCII = name.utf8.allSatisfy { $0 < 0x80 }
        let decomposed = isASCII ? name : name.decomposedStringWithCompatibilityMapping
        var result = String.UnicodeScalarView()
        for scalar in decomposed.lowercased().unicodeScalars {
            if scalar.properties.generalCategory == .nonspacingMark { continue }
            if scalar == "'" || scalar == "\u{2019}" || scalar == "`" { continue }
            result.append(isWord(scalar) ? scalar : " ")
        }
        let text = String(result)
        return isASCII ? text : text.precomposedStringWithCanonicalMapping
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

    /// Legal forms, which differ from paper to paper.
    private static let legalForms: Set<String> = [
        "co", "company", "corp", "corporation", "ltd", "limited", "inc", "incorporated", "llc",
        "gmbh", "plc", "of", "the", "and",
    ]

    /// The form without legal forms.
    var core: NameForm { NameForm(words: words.filter { !NameForm.legalForms.contains($0) }) }

    private static func range(of phrase: [String], in words: [String]) -> Range<Int>? {
        guard words.count >= phrase.count else { return nil }
        for start in 0...(words.count - phrase.count)
        where Array(words[start..<(start + phrase.count)]) == phrase {
            return start..<(start + phrase.count)
        }
        return nil
    }

    /// Likeness from 0 to 1: shared pairs of neighbouring letters, words in order or sorted.
    func likeness(to other: NameForm) -> Double {
        max(
            NameForm.dice(text, other.text),
            NameForm.dice(
                words.sorted().joined(separator: " "), other.words.sorted().joined(separator: " ")))
    }

    private static func dice(_ a: String, _ b: String) -> Double {
        let x = pairs(a)
        let y = pairs(b)
        let total = x.values.reduce(0, +) + y.values.reduce(0, +)
        guard total > 0 else { return a == b ? 1 : 0 }
        var shared = 0
        for (pair, count) in x { shared += min(count, y[pair] ?? 0) }
        return 2 * Double(shared) / Double(total)
    }

    private static func pairs(_ text: String) -> [UInt64: Int] {
        var counts: [UInt64: Int] = [:]
        var last: UInt32?
        for scalar in text.unicodeScalars {
            if let last { counts[UInt64(last) << 32 | UInt64(scalar.value), default: 0] += 1 }
            last = scalar.value
        }
        return counts
    }
}
