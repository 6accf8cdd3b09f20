// SPDX-License-Identifier: Apache-2.0

extension RecordSchema {
    /// An exchange rate that the importer used.
    public static let rate = RecordSchema(
        .rate, sheet: "rates",
        [
            Field("date", .date, "Day."),
            Field("currency", .text, "ISO 4217."),
            Field("per_usd", .decimal, "Units of the currency for one US dollar."),
        ])
}
