// SPDX-License-Identifier: Apache-2.0
import TraceRisk

/// What the state of the records means for a reader: the verdict, and what was not checked.
struct IntegrityWords {
    /// One line.
    let headline: String
    /// What was done, in a sentence or two.
    let verdict: String
    /// What was not checked, or is not shown; never empty.
    let limits: [String]
    /// The name of the style that marks it.
    let style: String

    init(_ result: AuditResult) {
        let integrity = result.integrity
        let records = Double(integrity.records).readableFigure
        let checked = Double(integrity.signaturesChecked).readableFigure
        var limits: [String] = []
        switch integrity.status {
        case .unsigned:
            headline = "Unsigned records"
            verdict =
                "Nobody has signed the \(records) records of this audit. They are a workbook as it "
                + "was handed in: whoever held the files could have changed them."
            limits.append("Who stated what, and whether anything was changed, added or left out.")
            style = "unsigned"
        case .failed:
            headline = "The records do not verify"
            verdict =
                "The check of the ledger found faults, listed below. What follows rests on records "
                + "that cannot be relied on until they are explained. It says nothing of the goods."
            style = "failed"
        case .verified:
            headline = integrity.mode == .anchored ? "Verified by anchors" : "Verified exhaustively"
            verdict =
                IntegrityWords.verified(integrity, records: records, checked: checked)
                + IntegrityWords.suspected(integrity) + IntegrityWords.weakest(result.assurance)
            style = "verified"
        }
        if integrity.status != .unsigned {
            limits += IntegrityWords.limits(of: integrity)
        }
        limits.append(FixedWords.signedIsNotTrue)
        self.limits = limits
    }

    private static func verified(
        _ integrity: AuditResult.Integrity, records: String, checked: String
    ) -> String {
        let entries = integrity.records == 1 ? "1 entry" : "\(records) entries"
        guard integrity.mode == .anchored else {
            return "\(entries); \(checked) signatures checked. Every record is signed, in its "
                + "chain and in the log that the checkpoint signs."
        }
        let others = Double(max(0, integrity.records - integrity.signaturesChecked)).readableFigure
        return "\(entries); \(checked) signatures checked; the other \(others) were not. "
            + "For those: each key's holder later signed a hash covering these bytes."
    }

    /// Statements between a key's suspected and its declared loss.
    private static func suspected(_ integrity: AuditResult.Integrity) -> String {
        let count = integrity.underSuspicion ?? 0
        guard count > 0 else { return "" }
        let were = count == 1 ? "was" : "were"
        return " \(Double(count).readableFigure) of them \(were) signed by a key that may then "
            + "have been in other hands."
    }

    /// How far the weakest record of the audit was checked.
    private static func weakest(_ assurance: String) -> String {
        switch assurance {
        case "verified": ""
        case "anchored": " The weakest record here is anchored: its own signature was not checked."
        case "unsigned": " The weakest record here is unsigned."
        default: " The weakest record here is \(assurance.visible)."
        }
    }

    private static func limits(of integrity: AuditResult.Integrity) -> [String] {
        var limits: [String] = []
        if integrity.mode == .anchored {
            limits.append(
                "Of the records whose signature was not checked: that each was signed by that key, "
                    + "would verify alone, or was signed when it says.")
        }
        if integrity.identity == .selfDeclared {
            let state = integrity.status == .failed ? "" : "it is consistent in itself, but "
            limits.append(
                "Whose ledger this is, how fresh it is, and forks: \(state)no trusted origin, key "
                    + "and first entry were given.")
        }
        if integrity.identity == .pinned, integrity.freshness == .notChecked {
            limits.append(
                "How fresh the ledger is: no checkpoint seen earlier was given to compare it with.")
        }
        if integrity.witnesses == 0 {
            limits.append(
                "Whether others are shown the same ledger: no witness has cosigned its checkpoint.")
        }
        return limits
    }
}
