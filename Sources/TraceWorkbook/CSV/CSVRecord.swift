// SPDX-License-Identifier: Apache-2.0

/// One record of a CSV file.
struct CSVRecord {
    /// The row as a spreadsheet counts it, from 1; the header is a row.
    let number: Int
    /// The line of the file on which it begins, from 1.
    let line: Int
    /// Its cells.
    var cells: [CSVCell]

    /// Whether nothing stands in it: a blank line, or the empty rows that a spreadsheet leaves.
    var isEmpty: Bool { cells.allSatisfy { $0.text.isEmpty && $0.fault == nil } }
}

/// One cell of a CSV file.
struct CSVCell {
    /// The content without surrounding blanks; empty when there is a fault.
    let text: String
    /// What is wrong with its writing.
    let fault: CSVFault.Kind?
    /// The line on which it begins.
    let line: Int
    /// The offset at which that line begins.
    let lineStart: Int
    /// The offset at which the cell begins.
    let start: Int
}

/// What is wrong with the writing of a CSV file.
struct CSVFault: Error, Equatable {
    enum Kind: Equatable {
        case quoteUnclosed
        case quoteStray
        case lineEnd
        case cellTooLong(Int)
        case controlCharacter(UInt8)
    }

    let kind: Kind
    let line: Int
    let position: Int
}

extension CSVFault.Kind {
    /// The note about it, without a place.
    var fault: CellFault {
        switch self {
        case .quoteUnclosed:
            CellFault(
                .quoteUnclosed, found: "a quotation mark that is never closed",
                expected: "a closing quotation mark",
                remedy: "Close it, or double it where it belongs to the text; nothing behind it "
                    + "could be read")
        case .quoteStray:
            CellFault(
                .quoteStray, found: "a quotation mark inside a cell",
                expected: "quotation marks around the whole cell, those of the text doubled",
                remedy: "Let the spreadsheet save the file again as CSV UTF-8")
        case .lineEnd:
            CellFault(
                .lineEnd, found: "a carriage return without line feed",
                expected: "lines that end with CRLF or LF",
                remedy: "Save as CSV UTF-8, not as CSV (Macintosh)")
        case .cellTooLong(let count):
            CellFault(
                .cellTooLong, found: "a cell of \(count) bytes",
                expected: "at most \(CSVReader.longestCell) bytes",
                remedy: "Put long material into a file in documents/ and name it in documents.csv")
        case .controlCharacter(let byte):
            CellFault(
                .controlCharacter, found: "the control character \(byte)",
                expected: "text without control characters",
                remedy: "Type the cell again")
        }
    }
}
