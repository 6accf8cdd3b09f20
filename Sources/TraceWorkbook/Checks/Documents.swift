// SPDX-License-Identifier: Apache-2.0
import TracePrimitives
import TraceRecords

extension WorkbookReading {
    /// Compares the files in `documents/` with the hashes that documents.csv states.
    mutating func compareDocuments(_ document: (String) -> DocumentFile) {
        guard let sheet = drafts.firstIndex(where: { $0.sheet.schema.kind == .document }) else {
            return
        }
        for row in drafts[sheet].rows.indices {
            guard let name = drafts[sheet].rows[row].record.text("file") else { continue }
            compare(Place(sheet: sheet, row: row), name, document(name))
        }
    }

    private mutating func compare(_ place: Place, _ name: String, _ file: DocumentFile) {
        let stated = drafts[place.sheet].rows[place.row].record.bytes("sha256").flatMap {
            Digest($0)
        }
        switch file {
        case .absent:
            remark(
                place, "file",
                CellFault(
                    .fileAbsent, cell: name, expected: "a file of that name in documents/",
                    remedy: "Put it there to have its hash compared"))
        case .unreadable(let reason):
            drop(
                place, "file",
                CellFault(
                    .fileAbsent, found: "\(WorkbookNote.quoted(name)), which \(reason)",
                    expected: "a readable file", remedy: "Replace it, or leave the cell blank"))
        case .hashed(let hash):
            guard let stated else {
                drafts[place.sheet].rows[place.row].record.fields["sha256"] = .bytes(hash.bytes)
                remark(
                    place, "file",
                    CellFault(
                        .fileHashed, cell: name, expected: "its hash in the column sha256",
                        remedy: "The hash of the file was taken: \(hash)"))
                return
            }
            guard stated != hash else { return }
            drop(
                place, "file",
                CellFault(
                    .fileDiffers, found: "a file with SHA-256 \(hash)",
                    expected: "the hash that stands in sha256, \(stated)",
                    remedy: "It is another file than the one that was hashed: find out which one "
                        + "is meant"))
        }
    }

    /// Remarks on work and journeys that end before they begin.
    mutating func checkDates() {
        let pairs: [(RecordKind, String, String)] = [
            (.movement, "dispatched", "arrived"), (.processing, "started", "finished"),
            (.site, "opened", "closed"), (.order, "ordered", "shipped"),
            (.order, "ordered", "promised"),
        ]
        for (kind, first, last) in pairs {
            guard let sheet = drafts.firstIndex(where: { $0.sheet.schema.kind == kind }) else {
                continue
            }
            for row in drafts[sheet].rows.indices {
                let record = drafts[sheet].rows[row].record
                guard let from = record.date(first), let to = record.date(last), to < from else {
                    continue
                }
                remark(
                    Place(sheet: sheet, row: row), last,
                    CellFault(
                        .dateOrder, found: "\(to), before \(from) in \(first)",
                        expected: "a later day", remedy: "Check both; they were read as they stand")
                )
            }
        }
    }
}
