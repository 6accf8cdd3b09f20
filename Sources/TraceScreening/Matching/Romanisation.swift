// SPDX-License-Identifier: Apache-2.0
import Foundation

/// Names of other scripts in Latin letters, and keys under which spellings of one name meet.
enum Romanisation {
    /// A text in ASCII letters; Hangul syllable by syllable, other scripts by ICU's rules.
    static func latin(_ text: String) -> String {
        if text.utf8.allSatisfy({ $0 < 0x80 }) { return text }
        var result = ""
        var rest = String.UnicodeScalarView()
        func close() {
            guard !rest.isEmpty else { return }
            let part = String(rest)
            let latin = part.applyingTransform(
                StringTransform("Any-Latin; Latin-ASCII"), reverse: false)
            result += (latin ?? part).lowercased()
            rest = String.UnicodeScalarView()
        }
        for scalar in text.unicodeScalars {
            if let syllable = hangul(scalar) {
                close()
                result += syllable + " "
            } else {
                rest.append(scalar)
            }
        }
        close()
        return result
    }

    private static let initials = [
        "g", "kk", "n", "d", "tt", "r", "m", "b", "pp", "s", "ss", "", "j", "jj", "ch", "k", "t",
        "p", "h",
    ]
    private static let vowels = [
        "a", "ae", "ya", "yae", "eo", "e", "yeo", "ye", "o", "wa", "wae", "oe", "yo", "u", "wo",
        "we", "wi", "yu", "eu", "ui", "i",
    ]
    private static let finals = [
        "", "k", "k", "k", "n", "n", "n", "t", "l", "k", "m", "l", "l", "l", "p", "l", "m", "p",
        "p", "t", "t", "ng", "t", "t", "k", "t", "p", "t",
    ]

    /// One Hangul syllable by the Revised Romanisation's letters.
    static func hangul(_ scalar: Unicode.Scalar) -> String? {
        guard (0xAC00...0xD7A3).contains(scalar.value) else { return nil }
        let index = Int(scalar.value - 0xAC00)
        return initials[index / 588] + vowels[index % 588 / 28] + finals[index % 28]
    }

    /// Surnames and their usual spellings, which follow no system.
    private static let surnames: [String: String] = [
        "lee": "ri", "yi": "ri", "rhee": "ri", "li": "ri", "i": "ri", "park": "pak", "bak": "pak",
        "choi": "coe", "choe": "coe", "noh": "ro", "roh": "ro", "no": "ro", "im": "rim",
        "lim": "rim", "yoo": "yu", "ryu": "yu", "ryoo": "yu", "jung": "cong", "chung": "cong",
        "jeong": "cong", "cheong": "cong", "yang": "ryang", "yun": "yun", "yoon": "yun",
        "moon": "mun", "shin": "sin", "cho": "co", "jo": "co", "kwon": "kon", "gwon": "kon",
    ]

    private static let koreanRules = Spelling.rules([
        ("kk", "k"), ("tt", "t"), ("pp", "p"), ("ss", "s"), ("jj", "c"), ("sh", "s"), ("ch", "c"),
        ("j", "c"), ("weo", "o"), ("wo", "o"), ("yeo", "yo"), ("eo", "o"), ("eu", "u"),
        ("oo", "u"), ("ee", "i"), ("g", "k"), ("d", "t"), ("b", "p"), ("l", "r"),
        // What ends a syllable after n is one sound.
        ("nk", "ng"),
    ])

    private static let chineseRules = Spelling.rules([
        ("hs", "s"), ("sh", "s"), ("x", "s"), ("tz", "c"), ("ts", "c"), ("zh", "c"), ("ch", "c"),
        ("z", "c"), ("q", "c"), ("j", "c"), ("b", "p"), ("d", "t"), ("g", "k"), ("nk", "ng"),
        ("ung", "ong"), ("ien", "ian"), ("ieh", "ie"), ("uei", "ui"), ("ih", "i"), ("eh", "e"),
        ("ueh", "ue"), ("ou", "u"),
    ])

    /// A key under which the Revised, the McCune-Reischauer and the North Korean spelling meet.
    static func koreanKey(_ word: [UInt8]) -> [UInt8] {
        if word.count < 7, let name = surnames[String(decoding: word, as: UTF8.self)] {
            return Array(name.utf8)
        }
        return Spelling.rewrite(word, koreanRules)
    }

    /// A key under which pinyin, Wade-Giles and the old post office spelling meet.
    static func chineseKey(_ word: [UInt8]) -> [UInt8] { Spelling.rewrite(word, chineseRules) }
}
