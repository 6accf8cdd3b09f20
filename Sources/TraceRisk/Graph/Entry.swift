// SPDX-License-Identifier: Apache-2.0
import TraceRecords
import TraceVerifier

/// A record as it now stands, after corrections, with where it comes from.
struct Stated: Sendable {
    /// The record; of a correction, the corrected kind with the corrected fields.
    var record: Record
    /// The label of the statement that now stands.
    var label: String
    /// The label of the statement as it first stood.
    let firstLabel: String
    let issuer: String
    let assurance: Assurance
    var underSuspicion: Bool

    init(_ checked: Checked) {
        record = checked.record
        label = checked.label
        firstLabel = checked.label
        issuer = checked.issuer
        assurance = checked.assurance
        underSuspicion = checked.underSuspicion
    }

    /// An estimate never supports a strong finding.
    var isEstimate: Bool { record.basis == "estimate" }
}

/// A typed reading of a record as it now stands.
struct Entry<View: RecordView>: Sendable {
    let view: View
    let stated: Stated

    init(_ stated: Stated) {
        self.stated = stated
        self.view = View(stated.record)
    }

    var label: String { stated.label }
}
