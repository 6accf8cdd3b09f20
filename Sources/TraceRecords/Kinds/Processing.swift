// SPDX-License-Identifier: Apache-2.0
public import TracePrimitives

/// Work on goods at a site.
public struct Processing: RecordView {
    /// The fields of the kind.
    public static let schema = RecordSchema(
        .processing, sheet: "processing", id: "processing",
        [
            Field(
                "type", .word(["transform", "finish", "relabel", "repack"]), column: "kind",
                "Only transform may make a new article."),
            Field("site", .reference(.site), "Where."),
            Field("operator", .reference(.party), "By whom."),
            Field("started", .date, "First day."),
            Field("finished", .date, "Last day."),
            Field(
                "steps",
                .words([
                    "knot", "tie", "weft", "knit", "crochet", "sew", "bead", "assemble", "wash",
                    "dye", "bleach", "sort", "trim", "curl", "pair", "mount", "style", "label",
                    "pack", "other",
                ]),
                "What was done."),
            Field("inputs", .lots, "Lots used, with kg where stated."),
            Field("outputs", .lots, "Lots made, with kg where stated."),
            Field("workers", .decimal, "People at work."),
            Field("worker_hours", .decimal, "Hours worked by all of them."),
            Field("scrap_kg", .decimal, "Waste in kg."),
            Field("packaging_kg", .decimal, "Packaging in kg."),
            Field("origin_before", .text, "Origin on the label before."),
            Field("origin_after", .text, "Origin on the label after."),
            Field("label_text", .text, .committed, "Text of the new label."),
            Field("reason", .text, .committed, "Why it was relabelled."),
        ])

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
