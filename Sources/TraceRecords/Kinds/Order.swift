// SPDX-License-Identifier: Apache-2.0
public import TracePrimitives

/// What was ordered of whom, at what price, and when it was due.
public struct Order: RecordView {
    /// The fields of the kind.
    public static let schema = RecordSchema(
        .order, sheet: "orders", id: "order",
        [
            Field("buyer", .reference(.party), "Who ordered."),
            Field("supplier", .reference(.party), "Who was to deliver."),
            Field("sku", .text, .committed, "Stock-keeping unit."),
            Field("lots", .lots, "The lots delivered on it."),
            Field("pieces", .decimal, "Units ordered."),
            Field("unit_price", .decimal, .price, "Price of one unit."),
            Field("currency", .text, "ISO 4217."),
            Field("ordered", .date, "Day of the order."),
            Field("promised", .date, "Day promised for shipment."),
            Field("shipped", .date, "Day of shipment."),
            Field("remarks", .text, .committed, "Free text."),
        ])

    /// The record that is read.
    public let record: Record

    /// Reads a record of this kind.
    public init(_ record: Record) { self.record = record }

    /// Who ordered.
    public var buyer: String? { record.reference("buyer") }
    /// Who was to deliver.
    public var supplier: String? { record.reference("supplier") }
    /// Stock-keeping unit.
    public var sku: String? { record.text("sku") }
    /// The lots delivered on it.
    public var lots: [LotShare] { record.lots("lots") }
    /// Units ordered.
    public var pieces: DecimalNumber? { record.decimal("pieces") }
    /// Price of one unit.
    public var unitPrice: DecimalNumber? { record.decimal("unit_price") }
    /// ISO 4217.
    public var currency: String? { record.text("currency") }
    /// Day of the order.
    public var ordered: CalendarDate? { record.date("ordered") }
    /// Day promised for shipment.
    public var promised: CalendarDate? { record.date("promised") }
    /// Day of shipment.
    public var shipped: CalendarDate? { record.date("shipped") }
    /// Free text.
    public var remarks: String? { record.text("remarks") }
}
