// SPDX-License-Identifier: Apache-2.0
public import TracePrimitives
public import TraceRecords

/// A paper or file that supports records.
public struct Document: RecordView {
    /// The kind that it reads.
    public static let kind = RecordKind.document

    /// The record that is read.
    public let record: Record

    /// Reads a record of this kind.
    public init(_ record: Record) { self.record = record }

    /// What kind of document.
    public var type: String? { record.text("type") }
    /// Its number.
    public var number: String? { record.text("number") }
    /// Who issued it.
    public var issuer: String? { record.reference("issuer") }
    /// Day of issue.
    public var issued: CalendarDate? { record.date("issued") }
    /// SHA-256 of the file.
    public var sha256: [UInt8]? { record.bytes("sha256") }
    /// Records it supports.
    public var attaches: [Reference] { record.references("attaches") }
    /// Mass that it states, in kg.
    public var massKg: DecimalNumber? { record.decimal("mass_kg") }
    /// Pieces that it states.
    public var pieces: DecimalNumber? { record.decimal("pieces") }
    /// Workers that it states.
    public var workers: DecimalNumber? { record.decimal("workers") }
    /// Name of the file in `documents/`.
    public var file: String? { record.text("file") }
}
