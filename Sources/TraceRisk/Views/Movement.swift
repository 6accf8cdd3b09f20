// SPDX-License-Identifier: Apache-2.0
public import TracePrimitives
public import TraceRecords

/// Goods that cross a border or change hands.
public struct Movement: RecordView {
    /// The kind that it reads.
    public static let kind = RecordKind.movement

    /// The record that is read.
    public let record: Record

    /// Reads a record of this kind.
    public init(_ record: Record) { self.record = record }

    /// What kind of movement; entry is into the buyer's country.
    public var type: String? { record.text("type") }
    /// What moved.
    public var lots: [LotShare] { record.lots("lots") }
    /// Day of dispatch.
    public var dispatched: CalendarDate? { record.date("dispatched") }
    /// Day of arrival.
    public var arrived: CalendarDate? { record.date("arrived") }
    /// Giver.
    public var fromParty: String? { record.reference("from_party") }
    /// Taker.
    public var toParty: String? { record.reference("to_party") }
    /// Place of dispatch.
    public var fromSite: String? { record.reference("from_site") }
    /// Place of arrival.
    public var toSite: String? { record.reference("to_site") }
    /// Manufacturer as on the entry.
    public var manufacturer: String? { record.reference("manufacturer") }
    /// Container stuffing location as on the importer security filing.
    public var stuffingSite: String? { record.reference("stuffing_site") }
    /// Consolidator as on the importer security filing.
    public var consolidator: String? { record.reference("consolidator") }
    /// Place of receipt as on the bill of lading.
    public var placeOfReceipt: String? { record.text("place_of_receipt") }
    /// Container number.
    public var container: String? { record.text("container") }
    /// ISO 3166-1 alpha-2.
    public var fromCountry: String? { record.text("from_country") }
    /// ISO 3166-1 alpha-2.
    public var toCountry: String? { record.text("to_country") }
    /// China customs code, four digits.
    public var customsOffice: String? { record.text("customs_office") }
    /// UN/LOCODE.
    public var port: String? { record.text("port") }
    /// Mode of transport.
    public var mode: String? { record.text("mode") }
    /// China supervision mode, four digits.
    public var tradeMode: String? { record.text("trade_mode") }
    /// Customs declaration number.
    public var declaration: String? { record.text("declaration") }
    /// Related customs declaration number.
    public var relatedDeclaration: String? { record.text("related_declaration") }
    /// Processing-trade handbook number.
    public var handbook: String? { record.text("handbook") }
    /// Waybill or bill of lading number.
    public var waybill: String? { record.text("waybill") }
    /// Seal number.
    public var seal: String? { record.text("seal") }
    /// Declared country of origin.
    public var originDeclared: String? { record.text("origin_declared") }
    /// Declared value.
    public var value: DecimalNumber? { record.decimal("value") }
    /// ISO 4217.
    public var currency: String? { record.text("currency") }
    /// Incoterm.
    public var incoterm: String? { record.text("incoterm") }
}
