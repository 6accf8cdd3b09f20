// SPDX-License-Identifier: Apache-2.0
import TraceRisk

extension AuditResult.ListIdentity {
    /// The file, and the authority's list that it is where that is known.
    var title: String {
        guard let list, list != name else { return name }
        return "\(name) (\(list))"
    }

    /// The day for which it stands, in words; empty where the file was missing.
    var dayWords: String {
        guard sha256 != nil else { return "" }
        return date.map { DayWords.words($0) } ?? "no date known"
    }

    /// Day, rows and hash in one line.
    var identityWords: String {
        guard let sha256 else { return "not given" }
        let day = date.map { "of \(DayWords.words($0))" } ?? "no date known"
        return "\(day), \(Double(rows).readableFigure) rows, SHA-256 \(sha256.visible)"
    }

    /// Name, day and hash as a cell of a table has them.
    var columnWords: String { "\(title) \(date ?? "no date known") \(sha256 ?? "not given")" }
}
