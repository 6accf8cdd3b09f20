// SPDX-License-Identifier: Apache-2.0
import TraceReports

/// What is different between two audits.
public struct AuditDifference: Codable, Sendable, Equatable {
    /// A lot whose result changed.
    public struct Change: Codable, Sendable, Equatable {
        /// The lot.
        public let lot: String
        /// Its assessment before; nil: the lot was not there.
        public let before: String?
        /// Its assessment after; nil: the lot is gone.
        public let after: String?
        /// Whether it alerts now and did not before.
        public let isNewAlert: Bool
        /// Whether it alerted before and does not now.
        public let isEndedAlert: Bool
        /// Findings that are raised now and were not, in a line each.
        public let raised: [String]
        /// Findings that were raised and are not any more.
        public let settled: [String]
        /// Patterns that can be tested now and could not before.
        public let nowTestable: [String]
    }

    /// Lots that changed, in the order of the later audit, then those that are gone.
    public let changes: [Change]
    /// What else differs: parameters, lists, patterns.
    public let basis: [String]

    /// Whether a lot alerts now that did not before.
    public var hasNewAlert: Bool { changes.contains(where: \.isNewAlert) }

    /// Compares two audits.
    public init(from before: AuditDigest, to after: AuditDigest) {
        let old = Dictionary(before.lots.map { ($0.lot, $0) }) { first, _ in first }
        let kept = Set(after.lots.map(\.lot))
        let pairs: [(AuditDigest.Lot?, AuditDigest.Lot?)] =
            after.lots.map { (old[$0.lot], $0) }
            + before.lots.filter { !kept.contains($0.lot) }.map { ($0, nil) }
        changes = pairs.compactMap { Self.change($0.0, $0.1) }
        basis = Self.basis(before, after)
    }

    private static func change(
        _ before: AuditDigest.Lot?, _ after: AuditDigest.Lot?
    ) -> Change? {
        guard before != after, let lot = after?.lot ?? before?.lot else { return nil }
        let (old, new) = (lines(before), lines(after))
        let (shut, open) = (untestable(before), untestable(after))
        let isNewAlert = after?.alert == true && before?.alert != true
        let isEndedAlert = before?.alert == true && after?.alert != true
        let change = Change(
            lot: lot, before: before?.assessment, after: after?.assessment,
            isNewAlert: isNewAlert, isEndedAlert: isEndedAlert,
            raised: new.filter { !old.contains($0) }, settled: old.filter { !new.contains($0) },
            nowTestable: after == nil ? [] : shut.filter { !open.contains($0) })
        let isSame =
            change.before == change.after && !isNewAlert && !isEndedAlert
            && change.raised.isEmpty && change.settled.isEmpty && change.nowTestable.isEmpty
        return isSame ? nil : change
    }

    private static func lines(_ lot: AuditDigest.Lot?) -> [String] {
        (lot?.findings ?? []).filter { $0.result == "raised" }.map { finding in
            "\(finding.pattern) \(finding.strength)"
                + (finding.about.map { " about \($0)" } ?? "")
        }
    }

    private static func untestable(_ lot: AuditDigest.Lot?) -> [String] {
        (lot?.findings ?? []).filter { $0.result == "not-testable" }.map(\.pattern)
    }

    private static func basis(_ before: AuditDigest, _ after: AuditDigest) -> [String] {
        var lines: [String] = []
        if before.parameters.sha256 != after.parameters.sha256 {
            lines.append("the parameter set is another one")
        }
        let (old, new) = (hashes(before), hashes(after))
        for name in Set(old.keys).union(new.keys).sorted() where old[name] != new[name] {
            lines.append("the list \(name) is another one")
        }
        let added = after.patterns.filter { !before.patterns.contains($0) }
        let gone = before.patterns.filter { !after.patterns.contains($0) }
        if !added.isEmpty { lines.append("patterns added: " + added.joined(separator: " ")) }
        if !gone.isEmpty { lines.append("patterns gone: " + gone.joined(separator: " ")) }
        return lines
    }

    private static func hashes(_ digest: AuditDigest) -> [String: String] {
        Dictionary((digest.lists ?? []).map { ($0.name ?? "", $0.sha256 ?? "missing") }) { a, _ in a
        }
    }
}

extension AskingText {
    /// The difference in plain words.
    public static func plain(_ difference: AuditDifference) -> String {
        guard !difference.changes.isEmpty || !difference.basis.isEmpty else {
            return "Nothing differs.\n"
        }
        var lines = difference.basis.map { "What it rests on differs: \(VisibleText.of($0))." }
        lines.append(
            "\(difference.changes.count) lots differ, "
                + "\(difference.changes.count(where: \.isNewAlert)) alert that did not.")
        for change in difference.changes {
            let mark = change.isNewAlert ? "! " : "  "
            lines.append(
                mark + VisibleText.of(change.lot) + ": " + (change.before ?? "not there") + " -> "
                    + (change.after ?? "gone"))
            lines += change.raised.map { "      raised   " + VisibleText.of($0) }
            lines += change.settled.map { "      settled  " + VisibleText.of($0) }
            if !change.nowTestable.isEmpty {
                lines.append("      testable " + change.nowTestable.joined(separator: " "))
            }
        }
        return lines.joined(separator: "\n") + "\n"
    }
}
