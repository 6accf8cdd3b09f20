// SPDX-License-Identifier: Apache-2.0

extension RecordSchema {
    /// A paper or file that supports records.
    public static let document = RecordSchema(
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
}
