// SPDX-License-Identifier: Apache-2.0

extension RecordSchema {
    /// Goods that cross a border or change hands.
    public static let movement = RecordSchema(
        .movement, sheet: "movements", id: "movement",
        [
            Field(
                "type",
                .word([
                    "raw_import", "raw_export", "return_import", "transfer", "re_export",
                    "entry",
                ]), column: "kind",
                "What kind of movement; entry is into the buyer's country."),
            Field("lots", .lots, "What moved."),
            Field("dispatched", .date, "Day of dispatch."),
            Field("arrived", .date, "Day of arrival."),
            Field("from_party", .reference(.party), "Giver."),
            Field("to_party", .reference(.party), "Taker."),
            Field("from_site", .reference(.site), "Place of dispatch."),
            Field("to_site", .reference(.site), "Place of arrival."),
            Field("manufacturer", .reference(.party), "Manufacturer as on the entry."),
            Field(
                "stuffing_site", .reference(.site),
                "Container stuffing location as on the importer security filing."),
            Field(
                "consolidator", .reference(.party),
                "Consolidator as on the importer security filing."),
            Field("place_of_receipt", .text, "Place of receipt as on the bill of lading."),
            Field("container", .text, .committed, "Container number."),
            Field("from_country", .text, "ISO 3166-1 alpha-2."),
            Field("to_country", .text, "ISO 3166-1 alpha-2."),
            Field("customs_office", .text, "China customs code, four digits."),
            Field("port", .text, "UN/LOCODE."),
            Field("mode", .word(["sea", "rail", "road", "air", "post"]), "Mode of transport."),
            Field("trade_mode", .text, "China supervision mode, four digits."),
            Field("declaration", .text, .committed, "Customs declaration number."),
            Field("related_declaration", .text, .committed, "Related customs declaration number."),
            Field("handbook", .text, .committed, "Processing-trade handbook number."),
            Field("waybill", .text, .committed, "Waybill or bill of lading number."),
            Field("seal", .text, .committed, "Seal number."),
            Field("origin_declared", .text, "Declared country of origin."),
            Field("value", .decimal, .price, "Declared value."),
            Field("currency", .text, "ISO 4217."),
            Field("incoterm", .text, "Incoterm."),
        ])
}
