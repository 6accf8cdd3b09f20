// SPDX-License-Identifier: Apache-2.0

/// Text inside a drawing, where nothing wraps.
enum DrawnText {
    /// The mean advance of a sans-serif face, as a share of its size.
    static let regular = 0.53
    /// The same for bold.
    static let bold = 0.56

    /// The text broken between words into lines that fit the width; what is left over is cut.
    static func wrapped(
        _ text: String, width: Int, size: Double, advance: Double, most: Int = 2
    ) -> [String] {
        let room = Int(Double(width) / (size * advance))
        var lines: [String] = []
        var line = ""
        var words = text.visible.split(separator: " ").map { String($0) }[...]
        while let word = words.first, lines.count < most - 1 {
            let longer = line.isEmpty ? word : line + " " + word
            if PlainLayout.columns(longer) <= room {
                line = longer
                words = words.dropFirst()
            } else if line.isEmpty {
                break
            } else {
                lines.append(line)
                line = ""
            }
        }
        let rest = ([line] + words).filter { !$0.isEmpty }.joined(separator: " ")
        if !rest.isEmpty {
            lines.append(fitted(rest, width: width, size: size, advance: advance))
        }
        return lines
    }

    /// The text cut so that it fits the width.
    static func fitted(
        _ text: String, width: Int, size: Double, advance: Double = DrawnText.regular
    ) -> String {
        let room = Int(Double(width) / (size * advance))
        var used = 0
        var result = ""
        for character in text.visible {
            let columns = PlainLayout.columns(String(character))
            guard used + columns <= room else {
                return result.dropLast() + "\u{2026}"
            }
            used += columns
            result.append(character)
        }
        return result
    }
}
