// SPDX-License-Identifier: Apache-2.0
import TraceRecords

/// What a column asks of its cells beyond the form of its field.
enum CellRule: Sendable {
    /// Nothing more.
    case none
    /// ISO 3166-1 alpha-2.
    case country
    /// ISO 4217.
    case currency
    /// UN/LOCODE.
    case place
    /// A Harmonized System code.
    case hs
    /// A four-digit code of China customs.
    case fourDigits
    /// Delivery terms.
    case incoterm
    /// `scheme=value` pairs.
    case identifiers
    /// The name of a file in `documents/`.
    case fileName
    /// A number of at least 0 and at most the bound.
    case upTo(Int32)
    /// A number between minus the bound and the bound.
    case within(Int32)
    /// A number above 0.
    case positive
    /// Any number, negative ones too.
    case signed

    /// The rule of a field of a kind of record.
    ///
    /// No lot weighs nothing: a 0 stands for a figure that was not filled in.
    static func of(_ name: String, in kind: RecordKind) -> CellRule {
        switch (kind, name) {
        case (.lot, "net_kg"), (.lot, "gross_kg"), (.lot, "pieces"): .positive
        default: of(name)
        }
    }

    /// The rule of a field, by its key: the same key means the same thing in every sheet.
    private static func of(_ name: String) -> CellRule {
        switch name {
        case "country", "payee_country", "raw_origin_country", "from_country", "to_country",
            "origin_declared", "origin_before", "origin_after":
            .country
        case "currency": .currency
        case "locode", "port": .place
        case "hs": .hs
        case "trade_mode", "customs_office": .fourDigits
        case "incoterm": .incoterm
        case "identifiers": .identifiers
        case "file": .fileName
        case "ownership_pct", "hand_tied_pct": .upTo(100)
        case "hours_per_day": .upTo(24)
        case "lat": .within(90)
        case "lon": .within(180)
        case "per_usd": .positive
        case "amount", "value_low", "value_high": .signed
        default: .none
        }
    }

    /// What a template says about the form; `nil` when the field's type says it all.
    var form: String? {
        switch self {
        case .none, .signed: nil
        case .country: "two-letter country code"
        case .currency: "three-letter currency code"
        case .place: "UN/LOCODE"
        case .hs: "6 digits or more"
        case .fourDigits: "four digits"
        case .incoterm: "three letters"
        case .identifiers: "`scheme=value`, separated by `;`"
        case .fileName: "file name"
        case .upTo(let bound): "0 to \(bound)"
        case .within(let bound): "-\(bound) to \(bound)"
        case .positive: "above 0"
        }
    }
}
