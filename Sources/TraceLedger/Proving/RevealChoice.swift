// SPDX-License-Identifier: Apache-2.0
import TraceRecords

/// Which committed fields a giver opens to the receiver of a bundle.
public struct RevealChoice: Sendable {
    private let names: Set<String>

    /// Only what is in clear already.
    public static let nothing = RevealChoice(names: [])
    /// Every field and every id that the annex can open.
    public static let everything = RevealChoice(names: ["all"])

    private init(names: Set<String>) { self.names = names }

    /// Field names, `KIND.FIELD`, `id` for the ids behind pseudonyms, or `all`.
    ///
    /// A name that no kind has is refused: a slip must not pass for a choice.
    public init(_ names: [String]) throws(WritingError) {
        for name in names where name != "all" && name != "id" {
            let parts = name.split(separator: ".", maxSplits: 1).map(String.init)
            let kinds = RecordKind.allCases.filter { parts.count < 2 || $0.rawValue == parts[0] }
            let field = parts.last ?? ""
            guard kinds.contains(where: { $0.schema[field] != nil }) || field.hasPrefix("x_")
            else {
                throw WritingError(
                    "no kind of record has the field \(name). Name a field (unit_price), a kind and "
                        + "a field (order.unit_price), id for the recorder's ids, or all")
            }
        }
        self.names = Set(names)
    }

    /// Whether the ids of parties, sites, lots and papers are opened.
    var opensIDs: Bool { names.contains("id") || names.contains("all") }

    /// Whether a field of a kind is opened.
    func opens(_ key: String, of kind: RecordKind) -> Bool {
        names.contains("all") || names.contains(key) || names.contains("\(kind.rawValue).\(key)")
    }
}
