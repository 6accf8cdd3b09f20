// SPDX-License-Identifier: Apache-2.0
import TracePrimitives

/// What a number in a local form may mean, for advice; nothing is ever read by it.
enum DecimalRepair {
    /// The readings of a cell in the form of the workbook: none, one, or two that nobody can choose
    /// between.
    static func readings(_ cell: String) -> [String] {
        guard cell.utf8.count <= 64, let text = plain(cell) else { return [] }
        let isNegative = text.first == "-"
        let digits = isNegative ? text.dropFirst() : text[...]
        guard !digits.contains("-"), digits.contains(where: \.isNumber) else { return [] }
        return candidates(digits).compactMap { reading in
            guard let number = DecimalNumber(reading) else { return nil }
            return isNegative && number.mantissa != 0 ? "-" + reading : reading
        }
    }

    /// Digits, points, commas and a sign, whatever keyboard wrote them; `nil` for anything else.
    private static func plain(_ cell: String) -> String? {
        var text = ""
        for scalar in cell.unicodeScalars {
            switch scalar.value {
            case 0x2C, 0xFF0C: text += ","
            case 0x2E, 0xFF0E: text += "."
            case 0x2D, 0x2212, 0xFF0D: text += "-"
            // What stands between thousands in some countries.
            case 0x20, 0xA0, 0x2009, 0x202F, 0x27, 0x2019: text += " "
            default:
                guard scalar.properties.numericType == .decimal,
                    let value = scalar.properties.numericValue
                else { return nil }
                text += String(Int(value))
            }
        }
        return text
    }

    private static func candidates(_ digits: Substring) -> [String] {
        let marks = digits.filter { !$0.isNumber }
        guard let last = marks.last else { return [whole(digits)].compactMap(\.self) }
        if marks.count(where: { $0 == last }) > 1 {
            guard marks.allSatisfy({ $0 == last }) else { return [] }
            return [joined(digits, by: last)].compactMap(\.self)
        }
        let parts = digits.split(separator: last, omittingEmptySubsequences: false)
        guard parts.count == 2 else { return [] }
        if last == " " {
            return marks.count == 1 ? [joined(digits, by: last)].compactMap(\.self) : []
        }
        // Two sorts of marks: the last one stands before the decimals.
        if let first = marks.first, marks.count > 1 {
            guard marks.dropLast().allSatisfy({ $0 == first }),
                let head = joined(parts[0], by: first)
            else { return [] }
            return [decimal(head[...], parts[1])].compactMap(\.self)
        }
        let one = decimal(parts[0], parts[1])
        // A point is the form of the workbook; a comma before three digits may be either.
        let other = last == "," && parts[0].first != "0" ? joined(digits, by: last) : nil
        return [other, one].compactMap(\.self)
    }

    /// Groups of three digits put together; `nil` where they are no such groups.
    private static func joined(_ digits: Substring, by mark: Character) -> String? {
        let groups = digits.split(separator: mark, omittingEmptySubsequences: false)
        guard let first = groups.first, (1...3).contains(first.count),
            groups.dropFirst().allSatisfy({ $0.count == 3 }),
            groups.allSatisfy({ $0.allSatisfy(\.isNumber) })
        else { return nil }
        return whole(groups.joined()[...])
    }

    private static func decimal(_ head: Substring, _ tail: Substring) -> String? {
        guard head.allSatisfy(\.isNumber), tail.allSatisfy(\.isNumber) else { return nil }
        guard let head = whole(head.isEmpty ? "0" : head) else { return nil }
        return tail.isEmpty ? head : head + "." + tail
    }

    /// Digits without the zeros before them.
    private static func whole(_ digits: Substring) -> String? {
        guard !digits.isEmpty else { return nil }
        let rest = digits.drop { $0 == "0" }
        return rest.isEmpty ? "0" : String(rest)
    }
}
