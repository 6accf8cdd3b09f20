// SPDX-License-Identifier: Apache-2.0
public import TracePrimitives
public import TraceRecords

/// A visit to a site by someone who looked.
public struct Inspection: RecordView {
    /// The kind that it reads.
    public static let kind = RecordKind.inspection

    /// The record that is read.
    public let record: Record

    /// Reads a record of this kind.
    public init(_ record: Record) { self.record = record }

    /// The site visited.
    public var site: String? { record.reference("site") }
    /// Day of the visit.
    public var date: CalendarDate? { record.date("date") }
    /// Who visited.
    public var inspector: String? { record.reference("inspector") }
    /// Whether the visit was announced.
    public var announced: String? { record.text("announced") }
    /// What was looked at: origin, workers, capacity, quality.
    public var scope: [String] { record.texts("scope") }
    /// People seen making goods.
    public var workers: DecimalNumber? { record.decimal("workers") }
    /// Whether the records were confirmed.
    public var outcome: String? { record.text("outcome") }
    /// Report.
    public var text: String? { record.text("text") }
}
