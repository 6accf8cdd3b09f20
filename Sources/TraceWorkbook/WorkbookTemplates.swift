// SPDX-License-Identifier: Apache-2.0
import TraceRecords

/// The empty files from which an importer starts, made from the schemas of the records.
public enum WorkbookTemplates {
    /// A file to write.
    public struct File: Sendable, Hashable {
        /// Its name.
        public let name: String
        /// Its text.
        public let text: String
    }

    /// The sheets, the core first, then a README that explains each column.
    ///
    /// Sheets begin with a byte-order mark, so that spreadsheets take them for UTF-8.
    public static func files() -> [File] {
        Sheet.all.map { sheet in
            File(name: sheet.name + ".csv", text: "\u{FEFF}" + header(sheet) + "\r\n")
        } + [File(name: "README.md", text: readme())]
    }

    private static func header(_ sheet: Sheet) -> String {
        sheet.columns.map(\.name).joined(separator: ",")
    }

    private static func readme() -> String {
        let core = Sheet.all.prefix(Sheet.coreCount).map(\.name).joined(separator: ", ")
        let rest = Sheet.all.dropFirst(Sheet.coreCount).map(\.name).joined(separator: ", ")
        var text = """
            # A workbook for TraceLedger

            Fill in the sheets with any spreadsheet program and save each as "CSV UTF-8 (comma
            delimited)". Then `traceledger audit FOLDER` reads them.

            * Begin with \(core): these papers you hold yourself.
              Only parties and lots must be there.
            * Ask your suppliers for the rest:
              \(rest).
            * A blank cell, or a column that you delete, means "not known", never zero. A 0 is a
              figure: lots have no `net_kg`, `gross_kg` or `pieces` of 0.
            * Ids are your own: letters A-Z a-z, digits and `. _ : / -`, at most 64, each once in
              its sheet.
            * Days are `YYYY-MM-DD`, decimals have a point, masses are kg. Format columns of codes
              and long numbers as text, or the spreadsheet drops zeros and digits.
            * Lots are written `lot`, `lot=pieces`, `lot=pieces@kg` or `lot=@kg`; several lots, and
              other lists, are separated by `;`.
            * Where an id stands in several sheets, `attaches` and `about` write `sheet#id`.
            * Files that documents.csv names lie in the folder `documents/` and are hashed.
            * A column that is not listed here is reported and never signed.
            * indicators.csv is confidential: what stands in it is signed as salted commitments and
              never printed in the copy of a report that goes out. Write no name of a worker or a
              source, there or anywhere.


            """
        for sheet in Sheet.all { text += section(sheet) }
        return text
    }

    private static func section(_ sheet: Sheet) -> String {
        var text = "## \(sheet.name).csv\n\n| column | form | meaning |\n|---|---|---|\n"
        for (name, field) in sheet.columns {
            let form = field.map { Self.form($0, sheet) } ?? "id"
            let note = field?.note ?? "The row's id; no two rows share one."
            text += "| \(name) | \(form) | \(note) |\n"
        }
        if !sheet.keys.isEmpty {
            text += "\nA row is known by " + sheet.keys.joined(separator: ", ") + " together.\n"
        }
        return text + "\n"
    }

    private static func form(_ field: Field, _ sheet: Sheet) -> String {
        if let form = CellRule.of(field.name, in: sheet.schema.kind).form { return form }
        return switch field.type {
        case .text: "text"
        case .texts: "texts, separated by `;`"
        case .word(let words): "one of: " + words.joined(separator: ", ")
        case .words(let words): "some of: " + words.joined(separator: ", ")
        case .date: "day"
        case .decimal: "number"
        case .count: "whole number"
        case .reference(let kind): "id of " + (Sheet.of(kind)?.name ?? kind.rawValue)
        case .references: "ids of any sheet, separated by `;`"
        case .lots: "lots"
        case .digest: "64 hexadecimal digits"
        case .bytes, .structure: "not in a workbook"
        }
    }
}
