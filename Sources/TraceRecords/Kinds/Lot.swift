// SPDX-License-Identifier: Apache-2.0
public import TracePrimitives

/// Goods that move together.
public struct Lot: RecordView {
    /// The fields of the kind.
    public static let schema = RecordSchema(
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

    /// The record that is read.
    public let record: Record

    /// Reads a record of this kind.
    public init(_ record: Record) { self.record = record }

    /// As on the invoice.
    public var description: String? { record.text("description") }
    /// Stock-keeping unit.
    public var sku: String? { record.text("sku") }
    /// Harmonized System code, 6 digits or more.
    public var hs: String? { record.text("hs") }
    /// For example human_hair, synthetic, mixed, yarn, fabric, beads.
    public var material: String? { record.text("material") }
    /// How it is made; decides hours and yield.
    public var construction: String? { record.text("construction") }
    /// Hand-tied share, 0 to 100 per cent.
    public var handTiedPct: DecimalNumber? { record.decimal("hand_tied_pct") }
    /// Hair length of a wig in cm.
    public var lengthCm: DecimalNumber? { record.decimal("length_cm") }
    /// Density of a wig in per cent.
    public var densityPct: DecimalNumber? { record.decimal("density_pct") }
    /// Number of units.
    public var pieces: DecimalNumber? { record.decimal("pieces") }
    /// Net mass in kg.
    public var netKg: DecimalNumber? { record.decimal("net_kg") }
    /// Gross mass in kg.
    public var grossKg: DecimalNumber? { record.decimal("gross_kg") }
    /// What is counted.
    public var unit: String? { record.text("unit") }
    /// Pieces in one unit.
    public var piecesPerUnit: DecimalNumber? { record.decimal("pieces_per_unit") }
    /// Country of the material, as stated.
    public var rawOriginCountry: String? { record.text("raw_origin_country") }
    /// Region of the material, as stated.
    public var rawOriginRegion: String? { record.text("raw_origin_region") }
    /// Input lots, when no processing record says it.
    public var madeFrom: [LotShare] { record.lots("made_from") }
    /// The maker that the supplier names; used when no processing record stands.
    public var maker: String? { record.reference("maker") }
    /// The site that the supplier names; used when no processing record stands.
    public var madeAt: String? { record.reference("made_at") }
}
