// SPDX-License-Identifier: Apache-2.0
public import TracePrimitives
public import TraceRecords

/// Goods that move together.
public struct Lot: RecordView {
    /// The kind that it reads.
    public static let kind = RecordKind.lot

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
