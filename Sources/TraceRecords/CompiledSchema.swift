// SPDX-License-Identifier: Apache-2.0
import TracePrimitives

/// A word as two numbers: its length and its first eight bytes.
///
/// They order as RFC 8949 section 4.2.1 orders the encodings of texts below 24 bytes, up to words
/// that differ only behind their eighth byte.
struct WordMark: Sendable, Equatable {
    let count: Int
    let word: UInt64

    init(_ bytes: [UInt8], _ range: Range<Int>) {
        count = range.count
        word = bytes.prefixWord(range)
    }

    init(_ text: String) {
        let bytes = Array(text.utf8)
        self.init(bytes, 0..<bytes.count)
    }

    /// Whether it orders before another, as far as the marks tell.
    func precedes(_ other: WordMark) -> Bool {
        count == other.count ? word < other.word : count < other.count
    }
}

/// Words with their letters in one array, so that comparing a payload with them counts no references.
struct Vocabulary: Sendable {
    /// A word, whose letters stand in ``letters`` from `start` on.
    struct Word: Sendable {
        let mark: WordMark
        let start: Int
    }

    private(set) var words: [Word] = []
    private var letters: [UInt8] = []

    init(_ texts: [String] = []) {
        for text in texts { add(text) }
    }

    @discardableResult
    mutating func add(_ text: String) -> Word {
        words.append(Word(mark: WordMark(text), start: letters.count))
        letters.append(contentsOf: text.utf8)
        return words[words.count - 1]
    }

    /// The position of a text among some of the words.
    func position(of bytes: [UInt8], _ text: Range<Int>, in places: Range<Int>) -> Int? {
        let mark = WordMark(bytes, text)
        for place in places
        where words[place].mark == mark && order(words[place], bytes, text) == 0 {
            return place
        }
        return nil
    }

    /// How a word stands to a text of the same mark, behind their eighth bytes.
    func order(_ word: Word, _ bytes: [UInt8], _ text: Range<Int>) -> Int {
        guard text.count > 8 else { return 0 }
        for place in 8..<text.count {
            let (left, right) = (letters[word.start + place], bytes[text.lowerBound + place])
            if left != right { return left < right ? -1 : 1 }
        }
        return 0
    }
}

/// A schema laid out for one walk along a payload's sorted keys, without allocation.
struct CompiledSchema: Sendable {
    /// The form of a value, without what would have to be counted when it is copied.
    enum Form {
        case text, texts, word, words, date, decimal, count, digest, digests, lots, bytes
        case commitments, readFrom, other
    }

    /// What the steps after R7 need of a field.
    enum Use {
        case nothing, subject, asserter, target
    }

    /// What is asked of a field's value.
    struct Entry: Sendable {
        let form: Form
        let use: Use
        let privacy: FieldPrivacy
        /// The length of a `bytes` value.
        let length: Int
        /// The words of a `word` or `words` field, in `vocabulary`.
        let words: Range<Int>
    }

    let entries: [Entry]
    /// The keys of the entries, at their positions, and behind them the words of all.
    let vocabulary: Vocabulary

    init(_ fields: [Field], of kind: RecordKind?) {
        var vocabulary = Vocabulary(fields.map(\.name))
        entries = fields.map { field in
            let first = vocabulary.words.count
            switch field.type {
            case .word(let list), .words(let list): for word in list { vocabulary.add(word) }
            default: break
            }
            let length = if case .bytes(let count) = field.type { count } else { 0 }
            return Entry(
                form: field.form, use: field.use(in: kind), privacy: field.privacy, length: length,
                words: first..<vocabulary.words.count)
        }
        self.vocabulary = vocabulary
    }

    /// One table a kind, at ``RecordKind/ordinal``.
    static let kinds: [CompiledSchema] = RecordSchema.all.map {
        CompiledSchema($0.sorted, of: $0.kind)
    }

    /// One table for corrections of each kind: the kind's fields and the correction's own.
    static let corrections: [CompiledSchema] = RecordSchema.all.map { schema in
        CompiledSchema(
            (schema.sorted + RecordSchema.correction.fields).sorted {
                RecordSchema.encodedOrder($0.name, $1.name)
            }, of: .correction)
    }

    /// The position from `start` on of the field with a key, or of the first one behind it.
    ///
    /// `guess` is looked at first: most payloads have the keys of the one before.
    func position(
        of mark: WordMark, _ bytes: [UInt8], _ key: Range<Int>, from start: Int, guess: Int
    ) -> (Int, isFound: Bool) {
        if guess >= start, guess < entries.count {
            let name = vocabulary.words[guess]
            if name.mark == mark, vocabulary.order(name, bytes, key) == 0 { return (guess, true) }
        }
        var next = start
        while next < entries.count {
            let name = vocabulary.words[next]
            if name.mark == mark {
                let order = vocabulary.order(name, bytes, key)
                if order >= 0 { return (next, order == 0) }
            } else if mark.precedes(name.mark) {
                break
            }
            next += 1
        }
        return (next, false)
    }
}

extension Field {
    fileprivate var form: CompiledSchema.Form {
        switch type {
        case .text: .text
        case .texts: .texts
        case .word: .word
        case .words: .words
        case .date: .date
        case .decimal: .decimal
        case .count: .count
        case .reference, .digest: .digest
        case .references: .digests
        case .lots: .lots
        case .bytes: .bytes
        case .structure:
            switch name {
            case "_sd": .commitments
            case "read_from": .readFrom
            default: .other
            }
        }
    }

    fileprivate func use(in kind: RecordKind?) -> CompiledSchema.Use {
        switch (name, type) {
        case ("site", .reference(.site)) where kind == .headCount || kind == .inspection: .subject
        case ("according_to", _): .asserter
        case ("target", .digest): .target
        default: .nothing
        }
    }
}
