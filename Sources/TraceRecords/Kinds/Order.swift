// SPDX-License-Identifier: Apache-2.0

extension RecordSchema {
    /// What was ordered of whom, at what price, and when it was due.
    public static let order = RecordSchema(
        .order, sheet: "orders", id: "order",
        [
            Field("buyer", .reference(.party), "Who ordered."),
            Field("supplier", .reference(.party), "Who was to deliver."),
            Field("sku", .text, .committed, "Stock-keeping unit."),
            Field("lots", .lots, "The lots delivered on it."),
            Field("pieces", .decimal, "Units ordered."),
            Field("unit_price", .decimal, .price, "Price of one unit."),
            Field("currency", .text, "ISO 4217."),
            Field("ordered", .date, "Day of the order."),
            Field("promised", .date, "Day promised for shipment."),
            Field("shipped", .date, "Day of shipment."),
            Field("remarks", .text, .committed, "Free text."),
        ])
}
