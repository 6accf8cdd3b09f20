// SPDX-License-Identifier: Apache-2.0

/// A schema laid out for one walk along a payload's sorted keys, without allocation.
struct CompiledSchema: Sendable {
    /// One field: where its key's bytes stand in `keys`, and what is asked of its value.
    struct Entry: Sendable {
        let start: Int
        let length: Int
        let type: FieldType
        let privacy: FieldPrivacy
        /// The words of a `word` or `words` field, as bytes.
        let words: [[UInt8]]
    }

    let keys: [UInt8]
    let entries: [Entry]

    init(_ fields: [Field]) {
        var keys: [UInt8] = []
        var entries: [Entry] = []
        for field in fields {
            let bytes = Array(field.name.utf8)
            entries.append(
                Entry(
                    start: keys.count, length: bytes.count, type: field.type,
                    privacy: field.privacy, words: field.type.words.map { Array($0.utf8) }))
            keys.append(contentsOf: bytes)
        }
        self.keys = keys
        self.entries = entries
    }

    /// One table a kind, at ``RecordKind/ordinal``.
    static let kinds: [CompiledSchema] = RecordSchema.all.map { CompiledSchema($0.sorted) }

    /// One table for corrections of each kind: the kind's fields and the correction's own.
    static let corrections: [CompiledSchema] = RecordSchema.all.map { schema in
        CompiledSchema(
            (schema.sorted + Correction.schema.fields).sorted {
                RecordSchema.encodedOrder($0.name, $1.name)
            })
    }

    /// How the key `bytes[range]` stands to an entry's key: before (-1), equal (0) or after (1).
    func compare(_ bytes: [UInt8], _ range: Range<Int>, to entry: Entry) -> Int {
        if range.count != entry.length { return range.count < entry.length ? -1 : 1 }
        var at = entry.start
        for index in range {
            if bytes[index] != keys[at] { return bytes[index] < keys[at] ? -1 : 1 }
            at += 1
        }
        return 0
    }
}

extension FieldType {
    /// The fixed list of a word field.
    fileprivate var words: [String] {
        switch self {
        case .word(let words), .words(let words): words
        default: []
        }
    }
}
