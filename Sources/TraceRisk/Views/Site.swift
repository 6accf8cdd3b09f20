// SPDX-License-Identifier: Apache-2.0
public import TracePrimitives
public import TraceRecords

/// A place where work is done or goods are kept.
public struct Site: RecordView {
    /// The kind that it reads.
    public static let kind = RecordKind.site

    /// The record that is read.
    public let record: Record

    /// Reads a record of this kind.
    public init(_ record: Record) { self.record = record }

    /// The party that runs it.
    public var operatorParty: String? { record.reference("operator") }
    /// Name.
    public var name: String? { record.text("name") }
    /// What kind of place it is.
    public var type: String? { record.text("type") }
    /// Country, ISO 3166-1 alpha-2.
    public var country: String? { record.text("country") }
    /// Address.
    public var address: String? { record.text("address") }
    /// Postal code.
    public var postalCode: String? { record.text("postal_code") }
    /// UN/LOCODE.
    public var locode: String? { record.text("locode") }
    /// Latitude in degrees.
    public var lat: DecimalNumber? { record.decimal("lat") }
    /// Longitude in degrees.
    public var lon: DecimalNumber? { record.decimal("lon") }
    /// People who make goods there.
    public var workers: DecimalNumber? { record.decimal("workers") }
    /// Working hours a day.
    public var hoursPerDay: DecimalNumber? { record.decimal("hours_per_day") }
    /// First day of work.
    public var opened: CalendarDate? { record.date("opened") }
    /// Last day of work.
    public var closed: CalendarDate? { record.date("closed") }
}
