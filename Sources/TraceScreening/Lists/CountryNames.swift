// SPDX-License-Identifier: Apache-2.0

/// How lists write countries.
enum CountryNames {
    /// Name as OFAC's address file writes it, to ISO 3166-1 alpha-2.
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

    private static let folded: [String: String] = {
        var codes: [String: String] = [:]
        for (name, value) in code { codes[name.lowercased()] = value }
        return codes
    }()
    private static let codes = Set(code.values)

    /// The code of a country written as a name in any case, or as a code.
    static func find(_ text: String?) -> String? {
        guard let text = ListText.trimmed(text) else { return nil }
        if text.utf8.count == 2, codes.contains(text.uppercased()) { return text.uppercased() }
        return folded[text.lowercased()]
    }
}
