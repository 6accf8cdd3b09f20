// SPDX-License-Identifier: Apache-2.0
public import TracePrimitives
public import TraceRecords

/// A company or authority that plays a part in the chain.
public struct Party: RecordView {
    /// The kind that it reads.
    public static let kind = RecordKind.party

    /// The record that is read.
    public let record: Record

    /// Reads a record of this kind.
    public init(_ record: Record) { self.record = record }

    /// Name in Latin letters.
    public var name: String? { record.text("name") }
    /// Name in Chinese or Korean script.
    public var nameNative: String? { record.text("name_native") }
    /// What it does in the chain.
    public var roles: [String] { record.texts("roles") }
    /// Registered seat, ISO 3166-1 alpha-2.
    public var country: String? { record.text("country") }
    /// Registered address.
    public var address: String? { record.text("address") }
    /// Postal code of the seat.
    public var postalCode: String? { record.text("postal_code") }
    /// `scheme=value` of uscc (GB 32100), lei, gln, duns, mid, customs.
    public var identifiers: [String] { record.texts("identifiers") }
    /// The party that owns it.
    public var parent: String? { record.reference("parent") }
    /// The parent's share in per cent.
    public var ownershipPct: DecimalNumber? { record.decimal("ownership_pct") }
    /// Telephone; used only to find links between parties.
    public var phone: String? { record.text("phone") }
    /// E-mail; used only to find links between parties.
    public var email: String? { record.text("email") }
    /// Legal representative; used only to find links between parties.
    public var representative: String? { record.text("representative") }
}
