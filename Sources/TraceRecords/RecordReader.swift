// SPDX-License-Identifier: Apache-2.0
public import TraceCBOR
public import TracePrimitives

/// Why a disclosure set does not belong to a statement (SPEC.md R14).
public struct DisclosureError: Error, Hashable, Sendable, CustomStringConvertible {
    /// What is wrong, in plain words.
    public let reason: String
    /// The field key, when one is meant.
    public let key: String?

    init(_ reason: String, key: String? = nil) {
        self.reason = reason
        self.key = key
    }

    /// The stable code and the reason.
    public var description: String {
        "disclosure-refused: \(reason)" + (key.map { " (field \($0))" } ?? "")
    }
}

/// Turns a checked payload and what is disclosed of it into a record.
public struct RecordReader: Sendable {
    /// What opens pseudonyms, from all disclosures at hand.
    public var names: [Digest: SubjectOpening]
    /// Kinds and ids that stand for a thing.
    private var ids: Set<Reference> = []

    /// A reader that knows these pseudonyms.
    public init(names: [Digest: SubjectOpening] = [:]) {
        self.names = names
    }

    /// Takes up an opening; where another thing has its kind and id already, the id gets a mark.
    public mutating func learn(_ opening: SubjectOpening) {
        let subject = opening.subject
        guard names[subject] == nil else { return }
        let isFirst = ids.insert(Reference(opening.kind, opening.id)).inserted
        names[subject] =
            isFirst
            ? opening
            : SubjectOpening(
                salt: opening.salt, kind: opening.kind,
                id: opening.id + "~" + subject.base64URL.prefix(8))
    }

    /// The id behind a pseudonym, or a mark that still joins records of one ledger.
    public func name(of subject: Digest) -> String {
        if let opening = names[subject] { return opening.id }
        return "~" + String(subject.base64URL.prefix(16))
    }

    /// Reads a payload that ``PayloadScan`` accepted; refuses disclosures that are not its own.
    public func record(
        payload: CBORValue, subjects: [Digest], disclosures: DisclosureSet? = nil
    ) throws(DisclosureError) -> Record {
        guard let pairs = payload.mapValue,
            let kind = payload["kind"]?.textValue.flatMap(RecordKind.init(rawValue:)),
            let ref = payload["ref"]?.digestValue
        else { throw DisclosureError("the payload is no record") }
        let committed = payload["_sd"]?.arrayValue?.compactMap(\.digestValue) ?? []
        let opened = try checked(disclosures, pairs: pairs, committed: committed)
        if let disclosures {
            try checkOpenings(disclosures, subjects: subjects, pairs: pairs, opened: opened)
        }
        let schema = RecordReader.schema(kind, payload)
        var record = Record(
            kind: kind, id: name(of: ref), fields: [:], withheld: committed.count - opened.count)
        for pair in pairs { take(pair, schema, into: &record) }
        for field in opened {
            guard RecordReader.hasForm(field, schema) else {  // R14 form
                throw DisclosureError("the value has another form", key: field.key)
            }
            take(CBORPair(field.key, field.value), schema, into: &record)
        }
        return record
    }

    /// R14: a disclosed value has the form that it would need in clear (R7).
    private static func hasForm(_ field: FieldDisclosure, _ schema: [Field]) -> Bool {
        guard let known = schema.first(where: { $0.name == field.key }) else { return true }
        let compiled = CompiledSchema([known], of: nil)
        guard let value = try? field.value.encoded(), let entry = compiled.entries.first
        else { return false }
        return PayloadShape.fits(value, 0..<value.count, entry, compiled)
    }

    private static func schema(_ kind: RecordKind, _ payload: CBORValue) -> [Field] {
        guard kind == .correction,
            let of = payload["of"]?.textValue.flatMap(RecordKind.init(rawValue:))
        else { return kind.schema.sorted }
        return of.schema.sorted + RecordSchema.correction.fields
    }

    /// R14: each disclosure matches one commitment, and no key stands twice.
    private func checked(
        _ set: DisclosureSet?, pairs: [CBORPair], committed: [Digest]
    ) throws(DisclosureError) -> [FieldDisclosure] {
        guard let set else { return [] }
        var left = Set(committed)
        var keys = Set(pairs.compactMap(\.key.textValue))
        for field in set.fields {
            guard let commitment = try? field.commitment(),
                left.remove(commitment) != nil  // R14
            else {
                throw DisclosureError("no commitment of the statement matches", key: field.key)
            }
            guard keys.insert(field.key).inserted else {  // R14 twice
                throw DisclosureError("the key is in clear or disclosed twice", key: field.key)
            }
        }
        return set.fields
    }

    /// R14: an opening opens a pseudonym that the statement uses.
    private func checkOpenings(
        _ set: DisclosureSet, subjects: [Digest], pairs: [CBORPair], opened: [FieldDisclosure]
    ) throws(DisclosureError) {
        var used = Set(subjects)
        for pair in pairs { pair.value.collectDigests(into: &used) }
        for field in opened { field.value.collectDigests(into: &used) }
        for opening in set.openings {
            if !used.contains(opening.subject) {  // R14 opening
                throw DisclosureError("an opening of a subject that the statement does not name")
            }
        }
    }

    /// Puts one payload pair into the record; `false` when a known field has another form.
    @discardableResult
    private func take(_ pair: CBORPair, _ schema: [Field], into record: inout Record) -> Bool {
        guard let key = pair.key.textValue else { return false }
        switch key {
        case "kind", "v", "ref", "_sd": return true
        case "according_to": record.accordingTo = pair.value.digestValue.map(name(of:))
        case "document": record.document = pair.value.digestValue.map(name(of:))
        case "basis": record.basis = pair.value.textValue
        case "read_from":
            for pair in pair.value.mapValue ?? [] {
                guard let field = pair.key.textValue, let from = pair.value.digestValue else {
                    return false
                }
                record.readFrom[field] = name(of: from)
            }
        default:
            guard let field = schema.first(where: { $0.name == key }) else {
                // A column that the recorder keeps beside the schema.
                if key.hasPrefix("x_") {
                    record.fields[key] = pair.value.textValue.map { .text($0) }
                }
                return true
            }
            guard let value = value(pair.value, field.type) else { return field.type == .structure }
            record.fields[key] = value
        }
        return true
    }

    private func value(_ item: CBORValue, _ type: FieldType) -> FieldValue? {
        switch type {
        case .text, .word: return item.textValue.map { .text($0) }
        case .texts, .words: return item.arrayValue.map { .texts($0.compactMap(\.textValue)) }
        case .date: return item.textValue.flatMap { CalendarDate($0) }.map { .date($0) }
        case .decimal: return item.decimalValue.map { .decimal($0) }
        case .count: return item.integerValue.flatMap { UInt64(exactly: $0) }.map { .count($0) }
        case .reference(let kind):
            return item.digestValue.map { .reference(Reference(kind, name(of: $0))) }
        case .references:
            return item.arrayValue.map { items in
                .references(items.compactMap(\.digestValue).map(reference(to:)))
            }
        case .lots: return item.arrayValue.flatMap(shares).map { .lots($0) }
        case .digest, .bytes: return item.bytesValue.map { .bytes($0) }
        case .structure: return nil
        }
    }

    private func reference(to subject: Digest) -> Reference {
        // An unopened pseudonym has no kind; a document stands for "some record" there.
        Reference(names[subject]?.kind ?? .document, name(of: subject))
    }

    private func shares(_ items: [CBORValue]) -> [LotShare]? {
        var shares: [LotShare] = []
        for item in items {
            guard let parts = item.arrayValue, parts.count == 3, let lot = parts[0].digestValue
            else { return nil }
            shares.append(
                LotShare(
                    lot: name(of: lot), pieces: parts[1].decimalValue, kg: parts[2].decimalValue))
        }
        return shares
    }
}

extension CBORValue {
    /// Every byte string of 32 bytes in a value, which may be a pseudonym.
    fileprivate func collectDigests(into set: inout Set<Digest>) {
        switch self {
        case .bytes: if let digestValue { set.insert(digestValue) }
        case .array(let items): for item in items { item.collectDigests(into: &set) }
        case .map(let pairs): for pair in pairs { pair.value.collectDigests(into: &set) }
        default: break
        }
    }
}
