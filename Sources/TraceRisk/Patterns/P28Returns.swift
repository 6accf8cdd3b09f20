// SPDX-License-Identifier: Apache-2.0
import TraceRecords

/// Goods that come back to China from a country to which the records sent them: returns and repairs.
enum P28Returns {
    /// Movements, kin, and lots of a movement that are read; more than these excuse nothing.
    static let most = 256

    /// Whether goods had been entered before in the country that they now leave, which is not North
    /// Korea, do not come over its border, and are no more kilograms than had gone there.
    ///
    /// Everything has to be stated: a blank cell excuses nothing.
    static func areBack(_ number: Int, _ lot: Int, _ world: World) -> Bool {
        let graph = world.graph
        guard let country = graph.origin(of: number), country != "CN",
            !graph.leaves("KP", number), !isAtBorder(number, world),
            let start = graph.movements[number].days?.first
        else { return false }
        let kin = kin(lot, graph)
        let movements = Set(kin.flatMap { graph.lots[$0].movements.prefix(most + 1) })
        guard kin.count <= most, movements.count <= most else { return false }
        var (out, back) = (0.0, 0.0)
        for other in movements.sorted() {
            let movement = graph.movements[other]
            guard movement.lots.count <= most else { return false }
            guard !movement.isRepeat, let days = movement.days else { continue }
            let kg = movement.lots.filter { kin.contains($0.lot) }.map(graph.kilograms)
            switch movement.type {
            case "entry", "re_export":
                guard graph.destination(of: other) == country, days.last <= start else { continue }
                out += kg.compactMap { $0 }.reduce(0, +)
            case "return_import", "raw_import":
                guard graph.origin(of: other) == country, days.first <= start else { continue }
                if kg.contains(nil) { return false }
                back += kg.compactMap { $0 }.reduce(0, +)
            default: continue
            }
        }
        return out > 0 && back <= out
    }

    /// Whether the row names an office or a port of the Korean border.
    private static func isAtBorder(_ number: Int, _ world: World) -> Bool {
        let view = world.graph.movements[number].entry.view
        return view.customsOffice.map(world.tables.isBorderCustoms) == true
            || view.port.map { world.tables.borderPlaces[$0] != nil } == true
    }

    /// The lot, and lots of its class that it was made of or that were made of it.
    private static func kin(_ lot: Int, _ graph: ProvenanceGraph) -> Set<Int> {
        let node = graph.lots[lot]
        guard let goods = node.goods else { return [lot] }
        var others = node.madeFrom.prefix(most).map(\.lot)
        others += node.madeInto.prefix(most)
        for row in node.producers.prefix(most) {
            others += graph.processings[row].inputs.prefix(most).map(\.lot)
        }
        for row in node.consumers.prefix(most) {
            others += graph.processings[row].outputs.prefix(most).map(\.lot)
        }
        return Set(others.filter { graph.lots[$0].goods == goods } + [lot])
    }
}
