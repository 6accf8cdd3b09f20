// SPDX-License-Identifier: Apache-2.0
import Mustache
import TracePrimitives

/// Text that may stand in a page: made visible here, escaped by the template.
///
/// The values that templates read hold `Shown`, `Int` and `Bool` and no `String`, so that nothing
/// from a record reaches a page by another way. An empty text counts as absent in a template.
struct Shown: Sendable, Equatable, MustacheCustomRenderable {
    private let characters: String

    /// Text of any origin, a record's among them.
    init(_ text: String, limit: Int = VisibleText.limit) {
        characters = VisibleText.of(text, limit: limit)
    }

    var renderText: String { characters }
    var isNull: Bool { characters.isEmpty }
}

/// The style sheet as it is compiled in; nothing from a record is ever one.
struct StyleSheet: Sendable, Equatable, MustacheCustomRenderable {
    let text: String
    var renderText: String { text }
    var isNull: Bool { false }
}

extension Shown: ExpressibleByStringLiteral {
    init(stringLiteral value: String) { self.init(value) }
}

extension String {
    var shown: Shown { Shown(self) }
}

extension [String] {
    var shown: [Shown] { map { Shown($0) } }
}

/// Days as people write them.
enum DayWords {
    private static let months = [
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ]

    /// `18 Mar 2024`.
    static func day(_ date: CalendarDate) -> String { "\(date.day) \(month(date)) \(date.year)" }

    /// `Mar`.
    static func month(_ date: CalendarDate) -> String { months[date.month - 1] }

    /// `18 Mar to 14 Jun 2024, 89 days`, both ends counted.
    static func span(_ start: CalendarDate, _ end: CalendarDate) -> String {
        guard start != end else { return day(start) }
        let isOneMonth = start.year == end.year && start.month == end.month
        let first =
            isOneMonth
            ? String(start.day)
            : start.year == end.year ? "\(start.day) \(month(start))" : day(start)
        let days = end.dayNumber - start.dayNumber + 1
        return "\(first) to \(day(end)), \(Double(days).readableFigure) days"
    }

    /// A date of a record in words; text that is no date stays as it is.
    static func words(_ text: String) -> String {
        CalendarDate(text).map { day($0) } ?? text.visible
    }
}
