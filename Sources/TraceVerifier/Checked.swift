// SPDX-License-Identifier: Apache-2.0
public import TraceRecords

/// How a record's origin was established.
public enum Assurance: Int, Sendable, Comparable {
    /// Read from a workbook: nobody signed it.
    case unsigned
    /// A later signature of the same key covers it through the chain.
    case anchored
    /// Its own signature was checked.
    case verified

    public static func < (a: Assurance, b: Assurance) -> Bool { a.rawValue < b.rawValue }
}

/// A record that an audit may weigh, with how much is known of where it comes from.
///
/// Anchored and verified ones are made from a verified ledger only; unsigned ones by the workbook
/// reader only, and nothing but an audit accepts those.
public struct Checked: Sendable {
    /// What is stated.
    public let record: Record
    /// Hexadecimal record id, or `sheet.csv#id` for a workbook row.
    public let label: String
    /// The issuer's name; a workbook's rows have the issuer `workbook`.
    public let issuer: String
    /// How its origin was established.
    public let assurance: Assurance
    /// Position in the ledger; the row's position for a workbook.
    public let index: UInt64
    /// Whether it lies between a key's suspected and its declared compromise.
    public let underSuspicion: Bool

    fileprivate init(
        record: Record, label: String, issuer: String, assurance: Assurance, index: UInt64,
        underSuspicion: Bool
    ) {
        self.record = record
        self.label = label
        self.issuer = issuer
        self.assurance = assurance
        self.index = index
        self.underSuspicion = underSuspicion
    }

    /// A workbook row; for the workbook reader.
    package static func unsigned(_ record: Record, label: String, index: UInt64) -> Checked {
        Checked(
            record: record, label: label, issuer: "workbook", assurance: .unsigned, index: index,
            underSuspicion: false)
    }
}
