// SPDX-License-Identifier: Apache-2.0

/// What is wrong with a list or table file, where, and what helps.
public struct ScreeningError: Error, Sendable, Equatable, CustomStringConvertible {
    /// What kind of fault it is; new ones may be added.
    public struct Code: Sendable, Equatable, CustomStringConvertible {
        /// The code's name.
        public let description: String

        /// The folder or a file in it cannot be read or written.
        public static let unreadable = Code(description: "unreadable")
        /// Two files of the folder differ only by case.
        public static let ambiguousFile = Code(description: "ambiguous-file")
        /// A quoted field has no end, or text follows its end.
        public static let brokenQuoting = Code(description: "broken-quoting")
        /// A row has another number of fields than its kind of file.
        public static let fieldCount = Code(description: "field-count")
        /// An entry number is missing or not of its form.
        public static let entryNumber = Code(description: "entry-number")
        /// A file, field or record is larger than any list holds.
        public static let tooLong = Code(description: "too-long")
        /// Two rows of the main file have one entry number.
        public static let duplicateEntry = Code(description: "duplicate-entry")
        /// The content is of no list that is known.
        public static let unknownList = Code(description: "unknown-list")
        /// A column that the list needs is missing from its header.
        public static let header = Code(description: "header")
        /// The text is in another encoding than the list is published in.
        public static let encoding = Code(description: "encoding")
        /// The file ends before its end, or holds fewer entries than it says.
        public static let truncated = Code(description: "truncated")
        /// The XML or JSON is not well formed.
        public static let malformed = Code(description: "malformed")
        /// The XML declares a document type: entities could grow without bound.
        public static let documentType = Code(description: "document-type")
        /// The XML mixes namespaces, or has one that the list is not published in.
        public static let namespace = Code(description: "namespace")
        /// An entry has no name.
        public static let missingName = Code(description: "missing-name")
        /// A date is not of its form.
        public static let date = Code(description: "date")
        /// A stored list's bytes are not those that its name tells.
        public static let changed = Code(description: "changed")
        /// A snapshot holds far fewer entries than the one before it.
        public static let shrunken = Code(description: "shrunken")
    }

    /// What kind of fault it is.
    public let code: Code
    /// The file's name.
    public let file: String
    /// The line, counted from 1; 0 when the file as a whole is meant.
    public let line: Int
    /// The column or element, where one is meant.
    public let field: String?
    /// What was found and what was expected.
    public let reason: String
    /// What helps, where something does.
    public let remedy: String?

    /// An error at a line of a file.
    public init(
        _ code: Code, file: String, line: Int = 0, field: String? = nil, _ reason: String,
        remedy: String? = nil
    ) {
        self.code = code
        self.file = file
        self.line = line
        self.field = field
        self.reason = reason
        self.remedy = remedy
    }

    /// File, line, field, reason and remedy.
    public var description: String {
        let place = [line > 0 ? "line \(line)" : nil, field].compactMap { $0 }
        let head = ([file] + place).joined(separator: ", ")
        return "\(head): \(reason)" + (remedy.map { ". Remedy: \($0)" } ?? "")
    }
}
