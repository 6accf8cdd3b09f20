// SPDX-License-Identifier: Apache-2.0
public import TracePrimitives
public import TraceRecords

/// What a document says about a site's number of workers at a date.
public struct HeadCount: RecordView {
    /// The kind that it reads.
    public static let kind = RecordKind.headCount

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
