// SPDX-License-Identifier: Apache-2.0
public import TracePrimitives
public import TraceRecords

/// An exchange rate that the importer used.
public struct Rate: RecordView {
    /// The kind that it reads.
    public static let kind = RecordKind.rate

    /// The record that is read.
    public let record: Record

    /// Reads a record of this kind.
    public init(_ record: Record) { self.record = record }

    /// Day.
    public var date: CalendarDate? { record.date("date") }
    /// ISO 4217.
    public var currency: String? { record.text("currency") }
    /// Units of the currency for one US dollar.
    public var perUsd: DecimalNumber? { record.decimal("per_usd") }
}
