// SPDX-License-Identifier: Apache-2.0

/// Collects the notes about one file.
struct SheetLog {
    /// The file, as it was named.
    let file: String
    var problems: [WorkbookNote] = []
    var remarks: [WorkbookNote] = []

    init(file: String) { self.file = file }

    mutating func problem(_ fault: CellFault, line: Int? = nil, position: Int? = nil) {
        problems.append(note(fault, .init(line: line, position: position)))
    }

    mutating func remark(_ fault: CellFault, line: Int? = nil) {
        remarks.append(note(fault, .init(line: line)))
    }

    func note(_ fault: CellFault, _ place: WorkbookNote.Place, id: String? = nil) -> WorkbookNote {
        WorkbookNote(
            fault.code, file: file, at: place, id: id, found: fault.found, expected: fault.expected,
            remedy: fault.remedy)
    }
}
