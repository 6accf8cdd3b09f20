// SPDX-License-Identifier: Apache-2.0
public import TracePrimitives

/// Money that went from a payer to a payee.
public struct Payment: RecordView {
    /// The fields of the kind.
    public static let schema = RecordSchema(
        .payment, sheet: "payments", id: "payment",
        [
            Field("date", .date, "Day of payment."),
            Field("payer", .reference(.party), "Who paid."),
            Field("payee", .reference(.party), "Who was paid."),
            Field("payee_bank", .text, .committed, "The payee's bank."),
            Field("payee_country", .text, "Country of the payee's account."),
            Field("amount", .decimal, .price, "Amount."),
            Field("currency", .text, "ISO 4217."),
            Field("pieces", .decimal, "Pieces it pays for."),
            Field("reference", .text, .committed, "Remittance text."),
            Field("lots", .lots, "Lots it pays for."),
        ])

    /// The record that is read.
    public let record: Record

    /// Reads a record of this kind.
    public init(_ record: Record) { self.record = record }

    /// Day of payment.
    public var date: CalendarDate? { record.date("date") }
    /// Who paid.
    public var payer: String? { record.reference("payer") }
    /// Who was paid.
    public var payee: String? { record.reference("payee") }
    /// The payee's bank.
    public var payeeBank: String? { record.text("payee_bank") }
    /// Country of the payee's account.
    public var payeeCountry: String? { record.text("payee_country") }
    /// Amount.
    public var amount: DecimalNumber? { record.decimal("amount") }
    /// ISO 4217.
    public var currency: String? { record.text("currency") }
    /// Pieces it pays for.
    public var pieces: DecimalNumber? { record.decimal("pieces") }
    /// Remittance text.
    public var reference: String? { record.text("reference") }
    /// Lots it pays for.
    public var lots: [LotShare] { record.lots("lots") }
}
