// SPDX-License-Identifier: Apache-2.0
import TracePrimitives
import TraceRisk

/// What happened when, as shapes: one row an event, time from left to right.
struct TimelineDrawing {
    /// An event as a bar or, on a single day, a dot.
    struct Event {
        let rowY: Int
        let textY: Int
        let label: Shown
        let country: Shown
        let style: Shown
        let isSpan: Bool
        let barX: Int
        let barY: Int
        let barWidth: Int
        let dotY: Int
        let dates: Shown
        let datesX: Int
        let datesAnchor: Shown
        let isInside: Bool
        let whole: Shown
    }
    /// A month on the axis.
    struct Tick {
        let tickX: Int
        let tickLabel: Shown
        let isYear: Bool
    }

    let width: Int
    let height: Int
    let plotTop: Int
    let plotBottom: Int
    let events: [Event]
    let ticks: [Tick]
    let omittedEvents: Shown
    let inWords: Shown

    /// The most events that are drawn.
    static let mostEvents = 40
    private static let left = 268
    private static let right = 850
    private static let pitch = 26
    private static let top = 30

    /// Nothing to draw when no event has a date that exists.
    init?(_ timeline: [AuditResult.TimelineEvent]) {
        let dated = timeline.enumerated().compactMap { offset, event -> DatedEvent? in
            DatedEvent(event, offset: offset)
        }.sorted()
        guard let first = dated.map(\.start).min(), let last = dated.map(\.end).max() else {
            return nil
        }
        let drawn = dated.prefix(TimelineDrawing.mostEvents)
        let scale = Scale(first: first, last: last)
        events = drawn.enumerated().map { row, event in
            Event(event, top: TimelineDrawing.top + row * TimelineDrawing.pitch, scale: scale)
        }
        ticks = scale.ticks
        width = TimelineDrawing.right + 20
        plotTop = TimelineDrawing.top - 6
        plotBottom = TimelineDrawing.top + drawn.count * TimelineDrawing.pitch
        height = plotBottom + 6
        let rest = timeline.count - drawn.count
        omittedEvents = Shown(rest > 0 ? String(rest) : "")
        inWords = Shown(
            drawn.map { "\(DayWords.span($0.start, $0.end)): \($0.event.label)" }
                .joined(separator: "; "))
    }

    /// Days to pixels.
    struct Scale {
        let first: Int
        let days: Int

        init(first: CalendarDate, last: CalendarDate) {
            // A margin on both sides keeps dots off the edge.
            let span = last.dayNumber - first.dayNumber
            let margin = max(3, span / 40)
            self.first = first.dayNumber - margin
            days = span + 2 * margin
        }

        func x(_ day: Int) -> Int {
            let width = TimelineDrawing.right - TimelineDrawing.left
            return TimelineDrawing.left + (day - first) * width / max(1, days)
        }

        /// At most about ten months, evenly spaced.
        var ticks: [Tick] {
            let step = [1, 2, 3, 6, 12, 24, 60, 120].first { days / ($0 * 30) <= 9 } ?? 1_200
            guard let start = CalendarDate(dayNumber: first) else { return [] }
            var result: [Tick] = []
            var month = (start.year * 12 + start.month - 1) / step * step
            while result.count < 40 {
                month += step
                guard
                    let date = CalendarDate(year: month / 12, month: month % 12 + 1, day: 1),
                    date.dayNumber <= first + days
                else { break }
                let isYear = result.isEmpty || date.month <= step && date.month == 1
                let label =
                    isYear ? "\(DayWords.month(date)) \(date.year)" : DayWords.month(date)
                result.append(
                    Tick(tickX: x(date.dayNumber), tickLabel: Shown(label), isYear: date.month == 1)
                )
            }
            return result
        }
    }
}

/// An event whose dates exist.
struct DatedEvent: Comparable {
    let event: AuditResult.TimelineEvent
    let start: CalendarDate
    let end: CalendarDate
    private let offset: Int

    init?(_ event: AuditResult.TimelineEvent, offset: Int) {
        guard let start = CalendarDate(event.start) else { return nil }
        self.event = event
        self.start = start
        self.offset = offset
        // An end before its start is a fault of the record; the event is drawn on its first day.
        end = event.end.flatMap { CalendarDate($0) }.map { max($0, start) } ?? start
    }

    static func < (left: DatedEvent, right: DatedEvent) -> Bool {
        (left.start, left.end, left.offset) < (right.start, right.end, right.offset)
    }

    static func == (left: DatedEvent, right: DatedEvent) -> Bool {
        left.offset == right.offset && left.event == right.event
    }
}

extension TimelineDrawing.Event {
    init(_ dated: DatedEvent, top: Int, scale: TimelineDrawing.Scale) {
        let event = dated.event
        let start = scale.x(dated.start.dayNumber)
        let end = scale.x(dated.end.dayNumber + (dated.start == dated.end ? 0 : 1))
        let days = DayWords.span(dated.start, dated.end)
        // The words stand right of the mark; without room there, left of it or in the bar.
        let room = days.count * 6 + 10
        let fits = end + room <= 862
        let inside = !fits && start - room < 268
        rowY = top
        textY = top + 17
        let words = event.label.prefix(1).uppercased() + event.label.dropFirst()
        // "Entry, CN to US" names its country already.
        let isNamed = event.country.map { words.hasSuffix(" " + $0) } ?? true
        let code = isNamed ? "" : event.country.map { $0.visible.shortened(to: 4) } ?? ""
        country = Shown(code)
        label = Shown(DrawnText.fitted(words, width: code.isEmpty ? 250 : 222, size: 12))
        style = Shown(TimelineDrawing.styles.contains(event.kind) ? event.kind : "other")
        isSpan = dated.start != dated.end
        barX = start
        barY = top + 7
        barWidth = max(4, end - start)
        dotY = top + 13
        dates = Shown(days)
        datesX = fits ? end + 9 : inside ? start + 8 : start - 9
        datesAnchor = fits || inside ? "start" : "end"
        isInside = inside
        whole = Shown("\(days): \(event.label) (\(event.record))", limit: 400)
    }
}

extension TimelineDrawing {
    /// The kinds of events that have a look of their own.
    static let styles: Set<String> = [
        "ordered", "shipped", "promised", "movement", "processing", "payment", "document",
    ]
}
