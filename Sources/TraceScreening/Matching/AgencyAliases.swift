// SPDX-License-Identifier: Apache-2.0
public import TracePrimitives

/// Names under which reports and papers speak of listed North Korean agencies.
///
/// A curated table: their present names are not in the published alias files, and two of them have
/// namesakes elsewhere. Every row needs a Korean context; within one, word order is free.
public struct AgencyAliases: Sendable {
    struct Alias: Sendable {
        let name: String
        let uid: Int
        let source: String
    }

    /// The table that is carried with the program.
    public static let shared = AgencyAliases(PackageResources.agency_aliases_csv)

    /// The day on which the table was last changed; a test holds it to the table's hash.
    public static let day = "2026-11-21"

    /// SHA-256 of the table.
    public let digest: Digest
    /// Rows of the table.
    public let rows: Int
    private var byWords: [String: Alias] = [:]
    private var byText: [String: Alias] = [:]

    init(_ bytes: [UInt8]) {
        digest = SHA256Hash.hash(bytes)
        let table = (try? CSVRows(bytes, file: "agency-aliases.csv"))?.rows.dropFirst() ?? []
        rows = table.count
        for row in table where row.fields.count == 6 {
            let form = NameForm(row.fields[0])
            guard let uid = Int(row.fields[2]) else { continue }
            let alias = Alias(
                name: row.fields[0] + " (" + row.fields[1] + ")", uid: uid, source: row.fields[5])
            byText[form.words.joined()] = alias
            if row.fields[4] == "free" { byWords[form.agencyKey] = alias }
        }
    }

    /// The agency that a name means, given a Korean context.
    func match(_ form: NameForm, isKorean: Bool) -> Alias? {
        guard isKorean else { return nil }
        return byText[form.words.joined()] ?? byWords[form.agencyKey]
    }

    /// Whether a name is one of an agency's names, which others may bear elsewhere.
    func isHomonym(_ form: NameForm) -> Bool {
        byText[form.words.joined()] != nil || byWords[form.agencyKey] != nil
    }
}
