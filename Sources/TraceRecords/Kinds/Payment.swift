// SPDX-License-Identifier: Apache-2.0

extension RecordSchema {
    /// Money that went from a payer to a payee.
    public static let payment = RecordSchema(
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
}
