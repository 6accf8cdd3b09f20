// SPDX-License-Identifier: Apache-2.0

/// What is wrong with a list or table file, and where.
public struct ScreeningError: Error, Sendable, Equatable, CustomStringConvertible {
    /// What kind of fault it is; new ones may be added.
    public struct Code: Sendable, Equatable, CustomStringConvertible {
        /// The code's name.
        public let description: String

        /// The folder or a file in it cannot be read.
        public static let unreadable = Code(description: "unreadable")
        /// Two files of the folder differ only by case.
        public static let ambiguousFile = Code(description: "ambiguous-file")
        /// A quoted field has no end, or text follows its end.
        public static let brokenQuoting = Code(description: "broken-quoting")
        /// A row has another number of fields than its kind of file.
        public static let fieldCount = Code(description: "field-count")
        /// An entry number is not a whole number.
        public static let entryNumber = Code(description: "entry-number")
        /// A field is longer than any list holds.
        public static let tooLong = Code(description: "too-long")
        /// Two rows of the main file have one entry number.
        public static let duplicateEntry = Code(description: "duplicate-entry")
    }

    /// What kind of fault it is.
    public let code: Code
    /// The file's name.
    public let file: String
    /// The line, counted from 1; 0 when the file as a whole is meant.
    public let line: Int
    /// What was found and what was expected.
    public let reason: String

    /// An error at a line of a file.
    public init(_ code: Code, file: String, line: Int = 0, _ reason: String) {
        self.code = code
        self.file = file
        self.line = line
        self.reason = reason
    }

    /// File, line and reason.
    public var description: String {
        line > 0 ? "\(file), line \(line): \(reason)" : "\(file): \(reason)"
    }
}
