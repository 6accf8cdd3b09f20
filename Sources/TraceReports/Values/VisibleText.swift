// SPDX-License-Identifier: Apache-2.0

/// Text from a record, made fit to be shown: nothing in it is invisible, reorders its neighbours,
/// moves a terminal's cursor or hides from an escaping step.
///
/// Escaping by `Character` misses a `<` or `"` that shares its grapheme cluster with another scalar
/// (U+0600 before it, U+0301 after it); here such a cluster is broken up first, so that the five
/// characters that HTML reserves always stand alone.
public enum VisibleText {
    /// The longest text that a report shows of one field.
    public static let limit = 4_000
    /// The most scalars that one shown character may stack.
    static let stack = 8

    /// The text as shown, cut at `limit` characters with a note.
    public static func of(_ raw: String, limit: Int = VisibleText.limit) -> String {
        var shown = ""
        var count = 0
        for character in revealed(raw, limit: limit) {
            guard count < limit else {
                return shown + "\u{2026} [cut; the record's text is longer]"
            }
            append(character, to: &shown)
            count += 1
        }
        return shown
    }

    /// The scalars with controls, format marks and separators spelt out.
    private static func revealed(_ raw: String, limit: Int) -> String {
        var text = String.UnicodeScalarView()
        var count = 0
        for scalar in raw.unicodeScalars {
            // Whatever follows is cut in any case; a 10 MB cell costs no more than this.
            guard count <= (limit + 1) * stack else { break }
            count += 1
            if let name = picture(of: scalar) {
                text.append(contentsOf: name.unicodeScalars)
            } else {
                text.append(scalar)
            }
        }
        return String(text)
    }

    private static func append(_ character: Character, to shown: inout String) {
        let scalars = character.unicodeScalars
        guard scalars.count > 1 else {
            shown.append(character)
            return
        }
        if scalars.contains(where: isReserved) {
            for scalar in scalars {
                if isReserved(scalar) {
                    shown.unicodeScalars.append(scalar)
                } else {
                    shown += name(of: scalar)
                }
            }
        } else {
            shown.unicodeScalars.append(contentsOf: scalars.prefix(stack))
            if scalars.count > stack { shown += "[+\(scalars.count - stack) marks]" }
        }
    }

    /// What stands for a scalar that would not be seen; `nil` for one that is shown as it is.
    private static func picture(of scalar: Unicode.Scalar) -> String? {
        switch scalar.value {
        case 0x00...0x1F: return Unicode.Scalar(0x2400 + scalar.value).map { String($0) }
        case 0x7F: return "\u{2421}"
        case 0x115F, 0x1160, 0x3164, 0xFFA0, 0x034F, 0x2800: return name(of: scalar)
        default: break
        }
        switch scalar.properties.generalCategory {
        case .control, .format, .lineSeparator, .paragraphSeparator, .privateUse, .surrogate:
            return name(of: scalar)
        case .spaceSeparator:
            return scalar == " " ? nil : " "
        default:
            return nil
        }
    }

    private static func isReserved(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar {
        case "<", ">", "&", "\"", "'": true
        default: false
        }
    }

    private static func name(of scalar: Unicode.Scalar) -> String {
        let hex = String(scalar.value, radix: 16, uppercase: true)
        return "[U+" + String(repeating: "0", count: max(0, 4 - hex.count)) + hex + "]"
    }
}

extension String {
    /// The text, fit to be shown.
    var visible: String { VisibleText.of(self) }

    /// At most so many characters, the last one an ellipsis where something was cut.
    func shortened(to count: Int) -> String {
        guard self.count > count else { return self }
        return prefix(max(1, count - 1)).trimmingTrailingSpaces() + "\u{2026}"
    }
}

extension StringProtocol {
    fileprivate func trimmingTrailingSpaces() -> String {
        var end = endIndex
        while end > startIndex, self[index(before: end)] == " " { end = index(before: end) }
        return String(self[..<end])
    }
}
