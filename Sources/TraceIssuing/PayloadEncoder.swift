// SPDX-License-Identifier: Apache-2.0
internal import TraceCBOR
public import TracePrimitives
public import TraceRecords
public import TraceWriting

/// A record as it is about to be signed, with what opens it.
public struct EncodedRecord: Sendable {
    /// The payload.
    public let payload: [UInt8]
    /// The subjects in whose chains the statement stands, sorted.
    public let subjects: [Digest]
    /// What opens its committed fields.
    public let fields: [FieldDisclosure]
    /// What opens the pseudonyms that it names.
    public let openings: [SubjectOpening]

    /// The disclosures, once the record id is known.
    public func disclosures(of record: RecordID) -> DisclosureSet {
        DisclosureSet(record: record, fields: fields, openings: openings)
    }
}

/// Why a record cannot be stated.
public struct EncodingError: Error, Sendable, CustomStringConvertible {
    /// The record's kind and id, what is wrong and what would help.
    public let description: String
}

/// Writes records as payloads: pseudonyms for ids, commitments for what the profile keeps back.
public struct PayloadEncoder: Sendable {
    private let profile: PrivacyProfile
    private let random: RandomSource
    /// The pseudonyms in use.
    public var book: SubjectBook
    /// What is committed beyond the profile.
    public var withholding = Withholding.none

    /// An encoder for one ledger.
    public init(profile: PrivacyProfile, random: RandomSource, book: SubjectBook) {
        self.profile = profile
        self.random = random
        self.book = book
    }

    /// What is put together while one record is encoded.
    private struct Draft {
        var pairs: [CBORPair] = []
        var subjects: Set<Digest> = []
        /// Whether one of the subjects is a thing that the record is about by its kind.
        var namesGoods = false
        /// Whether a field that names goods or a site is withheld, so that nothing in clear does.
        var hidesGoods = false
        var disclosed: [FieldDisclosure] = []
        var openings: [SubjectOpening] = []
    }

    /// Encodes a record as a first statement.
    public mutating func encode(_ record: Record) throws -> EncodedRecord {
        try encode(record, as: record.kind, more: [], subjects: [])
    }

    /// Encodes a record as the correction of an earlier statement, in that one's chains.
    public mutating func encode(
        correcting target: RecordID, subjects: [Digest], to record: Record
    ) throws -> EncodedRecord {
        let more = [
            CBORPair("of", .text(record.kind.rawValue)), CBORPair("target", .digest(target.digest)),
        ]
        return try encode(record, as: .correction, more: more, subjects: subjects)
    }

    private mutating func encode(
        _ record: Record, as kind: RecordKind, more: [CBORPair], subjects: [Digest]
    ) throws -> EncodedRecord {
        var draft = Draft()
        draft.subjects = Set(subjects)
        let ref = use(record.reference, &draft)
        draft.pairs =
            more + [
                CBORPair("kind", .text(kind.rawValue)), CBORPair("v", .unsigned(1)),
                CBORPair("ref", .digest(ref)),
            ]
        addProvenance(record, &draft)
        for field in record.kind.schema.fields {
            guard let value = record.fields[field.name] else { continue }
            try add(value, field, record, &draft)
        }
        // Columns that a recorder keeps beside the schema: nobody knows what they hold.
        for (key, value) in record.fields.sorted(by: { $0.key < $1.key }) where key.hasPrefix("x_")
        {
            try add(value, Field(key, .text, .committed, "Kept."), record, &draft)
        }
        addSubjects(record, ref, &draft)
        return try finish(record, draft)
    }

    private mutating func use(_ reference: Reference, _ draft: inout Draft) -> Digest {
        let opening = book.opening(reference)
        if !draft.openings.contains(opening) { draft.openings.append(opening) }
        return opening.subject
    }

    private mutating func addProvenance(_ record: Record, _ draft: inout Draft) {
        if let party = record.accordingTo {
            let subject = use(Reference(.party, party), &draft)
            draft.pairs.append(CBORPair("according_to", .digest(subject)))
        }
        if let document = record.document {
            let subject = use(Reference(.document, document), &draft)
            draft.pairs.append(CBORPair("document", .digest(subject)))
        }
        if let basis = record.basis { draft.pairs.append(CBORPair("basis", .text(basis))) }
        guard !record.readFrom.isEmpty else { return }
        var from: [CBORPair] = []
        for (field, document) in record.readFrom.sorted(by: { $0.key < $1.key }) {
            from.append(CBORPair(field, .digest(use(Reference(.document, document), &draft))))
        }
        draft.pairs.append(CBORPair("read_from", .map(from)))
    }

    private mutating func add(
        _ value: FieldValue, _ field: Field, _ record: Record, _ draft: inout Draft
    ) throws {
        let item = try encoded(value, record, &draft)
        let isWithheld = withholding.covers(record.kind, field)
        if isWithheld, field.type == .lots || field.name == "site" { draft.hidesGoods = true }
        if profile.permitsClear(field.privacy), !isWithheld {
            draft.pairs.append(CBORPair(field.name, item))
        } else {
            draft.disclosed.append(
                FieldDisclosure(salt: random.salt(), key: field.name, value: item))
        }
    }

    private mutating func encoded(
        _ value: FieldValue, _ record: Record, _ draft: inout Draft
    ) throws -> CBORValue {
        switch value {
        case .text(let text):
            guard text.utf8.count <= 4_096 else {
                throw EncodingError(
                    description: "\(record.kind.rawValue) \(record.id): a text of more than "
                        + "4,096 bytes; shorten it or attach it as a document")
            }
            return .text(text)
        case .texts(let texts): return .array(texts.map { .text($0) })
        case .date(let date): return .text(date.description)
        case .decimal(let number): return .decimal(number)
        case .count(let count): return .unsigned(count)
        case .bytes(let bytes): return .bytes(bytes)
        case .reference(let reference): return .digest(use(reference, &draft))
        case .references(let references):
            var items: [CBORValue] = []
            for reference in references {
                let subject = use(reference, &draft)
                if reference.kind == .lot { draft.subjects.insert(subject) }
                items.append(.digest(subject))
            }
            return .array(items)
        case .lots(let shares):
            var items: [CBORValue] = []
            for share in shares {
                let subject = use(Reference(.lot, share.lot), &draft)
                draft.subjects.insert(subject)
                draft.namesGoods = true
                items.append(
                    .array([
                        .digest(subject), share.pieces.map { .decimal($0) } ?? .null,
                        share.kg.map { .decimal($0) } ?? .null,
                    ]))
            }
            return .array(items)
        }
    }

    /// R10 of SPEC.md: what the statement is about.
    private mutating func addSubjects(_ record: Record, _ ref: Digest, _ draft: inout Draft) {
        switch record.kind {
        case .party, .site, .lot: draft.subjects.insert(ref)
        case .headCount, .inspection:
            if let site = record.reference("site") {
                draft.subjects.insert(use(Reference(.site, site), &draft))
                draft.namesGoods = true
            }
        default: break
        }
        // Where no field names goods in clear, the record stands for itself.
        if !draft.namesGoods || draft.hidesGoods || profile == .closed {
            draft.subjects.insert(ref)
        }
    }

    private func finish(_ record: Record, _ draft: Draft) throws -> EncodedRecord {
        guard draft.subjects.count <= 256 else {
            throw EncodingError(
                description: "\(record.kind.rawValue) \(record.id): \(draft.subjects.count) "
                    + "subjects; a statement has at most 256: split it under a shared id")
        }
        var pairs = draft.pairs
        if !draft.disclosed.isEmpty {
            var digests: [Digest] = []
            for field in draft.disclosed { digests.append(try field.commitment()) }
            pairs.append(CBORPair("_sd", .array(digests.sorted().map { .digest($0) })))
        }
        return EncodedRecord(
            payload: try CBORValue.map(pairs).encoded(), subjects: draft.subjects.sorted(),
            fields: draft.disclosed, openings: draft.openings)
    }
}
