// SPDX-License-Identifier: Apache-2.0
import TraceReports
import TraceRisk

/// What is different between two audits.
///
/// Findings that rest on confidential notes are left out: a difference is text that is sent on.
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
        /// Findings that are raised now and were not, in a line each with what they say.
        public let raised: [String]
        /// Findings that were raised and are not any more.
        public let settled: [String]
        /// Findings that are raised as before and say something else now, and said.
        public let retold: [String]
        /// Patterns that can be tested now and could not before.
        public let nowTestable: [String]
        /// Patterns that could be tested before and cannot now, each with what is missing.
        public let noLongerTestable: [String]
    }

    /// Lots that changed, in the order of the later audit, then those that are gone.
    public let changes: [Change]
    /// What else differs: signatures, the day, parameters, lists, patterns.
    public let basis: [String]
    /// The lists that the later audit used, each by name, day and hash.
    public let lists: [String]

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
        lists = (after.lists ?? []).filter { $0.sha256 != nil }.map { list in
            "\(list.name ?? list.key) \(list.words)"
        }
    }

    private static func change(
        _ before: AuditDigest.Lot?, _ after: AuditDigest.Lot?
    ) -> Change? {
        guard before != after, let lot = after?.lot ?? before?.lot else { return nil }
        let (old, new) = (raised(before), raised(after))
        let (shut, open) = (untestable(before), untestable(after))
        let retold = new.compactMap { line, words -> String? in
            guard let said = old[line], said != words else { return nil }
            return told(line, words) + " (before: " + said.joined(separator: " ") + ")"
        }
        let isNewAlert = after?.alert == true && before?.alert != true
        let isEndedAlert = before?.alert == true && after?.alert != true
        let change = Change(
            lot: lot, before: before?.assessment, after: after?.assessment,
            isNewAlert: isNewAlert, isEndedAlert: isEndedAlert,
            raised: new.filter { old[$0.key] == nil }.map { told($0.key, $0.value) }.sorted(),
            settled: old.keys.filter { new[$0] == nil }.sorted(), retold: retold.sorted(),
            nowTestable: after == nil ? [] : shut.keys.filter { open[$0] == nil }.sorted(),
            noLongerTestable: before == nil
                ? []
                : open.filter { shut[$0.key] == nil }.map { pattern, missing in
                    missing.isEmpty
                        ? pattern : pattern + " (" + missing.joined(separator: ", ") + ")"
                }.sorted())
        let isSame =
            change.before == change.after && !isNewAlert && !isEndedAlert
            && change.raised.isEmpty && change.settled.isEmpty && change.retold.isEmpty
            && change.nowTestable.isEmpty && change.noLongerTestable.isEmpty
        return isSame ? nil : change
    }

    /// Raised findings by pattern, strength and thing, with the sentences that they say.
    private static func raised(_ lot: AuditDigest.Lot?) -> [String: [String]] {
        Dictionary(grouping: findings(lot, "raised")) { finding in
            "\(finding.pattern) \(finding.strength)"
                + (finding.about.map { " about \($0)" } ?? "")
        }.mapValues { $0.compactMap(\.explanation).sorted() }
    }

    private static func told(_ line: String, _ words: [String]) -> String {
        words.isEmpty ? line : line + ": " + words.joined(separator: " ")
    }

    /// Patterns that were not testable, with the cells that were missing.
    private static func untestable(_ lot: AuditDigest.Lot?) -> [String: [String]] {
        Dictionary(grouping: findings(lot, "not-testable"), by: \.pattern).mapValues {
            Set($0.flatMap { $0.missing ?? [] }).sorted()
        }
    }

    /// The findings with one result that may be shown.
    private static func findings(
        _ lot: AuditDigest.Lot?, _ result: String
    ) -> [AuditDigest.Finding] {
        (lot?.findings ?? []).filter { $0.result == result && $0.confidential != true }
    }

    private static func basis(_ before: AuditDigest, _ after: AuditDigest) -> [String] {
        var lines: [String] = []
        let (was, now) = (before.integrity?.status, after.integrity?.status)
        if let was, let now, was != now {
            lines.append("the records were \(was) before and are \(now) now")
        }
        let (then, day) = (recorded(before), recorded(after))
        if then != day {
            lines.append("what counts of the records: before \(then), now \(day)")
        }
        if before.parameters.sha256 != after.parameters.sha256 {
            lines.append("the parameter set is another one")
        }
        let (old, new) = (lists(before), lists(after))
        for key in Set(old.keys).union(new.keys).sorted()
        where old[key]?.sha256 != new[key]?.sha256 {
            let name = new[key]?.name ?? old[key]?.name ?? key
            lines.append(
                "the list \(name) is another one: before \(old[key]?.words ?? "not given"), "
                    + "now \(new[key]?.words ?? "not given")")
        }
        let added = after.patterns.filter { !before.patterns.contains($0) }
        let gone = before.patterns.filter { !after.patterns.contains($0) }
        if !added.isEmpty { lines.append("patterns added: " + added.joined(separator: " ")) }
        if !gone.isEmpty { lines.append("patterns gone: " + gone.joined(separator: " ")) }
        return lines
    }

    /// What of the log counted, in the words of an audit as of a day.
    private static func recorded(_ digest: AuditDigest) -> String {
        let words = (digest.data ?? []).filter { $0.code == AuditResult.DataRemark.asOf }
        return words.isEmpty ? "all of them" : words.map(\.message).joined(separator: " ")
    }

    private static func lists(_ digest: AuditDigest) -> [String: AuditDigest.Identity] {
        Dictionary((digest.lists ?? []).map { ($0.key, $0) }) { first, _ in first }
    }
}

extension AskingText {
    /// The difference in plain words.
    public static func plain(_ difference: AuditDifference) -> String {
        var page = PlainLayout()
        for line in difference.basis {
            page.paragraph("What it rests on differs: \(VisibleText.of(line)).", hanging: 4)
        }
        if difference.changes.isEmpty {
            page.paragraph(difference.basis.isEmpty ? "Nothing differs." : "No lot differs.")
        } else {
            page.paragraph(
                "Lots that differ: \(difference.changes.count). That alert and did not: "
                    + "\(difference.changes.count(where: \.isNewAlert)). That no longer alert: "
                    + "\(difference.changes.count(where: \.isEndedAlert)).")
            page.blank()
        }
        for change in difference.changes { show(change, on: &page) }
        if !difference.lists.isEmpty {
            page.blank()
            page.paragraph("Lists that were used last:")
            for list in difference.lists {
                page.paragraph(VisibleText.of(list), indent: 2, hanging: 2)
            }
        }
        return page.text
    }

    private static func show(_ change: AuditDifference.Change, on page: inout PlainLayout) {
        func words(_ assessment: String?, _ absent: String) -> String {
            assessment.map { VisibleText.of($0.replacing("-", with: " ")) } ?? absent
        }
        let mark = change.isNewAlert ? "! " : "  "
        page.paragraph(
            "\(mark)\(VisibleText.of(change.lot)): \(words(change.before, "not there")) -> "
                + words(change.after, "gone"), hanging: 4)
        for line in change.raised {
            page.paragraph("raised   " + VisibleText.of(line), indent: 6, hanging: 9)
        }
        for line in change.settled {
            page.paragraph("settled  " + VisibleText.of(line), indent: 6, hanging: 9)
        }
        for line in change.retold {
            page.paragraph("retold   " + VisibleText.of(line), indent: 6, hanging: 9)
        }
        if !change.nowTestable.isEmpty {
            page.paragraph(
                "testable " + change.nowTestable.joined(separator: " "), indent: 6, hanging: 9)
        }
        if !change.noLongerTestable.isEmpty {
            page.paragraph(
                "open     " + VisibleText.of(change.noLongerTestable.joined(separator: ", ")),
                indent: 6, hanging: 9)
        }
    }
}
