// SPDX-License-Identifier: Apache-2.0

/// Something to say about a workbook: where it stands, what was found, what to do.
public struct WorkbookNote: Sendable, Hashable {
    /// What it is about; stable, for programs.
    public let code: WorkbookCode
    /// The file, as it was named.
    public let file: String
    /// The line of the file, from 1; `nil` when the note is about the whole file.
    public let line: Int?
    /// The position in the line, in characters from 1.
    public let position: Int?
    /// The column's name.
    public let column: String?
    /// The cell as a spreadsheet names it, for example `H12`.
    public let cell: String?
    /// The id of the row, when it could be read.
    public let id: String?
    /// What stands there, shortened and with control characters made visible.
    public let found: String
    /// What was expected.
    public let expected: String
    /// What to do about it.
    public let remedy: String

    init(
        _ code: WorkbookCode, file: String, at place: Place = Place(), id: String? = nil,
        found: String, expected: String, remedy: String
    ) {
        self.code = code
        self.file = file
        self.line = place.line
        self.position = place.position
        self.column = place.column
        self.cell = place.cell
        self.id = id
        self.found = found
        self.expected = expected
        self.remedy = remedy
    }

    /// Where in a file.
    struct Place: Sendable {
        var line: Int?
        var position: Int?
        var column: String?
        var cell: String?
    }
}

extension WorkbookNote: CustomStringConvertible {
    /// One sentence: file, line, column, then what was found, expected and to be done.
    public var description: String {
        var place = file
        if let line { place += " line \(line)" }
        if let column { place += ", column \(column)" }
        if let cell { place += " (\(cell))" }
        if column == nil, let position { place += ", character \(position)" }
        if let id { place += ", id \(id)" }
        return "\(place): found \(found); expected \(expected). \(remedy)."
    }
}

/// What a note about a workbook is about.
public enum WorkbookCode: String, Sendable, CaseIterable {
    // The folder and its files.
    case sheetMissing = "sheet-missing"
    case sheetUnknown = "sheet-unknown"
    case sheetTwice = "sheet-twice"
    case sheetUnreadable = "sheet-unreadable"
    case sheetTooLarge = "sheet-too-large"
    case sheetEmpty = "sheet-empty"
    case notUTF8 = "not-utf8"
    case notCSV = "not-csv"
    // The shape of a file.
    case lineEnd = "line-end"
    case delimiter
    case quoteUnclosed = "quote-unclosed"
    case quoteStray = "quote-stray"
    case controlCharacter = "control-character"
    case cellTooLong = "cell-too-long"
    case rowLength = "row-length"
    // Its columns.
    case columnMissing = "column-missing"
    case columnTwice = "column-twice"
    case columnUnknown = "column-unknown"
    case columnNameless = "column-nameless"
    case columnKept = "column-kept"
    // Cells.
    case idMissing = "id-missing"
    case idForm = "id-form"
    case idTwice = "id-twice"
    case textTooLong = "text-too-long"
    case spreadsheetError = "spreadsheet-error"
    case rounded
    case dateForm = "date-form"
    case dateOrder = "date-order"
    case numberForm = "number-form"
    case numberRange = "number-range"
    case wordUnknown = "word-unknown"
    case codeForm = "code-form"
    case codeRestored = "code-restored"
    case codeUnlisted = "code-unlisted"
    case identifierForm = "identifier-form"
    case identifierCheck = "identifier-check"
    case digestForm = "digest-form"
    case lotsForm = "lots-form"
    case lotsTooMany = "lots-too-many"
    // What rows say of one another.
    case referenceForm = "reference-form"
    case referenceDangling = "reference-dangling"
    case referenceAmbiguous = "reference-ambiguous"
    case referenceDropped = "reference-dropped"
    case cycle
    case fileName = "file-name"
    case fileAbsent = "file-absent"
    case fileDiffers = "file-differs"
    case fileHashed = "file-hashed"
}

extension WorkbookNote {
    /// Text of a file as a message may show it: in quotes, at most 60 characters, nothing unseen.
    static func quoted(_ text: String) -> String {
        var shown = ""
        var count = 0
        for scalar in text.unicodeScalars {
            if count == 60 { return "\"\(shown)…\" (\(text.utf8.count) bytes)" }
            count += 1
            switch scalar.properties.generalCategory {
            case .control, .format, .lineSeparator, .paragraphSeparator, .surrogate:
                shown += "\\u{" + String(scalar.value, radix: 16) + "}"
            default:
                shown.unicodeScalars.append(scalar)
            }
        }
        return "\"\(shown)\""
    }

    /// A spreadsheet's name of a column: 0 is A, 26 is AA.
    static func letters(ofColumn index: Int) -> String {
        var rest = index
        var letters = ""
        while true {
            let letter = Unicode.Scalar(UInt8(0x41 + rest % 26))
            letters = String(Character(letter)) + letters
            guard rest >= 26 else { return letters }
            rest = rest / 26 - 1
        }
    }
}
