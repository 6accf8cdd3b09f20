// SPDX-License-Identifier: Apache-2.0

/// Whose name it is: persons are compared by other rules than companies.
public enum NameBearer: Sendable, Equatable {
    /// A person.
    case person
    /// A company, an authority, a vessel.
    case organisation
}

/// A word of a name in Latin letters, with the key under which its spellings meet.
struct NameWord: Sendable, Equatable {
    let text: [UInt8]
    let key: [UInt8]
    /// Keys under which romanisations of Korean and of Chinese meet.
    let korean: [UInt8]
    let chinese: [UInt8]
    /// How much it tells, from 0 to 1.
    let weight: Double

    init(_ text: [UInt8], weight: Double) {
        self.text = text
        self.key = Spelling.key(text)
        self.korean = Romanisation.koreanKey(text)
        self.chinese = Romanisation.chineseKey(text)
        self.weight = weight
    }

    var isNumber: Bool { text.allSatisfy { (0x30...0x39).contains($0) } }
    var string: String { String(decoding: text, as: UTF8.self) }
}

/// A name taken apart for comparison: words, legal forms, and its own letters.
struct NameShape: Sendable {
    let bearer: NameBearer
    let words: [NameWord]
    let forms: Set<String>
    /// The letters of a name written in Han or Hangul alone, without legal forms.
    let native: [Unicode.Scalar]?
    /// Equal texts are equal names.
    let plain: String
    let scripts: Set<Script>

    /// Words that are compared; a name with more is compared by its first.
    static let mostWords = 16

    init(_ name: String, _ bearer: NameBearer) {
        let text = NameText(name)
        self.bearer = bearer
        scripts = Script.all(in: text.plain)
        native = NameShape.native(text.plain, scripts)
        var source = text.plain
        if bearer == .person, source.count(where: { $0 == "," }) == 1 {
            let parts = source.split(separator: ",", omittingEmptySubsequences: false)
            source = parts[1] + " " + parts[0]
        }
        let split = NameShape.split(Romanisation.latin(source))
        let (rest, forms) = NameShape.withoutForms(split)
        self.forms = forms
        words = NameShape.weighed(rest, bearer)
        plain = split.joined(separator: " ")
    }

    private static func native(_ text: String, _ scripts: Set<Script>) -> [Unicode.Scalar]? {
        guard scripts == [.han] || scripts == [.hangul] else { return nil }
        var core = text
        for form in NameWords.nativeForms { core = core.replacing(form, with: "") }
        let letters = core.unicodeScalars.filter {
            Script($0) != .none || $0.properties.numericType != nil
        }
        return letters.isEmpty
            ? text.unicodeScalars.filter { Script($0) != .none } : Array(letters)
    }

    /// Letters and digits between anything else; apostrophes do not part a word.
    private static func split(_ text: String) -> [String] {
        var words: [String] = []
        var word = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "a"..."z", "0"..."9": word.unicodeScalars.append(scalar)
            case "A"..."Z":
                word.unicodeScalars.append(Unicode.Scalar(scalar.value + 32) ?? scalar)
            case "'", "\u{2019}", "\u{2018}", "`", "\u{2B9}", "\u{2BC}": continue
            case "&":
                if !word.isEmpty { words.append(word) }
                words.append("and")
                word = ""
            default:
                if !word.isEmpty { words.append(word) }
                word = ""
            }
        }
        if !word.isEmpty { words.append(word) }
        return words
    }

    private static func withoutForms(_ words: [String]) -> (rest: [String], forms: Set<String>) {
        var rest: [String] = []
        var forms: Set<String> = []
        var position = 0
        while position < words.count {
            if let phrase = phrase(words, position) {
                forms.insert(phrase.form)
                position += phrase.length
                continue
            }
            let word = words[position]
            if words.count > 1, let form = NameWords.forms[word] ?? slipped(word) {
                forms.insert(form)
            } else {
                rest.append(word)
            }
            position += 1
        }
        return (rest.isEmpty ? words : rest, forms)
    }

    private static func phrase(
        _ words: [String], _ position: Int
    ) -> (form: String, length: Int)? {
        for phrase in NameWords.formPhrases where phrase.words.count < words.count {
            let end = position + phrase.words.count
            if end <= words.count, words[position..<end].elementsEqual(phrase.words) {
                return (phrase.form, phrase.words.count)
            }
        }
        return nil
    }

    private static func slipped(_ word: String) -> String? {
        guard word.utf8.count > 5 else { return nil }
        let bytes = Array(word.utf8)
        for form in NameWords.longForms where abs(form.utf8.count - bytes.count) <= 1 {
            if Spelling.distance(bytes, Array(form.utf8)) <= 1 { return NameWords.forms[form] }
        }
        return nil
    }

    private static func weighed(_ words: [String], _ bearer: NameBearer) -> [NameWord] {
        let rest: [String]
        switch bearer {
        case .organisation:
            let joined = joinedLetters(words).map { NameWords.synonyms[$0] ?? $0 }
                .filter { !$0.isEmpty }
            let told = joined.filter { !NameWords.fillers.contains($0) }
            rest = told.isEmpty ? joined : told
        case .person:
            let named = words.filter { !NameWords.titles.contains($0) }
            rest = (named.isEmpty ? words : named).map { NameWords.synonyms[$0] ?? $0 }
                .filter { !$0.isEmpty }
        }
        var result: [NameWord] = []
        for word in rest.prefix(mostWords) {
            let bytes = Array(word.utf8.prefix(64))
            if bearer == .person, result.last?.text == bytes { continue }
            result.append(NameWord(bytes, weight: weight(word, bearer)))
        }
        return result
    }

    private static func weight(_ word: String, _ bearer: NameBearer) -> Double {
        switch bearer {
        case .person: NameWords.particles.contains(word) ? 0.3 : 1
        case .organisation:
            NameWords.fillers.contains(word) ? 0.2 : NameWords.general.contains(word) ? 0.5 : 1
        }
    }

    /// `A B C` of an initialism with points becomes one word.
    private static func joinedLetters(_ words: [String]) -> [String] {
        var result: [String] = []
        var run = ""
        for word in words {
            if word.utf8.count == 1, word.utf8.allSatisfy({ (0x61...0x7A).contains($0) }) {
                run += word
                continue
            }
            if !run.isEmpty { result.append(run) }
            run = ""
            result.append(word)
        }
        if !run.isEmpty { result.append(run) }
        return result
    }
}
