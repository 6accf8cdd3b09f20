// SPDX-License-Identifier: Apache-2.0

extension RecordSchema {
    /// Goods that move together.
    public static let lot = RecordSchema(
        .lot, sheet: "lots", id: "lot",
        [
            Field("description", .text, .committed, "As on the invoice."),
            Field("sku", .text, .committed, "Stock-keeping unit."),
            Field("hs", .text, "Harmonized System code, 6 digits or more."),
            Field(
                "material", .text,
                "For example human_hair, synthetic, mixed, yarn, fabric, beads."),
            Field(
                "construction",
                .word([
                    "hand_tied", "machine_weft", "mixed", "hand_made", "mechanised", "knitted",
                    "crocheted", "sewn", "unknown",
                ]),
                "How it is made; decides hours and yield."),
            Field("hand_tied_pct", .decimal, "Hand-tied share, 0 to 100 per cent."),
            Field("length_cm", .decimal, "Hair length of a wig in cm."),
            Field("density_pct", .decimal, "Density of a wig in per cent."),
            Field("pieces", .decimal, "Number of units."),
            Field("net_kg", .decimal, "Net mass in kg."),
            Field("gross_kg", .decimal, "Gross mass in kg."),
            Field("unit", .word(["piece", "pair", "set", "dozen"]), "What is counted."),
            Field("pieces_per_unit", .decimal, "Pieces in one unit."),
            Field("raw_origin_country", .text, "Country of the material, as stated."),
            Field("raw_origin_region", .text, .committed, "Region of the material, as stated."),
            Field("made_from", .lots, "Input lots, when no processing record says it."),
            Field(
                "maker", .reference(.party),
                "The maker that the supplier names; used when no processing record stands."),
            Field(
                "made_at", .reference(.site),
                "The site that the supplier names; used when no processing record stands."),
        ])
}
