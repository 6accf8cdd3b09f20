// SPDX-License-Identifier: Apache-2.0
public import TracePrimitives
public import TraceRecords

/// What was ordered of whom, at what price, and when it was due.
public struct Order: RecordView {
    /// The kind that it reads.
    public static let kind = RecordKind.order

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
