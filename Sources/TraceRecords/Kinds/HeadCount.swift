// SPDX-License-Identifier: Apache-2.0
public import TracePrimitives

/// What a document says about a site's number of workers at a date.
public struct HeadCount: RecordView {
    /// The fields of the kind.
    public static let schema = RecordSchema(
        .headCount, sheet: "headcounts",
        [
            Field("site", .reference(.site), "The site."),
            Field("as_of", .date, "The day the number holds for."),
            Field("workers", .decimal, "People who make goods there."),
        ])

    /// The record that is read.
    public let record: Record

    /// Reads a record of this kind.
    public init(_ record: Record) { self.record = record }

    /// The site.
    public var site: String? { record.reference("site") }
    /// The day the number holds for.
    public var asOf: CalendarDate? { record.date("as_of") }
    /// People who make goods there.
    public var workers: DecimalNumber? { record.decimal("workers") }
}
