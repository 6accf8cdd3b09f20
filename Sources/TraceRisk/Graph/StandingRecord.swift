// SPDX-License-Identifier: Apache-2.0
public import TraceRecords
public import TraceVerifier

/// A record as it now stands, after corrections and retractions, each thing once.
public struct StandingRecord: Sendable {
    /// The record; of a correction, the corrected kind with the corrected fields.
    public let record: Record
    /// The label of the statement that now stands.
    public let label: String
    /// Who signed it; `workbook` for a workbook's rows.
    public let issuer: String
    /// How its origin was established.
    public let assurance: Assurance

    /// The records that stand among checked ones, in the order in which they first stood.
    public static func standing(_ checked: [Checked]) -> [StandingRecord] {
        CurrentRecords(checked).records.map {
            StandingRecord(
                record: $0.record, label: $0.label, issuer: $0.issuer, assurance: $0.assurance)
        }
    }
}
