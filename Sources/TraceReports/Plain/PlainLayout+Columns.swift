// SPDX-License-Identifier: Apache-2.0

extension PlainLayout {
    /// A table: each column as wide as its widest cell up to a limit, cells of text wrapped in it.
    package mutating func columns(_ head: [String], _ rows: [[String]]) {
        let rows = [head] + rows.map { $0.map(\.visible) }
        var widths = head.indices.map { column in
            rows.lazy.map { PlainLayout.columns($0[column]) }.max() ?? 0
        }
        let room = PlainLayout.width - 2 * (head.count - 1)
        // The widest give way first, and none below eight columns.
        while widths.reduce(0, +) > room, let most = widths.max(), most > 8,
            let widest = widths.lastIndex(of: most)
        {
            widths[widest] -= 1
        }
        for row in rows {
            let cells = zip(row, widths).map { PlainLayout.wrapped($0, to: $1) }
            for line in 0..<(cells.map(\.count).max() ?? 0) {
                paragraph(
                    line: zip(cells, widths).map { cell, width in
                        let text = line < cell.count ? cell[line] : ""
                        return text
                            + String(
                                repeating: " ", count: max(0, width - PlainLayout.columns(text)))
                    }.joined(separator: "  "))
            }
        }
    }

    /// A cell in lines; words are kept whole where they fit.
    private static func wrapped(_ cell: String, to width: Int) -> [String] {
        var lines = [""]
        for word in cell.split(separator: " ") {
            for piece in pieces(of: word, limit: width) {
                let last = lines[lines.count - 1]
                let used = columns(last)
                if used > 0, used + 1 + columns(piece) > width {
                    lines.append(piece)
                } else {
                    lines[lines.count - 1] = last + (used > 0 ? " " : "") + piece
                }
            }
        }
        return lines
    }
}
