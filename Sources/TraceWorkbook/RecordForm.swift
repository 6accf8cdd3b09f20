// SPDX-License-Identifier: Apache-2.0
public import TraceRecords

/// One record given cell by cell, read by the rules of the sheet that its kind has.
///
/// Ids that it names are taken as they stand: whoever signs a single record has no other rows to
/// look them up in.
public enum RecordForm {
    /// Why a record was not read: everything that is wrong with it.
    public struct Failure: Error, Sendable, CustomStringConvertible {
        /// What is wrong, cell by cell.
        public let notes: [WorkbookNote]

        /// One line a note.
        public var description: String { notes.map(\.description).joined(separator: "\n") }
    }

    /// Reads the cells of one record, by column; `file` is how messages name their source.
    public static func record(
        _ kind: RecordKind, id: String?, cells: [String: String], file: String
    ) throws(Failure) -> Record {
        guard let sheet = Sheet.of(kind) else {
            let fault = CellFault(
                .sheetUnknown, cell: kind.rawValue, expected: "a kind that a workbook has",
                remedy: "Write one of \(Sheet.all.map(\.schema.kind.rawValue))")
            throw Failure(notes: [SheetLog(file: file).note(fault, .init(column: "kind"))])
        }
        var reading = CellsReading(sheet, file)
        reading.read(cells, id: id)
        guard reading.notes.isEmpty else { throw Failure(notes: reading.notes) }
        return reading.record
    }
}

/// A record on its way from cells.
private struct CellsReading {
    let sheet: Sheet
    let log: SheetLog
    var record: Record
    var notes: [WorkbookNote] = []

    init(_ sheet: Sheet, _ file: String) {
        self.sheet = sheet
        log = SheetLog(file: file)
        record = Record(kind: sheet.schema.kind, id: "", fields: [:])
    }

    mutating func read(_ cells: [String: String], id: String?) {
        readID(cells, id)
        for (column, cell) in cells.sorted(by: { $0.key < $1.key }) where !cell.isEmpty {
            do throws(CellFault) {
                try take(column, cell)
            } catch {
                note(error, column)
            }
        }
        for column in sheet.needed where record.fields[column] == nil {
            note(
                CellFault(
                    .idMissing, found: "no value", expected: "a value: it names the record",
                    remedy: "Fill it in"), column)
        }
    }

    private mutating func readID(_ cells: [String: String], _ id: String?) {
        guard sheet.schema.idColumn != nil else {
            record = Record(
                kind: record.kind, id: id ?? sheet.joinedID(sheet.keys.map { cells[$0] }),
                fields: [:])
            return
        }
        do throws(CellFault) {
            record = Record(
                kind: record.kind, id: try CellReader.id(id ?? "", .idForm), fields: [:])
        } catch {
            note(error, "id")
        }
    }

    private mutating func take(_ column: String, _ cell: String) throws(CellFault) {
        guard let field = sheet.columns.first(where: { $0.name == column })?.field else {
            let near = Nearest.to(column, among: sheet.columns.map(\.name))
            throw CellFault(
                .columnUnknown, cell: column, expected: "a column of \(sheet.name)",
                remedy: near.map { "Write \($0) if that is meant" } ?? "Take it out")
        }
        let value = try CellReader(field, of: record.kind).read(cell).value
        switch (field.name, value) {
        case ("according_to", .reference(let party)): record.accordingTo = party.id
        case ("document", .reference(let document)): record.document = document.id
        case ("basis", .text(let basis)): record.basis = basis
        case (_, .texts(let items)) where field.type == .references:
            var references: [Reference] = []
            for item in items { references.append(try reference(item)) }
            record.fields[field.name] = .references(references)
        default: record.fields[field.name] = value
        }
    }

    /// `sheet#id`: without other rows nothing else says of which kind an id is.
    private func reference(_ item: String) throws(CellFault) -> Reference {
        guard let mark = item.firstIndex(of: "#"),
            let kind = Sheet.named(String(item[..<mark]).lowercased())?.schema.kind
        else {
            throw CellFault(
                .referenceForm, cell: item,
                expected: "sheet#id, the sheet one of "
                    + Sheet.all.map(\.name).joined(separator: ", "),
                remedy: "For example lots#L-7")
        }
        return Reference(kind, String(item[item.index(after: mark)...]))
    }

    private mutating func note(_ fault: CellFault, _ column: String) {
        notes.append(
            log.note(
                fault, .init(column: column), id: record.id.isEmpty ? nil : record.id))
    }
}
