// SPDX-License-Identifier: Apache-2.0
import TraceRisk

/// Notes of one sort, as a template reads them.
struct NotePart {
    /// A note.
    struct Line {
        let noteWords: Shown
        let noteOrigin: Shown
        let noteRecord: Shown
    }

    let noteTitle: Shown
    let noteLines: [Line]

    /// The sorts that there are notes of.
    static func parts(
        _ claims: [AuditResult.ClaimNote], _ sorts: [AuditResult.ClaimNote.Sort], names: PartyNames
    ) -> [NotePart] {
        NoteGroup.groups(claims, sorts, names: names).map { group in
            NotePart(
                noteTitle: Shown(group.title),
                noteLines: group.lines.map { line in
                    Line(
                        noteWords: Shown(line.words, limit: 1_200), noteOrigin: Shown(line.origin),
                        noteRecord: Shown(line.record))
                })
        }
    }
}
