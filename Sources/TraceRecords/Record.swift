// SPDX-License-Identifier: Apache-2.0
public import TracePrimitives

/// What a recorder states a document or a party says: one record of any kind.
///
/// A record that a ledger only partly discloses lacks the fields that are not opened; their number
/// is in ``withheld``.
public struct Record: Sendable, Equatable {
    /// The kind; for a correction the kind that is corrected.
    public let kind: RecordKind
    /// The recorder's id.
    public let id: String
    /// The kind's own fields that are known.
    public var fields: [String: FieldValue]
    /// The party that asserts it; `nil`: the issuer itself.
    public var accordingTo: String?
    /// The document it was read from.
    public var document: String?
    /// What it rests on: `document`, `supplier_statement`, `own_observation`, `estimate`.
    public var basis: String?
    /// Documents of single fields, where they differ from ``document``.
    public var readFrom: [String: String]
    /// Committed fields that were not opened.
    public var withheld: Int

    /// A record with its fields.
    public init(
        kind: RecordKind, id: String, fields: [String: FieldValue], accordingTo: String? = nil,
        document: String? = nil, basis: String? = nil, readFrom: [String: String] = [:],
        withheld: Int = 0
    ) {
        self.kind = kind
        self.id = id
        self.fields = fields
        self.accordingTo = accordingTo
        self.document = document
        self.basis = basis
        self.readFrom = readFrom
        self.withheld = withheld
    }

    /// The record as something others refer to.
    public var reference: Reference { Reference(kind, id) }

    /// A text or word field.
    public func text(_ name: String) -> String? {
        if case .text(let value)? = fields[name] { value } else { nil }
    }

    /// A list of texts or words; empty when not known.
    public func texts(_ name: String) -> [String] {
        if case .texts(let value)? = fields[name] { value } else { [] }
    }

    /// A date field.
    public func date(_ name: String) -> CalendarDate? {
        if case .date(let value)? = fields[name] { value } else { nil }
    }

    /// A decimal field.
    public func decimal(_ name: String) -> DecimalNumber? {
        if case .decimal(let value)? = fields[name] { value } else { nil }
    }

    /// The id of the record that a reference field names.
    public func reference(_ name: String) -> String? {
        if case .reference(let value)? = fields[name] { value.id } else { nil }
    }

    /// The records that a list of references names; empty when not known.
    public func references(_ name: String) -> [Reference] {
        if case .references(let value)? = fields[name] { value } else { [] }
    }

    /// Lots with their shares; empty when not known.
    public func lots(_ name: String) -> [LotShare] {
        if case .lots(let value)? = fields[name] { value } else { [] }
    }

    /// A byte string.
    public func bytes(_ name: String) -> [UInt8]? {
        if case .bytes(let value)? = fields[name] { value } else { nil }
    }
}
