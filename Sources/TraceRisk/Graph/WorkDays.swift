// SPDX-License-Identifier: Apache-2.0
import TracePrimitives
import TraceRecords

/// The days of some work on a lot, and what other records leave of them.
struct WorkDays: Sendable {
    let start: Int
    let end: Int
    /// No earlier than the material came, no later than the goods left.
    let tight: (start: Int, end: Int)
    /// The day of a paper of the work that was made well after its end, and before the goods left.
    let late: Int?
    /// Cells to ask about where the tight days decide.
    let ask: [String]

    /// Of a row of work.
    init(_ start: Int, _ end: Int, row: ProcessingNode, of lot: Int, _ world: World) {
        let came = Self.arrival(row, world)
        let left = Self.departure(of: lot, world)
        self.init(
            start, end, came: came, left: left, cell: "processing.finished",
            late: Self.latePaper(row, end, left, world))
    }

    /// Of an order, from its day to the shipment; the material may have been there before.
    init(_ start: Int, _ end: Int, orderOf lot: Int, _ world: World) {
        self.init(
            start, end, came: nil, left: Self.departure(of: lot, world), cell: "orders.shipped",
            late: nil)
    }

    private init(_ start: Int, _ end: Int, came: Int?, left: Int?, cell: String, late: Int?) {
        (self.start, self.end, self.late) = (start, end, late)
        var ask: [String] = []
        if let came, came > start { ask.append("processing.started (before its material came)") }
        if let left, left < end { ask.append("\(cell) (after its goods had left)") }
        let last = min(end, left ?? end)
        tight = (min(max(start, came ?? start), last), last)
        self.ask = ask
    }

    /// The first day on which any of the material is recorded to have come to who works on it.
    private static func arrival(_ row: ProcessingNode, _ world: World) -> Int? {
        let made = Set(row.outputs.map(\.lot))
        var first: Int?
        for share in row.inputs where !made.contains(share.lot) {
            for number in world.graph.lots[share.lot].movements {
                let movement = world.graph.movements[number]
                let isHere =
                    movement.toSite.map { $0 == row.site }
                    ?? movement.toParty.map { $0 == row.oper } ?? false
                guard isHere, let day = movement.entry.view.arrived?.dayNumber else { continue }
                first = min(first ?? day, day)
            }
        }
        return first
    }

    /// The last day on which the goods are recorded to have left; nil where a blank hides it.
    private static func departure(of lot: Int, _ world: World) -> Int? {
        var last: Int?
        for number in world.graph.lots[lot].movements {
            let movement = world.graph.movements[number]
            guard movement.type == "entry" else { continue }
            guard let day = movement.entry.view.dispatched?.dayNumber else { return nil }
            last = max(last ?? day, day)
        }
        return last
    }

    private static func latePaper(
        _ row: ProcessingNode, _ end: Int, _ left: Int?, _ world: World
    ) -> Int? {
        let days = row.documents.compactMap { number -> Int? in
            let view = world.graph.documents[number].view
            return view.type == "production_record" ? view.issued?.dayNumber : nil
        }
        guard let day = days.max(), day <= left ?? day,
            Double(day - end) > world.parameters["timing.late"].base
        else { return nil }
        return day
    }
}
