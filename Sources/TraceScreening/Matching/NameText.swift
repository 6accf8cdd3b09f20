// SPDX-License-Identifier: Apache-2.0
import Foundation

/// A name's text in plain form, and what is odd about the way it was written.
///
/// Work is bounded: of a name only the first ``longest`` scalars are read, and that is said.
struct NameText: Sendable, Equatable {
    /// What a reader of the data should know about a name.
    enum Oddity: String, Sendable, Equatable, CaseIterable {
        /// Letters of two scripts within one word: one may stand in for the other.
        case mixedScripts
        /// Marks that change the direction of reading, or that cannot be seen.
        case hiddenMarks
        /// Longer than any name; only its beginning was compared.
        case tooLong
    }

    /// Scalars of a name that are read.
    static let longest = 256

    /// Small letters without marks, in the scripts in which the name is written.
    let plain: String
    /// What is odd.
    let oddities: [Oddity]

    init(_ name: String) {
        if name.utf8.count <= NameText.longest, name.utf8.allSatisfy({ (0x20...0x7E).contains($0) })
        {
            plain = name.lowercased()
            oddities = []
            return
        }
        var scalars = Array(name.unicodeScalars.prefix(NameText.longest + 1))
        var found: [Oddity] = []
        if scalars.count > NameText.longest {
            scalars.removeLast()
            found.append(.tooLong)
        }
        var text = String.UnicodeScalarView()
        for scalar in scalars {
            if NameText.isHidden(scalar) {
                if !found.contains(.hiddenMarks) { found.append(.hiddenMarks) }
            } else {
                text.append(scalar)
            }
        }
        let folded = NameText.folded(String(text))
        let (straight, isMixed) = NameText.withoutLookalikes(folded)
        if isMixed { found.append(.mixedScripts) }
        plain = straight
        oddities = found
    }

    /// Controls, format characters and fillers: a name shows none of them.
    private static func isHidden(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .format, .privateUse, .unassigned, .surrogate: true
        case .control: !(0x09...0x0D).contains(scalar.value)
        default: scalar.value == 0x3164 || scalar.value == 0x115F || scalar.value == 0x1160
        }
    }

    /// NFKC, small letters, no combining marks.
    private static func folded(_ text: String) -> String {
        var result = String.UnicodeScalarView()
        for scalar in text.decomposedStringWithCompatibilityMapping.lowercased().unicodeScalars {
            // Marks of Brahmic scripts are vowels; only the marks that letters carry are dropped.
            if (0x0300...0x036F).contains(scalar.value) { continue }
            switch scalar.value {
            case 0xDF: result.append(contentsOf: "ss".unicodeScalars)
            case 0xF8: result.append("o")
            case 0x142: result.append("l")
            case 0x111: result.append("d")
            case 0xE6: result.append(contentsOf: "ae".unicodeScalars)
            case 0x131: result.append("i")
            default: result.append(scalar)
            }
        }
        return String(result).precomposedStringWithCanonicalMapping
    }

    /// Cyrillic and Greek small letters that look like Latin ones.
    private static let lookalikes: [UInt32: UInt32] = {
        var table: [UInt32: UInt32] = [:]
        let pairs: [(String, String)] = [
            ("а", "a"), ("в", "b"), ("с", "c"), ("ԁ", "d"), ("е", "e"), ("һ", "h"), ("і", "i"),
            ("ј", "j"), ("к", "k"), ("ӏ", "l"), ("м", "m"), ("н", "h"), ("о", "o"), ("р", "p"),
            ("ԛ", "q"), ("ѕ", "s"), ("т", "t"), ("у", "y"), ("ѵ", "v"), ("ԝ", "w"), ("х", "x"),
            ("α", "a"), ("ε", "e"), ("ι", "i"), ("κ", "k"), ("ν", "v"), ("ο", "o"), ("ρ", "p"),
            ("τ", "t"), ("υ", "u"), ("χ", "x"), ("ɑ", "a"), ("ɡ", "g"), ("ı", "i"),
        ]
        for (from, to) in pairs {
            guard let from = from.unicodeScalars.first, let to = to.unicodeScalars.first else {
                continue
            }
            table[from.value] = to.value
        }
        return table
    }()

    /// Lookalikes within words that also have Latin letters become Latin.
    private static func withoutLookalikes(_ text: String) -> (String, isMixed: Bool) {
        var result = String.UnicodeScalarView()
        var word: [Unicode.Scalar] = []
        var isMixed = false
        func close() {
            let latin = word.contains { Script($0) == .latin }
            let others = word.contains { [.cyrillic, .greek].contains(Script($0)) }
            if latin, others { isMixed = true }
            for scalar in word {
                let value =
                    latin && others ? lookalikes[scalar.value] ?? scalar.value : scalar.value
                result.append(Unicode.Scalar(value) ?? scalar)
            }
            word = []
        }
        for scalar in text.unicodeScalars {
            if scalar.properties.isAlphabetic {
                word.append(scalar)
            } else {
                close()
                result.append(scalar)
            }
        }
        close()
        return (String(result), isMixed)
    }
}

/// The scripts that names are told apart by.
enum Script: Sendable, Equatable, Hashable {
    case latin, cyrillic, greek, han, hangul, other, none

    init(_ scalar: Unicode.Scalar) {
        switch scalar.value {
        case 0x41...0x5A, 0x61...0x7A, 0xC0...0x24F, 0x250...0x2AF, 0x1E00...0x1EFF: self = .latin
        case 0x370...0x3FF, 0x1F00...0x1FFF: self = .greek
        case 0x400...0x52F: self = .cyrillic
        case 0x3400...0x4DBF, 0x4E00...0x9FFF, 0xF900...0xFAFF, 0x20000...0x323AF: self = .han
        case 0x1100...0x11FF, 0x3130...0x318F, 0xAC00...0xD7A3: self = .hangul
        default: self = scalar.properties.isAlphabetic ? .other : .none
        }
    }

    /// The scripts of a text's letters.
    static func all(in text: String) -> Set<Script> {
        var scripts: Set<Script> = []
        for scalar in text.unicodeScalars {
            let script = Script(scalar)
            if script != .none { scripts.insert(script) }
        }
        return scripts
    }
}
