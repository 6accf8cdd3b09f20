// SPDX-License-Identifier: Apache-2.0
public import TracePrimitives

/// A paper or file that supports records.
public struct Document: RecordView {
    /// The fields of the kind.
    public static let schema = RecordSchema(
        .document, sheet: "documents", id: "document",
        [
            Field(
                "type",
                .word([
                    "purchase_order", "invoice", "packing_list", "bill_of_lading", "isf",
                    "rail_note", "waybill", "certificate_of_origin", "declaration", "entry",
                    "contract", "payroll", "roster", "audit", "photo", "bank_statement",
                    "lab_test", "production_record", "purchase_record", "goods_received",
                    "questionnaire", "customs_notice", "other",
                ]), column: "kind",
                "What kind of document."),
            Field("number", .text, .committed, "Its number."),
            Field("issuer", .reference(.party), "Who issued it."),
            Field("issued", .date, "Day of issue."),
            Field("sha256", .digest, "SHA-256 of the file."),
            Field("attaches", .references, "Records it supports."),
            Field("mass_kg", .decimal, "Mass that it states, in kg."),
            Field("pieces", .decimal, "Pieces that it states."),
            Field("workers", .decimal, "Workers that it states."),
            Field("file", .text, .committed, "Name of the file in `documents/`."),
        ])

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
