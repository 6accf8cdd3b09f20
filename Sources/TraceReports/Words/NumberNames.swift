// SPDX-License-Identifier: Apache-2.0

/// The figures that the patterns give, in the order in which a reader wants them.
enum NumberNames {
    /// A figure's key without its bound, its name in words and its unit.
    struct Entry: Sendable {
        let key: String
        let name: String
        let unit: String
    }

    static let entries: [Entry] = [
        ("pieces", "Pieces", ""),
        ("net_kg", "Net mass", "kg"),
        ("kg_per_piece", "Mass of a piece", "kg"),
        ("input_kg", "Material in the records", "kg"),
        ("yield", "Share that work leaves", ""),
        ("additives_kg", "Caps, lace and other additions", "kg"),
        ("scrap_kg", "Scrap", "kg"),
        ("expected_kg", "Output to be expected", "kg"),
        ("output_kg", "Output in the records", "kg"),
        ("workers_required", "Workers required, at least", ""),
        ("workers_declared", "Workers declared", ""),
        ("workers", "Workers", ""),
        ("ratio", "Ratio", ""),
        ("days", "Days", ""),
        ("hours_per_day", "Hours a day", "hours"),
        ("hours_per_piece", "Hours a piece", "hours"),
        ("jobs_in_span", "Jobs at the site in that time", ""),
        ("price_cny", "Price of a piece", "CNY"),
        ("material_cny", "Material in a piece", "CNY"),
        ("cny_per_hour", "Left for an hour of work", "CNY"),
        ("wage_cny", "Local wage for an hour", "CNY"),
        ("ratio_to_wage", "Left, as a share of that wage", ""),
        ("lot_kg", "Mass of the lot cited", "kg"),
        ("cited_kg", "Mass cited from it", "kg"),
        ("citations", "Lots that cite it", ""),
        ("sent_kg", "Sent out", "kg"),
        ("returned_kg", "Came back", "kg"),
        ("declared_back_kg", "Declared back", "kg"),
        ("open_kg", "Not accounted for", "kg"),
        ("mass_ratio", "Ratio of the masses", ""),
        ("days_between", "Days between", ""),
        ("fee_cny_per_piece", "Fee for a piece", "CNY"),
        ("band_kg", "Usual", "kg"),
        ("band_cny", "Usual", "CNY"),
        ("amount", "Amount paid", ""),
        ("unexplained_changes", "Changes without a record of work", ""),
        ("events_in_kp", "Records that lie in North Korea", ""),
        ("finishing_records", "Records of finishing", ""),
        ("making_records", "Records of making", ""),
        ("list_entry", "Entry of the list", ""),
        ("likeness", "Likeness of the names (1 is equal)", ""),
        ("contacts", "Recorded payments and movements", ""),
        ("links", "Steps between the two", ""),
        ("documents", "Documents", ""),
        ("lots", "Lots", ""),
        ("movements", "Movements", ""),
        ("records", "Records", ""),
        ("days_in_window", "Days inside a closed window", ""),
        ("problems", "Problems", ""),
    ].map { Entry(key: $0.0, name: $0.1, unit: $0.2) }

    /// Each key's place in the order.
    static let places: [String: Int] = Dictionary(
        entries.enumerated().map { ($0.element.key, $0.offset) },
        uniquingKeysWith: { first, _ in first })
}
