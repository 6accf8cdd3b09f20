// SPDX-License-Identifier: Apache-2.0
import TraceRisk

extension AuditResult.ClaimNote {
    /// Who says it, when, how it is graded and what it is a share of.
    var origin: String {
        var parts = [source?.visible ?? "source not disclosed"]
        if let published { parts.append(DayWords.words(published)) }
        parts.append("graded \(grade.visible)")
        if let denominator { parts.append("a share of \(denominator.visible)") }
        if let relays { parts.append("relays \(relays.visible) and adds no weight to it") }
        return parts.joined(separator: ", ")
    }

    /// What it speaks of, in words.
    var topics: String { about.prefix(12).map(\.visible).joined(separator: ", ") }

    /// What is said.
    var words: String { (text ?? "The text is not disclosed.").visible }
}
