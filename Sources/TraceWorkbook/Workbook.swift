// SPDX-License-Identifier: Apache-2.0
public import TracePrimitives
public import TraceRecords

/// A folder of CSV files, read: the rows that are valid, and everything there is to say.
///
/// Reading is a pure function of the bytes. Nothing of a workbook with problems should be recorded
/// unless someone asked for the valid rows alone; ``rows`` then holds exactly those.
public struct Workbook: Sendable {
    /// The valid rows, sheet by sheet in the order of the templates, each in the order of its file.
    public internal(set) var rows: [WorkbookRow]
    /// What must be repaired before all of the workbook is valid.
    public internal(set) var problems: [WorkbookNote]
    /// Valid rows that were left out because they refer to a row with a problem.
    public internal(set) var dropped: [WorkbookNote]
    /// What was read but deserves a look.
    public internal(set) var remarks: [WorkbookNote]

    /// Whether all of it is valid.
    public var isValid: Bool { problems.isEmpty }

    /// The number of valid rows of a kind.
    public func count(_ kind: RecordKind) -> Int { rows.count { $0.record.kind == kind } }

    /// Reads sheets, each under its file name, with the columns to keep beside those of the form.
    ///
    /// `document` says what is known of a file in `documents/`.
    public static func read(
        files: [String: [UInt8]], keep: Set<String> = [],
        document: (String) -> DocumentFile = { _ in .absent }
    ) -> Workbook {
        read(files: files, unreadable: [:], strays: [], keep: keep, document: document)
    }

    /// Reads sheets, some of which are there and could not be opened, each for a reason; strays are
    /// files of spreadsheet programs, which are not read.
    static func read(
        files: [String: [UInt8]], unreadable: [String: String], strays: [String],
        keep: Set<String>, document: (String) -> DocumentFile
    ) -> Workbook {
        var reading = WorkbookReading(keep: keep)
        reading.readSheets(files, unreadable: unreadable, strays: strays)
        reading.findDuplicates()
        reading.resolveReferences()
        reading.checkDates()
        reading.findCycles()
        reading.compareDocuments(document)
        reading.dropDependents()
        return reading.finished()
    }
}

/// A valid row of a workbook.
public struct WorkbookRow: Sendable, Equatable {
    /// The sheet, without `.csv`.
    public let sheet: String
    /// The line of the file on which it begins.
    public let line: Int
    /// What it says.
    public let record: Record
    /// Columns outside the form that were asked to be kept, by name.
    public let kept: [String: String]

    /// The row as messages name it: `sheet.csv#id`.
    public var label: String { "\(sheet).csv#\(record.id)" }
}

/// What is known of a file in `documents/`.
public enum DocumentFile: Sendable, Equatable {
    /// There is no such file.
    case absent
    /// It is there, with this hash.
    case hashed(Digest)
    /// It is there and cannot be read, for this reason.
    case unreadable(String)
}
