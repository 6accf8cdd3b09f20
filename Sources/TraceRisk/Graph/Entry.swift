// SPDX-License-Identifier: Apache-2.0
import TraceRecords
import TraceVerifier

/// A record as it now stands, after corrections, with where it comes from.
///
/// A class, because the graph, the outcomes and the evidence all hold the same one.
final class Stated: Sendable {
    /// The record; of a correction, the corrected kind with the corrected fields.
    let record: Record
    /// The label of the statement that now stands.
    let label: String
    /// The label of the statement as it first stood.
    let firstLabel: String
    let issuer: String
    let assurance: Assurance
    let underSuspicion: Bool

    /// The record of a statement that nothing corrects.
    init(_ checked: Checked) {
        record = checked.record
        label = checked.label
        firstLabel = checked.label
        issuer = checked.issuer
        assurance = checked.assurance
        underSuspicion = checked.underSuspicion
    }

    /// An earlier statement as another one makes it stand.
    init(_ old: Stated, record: Record, label: String? = nil, underSuspicion: Bool = false) {
        self.record = record
        self.label = label ?? old.label
        firstLabel = old.firstLabel
        issuer = old.issuer
        assurance = old.assurance
        self.underSuspicion = old.underSuspicion || underSuspicion
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
