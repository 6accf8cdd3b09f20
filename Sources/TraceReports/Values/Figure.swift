// SPDX-License-Identifier: Apache-2.0

/// A number as a report writes it: decimal digits, at most six of them significant.
///
/// It works on the shortest decimal form of the `Double`, so the same value gives the same text on
/// every platform and in every locale.
struct Figure: Sendable, Equatable {
    /// How many digits of a number other programs see.
    static let precision = 6

    /// Significant digits, 0 to 9, without leading or trailing zeros; empty for zero.
    private(set) var digits: [UInt8]
    /// The number is 0.DIGITS times ten to this power.
    private(set) var point: Int
    private let isNegative: Bool

    /// The number's figure; `nil` for what is no number.
    init?(_ value: Double, precision: Int = Figure.precision) {
        guard value.isFinite else { return nil }
        isNegative = value < 0
        digits = []
        point = 0
        var afterPoint = false
        var exponent = 0
        let parts = value.magnitude.description.split(separator: "e")
        if parts.count == 2, let power = Int(parts[1]) { exponent = power }
        for byte in (parts.first ?? "").utf8 {
            guard byte != UInt8(ascii: ".") else {
                afterPoint = true
                continue
            }
            digits.append(byte &- UInt8(ascii: "0"))
            if !afterPoint { point += 1 }
        }
        point += exponent
        trim()
        round(to: precision)
    }

    /// As JSON writes it: no grouping, an exponent only where the zeros would mislead.
    var plain: String {
        guard !digits.isEmpty else { return "0" }
        guard (-6...21).contains(point) else {
            let head = text(of: digits.prefix(1))
            let tail = digits.count > 1 ? "." + text(of: digits.dropFirst()) : ""
            return "\(sign)\(head)\(tail)e\(point - 1)"
        }
        return sign + whole + (fraction.isEmpty ? "" : "." + fraction)
    }

    /// As people read it: the whole part grouped by commas, a true minus sign.
    var grouped: String {
        guard !digits.isEmpty else { return "0" }
        guard (-6...21).contains(point) else { return plain }
        var text = ""
        for (offset, character) in whole.enumerated() {
            if offset > 0, (whole.count - offset).isMultiple(of: 3) { text.append(",") }
            text.append(character)
        }
        return (isNegative ? "\u{2212}" : "") + text + (fraction.isEmpty ? "" : "." + fraction)
    }

    private var sign: String { isNegative ? "-" : "" }

    private var whole: String {
        guard point > 0 else { return "0" }
        let missing = max(0, point - digits.count)
        return text(of: digits.prefix(point)) + String(repeating: "0", count: missing)
    }

    private var fraction: String {
        guard point < digits.count else { return "" }
        return String(repeating: "0", count: max(0, -point))
            + text(of: digits.dropFirst(max(0, point)))
    }

    private func text(of digits: ArraySlice<UInt8>) -> String {
        digits.map { String($0) }.joined()
    }

    private mutating func trim() {
        let leading = digits.prefix { $0 == 0 }.count
        digits.removeFirst(leading)
        point -= leading
        while digits.last == 0 { digits.removeLast() }
        if digits.isEmpty { point = 0 }
    }

    private mutating func round(to precision: Int) {
        guard digits.count > precision, precision > 0 else { return }
        let up = digits[precision] >= 5
        digits.removeSubrange(precision...)
        if up {
            var index = precision - 1
            while index >= 0, digits[index] == 9 {
                digits[index] = 0
                index -= 1
            }
            if index >= 0 {
                digits[index] += 1
            } else {
                digits.insert(1, at: 0)
                point += 1
            }
        }
        trim()
    }
}

extension Double {
    /// For other programs: six significant digits, or `null` for what is no number.
    var plainFigure: String { Figure(self)?.plain ?? "null" }

    /// For people: the whole part as it is, at most four significant digits where there is a fraction.
    var readableFigure: String {
        guard let full = Figure(self) else { return "not a number" }
        guard full.point < full.digits.count else { return full.grouped }
        return Figure(self, precision: max(4, full.point))?.grouped ?? full.grouped
    }
}
