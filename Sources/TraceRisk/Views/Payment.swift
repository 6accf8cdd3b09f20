// SPDX-License-Identifier: Apache-2.0
public import TracePrimitives
public import TraceRecords

/// Money that went from a payer to a payee.
public struct Payment: RecordView {
    /// The kind that it reads.
    public static let kind = RecordKind.payment

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
