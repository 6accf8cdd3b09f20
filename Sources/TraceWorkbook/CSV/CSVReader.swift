// SPDX-License-Identifier: Apache-2.0

/// Reads RFC 4180 records one by one from bytes that are UTF-8 already.
///
/// It is our own because each complaint must name line and position, which no CSV library for
/// Swift gives, and because evidence is refused rather than repaired: a quote in the wrong place,
/// a lone carriage return or a control character is a fault here, not something to guess about.
struct CSVReader {
    /// The most bytes that a cell may have.
    static let longestCell = 65_536

    private let bytes: [UInt8]
    private let separator: UInt8
    private var at: Int
    private var line = 1
    private var lineStart: Int
    private var number = 0

    /// A reader of all bytes from an offset on, behind a byte-order mark.
    init(_ bytes: [UInt8], from start: Int = 0, separator: UInt8 = 0x2C) {
        self.bytes = bytes
        self.separator = separator
        self.at = start
        self.lineStart = start
    }

    /// The next record, nil at the end.
    ///
    /// A thrown fault leaves nothing readable behind it.
    mutating func next() throws(CSVFault) -> CSVRecord? {
        guard at < bytes.count else { return nil }
        number += 1
        var record = CSVRecord(number: number, line: line, cells: [])
        while true {
            record.cells.append(try cell())
            guard at < bytes.count else { return record }
            if bytes[at] == separator {
                at += 1
                continue
            }
            try endLine()
            return record
        }
    }

    private mutating func cell() throws(CSVFault) -> CSVCell {
        let start = at
        let place = (line, lineStart)
        let content: Range<Int>
        var fault: CSVFault.Kind?
        var escapes = 0
        if at < bytes.count, bytes[at] == 0x22 {
            (content, escapes) = try quoted(opening: start, place)
            if at < bytes.count, bytes[at] != separator, bytes[at] != 0x0A, bytes[at] != 0x0D {
                fault = .quoteStray
                skip()
            }
        } else {
            skip()
            content = start..<at
            if bytes[content].contains(0x22) { fault = .quoteStray }
        }
        if content.count > CSVReader.longestCell { fault = .cellTooLong(content.count) }
        if fault == nil, let control = control(in: content) { fault = .controlCharacter(control) }
        let text = fault == nil ? text(content, escapes: escapes) : ""
        return CSVCell(text: text, fault: fault, line: place.0, lineStart: place.1, start: start)
    }

    /// Passes an unquoted cell, up to what ends it.
    private mutating func skip() {
        while at < bytes.count {
            let byte = bytes[at]
            if byte == separator || byte == 0x0A || byte == 0x0D { return }
            at += 1
        }
    }

    /// Passes a quoted cell with its closing quote.
    private mutating func quoted(
        opening: Int, _ place: (line: Int, lineStart: Int)
    ) throws(CSVFault) -> (Range<Int>, escapes: Int) {
        var escapes = 0
        at += 1
        while at < bytes.count {
            let byte = bytes[at]
            at += 1
            if byte == 0x0A {
                line += 1
                lineStart = at
            } else if byte == 0x22 {
                guard at < bytes.count, bytes[at] == 0x22 else {
                    return ((opening + 1)..<(at - 1), escapes)
                }
                escapes += 1
                at += 1
            }
        }
        throw CSVFault(
            kind: .quoteUnclosed, line: place.line,
            position: position(of: opening, from: place.lineStart))
    }

    /// Passes CRLF or LF.
    private mutating func endLine() throws(CSVFault) {
        if bytes[at] == 0x0D {
            guard at + 1 < bytes.count, bytes[at + 1] == 0x0A else {
                throw CSVFault(
                    kind: .lineEnd, line: line, position: position(of: at, from: lineStart))
            }
            at += 1
        }
        at += 1
        line += 1
        lineStart = at
    }

    private func control(in range: Range<Int>) -> UInt8? {
        for index in range {
            let byte = bytes[index]
            guard byte < 0x20 || byte == 0x7F else { continue }
            if byte == 0x09 || byte == 0x0A { continue }
            if byte == 0x0D, index + 1 < range.upperBound, bytes[index + 1] == 0x0A { continue }
            return byte
        }
        return nil
    }

    /// The content without surrounding blanks, doubled quotes made single.
    private func text(_ range: Range<Int>, escapes: Int) -> String {
        let content = trimmed(range)
        guard escapes > 0 else { return String(decoding: bytes[content], as: UTF8.self) }
        var plain: [UInt8] = []
        plain.reserveCapacity(content.count)
        var index = content.lowerBound
        while index < content.upperBound {
            plain.append(bytes[index])
            index += bytes[index] == 0x22 ? 2 : 1
        }
        return String(decoding: plain, as: UTF8.self)
    }

    /// Space, tab, line ends, no-break space and the wide space of Chinese keyboards.
    private func trimmed(_ range: Range<Int>) -> Range<Int> {
        var start = range.lowerBound
        var end = range.upperBound
        while start < end, let length = blank(start, end) { start += length }
        while start < end {
            if blank(end - 1, end) == 1 {
                end -= 1
            } else if end - start >= 2, blank(end - 2, end) == 2 {
                end -= 2
            } else if end - start >= 3, blank(end - 3, end) == 3 {
                end -= 3
            } else {
                break
            }
        }
        return start..<end
    }

    private func blank(_ index: Int, _ end: Int) -> Int? {
        switch bytes[index] {
        case 0x20, 0x09, 0x0A, 0x0D: 1
        case 0xC2 where index + 1 < end && bytes[index + 1] == 0xA0: 2
        case 0xE3 where index + 2 < end && bytes[index + 1] == 0x80 && bytes[index + 2] == 0x80: 3
        default: nil
        }
    }

    /// Characters from the start of the line, from 1.
    func position(of offset: Int, from lineStart: Int) -> Int {
        1 + bytes[lineStart..<offset].count { $0 & 0xC0 != 0x80 }
    }

    /// Where a cell begins in its line, in characters from 1.
    func position(of cell: CSVCell) -> Int { position(of: cell.start, from: cell.lineStart) }
}
