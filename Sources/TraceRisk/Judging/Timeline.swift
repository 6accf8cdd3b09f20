// SPDX-License-Identifier: Apache-2.0
import TracePrimitives
import TraceRecords

/// Dated events of a lot's chain, in order.
enum Timeline {
    /// No timeline has more events than this.
    static let most = 120
    /// No more records of one kind than this are read for it.
    static let read = 400

    /// The events of a chain by first day.
    static func events(_ scope: Scope, _ world: World) -> [AuditResult.TimelineEvent] {
        var events: [AuditResult.TimelineEvent] = []
        for number in scope.orders.prefix(read) {
            add(order: world.graph.orders[number], to: &events)
        }
        for number in scope.processings.prefix(read) { add(processing: number, world, to: &events) }
        for number in scope.movements.prefix(read) { add(movement: number, world, to: &events) }
        for number in scope.payments.prefix(read) {
            let entry = world.graph.payments[number].entry
            guard let date = entry.view.date else { continue }
            events.append(
                AuditResult.TimelineEvent(
                    start: "\(date)", kind: "payment", label: "payment \(entry.view.record.id)",
                    country: entry.view.payeeCountry, record: entry.label))
        }
        return Array(
            events.sorted { ($0.start, $0.record, $0.kind) < ($1.start, $1.record, $1.kind) }
                .prefix(most))
    }

    private static func add(order: OrderNode, to events: inout [AuditResult.TimelineEvent]) {
        let view = order.entry.view
        for (date, kind) in [
            (view.ordered, "ordered"), (view.promised, "promised"), (view.shipped, "shipped"),
        ] {
            guard let date else { continue }
            events.append(
                AuditResult.TimelineEvent(
                    start: "\(date)", kind: kind, label: "order \(view.record.id) \(kind)",
                    record: order.entry.label))
        }
    }

    private static func add(
        processing number: Int, _ world: World, to events: inout [AuditResult.TimelineEvent]
    ) {
        let node = world.graph.processings[number]
        let view = node.entry.view
        guard let first = view.started ?? view.finished else { return }
        let place = node.site.map { " at " + world.graph.sites[$0].id } ?? ""
        events.append(
            AuditResult.TimelineEvent(
                start: "\(first)", end: view.finished.map { "\($0)" }, kind: "processing",
                label: (view.type ?? "work") + place,
                country: world.graph.country(ofSite: node.site), record: node.entry.label))
    }

    private static func add(
        movement number: Int, _ world: World, to events: inout [AuditResult.TimelineEvent]
    ) {
        let node = world.graph.movements[number]
        let view = node.entry.view
        guard let first = view.dispatched ?? view.arrived else { return }
        let route = [world.graph.origin(of: number), world.graph.destination(of: number)]
            .map { $0 ?? "?" }.joined(separator: " to ")
        events.append(
            AuditResult.TimelineEvent(
                start: "\(first)", end: view.arrived.map { "\($0)" }, kind: "movement",
                label: (view.type ?? "movement").replacing("_", with: " ") + ", " + route,
                country: world.graph.destination(of: number), record: node.entry.label))
    }
}
