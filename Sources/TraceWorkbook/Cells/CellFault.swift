// SPDX-License-Identifier: Apache-2.0
import TraceRecords

/// What is to be said about one cell, before its place is known.
struct CellFault: Error {
    let code: WorkbookCode
    let found: String
    let expected: String
    let remedy: String

    init(_ code: WorkbookCode, found: String, expected: String, remedy: String) {
        self.code = code
        self.found = found
        self.expected = expected
        self.remedy = remedy
    }

    init(_ code: WorkbookCode, cell: String, expected: String, remedy: String) {
        self.init(code, found: WorkbookNote.quoted(cell), expected: expected, remedy: remedy)
    }
}

/// A cell as read: its value, and what is to be remarked although it was read.
struct CellReading {
    var value: FieldValue
    var remark: CellFault?

    init(_ value: FieldValue, remark: CellFault? = nil) {
        self.value = value
        self.remark = remark
    }
}
