// SPDX-License-Identifier: Apache-2.0
import TraceRisk

/// Notes of one sort under their head, as a report and a packet show them.
struct NoteGroup {
    /// A note with where it comes from.
    struct Line {
        let words: String
        let origin: String
        let record: String
    }

    let title: String
    let lines: [Line]

    /// The most notes of a sort that a page shows; the JSON has all.
    static let most = 200

    /// Notes sorted by what they are, in the order of a report; sorts without a note are left out.
    static func groups(
        _ claims: [AuditResult.ClaimNote], _ sorts: [AuditResult.ClaimNote.Sort], names: PartyNames
    ) -> [NoteGroup] {
        sorts.compactMap { sort in
            let notes = claims.filter { $0.sort == sort }
            guard !notes.isEmpty else { return nil }
            let more = notes.count > most ? " (the first \(most) of \(notes.count))" : ""
            return NoteGroup(
                title: sort.title + more,
                lines: notes.prefix(most).map { note in
                    Line(
                        words: note.noteWords(names), origin: note.noteOrigin,
                        record: note.record.recordLabel)
                })
        }
    }
}

extension AuditResult.ClaimNote {
    /// What a claim is: something said by others, or a note of one of the sheets of notes.
    enum Sort: CaseIterable {
        case decision, owner, answer, stock, marking, other

        /// The head under which a report shows it.
        var title: String {
            switch self {
            case .decision: "Decisions on matches of names"
            case .owner: "Owners, as stated"
            case .answer: "Questions put to suppliers"
            case .stock: "Stock counts"
            case .marking: "What was read on the goods"
            case .other: "What others say"
            }
        }
    }

    /// What it is, by the word before the first stroke of its denominator.
    var sort: Sort {
        guard let denominator, let slash = denominator.firstIndex(of: "/") else { return .other }
        switch denominator[..<slash] {
        case "decision": return .decision
        case "ownership": return .owner
        case "answer": return .answer
        case "stock": return .stock
        case "marking": return .marking
        default: return .other
        }
    }

    /// The part of the denominator behind the first stroke, in words.
    private var topic: String {
        let parts = (denominator ?? "").split(separator: "/", maxSplits: 1)
        return parts.count == 2 ? String(parts[1]).replacing("_", with: " ").visible : ""
    }

    private func target(_ number: Int, _ names: PartyNames) -> String {
        guard about.indices.contains(number) else { return "a party that is not named" }
        let parts = about[number].split(separator: ":", maxSplits: 1).map { String($0) }
        guard parts.count == 2 else { return about[number].visible }
        return parts[0] == "party" ? names.words(parts[1]) : "\(parts[0]) \(parts[1].visible)"
    }

    /// What the note says, in a sentence.
    func noteWords(_ names: PartyNames) -> String {
        switch sort {
        case .other: words
        case .answer: answerWords(names)
        case .stock:
            "\(low?.readableFigure ?? "An unknown mass") \((unit ?? "kg").visible) of HS \(topic) "
                + "counted at \(target(0, names))."
        case .marking:
            "\(target(0, names)): \(topic), read by \(low?.readableFigure ?? "an unknown number of") "
                + "people. \(text?.visible ?? "")"
        case .decision: decisionWords(names)
        case .owner:
            "\(target(1, names)) holds \((high ?? low)?.readableFigure ?? "an unknown share") per "
                + "cent of \(target(0, names)). \(text?.visible ?? "")"
        }
    }

    private func answerWords(_ names: PartyNames) -> String {
        let question = source.map { ": \u{201C}\($0.visible)\u{201D}" } ?? ""
        let asked = "\(target(0, names)), asked about \(topic)\(question)."
        guard low != nil else { return asked + " Whether it was answered is not known." }
        guard low != 0 else { return asked + " Left without an answer." }
        return asked + (text.map { " Answer: \u{201C}\($0.visible)\u{201D}" } ?? " Answered.")
    }

    private func decisionWords(_ names: PartyNames) -> String {
        let parts = topic.split(separator: "/", maxSplits: 1).map { String($0) }
        let entry = parts.count == 2 ? parts[1] : "an entry that is not named"
        let isSame = parts.first == "same"
        return "\(target(0, names)) is \(isSame ? "" : "not ")the party of entry \(entry). "
            + "Decided by \(source?.visible ?? "someone who is not named"): "
            + "\(text?.visible ?? "no reason is disclosed")."
    }

    /// Day, grade and what it relays.
    var noteOrigin: String {
        guard sort != .other else { return origin }
        let isGraded = sort == .marking || sort == .owner
        return [
            published.map { DayWords.words($0) }, isGraded ? "graded \(grade.visible)" : nil,
        ].compactMap(\.self).joined(separator: ", ")
    }
}
