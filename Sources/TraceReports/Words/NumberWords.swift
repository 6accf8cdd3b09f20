// SPDX-License-Identifier: Apache-2.0

/// The figures of a finding as lines of a table: a name in words, a value or interval, a unit.
struct NumberLine: Equatable {
    let name: String
    let value: String
    let unit: String

    /// All figures, in the order of their keys; `x_low` and `x_high` become one interval.
    static func lines(of numbers: [String: Double]) -> [NumberLine] {
        numbers.sorted { $0.key < $1.key }.compactMap { key, value in
            if let base = stem(key, "_low"), numbers[base + "_high"] != nil { return nil }
            if let base = stem(key, "_high"), let low = numbers[base + "_low"] {
                return line(key: base, value: interval(low, value))
            }
            return line(
                key: key, value: isNumberOfAThing(key) ? value.plainFigure : value.readableFigure)
        }
    }

    /// Entry 90017 of a list is no quantity: it is written without grouping.
    private static func isNumberOfAThing(_ key: String) -> Bool {
        ["entry", "id", "hs", "code", "year", "office"].contains { part in
            key == part || key.hasSuffix("_" + part)
        }
    }

    private static func interval(_ low: Double, _ high: Double) -> String {
        low == high ? low.readableFigure : "\(low.readableFigure) to \(high.readableFigure)"
    }

    private static func stem(_ key: String, _ suffix: String) -> String? {
        key.hasSuffix(suffix) ? String(key.dropLast(suffix.count)) : nil
    }

    /// Names that the words of the key do not give.
    private static let names: [String: (name: String, unit: String)] = [
        "events_in_kp": ("Events in North Korea", ""),
        "kg_per_piece": ("Mass of a piece", "kg"),
        "cny_per_hour": ("Left for an hour of work", "CNY"),
        "band_low_kg": ("Usual at least", "kg"), "band_high_kg": ("Usual at most", "kg"),
        "band_low_cny": ("Usual at least", "CNY"), "band_high_cny": ("Usual at most", "CNY"),
    ]

    private static let units: [String: String] = [
        "kg": "kg", "g": "g", "usd": "USD", "rmb": "RMB", "cny": "CNY", "eur": "EUR",
        "days": "days", "day": "days", "hours": "hours", "hour": "hours", "h": "hours",
        "pct": "%", "percent": "%", "km": "km", "pieces": "pieces", "pairs": "pairs",
        "sigma": "sigma",
    ]

    private static func line(key: String, value: String) -> NumberLine {
        if let known = names[key] {
            return NumberLine(name: known.name, value: value, unit: known.unit)
        }
        var words = key.visible.split(separator: "_").map { String($0) }
        var unit = ""
        if let per = words.lastIndex(of: "per"), per > 1, per + 1 < words.count,
            let upper = units[words[per - 1].lowercased()]
        {
            unit = upper + "/" + words[(per + 1)...].joined(separator: " ")
            words.removeSubrange((per - 1)...)
        } else if words.count > 1, let last = words.last, let known = units[last.lowercased()] {
            unit = known
            words.removeLast()
        }
        let name = words.joined(separator: " ")
        return NumberLine(
            name: name.prefix(1).uppercased() + name.dropFirst(), value: value, unit: unit)
    }
}
