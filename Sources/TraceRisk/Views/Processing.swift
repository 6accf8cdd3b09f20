// SPDX-License-Identifier: Apache-2.0
public import TracePrimitives
public import TraceRecords

/// Work on goods at a site.
public struct Processing: RecordView {
    /// The kind that it reads.
    public static let kind = RecordKind.processing

    /// The record that is read.
    public let record: Record

    /// Reads a record of this kind.
    public init(_ record: Record) { self.record = record }

    /// Only transform may make a new article.
    public var type: String? { record.text("type") }
    /// Where.
    public var site: String? { record.reference("site") }
    /// By whom.
    public var operatorParty: String? { record.reference("operator") }
    /// First day.
    public var started: CalendarDate? { record.date("started") }
    /// Last day.
    public var finished: CalendarDate? { record.date("finished") }
    /// What was done.
    public var steps: [String] { record.texts("steps") }
    /// Lots used, with kg where stated.
    public var inputs: [LotShare] { record.lots("inputs") }
    /// Lots made, with kg where stated.
    public var outputs: [LotShare] { record.lots("outputs") }
    /// People at work.
    public var workers: DecimalNumber? { record.decimal("workers") }
    /// Hours worked by all of them.
    public var workerHours: DecimalNumber? { record.decimal("worker_hours") }
    /// Waste in kg.
    public var scrapKg: DecimalNumber? { record.decimal("scrap_kg") }
    /// Packaging in kg.
    public var packagingKg: DecimalNumber? { record.decimal("packaging_kg") }
    /// Origin on the label before.
    public var originBefore: String? { record.text("origin_before") }
    /// Origin on the label after.
    public var originAfter: String? { record.text("origin_after") }
    /// Text of the new label.
    public var labelText: String? { record.text("label_text") }
    /// Why it was relabelled.
    public var reason: String? { record.text("reason") }
}
