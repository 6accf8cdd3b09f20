// SPDX-License-Identifier: Apache-2.0
public import TracePrimitives

/// Another record: its kind and the id its recorder gave it.
///
/// Where a ledger does not open the pseudonym, the id is `~` and the first 16 characters of the
/// subject in base64url; such an id still joins records of one ledger.
public struct Reference: Sendable, Hashable {
    /// The kind of the record meant.
    public let kind: RecordKind
    /// Its id.
    public let id: String

    /// A reference to a record.
    public init(_ kind: RecordKind, _ id: String) {
        self.kind = kind
        self.id = id
    }
}

/// A lot, or a part of it, as an input, an output or a shipment names it.
public struct LotShare: Sendable, Hashable {
    /// The lot.
    public let lot: String
    /// Pieces of it, when stated.
    public let pieces: DecimalNumber?
    /// Kilograms of it, when stated.
    public let kg: DecimalNumber?

    /// A share of a lot.
    public init(lot: String, pieces: DecimalNumber? = nil, kg: DecimalNumber? = nil) {
        self.lot = lot
        self.pieces = pieces
        self.kg = kg
    }
}

/// The value of one field.
public enum FieldValue: Sendable, Hashable {
    case text(String)
    case texts([String])
    case date(CalendarDate)
    case decimal(DecimalNumber)
    case count(UInt64)
    case reference(Reference)
    case references([Reference])
    case lots([LotShare])
    case bytes([UInt8])
}
