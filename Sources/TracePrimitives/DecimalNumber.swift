// SPDX-License-Identifier: Apache-2.0

/// A decimal number with its digits as the source wrote them: "1.50" is 150 and exponent -2.
///
/// `==` compares the writing; `hasSameValue(as:)` and `isLess(than:)` compare values, exactly.
public struct DecimalNumber: Hashable, Sendable {
    /// The digits without the point.
    public let mantissa: Int64
    /// The power of ten that the mantissa counts, from -18 to 0.
    public let exponent: Int8

    /// A decimal from its parts; nil for an exponent outside -18...0 or the mantissa -2^63.
    @inlinable
    public init?(mantissa: Int64, exponent: Int8) {
        guard exponent >= -18, exponent <= 0, mantissa != .min else { return nil }
        self.mantissa = mantissa
        self.exponent = exponent
    }

    /// A whole number.
    public init(_ whole: Int32) {
        mantissa = Int64(whole)
        exponent = 0
    }

    /// Reads `-?digits(.digits)?` without a plus sign, superfluous leading zeros or a negative zero.
    public init?(_ text: String) {
        var characters = Array(text.utf8)[...]
        let isNegative = characters.first == 0x2D
        if isNegative { characters.removeFirst() }
        let point = characters.firstIndex(of: 0x2E)
        let whole = characters[..<(point ?? characters.endIndex)]
        let fraction = point.map { characters[($0 + 1)...] } ?? []
        guard !whole.isEmpty, point == nil || !fraction.isEmpty, fraction.count <= 18,
            whole.count == 1 || whole.first != 0x30
        else { return nil }
        var value: Int64 = 0
        for character in whole + fraction {
            guard (0x30...0x39).contains(character) else { return nil }
            let (tens, overTen) = value.multipliedReportingOverflow(by: 10)
            let (next, over) = tens.addingReportingOverflow(Int64(character - 0x30))
            guard !overTen, !over else { return nil }
            value = next
        }
        guard !isNegative || value != 0 else { return nil }
        self.init(mantissa: isNegative ? -value : value, exponent: -Int8(fraction.count))
    }

    /// The exact value times 10^18.
    public var scaled: Int128 {
        Int128(mantissa) * Int128(DecimalNumber.powersOfTen[18 + Int(exponent)])
    }

    /// Whether both are the same number, however many digits they were written with.
    public func hasSameValue(as other: DecimalNumber) -> Bool { scaled == other.scaled }

    /// Whether this is the smaller number.
    public func isLess(than other: DecimalNumber) -> Bool { scaled < other.scaled }

    /// The nearest binary number.
    public var doubleValue: Double {
        guard mantissa.magnitude <= 1 << 53 else { return Double(description) ?? .nan }
        // Both operands are exact, so the one division rounds correctly.
        return Double(mantissa) / Double(DecimalNumber.powersOfTen[-Int(exponent)])
    }

    private static let powersOfTen: [Int64] = (0...18).map { power in
        (0..<power).reduce(1) { product, _ in product * 10 }
    }
}

extension DecimalNumber: CustomStringConvertible {
    /// The text that `init(_:)` reads back to the same mantissa and exponent.
    public var description: String {
        let places = -Int(exponent)
        guard places > 0 else { return String(mantissa) }
        var digits = String(mantissa.magnitude)
        if digits.count <= places {
            digits = String(repeating: "0", count: places + 1 - digits.count) + digits
        }
        return (mantissa < 0 ? "-" : "") + digits.dropLast(places) + "." + digits.suffix(places)
    }
}
