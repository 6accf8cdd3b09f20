// SPDX-License-Identifier: Apache-2.0

/// What stays of a number or a name when the ways to write it are taken away.
enum Likeness {
    /// Digits of a telephone without the prefix of China and leading zeros.
    static func telephone(_ text: String) -> String {
        var digits = text.compactMap(\.wholeNumberValue).map(String.init).joined()[...]
        digits = digits.drop { $0 == "0" }
        // No number within China is longer, and none of ten digits begins so.
        if digits.count > 10, digits.hasPrefix("86") { digits = digits.dropFirst(2) }
        return String(digits.drop { $0 == "0" })
    }

    /// Words in small letters, in any order.
    static func name(_ text: String) -> String { words(text).sorted().joined(separator: " ") }

    /// Words in small letters, in their order.
    static func address(_ text: String) -> String { words(text).joined(separator: " ") }

    /// Letters and digits of the number of a seal, a container or a waybill.
    static func mark(_ text: String) -> String {
        String(text.uppercased().filter { $0.isLetter || $0.isNumber })
    }

    /// Runs of letters and of digits; separators inside a number of a paper may tell parts of it.
    static func number(_ text: String) -> String {
        var result = ""
        var last = Kind.other
        for character in text.uppercased() {
            let kind: Kind =
                character.isNumber ? .digit : character.isLetter ? .letter : .other
            if kind != last, kind != .other, !result.isEmpty { result.append("-") }
            if kind != .other { result.append(character) }
            last = kind
        }
        return result
    }

    private enum Kind { case letter, digit, other }

    private static func words(_ text: String) -> [Substring] {
        text.lowercased().split { !$0.isLetter && !$0.isNumber }
    }
}
