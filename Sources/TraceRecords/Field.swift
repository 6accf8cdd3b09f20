// SPDX-License-Identifier: Apache-2.0

/// The form of a field's value, in the payload and in a workbook cell.
public enum FieldType: Sendable, Equatable {
    /// UTF-8 text of at most 4,096 bytes.
    case text
    /// A list of texts; in a workbook separated by `;`.
    case texts
    /// One word of a fixed list.
    case word([String])
    /// Several words of a fixed list.
    case words([String])
    /// A calendar date, `YYYY-MM-DD`.
    case date
    /// A decimal with the digits of the source; never binary floating point.
    case decimal
    /// A whole number from 0.
    case count
    /// Another record of one kind, by its subject pseudonym.
    case reference(RecordKind)
    /// Several records of any kind, by their pseudonyms.
    case references
    /// Lots with optional pieces and kilograms: `[lot, pieces / null, kg / null]` each.
    case lots
    /// A SHA-256 digest, 32 bytes; hexadecimal in a workbook.
    case digest
    /// A byte string of the stated length.
    case bytes(Int)
    /// An array or map that only a control statement holds; its own file says of what.
    case structure
}

/// Who may read a field in a published log, before any disclosure.
public enum FieldPrivacy: Sendable, Equatable {
    /// Always in clear: the ledger cannot be judged without it.
    case clear
    /// In clear unless the policy's profile closes it (codes, dates, masses).
    case profile
    /// A price: committed unless the policy's profile opens it.
    case price
    /// Always a salted commitment: names, addresses, contacts, numbers of papers, free text.
    case committed
}

/// One field of a record: its key, form, unit and meaning.
public struct Field: Sendable, Equatable {
    /// The payload key.
    public let name: String
    /// The form of the value.
    public let type: FieldType
    /// Who may read it.
    public let privacy: FieldPrivacy
    /// The workbook column it is read from; `nil` when a workbook has none.
    public let column: String?
    /// One sentence: meaning, unit, source.
    public let note: String

    /// Describes a field; its workbook column has the field's name unless one is given.
    public init(
        _ name: String, _ type: FieldType, _ privacy: FieldPrivacy,
        column: String? = nil, _ note: String
    ) {
        self.name = name
        self.type = type
        self.privacy = privacy
        self.column = column ?? name
        self.note = note
    }

    /// Describes a field whose privacy the policy's profile decides.
    public init(_ name: String, _ type: FieldType, column: String? = nil, _ note: String) {
        self.init(name, type, .profile, column: column, note)
    }
}

/// The fields of one kind of record, in the order in which a workbook shows them.
public struct RecordSchema: Sendable {
    /// The kind.
    public let kind: RecordKind
    /// The workbook sheet (file name without `.csv`), when the kind has one.
    public let sheet: String?
    /// The workbook column that holds the record's id.
    public let idColumn: String?
    /// The kind's own fields, without the common ones.
    public let fields: [Field]
    /// Own and common fields in the order of their encoded keys.
    public let sorted: [Field]

    /// Describes a kind.
    public init(
        _ kind: RecordKind, sheet: String? = nil, id: String? = nil, _ fields: [Field]
    ) {
        self.kind = kind
        self.sheet = sheet
        self.idColumn = id
        self.fields = fields
        self.sorted = (fields + RecordSchema.common).sorted {
            RecordSchema.encodedOrder($0.name, $1.name)
        }
    }

    /// The field of a name, own or common.
    public subscript(_ name: String) -> Field? { sorted.first { $0.name == name } }

    /// RFC 8949 section 4.2.1: for short text keys, the shorter first, then bytewise.
    static func encodedOrder(_ a: String, _ b: String) -> Bool {
        let x = Array(a.utf8)
        let y = Array(b.utf8)
        return x.count == y.count ? x.lexicographicallyPrecedes(y) : x.count < y.count
    }

    /// Fields that any record may carry beside its own.
    public static let common: [Field] = [
        Field("kind", .text, .clear, "What the statement is about."),
        Field("v", .count, .clear, "Version of the record format: 1."),
        Field("ref", .digest, .clear, "Subject pseudonym of the record itself."),
        Field("_sd", .structure, .clear, "Sorted digests of the committed fields."),
        Field(
            "according_to", .reference(.party), .clear,
            "Who asserts it; absent: the issuer itself."),
        Field("document", .reference(.document), .clear, "The document it was read from."),
        Field(
            "basis", .word(["document", "supplier_statement", "own_observation", "estimate"]),
            .clear, "What it rests on; an estimate never supports a strong finding."),
        Field("read_from", .structure, .clear, "Field key to document, where fields differ."),
    ]

    /// All schemas, at the positions of ``RecordKind/ordinal``.
    public static let all: [RecordSchema] = [
        .party, .site, .headCount, .lot, .order, .movement, .processing, .payment, .document,
        .claim, .inspection, .reply, .rate, .correction, .retraction, .erasure, .key, .policy,
    ]

    /// The schema of a workbook sheet, by its file name without `.csv`.
    public static func ofSheet(_ sheet: String) -> RecordSchema? {
        all.first { $0.sheet == sheet }
    }
}
