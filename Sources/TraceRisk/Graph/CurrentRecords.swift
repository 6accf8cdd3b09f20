// SPDX-License-Identifier: Apache-2.0
import TracePrimitives
import TraceRecords
import TraceVerifier

/// The records as they stand after corrections and retractions, each thing once.
///
/// A correction or retraction counts only from the issuer of what it changes; the latest wins.
struct CurrentRecords: Sendable {
    /// The records in the order in which they first stood.
    private(set) var records: [Stated] = []
    /// What was corrected, retracted, doubled or under suspicion.
    private(set) var remarks: [AuditResult.DataRemark] = []

    /// What was taken back, by its position: a later correction states it again.
    private var retracted: [Int: Stated] = [:]

    private struct Key: Hashable {
        let kind: RecordKind
        let id: String
    }

    /// Resolves checked records in the order of their index.
    init(_ input: [Checked]) {
        let ordered = CurrentRecords.byIndex(input)
        let changes = ordered.filter { $0.record.kind.isControl }
        var positions: [String: Int] = [:]
        if !changes.isEmpty {
            for (position, checked) in ordered.enumerated() where !checked.record.kind.isControl {
                positions[checked.label] = position
            }
        }
        var current: [Stated?] = ordered.map { $0.record.kind.isControl ? nil : Stated($0) }
        for change in changes { apply(change, positions, &current) }
        keepEachThingOnce(current)
    }

    private static func byIndex(_ input: [Checked]) -> [Checked] {
        var previous: UInt64 = 0
        for checked in input {
            guard checked.index >= previous else {
                return input.enumerated().sorted {
                    ($0.element.index, $0.offset) < ($1.element.index, $1.offset)
                }.map(\.element)
            }
            previous = checked.index
        }
        return input
    }

    private mutating func apply(
        _ change: Checked, _ positions: [String: Int], _ current: inout [Stated?]
    ) {
        guard change.record.kind == .correction || change.record.kind == .retraction else { return }
        guard let target = change.record.bytes("target").flatMap({ Digest($0) })?.hex,
            let position = positions[target]
        else {
            remark(
                "dangling", [change.label],
                "A \(change.record.kind.rawValue) names a record that is not here.")
            return
        }
        guard let old = current[position] ?? retracted[position] else { return }
        guard old.issuer == change.issuer else {
            remark(
                "foreign-change", [change.label, old.firstLabel],
                "A \(change.record.kind.rawValue) by another issuer was not applied.")
            return
        }
        if change.record.kind == .retraction {
            current[position] = nil
            retracted[position] = old
            remark(
                "retracted", [old.firstLabel, change.label],
                "\(name(old.record)) was taken back by its issuer.")
        } else {
            current[position] = corrected(old, by: change)
            remark(
                "corrected", [old.firstLabel, change.label],
                "\(name(old.record)) stands as corrected.")
        }
    }

    private func corrected(_ old: Stated, by change: Checked) -> Stated {
        var fields = change.record.fields
        fields["of"] = nil
        fields["target"] = nil
        let record = Record(
            kind: old.record.kind, id: old.record.id, fields: fields,
            accordingTo: change.record.accordingTo, document: change.record.document,
            basis: change.record.basis, readFrom: change.record.readFrom,
            withheld: change.record.withheld)
        return Stated(
            old, record: record, label: change.label, underSuspicion: change.underSuspicion)
    }

    private mutating func keepEachThingOnce(_ current: [Stated?]) {
        var seen: [Key: Int] = [:]
        records.reserveCapacity(current.count)
        for case let stated? in current {
            if stated.underSuspicion {
                remark(
                    "suspicion", [stated.label],
                    "A statement about \(stated.record.kind.rawValue) \(stated.record.id) was signed "
                        + "by a key that may then have been in other hands.")
            }
            let key = Key(kind: stated.record.kind, id: stated.record.id)
            guard let first = seen[key], CurrentRecords.hasIdentity(stated.record) else {
                seen[key] = records.count
                records.append(stated)
                continue
            }
            if records[first].record != stated.record {
                remark(
                    "duplicate", [records[first].label, stated.label],
                    "\(name(stated.record)) is stated twice and differently; the first stands.")
            }
        }
    }

    /// Head counts and rates are measurements: two of them may share whatever names them.
    private static func hasIdentity(_ record: Record) -> Bool {
        record.kind != .headCount && record.kind != .rate && !record.id.isEmpty
    }

    private func name(_ record: Record) -> String { "The \(record.kind.rawValue) \(record.id)" }

    private mutating func remark(_ code: String, _ records: [String], _ message: String) {
        remarks.append(AuditResult.DataRemark(code: code, records: records, message: message))
    }
}
