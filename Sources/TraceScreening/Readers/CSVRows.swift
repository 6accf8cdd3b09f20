// SPDX-License-Identifier: Apache-2.0

/// The rows of a small CSV file: our own data tables, and lists as OFAC publishes them.
///
/// UTF-8, else Latin-1; CRLF or LF; a lone 0x1A at the end (the Ctrl-Z of old DOS tools) is dropped.
package struct CSVRows {
    /// One row with the line it starts on.
    package struct Row {
        package let line: Int
        package let fields: [String]
    }

    /// The rows; empty lines are left out.
    package private(set) var rows: [Row] = []

    /// The longest field, in bytes.
    static let longestField = 65_536

    private let bytes: [UInt8]
    private let end: Int
    private let file: String
    private let separator: UInt8
    private let longest: Int
    private let isUTF8: Bool
    private var position = 0
    private var line = 1

    /// Splits the bytes of a file; with a limit, only its first rows.
    package init(
        _ bytes: [UInt8], file: String, separator: UInt8 = 0x2C, longest: Int = longestField,
        rows limit: Int = .max
    ) throws(ScreeningError) {
        self.bytes = bytes
        self.file = file
        self.separator = separator
        self.longest = longest
        self.isUTF8 = String(validating: bytes, as: UTF8.self) != nil
        var end = bytes.count
        while end > 0, [0x1A, 0x0A, 0x0D].contains(bytes[end - 1]) { end -= 1 }
        self.end = end
        if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { position = 3 }
        while position < self.end, rows.count < limit { try readRow() }
    }

    private mutating func readRow() throws(ScreeningError) {
        let start = line
        var fields: [String] = []
        while true {
            fields.append(try readField())
            guard position < end, bytes[position] == separator else { break }
            position += 1
        }
        if position < end, bytes[position] == 0x0D { position += 1 }
        if position < end, bytes[position] == 0x0A {
            position += 1
            line += 1
        }
        if fields != [""] { rows.append(Row(line: start, fields: fields)) }
    }

    private mutating func readField() throws(ScreeningError) -> String {
        guard position < end, bytes[position] == 0x22 else {
            let start = position
            while position < end, !isBreak(bytes[position]) { position += 1 }
            return try text(bytes[start..<position])
        }
        position += 1
        var content: [UInt8] = []
        while position < end {
            let byte = bytes[position]
            position += 1
            if byte == 0x22 {
                guard position < end, bytes[position] == 0x22 else { return try closed(content) }
                position += 1
            }
            if byte == 0x0A { line += 1 }
            content.append(byte)
        }
        throw ScreeningError(
            .brokenQuoting, file: file, line: line, "a quoted field has no closing quote",
            remedy: "the file may be cut short; download it again")
    }

    private func closed(_ content: [UInt8]) throws(ScreeningError) -> String {
        guard position == end || isBreak(bytes[position]) else {
            throw ScreeningError(
                .brokenQuoting, file: file, line: line,
                "a separator or line end is expected after a closing quote")
        }
        return try text(content[...])
    }

    private func isBreak(_ byte: UInt8) -> Bool {
        byte == separator || byte == 0x0A || byte == 0x0D
    }

    private func text(_ content: ArraySlice<UInt8>) throws(ScreeningError) -> String {
        guard content.count <= longest else {
            throw ScreeningError(
                .tooLong, file: file, line: line,
                "a field has \(content.count) bytes, at most \(longest) are read")
        }
        if isUTF8 { return String(decoding: content, as: UTF8.self) }
        var latin = String.UnicodeScalarView()
        for byte in content { latin.append(Unicode.Scalar(byte)) }
        return String(latin)
    }
}
