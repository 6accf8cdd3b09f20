// SPDX-License-Identifier: Apache-2.0

/// How OFAC's address file writes countries.
enum CountryNames {
    /// Name as written there, to ISO 3166-1 alpha-2.
    static let code: [String: String] = {
        guard
            let table = try? CSVRows(
                PackageResources.list_countries_csv, file: "list-countries.csv")
        else { return [:] }
        var codes: [String: String] = [:]
        for row in table.rows.dropFirst() where row.fields.count == 2 {
            codes[row.fields[0]] = row.fields[1]
        }
        return codes
    }()
}
