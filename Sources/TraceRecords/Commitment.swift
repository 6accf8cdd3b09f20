// SPDX-License-Identifier: Apache-2.0
public import TraceCBOR
public import TracePrimitives

/// Sixteen random bytes that keep a commitment from being guessed.
public struct Salt: Sendable, Hashable {
    /// The bytes.
    public let bytes: [UInt8]

    /// Sixteen bytes; `nil` for any other number.
    public init?(_ bytes: [UInt8]) {
        guard bytes.count == 16 else { return nil }
        self.bytes = bytes
    }
}

/// What opens a subject pseudonym: the kind and id behind it.
public struct SubjectOpening: Sendable, Hashable {
    /// The salt; one for each kind and id of a ledger.
    public let salt: Salt
    /// The kind of the record meant.
    public let kind: RecordKind
    /// Its recorder's id.
    public let id: String

    /// An opening.
    public init(salt: Salt, kind: RecordKind, id: String) {
        self.salt = salt
        self.kind = kind
        self.id = id
    }

    /// The pseudonym (SPEC.md section 6).
    public var subject: Digest {
        var writer = CBORWriter()
        writer.array(4)
        writer.text("traceledger/subject/1")
        writer.bytes(salt.bytes)
        writer.text(kind.rawValue)
        writer.text(id)
        return SHA256Hash.hash(writer.bytes)
    }
}

/// What opens one committed field.
public struct FieldDisclosure: Sendable, Hashable {
    /// A fresh salt.
    public let salt: Salt
    /// The field's key.
    public let key: String
    /// Its value, as it would stand in clear.
    public let value: CBORValue

    /// A disclosure.
    public init(salt: Salt, key: String, value: CBORValue) {
        self.salt = salt
        self.key = key
        self.value = value
    }

    /// The commitment that stands in `_sd` (SPEC.md section 6).
    public func commitment() throws(CBORError) -> Digest {
        var writer = CBORWriter()
        writer.array(4)
        writer.text("traceledger/field/1")
        writer.bytes(salt.bytes)
        writer.text(key)
        writer.encoded(try value.encoded())
        return SHA256Hash.hash(writer.bytes)
    }
}

/// The disclosures of one statement, as they travel.
public struct DisclosureSet: Sendable, Hashable {
    /// The first element of the encoding.
    public static let label = "traceledger/disclosures/1"
    /// The largest encoding that is read.
    public static let maximumSize = 1 << 20

    /// The statement.
    public let record: RecordID
    /// Its opened fields.
    public let fields: [FieldDisclosure]
    /// Its opened pseudonyms.
    public let openings: [SubjectOpening]

    /// The disclosures of a statement.
    public init(record: RecordID, fields: [FieldDisclosure], openings: [SubjectOpening]) {
        self.record = record
        self.fields = fields
        self.openings = openings
    }

    /// The deterministic encoding.
    public func encoded() throws(CBORError) -> [UInt8] {
        let fields = self.fields.map {
            CBORValue.array([.bytes($0.salt.bytes), .text($0.key), $0.value])
        }
        let openings = self.openings.map {
            CBORValue.array([.bytes($0.salt.bytes), .text($0.kind.rawValue), .text($0.id)])
        }
        return try CBORValue.array([
            .text(DisclosureSet.label), .digest(record.digest), .array(fields), .array(openings),
        ]).encoded()
    }

    /// Reads an encoding; `nil` where it is not one, to the byte.
    public init?(_ bytes: [UInt8]) {
        guard bytes.count <= DisclosureSet.maximumSize,  // R35 disclosures
            let parts = (try? CBORValue.decode(bytes))?.arrayValue, parts.count == 4,
            parts[0].textValue == DisclosureSet.label, let record = parts[1].digestValue,
            let fields = parts[2].arrayValue, let openings = parts[3].arrayValue
        else { return nil }
        var disclosed: [FieldDisclosure] = []
        for field in fields {
            guard let parts = field.arrayValue, parts.count == 3,
                let salt = parts[0].bytesValue.flatMap({ Salt($0) }), let key = parts[1].textValue
            else { return nil }
            disclosed.append(FieldDisclosure(salt: salt, key: key, value: parts[2]))
        }
        var opened: [SubjectOpening] = []
        for opening in openings {
            guard let parts = opening.arrayValue, parts.count == 3,
                let salt = parts[0].bytesValue.flatMap({ Salt($0) }),
                let kind = parts[1].textValue.flatMap(RecordKind.init(rawValue:)),
                let id = parts[2].textValue
            else { return nil }
            opened.append(SubjectOpening(salt: salt, kind: kind, id: id))
        }
        self.init(record: RecordID(record), fields: disclosed, openings: opened)
    }
}
