// SPDX-License-Identifier: Apache-2.0
import TraceRecords

/// The reading of a workbook on its way: drafts of the sheets, and an index of their ids.
struct WorkbookReading {
    /// Where a row stands.
    struct Place: Hashable {
        let sheet: Int
        let row: Int
    }

    let keep: Set<String>
    /// The sheets that are there, in the order of ``Sheet/all``.
    var drafts: [DraftSheet] = []
    /// Every readable id of each kind.
    var places: [RecordKind: [String: Place]] = [:]
    /// Notes about the folder rather than a file.
    var folder = SheetLog(file: "")
    /// Rows that were left out with others.
    var dropped: [WorkbookNote] = []

    init(keep: Set<String>) { self.keep = keep }

    mutating func readSheets(
        _ files: [String: [UInt8]], unreadable: [String: String], strays: [String]
    ) {
        var found: [String: String] = [:]
        for file in (Array(files.keys) + unreadable.keys).sorted() {
            let name = WorkbookReading.sheetName(file)
            if let twin = found[name] {
                note(
                    file, .sheetTwice, found: "a second file beside \(twin)",
                    expected: "one file for each sheet", remedy: "Take one of the two out")
            } else if Sheet.named(name) == nil {
                unknown(file, name)
            } else {
                found[name] = file
            }
        }
        for sheet in Sheet.all {
            guard let file = found[sheet.name] else {
                if Sheet.required.contains(sheet.name) {
                    missing(sheet, among: (Array(files.keys) + unreadable.keys + strays).sorted())
                }
                continue
            }
            if let bytes = files[file] {
                drafts.append(SheetReader.read(bytes, as: sheet, file: file, keep: keep))
            } else {
                closed(sheet, file, unreadable[file] ?? "cannot be read")
            }
        }
        for file in strays.sorted() { stray(file) }
        noteUnusedKeeps()
    }

    private mutating func missing(_ sheet: Sheet, among files: [String]) {
        let near = files.lazy.map { SheetFileName($0) }.first { $0.meant?.name == sheet.name }
        note(
            "\(sheet.name).csv", .sheetMissing,
            found: near.map { "no such file, only " + WorkbookNote.quoted($0.file) }
                ?? "no such file",
            expected: "parties.csv and lots.csv in every workbook",
            remedy: near.map(\.remedy) ?? "Start from the templates of traceledger workbook new")
    }

    /// A file of a spreadsheet program: what it holds is lost unless somebody saves it as CSV.
    private mutating func stray(_ file: String) {
        let name = SheetFileName(file)
        folder.remarks.append(
            WorkbookNote(
                .sheetUnknown, file: file, found: "a file that is no CSV file",
                expected: "CSV files only", remedy: "It was not read. " + name.remedy))
    }

    /// The name of a sheet: the file's name in small letters, without `.csv`.
    static func sheetName(_ file: String) -> String {
        let name = file.lowercased()
        return name.hasSuffix(".csv") ? String(name.dropLast(4)) : name
    }

    private mutating func note(
        _ file: String, _ code: WorkbookCode, found: String, expected: String, remedy: String
    ) {
        folder.problems.append(
            WorkbookNote(code, file: file, found: found, expected: expected, remedy: remedy))
    }

    private mutating func closed(_ sheet: Sheet, _ file: String, _ reason: String) {
        var draft = DraftSheet(sheet: sheet, log: SheetLog(file: file))
        draft.isTorn = true
        draft.log.problem(
            CellFault(
                .sheetUnreadable, found: "a file that \(reason)", expected: "a regular CSV file",
                remedy: "Put a readable copy of the file into the folder"))
        drafts.append(draft)
    }

    private mutating func unknown(_ file: String, _ name: String) {
        let near = Nearest.to(name, among: Sheet.all.map(\.name)) ?? SheetFileName(file).meant?.name
        folder.remarks.append(
            WorkbookNote(
                .sheetUnknown, file: file, found: "a file that is no sheet of a workbook",
                expected: Sheet.all.map(\.name).joined(separator: ", "),
                remedy: near.map { "Rename it to \($0).csv if that is meant; it was not read" }
                    ?? "It was not read"))
    }

    private mutating func noteUnusedKeeps() {
        let names = Set(drafts.flatMap { $0.header?.names ?? [] })
        for name in keep.subtracting(names).sorted() {
            folder.remarks.append(
                WorkbookNote(
                    .columnKept, file: "(all sheets)",
                    found: "no column " + WorkbookNote.quoted(name), expected: "a column to keep",
                    remedy: "Write its name as in the first row"))
        }
    }

    /// Indexes the ids; rows that share one are all left out, for nobody knows which one holds.
    mutating func findDuplicates() {
        for sheet in drafts.indices {
            // Several sheets may hold one kind; its ids are unique among all of them.
            var seen = places[drafts[sheet].sheet.schema.kind] ?? [:]
            for row in drafts[sheet].rows.indices {
                let draft = drafts[sheet].rows[row]
                guard !draft.record.id.isEmpty else { continue }
                guard let first = seen[draft.record.id] else {
                    seen[draft.record.id] = Place(sheet: sheet, row: row)
                    continue
                }
                let column = drafts[sheet].sheet.schema.idColumn ?? drafts[sheet].sheet.keys[0]
                let line = drafts[first.sheet].rows[first.row].line
                let file = first.sheet == sheet ? "" : " of \(drafts[first.sheet].log.file)"
                drop(
                    Place(sheet: sheet, row: row), column,
                    CellFault(
                        .idTwice, found: "an id that line \(line)\(file) has already",
                        expected: "each id once in its file",
                        remedy: "Give one of the rows another id, or take one out"))
                drafts[first.sheet].rows[first.row].isDropped = true
            }
            places[drafts[sheet].sheet.schema.kind] = seen
        }
    }

    /// Leaves a row out for a fault in one of its columns.
    mutating func drop(_ place: Place, _ column: String, _ fault: CellFault) {
        let note = note(fault, place, column)
        drafts[place.sheet].log.problems.append(note)
        drafts[place.sheet].rows[place.row].isDropped = true
    }

    mutating func remark(_ place: Place, _ column: String, _ fault: CellFault) {
        drafts[place.sheet].log.remarks.append(note(fault, place, column))
    }

    func note(_ fault: CellFault, _ place: Place, _ column: String) -> WorkbookNote {
        let draft = drafts[place.sheet]
        let row = draft.rows[place.row]
        return draft.log.note(fault, draft.place(row, column), id: row.record.id)
    }

    /// The valid rows, and all notes in the order of files and lines.
    func finished() -> Workbook {
        var workbook = Workbook(
            rows: [], problems: folder.problems, dropped: dropped, remarks: folder.remarks)
        for draft in drafts {
            for row in draft.rows where !row.isDropped {
                workbook.rows.append(
                    WorkbookRow(
                        sheet: draft.sheet.name, line: row.line,
                        record: draft.sheet.record(row.record), kept: row.kept))
            }
            workbook.problems += sorted(draft.log.problems)
            workbook.remarks += sorted(draft.log.remarks)
        }
        return workbook
    }

    private func sorted(_ notes: [WorkbookNote]) -> [WorkbookNote] {
        notes.enumerated().sorted { a, b in
            (a.element.line ?? 0, a.offset) < (b.element.line ?? 0, b.offset)
        }.map(\.element)
    }
}
