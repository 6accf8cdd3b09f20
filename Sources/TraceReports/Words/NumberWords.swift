// SPDX-License-Identifier: Apache-2.0

/// The figures of a finding as lines of a table: a name in words, a value or interval, a unit.
struct NumberLine: Equatable {
    let name: String
    let value: String
    let unit: String

    /// All figures: known ones in the order of ``NumberNames``, others after them by key.
    ///
    /// A lower and an upper bound become one interval; a bound alone says that it is one. A posterior is
    /// left to the JSON: it holds a base rate, and would read as a probability of wrongdoing.
    static func lines(of numbers: [String: Double]) -> [NumberLine] {
        var bounds: [String: Bounds] = [:]
        for (key, value) in numbers where !key.hasPrefix("posterior") {
            let (stem, end) = split(key)
            switch end {
            case .low: bounds[stem, default: Bounds()].low = value
            case .high: bounds[stem, default: Bounds()].high = value
            case nil: bounds[stem, default: Bounds()].exact = value
            }
        }
        return bounds.sorted { left, right in
            let last = NumberNames.entries.count
            let places = (
                NumberNames.places[left.key] ?? last, NumberNames.places[right.key] ?? last
            )
            return places.0 == places.1 ? left.key < right.key : places.0 < places.1
        }.map { line(key: $0.key, bounds: $0.value) }
    }

    private enum End {
        case low, high
    }

    private struct Bounds {
        var low: Double?
        var high: Double?
        var exact: Double?
    }

    /// `x_low_kg` and `x_kg_low` are both the lower end of `x_kg`.
    private static func split(_ key: String) -> (stem: String, end: End?) {
        var words = key.split(separator: "_")
        for position in [words.count - 1, words.count - 2] where position > 0 {
            let end: End? =
                switch words[position] {
                case "low": .low
                case "high": .high
                default: nil
                }
            guard let end else { continue }
            words.remove(at: position)
            return (words.joined(separator: "_"), end)
        }
        return (key, nil)
    }

    private static func value(of bounds: Bounds, key: String) -> String {
        var parts: [String] = []
        if let exact = bounds.exact {
            parts.append(isNumberOfAThing(key) ? exact.plainFigure : exact.readableFigure)
        }
        switch (bounds.low, bounds.high) {
        case (let low?, let high?):
            parts.append(
                low == high
                    ? low.readableFigure : "\(low.readableFigure) to \(high.readableFigure)")
        case (let low?, nil): parts.append("at least \(low.readableFigure)")
        case (nil, let high?): parts.append("at most \(high.readableFigure)")
        case (nil, nil): break
        }
        return parts.joined(separator: "; ")
    }

    /// Entry 90017 of a list is no quantity: it is written without grouping.
    private static func isNumberOfAThing(_ key: String) -> Bool {
        ["entry", "id", "hs", "code", "year", "office"].contains { part in
            key == part || key.hasSuffix("_" + part)
        }
    }

    private static let units: [String: String] = [
        "kg": "kg", "g": "g", "usd": "USD", "rmb": "RMB", "cny": "CNY", "eur": "EUR",
        "days": "days", "day": "days", "hours": "hours", "hour": "hours", "h": "hours",
        "pct": "%", "percent": "%", "km": "km", "pieces": "pieces", "pairs": "pairs",
    ]

    private static func line(key: String, bounds: Bounds) -> NumberLine {
        let value = value(of: bounds, key: key)
        if let place = NumberNames.places[key] {
            let entry = NumberNames.entries[place]
            return NumberLine(name: entry.name, value: value, unit: entry.unit)
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
