// SPDX-License-Identifier: Apache-2.0

/// Lines of text for a terminal, wrapped at a width and indented.
package struct PlainLayout {
    /// No line is wider than this many columns.
    package static let width = 100

    package private(set) var text = ""

    /// An empty page.
    package init() {}

    /// An empty line, never two in a row.
    package mutating func blank() {
        if !text.isEmpty, !text.hasSuffix("\n\n") { text += "\n" }
    }

    /// A section's head in capitals, with a rule under it.
    mutating func heading(_ title: String) {
        blank()
        text += title.uppercased() + "\n"
        text += String(repeating: "\u{2500}", count: PlainLayout.width) + "\n"
    }

    /// A paragraph; lines after the first are indented by `hanging` more.
    package mutating func paragraph(_ string: String, indent: Int = 0, hanging: Int = 0) {
        var line = String(repeating: " ", count: indent)
        var used = indent
        var isFresh = true
        for word in string.split(separator: " ").flatMap({
            PlainLayout.pieces(of: $0, indent + hanging)
        }) {
            let width = PlainLayout.columns(word)
            if !isFresh, used + 1 + width > PlainLayout.width {
                text += line + "\n"
                line = String(repeating: " ", count: indent + hanging)
                used = indent + hanging
                isFresh = true
            }
            if !isFresh {
                line += " "
                used += 1
            }
            line += word
            used += width
            isFresh = false
        }
        text += line + "\n"
    }

    /// A labelled paragraph, its text in one column.
    mutating func labelled(_ label: String, _ string: String, indent: Int) {
        let column = 14
        let padded = label + String(repeating: "\u{1F}", count: max(1, column - label.count))
        var inner = PlainLayout()
        inner.paragraph(padded + string, indent: indent, hanging: column)
        text += inner.text.split(separator: "\u{1F}", omittingEmptySubsequences: false).joined(
            separator: " ")
    }

    /// A line as it is, without spaces at its end.
    mutating func paragraph(line: String) {
        var line = line
        while line.last == " " { line.removeLast() }
        text += line + "\n"
    }

    /// A word, or its parts where it is wider than a line.
    private static func pieces(of word: Substring, _ indent: Int) -> [String] {
        pieces(of: word, limit: max(20, width - indent))
    }

    /// A word, or its parts where it is wider than a limit.
    static func pieces(of word: Substring, limit: Int) -> [String] {
        guard columns(String(word)) > limit else { return [String(word)] }
        var parts: [String] = [""]
        var used = 0
        for character in word {
            let width = columns(String(character))
            if used + width > limit {
                parts.append("")
                used = 0
            }
            parts[parts.count - 1].append(character)
            used += width
        }
        return parts
    }

    /// How many columns a terminal gives the string.
    package static func columns(_ string: String) -> Int {
        string.reduce(0) { sum, character in
            guard let first = character.unicodeScalars.first else { return sum }
            return sum + (isWide(first) ? 2 : 1)
        }
    }

    private static func isWide(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x1100...0x115F, 0x2E80...0xA4CF, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE30...0xFE6F,
            0xFF00...0xFF60, 0xFFE0...0xFFE6, 0x1F300...0x1FAFF, 0x20000...0x3FFFD:
            true
        default: false
        }
    }
}
