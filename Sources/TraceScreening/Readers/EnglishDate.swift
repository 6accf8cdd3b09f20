// SPDX-License-Identifier: Apache-2.0
import TracePrimitives

/// Days as American authorities print them.
enum EnglishDate {
    private static let months = [
        "january", "february", "march", "april", "may", "june", "july", "august", "september",
        "october", "november", "december",
    ]

    /// `June 21, 2022`, `6/21/2022` or `2022-06-21`.
    static func read(_ text: String) -> CalendarDate? {
        if let date = CalendarDate(text) { return date }
        let slashed = text.split(separator: "/").compactMap { Int($0) }
        if slashed.count == 3 {
            return CalendarDate(year: slashed[2], month: slashed[0], day: slashed[1])
        }
        let words = text.lowercased().split { " ,.".contains($0) }
        guard words.count == 3, words[0].count >= 3, let day = Int(words[1]),
            let year = Int(words[2]),
            let month = months.firstIndex(where: { $0.hasPrefix(words[0]) })
        else { return nil }
        return CalendarDate(year: year, month: month + 1, day: day)
    }
}
