// SPDX-License-Identifier: Apache-2.0
import TracePrimitives
import TraceRecords

/// A row before it is known whether the other sheets bear it out.
struct DraftRow {
    let number: Int
    let line: Int
    var record: Record
    var kept: [String: String]
    /// Whether it cannot be kept; its id stays known, so that others do not dangle.
    var isDropped: Bool
}

/// A file as read: its rows, and what is to be said about it.
struct DraftSheet {
    let sheet: Sheet
    var header: SheetHeader?
    var rows: [DraftRow] = []
    var log: SheetLog
    /// Whether rows may be missing because the file could not be read to its end.
    var isTorn = false

    /// Where the cell of a column stands.
    func place(_ row: DraftRow, _ column: String) -> WorkbookNote.Place {
        guard let index = header?.index(of: column) else { return .init(line: row.line) }
        return .init(
            line: row.line, column: column,
            cell: WorkbookNote.letters(ofColumn: index) + String(row.number))
    }
}

/// Reads the bytes of one file into rows.
struct SheetReader {
    private let bytes: [UInt8]
    private let keep: Set<String>
    private var draft: DraftSheet

    /// The most bytes that a file may have.
    static let largestFile = 268_435_456

    private init(_ bytes: [UInt8], _ draft: DraftSheet, keep: Set<String>) {
        self.bytes = bytes
        self.draft = draft
        self.keep = keep
    }

    /// Reads a file.
    static func read(
        _ bytes: [UInt8], as sheet: Sheet, file: String, keep: Set<String>
    ) -> DraftSheet {
        var reader = SheetReader(
            bytes, DraftSheet(sheet: sheet, log: SheetLog(file: file)), keep: keep)
        reader.read()
        return reader.draft
    }

    private mutating func read() {
        guard isText() else {
            draft.isTorn = true
            return
        }
        var csv = CSVReader(bytes, from: TextEncoding.start(of: bytes))
        do throws(CSVFault) {
            guard let first = try csv.next() else {
                refuse(.sheetEmpty, found: "no text", expected: "a first row with column names")
                return
            }
            guard areWhole(first, csv),
                let header = SheetHeader.read(first, draft.sheet, keep: keep, into: &draft.log)
            else {
                draft.isTorn = true
                return
            }
            draft.header = header
            while let record = try csv.next() {
                if !record.isEmpty { row(record, header, csv) }
            }
        } catch {
            draft.log.problem(error.kind.fault, line: error.line, position: error.position)
            draft.isTorn = true
        }
        if draft.rows.isEmpty, !draft.isTorn, Sheet.required.contains(draft.sheet.name) {
            draft.log.remark(
                CellFault(
                    .sheetEmpty, found: "no rows", expected: "one row for each of its records",
                    remedy: "Fill it in: without it nothing can be audited"))
        }
    }

    private mutating func refuse(_ code: WorkbookCode, found: String, expected: String) {
        draft.isTorn = true
        draft.log.problem(
            CellFault(
                code, found: found, expected: expected,
                remedy: "Take the file out, or start from a template of traceledger workbook new"))
    }

    private mutating func isText() -> Bool {
        guard bytes.count <= SheetReader.largestFile else {
            refuse(
                .sheetTooLarge, found: "\(bytes.count) bytes",
                expected: "at most \(SheetReader.largestFile)")
            return false
        }
        guard let fault = TextEncoding.fault(of: bytes) else { return true }
        draft.log.problem(
            CellFault(
                fault.code, found: fault.found, expected: "text in UTF-8", remedy: fault.remedy),
            line: fault.line, position: fault.position)
        return false
    }

    /// Whether the header's cells are well written.
    private mutating func areWhole(_ record: CSVRecord, _ csv: CSVReader) -> Bool {
        for cell in record.cells {
            guard let fault = cell.fault else { continue }
            draft.log.problem(fault.fault, line: cell.line, position: csv.position(of: cell))
            return false
        }
        return true
    }

    // MARK: Rows

    private mutating func row(_ record: CSVRecord, _ header: SheetHeader, _ csv: CSVReader) {
        guard record.cells.count == header.bindings.count else {
            draft.log.problem(
                CellFault(
                    .rowLength, found: "\(record.cells.count) cells",
                    expected: "\(header.bindings.count), as in the first row",
                    remedy: "Put a cell that holds a comma into quotation marks, or add the "
                        + "missing commas"),
                line: record.line)
            draft.isTorn = true
            return
        }
        let id = id(record, header, csv)
        var row = DraftRow(
            number: record.number, line: record.line,
            record: Record(kind: draft.sheet.schema.kind, id: id ?? "", fields: [:]), kept: [:],
            isDropped: id == nil)
        for (index, cell) in record.cells.enumerated() {
            do throws(CellFault) {
                if let fault = cell.fault { throw fault.fault }
                try take(cell, header.bindings[index], into: &row, index, csv)
            } catch {
                row.isDropped = true
                note(error, cell, index, row, csv, isRemark: false)
            }
        }
        for column in draft.sheet.needed where row.isBlank(column) && !row.isDropped {
            row.isDropped = true
            missing(column, row)
        }
        // A row whose id cannot be read cannot be referred to: others that meant it will dangle.
        if id == nil { draft.isTorn = true }
        draft.rows.append(row)
    }

    private mutating func take(
        _ cell: CSVCell, _ binding: SheetHeader.Binding, into row: inout DraftRow, _ index: Int,
        _ csv: CSVReader
    ) throws(CellFault) {
        guard !cell.text.isEmpty else { return }
        switch binding {
        case .id, .ignored: return
        case .nameless:
            throw CellFault(
                .columnNameless, cell: cell.text, expected: "a name at the head of the column",
                remedy: "Name the column in the first row, or empty it")
        case .kept(let name):
            guard cell.text.utf8.count <= CellReader.longestText else {
                throw CellFault(
                    .textTooLong, cell: cell.text,
                    expected: "at most \(CellReader.longestText) bytes", remedy: "Shorten it")
            }
            row.kept[name] = cell.text
        case .field(let field, let reader):
            let reading = try reader.read(cell.text)
            row.set(field.name, reading.value)
            if let remark = reading.remark { note(remark, cell, index, row, csv, isRemark: true) }
        }
    }

    private mutating func id(
        _ record: CSVRecord, _ header: SheetHeader, _ csv: CSVReader
    ) -> String? {
        func cell(_ column: String) -> CSVCell? {
            header.index(of: column).map { record.cells[$0] }
        }
        guard let column = draft.sheet.schema.idColumn else {
            // Key columns that are blank are left out; those that are needed are asked for later.
            return draft.sheet.joinedID(
                draft.sheet.keys.map { name in
                    cell(name).flatMap { $0.text.isEmpty ? nil : $0.text }
                })
        }
        guard let index = header.index(of: column) else { return nil }
        let found = record.cells[index]
        // A fault of its writing is reported with the other cells.
        guard found.fault == nil else { return nil }
        do throws(CellFault) {
            guard !found.text.isEmpty else {
                throw CellFault(
                    .idMissing, found: "a blank cell", expected: "the row's id",
                    remedy: "Give the row an id that no other row has")
            }
            return try CellReader.id(found.text, .idForm)
        } catch {
            draft.log.problems.append(
                draft.log.note(error, place(found, index, record.number, csv, column)))
            return nil
        }
    }

    private mutating func missing(_ column: String, _ row: DraftRow) {
        draft.log.problems.append(
            draft.log.note(
                CellFault(
                    .idMissing, found: "a blank cell", expected: "a value: it names the row",
                    remedy: "Fill it in, or take the row out"),
                draft.place(row, column)))
    }

    // MARK: Notes

    private mutating func note(
        _ fault: CellFault, _ cell: CSVCell, _ index: Int, _ row: DraftRow, _ csv: CSVReader,
        isRemark: Bool
    ) {
        let name = draft.header?.names[index]
        let note = draft.log.note(
            fault, place(cell, index, row.number, csv, name),
            id: row.record.id.isEmpty ? nil : row.record.id)
        if isRemark { draft.log.remarks.append(note) } else { draft.log.problems.append(note) }
    }

    private func place(
        _ cell: CSVCell, _ index: Int, _ number: Int, _ csv: CSVReader, _ column: String?
    ) -> WorkbookNote.Place {
        .init(
            line: cell.line, position: csv.position(of: cell), column: column,
            cell: WorkbookNote.letters(ofColumn: index) + String(number))
    }
}

extension DraftRow {
    fileprivate mutating func set(_ name: String, _ value: FieldValue) {
        switch (name, value) {
        case ("according_to", .reference(let party)): record.accordingTo = party.id
        case ("document", .reference(let document)): record.document = document.id
        case ("basis", .text(let basis)): record.basis = basis
        default: record.fields[name] = value
        }
    }

    fileprivate func isBlank(_ column: String) -> Bool { record.fields[column] == nil }
}
