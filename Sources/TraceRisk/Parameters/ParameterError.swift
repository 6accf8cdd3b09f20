// SPDX-License-Identifier: Apache-2.0

/// What is wrong with a parameter file or another of the tables that decide.
public struct ParameterError: Error, Sendable, Equatable, CustomStringConvertible {
    /// What kind of fault it is; new ones may be added.
    public struct Code: Sendable, Equatable, CustomStringConvertible {
        /// The code's name.
        public let description: String

        /// The file is no table, or its columns are others.
        public static let form = Code(description: "form")
        /// A key that no rule reads.
        public static let unknownKey = Code(description: "unknown-key")
        /// A key that a rule reads is not there.
        public static let missingKey = Code(description: "missing-key")
        /// A key stands twice.
        public static let duplicateKey = Code(description: "duplicate-key")
        /// A value is no number, is out of its range, or low, base and high are out of order.
        public static let value = Code(description: "value")
        /// A row does not say where its number stands, how good that is, or of when.
        public static let source = Code(description: "source")
        /// A set made for another version of the rules.
        public static let version = Code(description: "version")
    }

    /// What kind of fault it is.
    public let code: Code
    /// The table: `parameters`, or the name of another file.
    public let file: String
    /// The line, from 1; 0 when the file as a whole is meant.
    public let line: Int
    /// What was found and what was expected.
    public let reason: String

    /// Table, line and reason.
    public var description: String {
        line > 0 ? "\(file), line \(line): \(reason)" : "\(file): \(reason)"
    }

    init(_ code: Code, file: String = "parameters", line: Int = 0, _ reason: String) {
        self.code = code
        self.file = file
        self.line = line
        self.reason = reason
    }
}
