// SPDX-License-Identifier: Apache-2.0
import TraceRisk

/// What the parts of a page look up: names, records and anchors.
struct PageContext {
    let names: PartyNames
    private let evidence: [String: (number: Int, entry: AuditResult.Evidence)]
    private let anchors: [String: Int]

    init(_ result: AuditResult) {
        names = PartyNames(result)
        evidence = Dictionary(
            result.evidence.enumerated().map { ($0.element.record, ($0.offset + 1, $0.element)) },
            uniquingKeysWith: { first, _ in first })
        anchors = Dictionary(
            result.lots.enumerated().map { ($0.element.lot, $0.offset + 1) },
            uniquingKeysWith: { first, _ in first })
    }

    /// The anchor of a lot, made of its place in the input and never of its id.
    func anchor(_ lot: AuditResult.LotResult) -> Shown { Shown("lot-\(anchors[lot.lot] ?? 0)") }

    /// A record that a finding cites.
    func record(_ label: String) -> RecordLine {
        guard let (number, entry) = evidence[label] else {
            return RecordLine(
                recordLabel: Shown(label.recordLabel), recordLink: "", recordSummary: "",
                recordSource: "", isSuspect: false)
        }
        return RecordLine(
            recordLabel: Shown(label.recordLabel), recordLink: Shown("#record-\(number)"),
            recordSummary: Shown(entry.summary, limit: 400),
            recordSource: Shown(source(of: entry), limit: 400), isSuspect: entry.underSuspicion)
    }

    /// Who says it, on what basis, and how far the record itself is checked.
    func source(of entry: AuditResult.Evidence) -> String {
        var parts = ["stated by \(entry.issuer.visible)"]
        if let party = entry.accordingTo { parts.append("according to \(names.name(party))") }
        if let document = entry.document { parts.append("read from \(document.visible)") }
        switch entry.basis {
        case "document": break
        case "supplier_statement": parts.append("a supplier's statement")
        case "own_observation": parts.append("own observation")
        case "estimate": parts.append("an estimate")
        case let basis?: parts.append(basis)
        case nil: parts.append("basis not given")
        }
        parts.append(entry.assurance)
        return parts.joined(separator: ", ")
    }
}

/// A cited record as a line of a list.
struct RecordLine {
    let recordLabel: Shown
    let recordLink: Shown
    let recordSummary: Shown
    let recordSource: Shown
    let isSuspect: Bool
}

extension String {
    /// A record's label as a list shows it: hexadecimal ids by their first twelve digits.
    var recordLabel: String {
        let isHex =
            count == 64
            && utf8.allSatisfy { byte in
                (0x30...0x39).contains(byte) || (0x61...0x66).contains(byte)
            }
        return isHex ? prefix(12) + "\u{2026}" : self
    }
}

/// The state of the records, for the head of the report.
struct IntegrityPanel {
    /// A problem that the check of the ledger found.
    struct Problem {
        let problemCode: Shown
        let problemRecord: Shown
        let problemMessage: Shown
    }

    let integrityStyle: Shown
    let integrityTitle: Shown
    let integrityVerdict: Shown
    let integrityLimits: [Shown]
    let problems: [Problem]
    let moreProblems: Shown

    init(_ result: AuditResult) {
        let integrity = result.integrity
        let words = IntegrityWords(result)
        integrityStyle = Shown(words.style)
        integrityTitle = Shown(words.headline)
        integrityVerdict = Shown(words.verdict)
        integrityLimits = words.limits.shown
        problems = integrity.problems.prefix(50).map { problem in
            Problem(
                problemCode: problem.code.shown, problemRecord: problem.record.recordLabel.shown,
                problemMessage: problem.message.shown)
        }
        let more = integrity.problems.count - problems.count
        moreProblems = Shown(more > 0 ? "\(more) more problems stand in the JSON output." : "")
    }
}
