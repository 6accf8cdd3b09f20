// SPDX-License-Identifier: Apache-2.0

/// Quantities as sheets write them: whole grams and cents inside, decimals outside.
enum Quantity {
    /// Kilograms as a decimal, from whole grams.
    static func kg(_ grams: Int) -> String {
        decimal(grams / 1000, grams % 1000, digits: 3, keeps: 0)
    }

    /// An amount with two decimals, from whole cents.
    static func money(_ cents: Int) -> String {
        decimal(cents / 100, cents % 100, digits: 2, keeps: 2)
    }

    /// Whole grams, rounded to the tenth of a kilogram that scales show.
    static func weighed(_ grams: Double) -> Int { Int((grams / 100).rounded()) * 100 }

    /// One entry of a LOTS column.
    static func link(_ lot: String, _ pieces: Int? = nil, grams: Int? = nil) -> String {
        var text = lot
        if pieces != nil || grams != nil { text += "=" + (pieces.map(String.init) ?? "") }
        if let grams { text += "@" + kg(grams) }
        return text
    }

    private static func decimal(_ whole: Int, _ rest: Int, digits: Int, keeps: Int) -> String {
        var text = String(rest)
        text = String(repeating: "0", count: max(digits - text.count, 0)) + text
        while text.count > keeps, text.last == "0" { text.removeLast() }
        return text.isEmpty ? "\(whole)" : "\(whole).\(text)"
    }
}
