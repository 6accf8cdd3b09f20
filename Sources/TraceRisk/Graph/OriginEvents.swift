// SPDX-License-Identifier: Apache-2.0
import TraceRecords

/// What records say of where a lot was, who worked on it and what origin it is declared with.
extension P11OriginConflict {
    /// The origins that entry, re-export or label state for a lot; what goes out to be worked on is
    /// not declared as what comes back.
    static func declaredOrigins(
        _ lot: Int, _ world: World
    ) -> [(country: String, record: Stated)] {
        let node = world.graph.lots[lot]
        var result: [(String, Stated)] = []
        for number in node.movements where !isMaterialLeaving(number, node, world) {
            let entry = world.graph.movements[number].entry
            if let country = entry.view.originDeclared { result.append((country, entry.stated)) }
        }
        for number in node.producers {
            let entry = world.graph.processings[number].entry
            if let country = entry.view.originAfter { result.append((country, entry.stated)) }
        }
        return result
    }

    /// Whether a movement takes material away: a raw export, or raw goods on their way to North Korea.
    private static func isMaterialLeaving(
        _ number: Int, _ lot: LotNode, _ world: World
    ) -> Bool {
        world.graph.movements[number].type == "raw_export"
            || lot.goods?.isRaw == true && world.graph.reaches("KP", number)
    }

    /// Whether a blank hides what origin a lot is declared with.
    static func isOriginBlank(_ lot: Int, _ world: World) -> Bool {
        let movements = world.graph.lots[lot].movements.map { world.graph.movements[$0] }
        if movements.allSatisfy({ $0.entry.view.originDeclared == nil }),
            declaredOrigins(lot, world).isEmpty
        {
            return true
        }
        return movements.contains {
            ($0.type == "entry" || $0.type == "re_export") && $0.entry.view.originDeclared == nil
        }
    }

    /// What places a lot, who worked on it, or what it is made of, in North Korea.
    struct Event: Sendable {
        enum Kind: Sendable { case place, party, material }

        let words: String
        let record: Stated
        var kind = Kind.place
        /// Whether it holds for what is made of the lot too: not the way out of material, nor who
        /// deals in it.
        var isLasting = true
    }

    static func events(inKorea lot: Int, _ world: World) -> [Event] {
        let node = world.graph.lots[lot]
        var result: [Event] = []
        for number in node.producers { result += events(work: number, node, world) }
        for number in node.movements { result += events(movement: number, node, world) }
        if let site = node.entry.view.madeAt.flatMap({ world.graph.siteNumber[$0] }) {
            if world.graph.country(ofSite: site) == "KP" {
                result.append(Event(place: "The making of lot \(node.id)", node.entry.stated))
            }
            result += event(
                "The operator of the site that lot \(node.id) names", world.graph.sites[site].oper,
                node.entry.stated, node, world)
        }
        if node.entry.view.rawOriginCountry == "KP" {
            result.append(
                Event(
                    words: "Lot \(node.id) names North Korea as the origin of raw material",
                    record: node.entry.stated, kind: .material))
        }
        return result
            + event(
                "The maker of lot \(node.id)", world.maker(of: lot), node.entry.stated, node, world)
    }

    private static func events(work number: Int, _ lot: LotNode, _ world: World) -> [Event] {
        let graph = world.graph
        let row = graph.processings[number]
        var result: [Event] = []
        if graph.country(ofSite: row.site) == "KP" {
            result.append(Event(place: "Processing \(row.id)", row.entry.stated))
        } else if row.entry.view.originAfter == "KP" {
            result.append(
                Event(
                    words: "Processing \(row.id) gives North Korea as the label's origin",
                    record: row.entry.stated))
        }
        let parties = [row.oper, row.site.flatMap { graph.sites[$0].oper }]
        for party in Set(parties.compactMap { $0 }).sorted() {
            result += event(
                "The operator of processing \(row.id)", party, row.entry.stated, lot, world)
        }
        return result
    }

    private static func events(movement number: Int, _ lot: LotNode, _ world: World) -> [Event] {
        let movement = world.graph.movements[number]
        var result: [Event] = []
        if isKorean(movement: number, world) {
            var event = Event(place: "Movement \(movement.id)", movement.entry.stated)
            event.isLasting =
                lot.goods?.isRaw != true || world.graph.leaves("KP", number)
                || !world.graph.reaches("KP", number)
            result.append(event)
        } else if movement.entry.view.originDeclared == "KP" {
            result.append(
                Event(
                    words: "Movement \(movement.id) declares North Korea as the origin",
                    record: movement.entry.stated))
        }
        return result
            + event(
                "The manufacturer on movement \(movement.id)", movement.manufacturer,
                movement.entry.stated, lot, world)
    }

    /// An event where a party is of North Korea; who deals in raw goods made nothing of what follows.
    private static func event(
        _ words: String, _ party: Int?, _ record: Stated, _ lot: LotNode, _ world: World
    ) -> [Event] {
        guard let party, world.graph.parties[party].country == "KP" else { return [] }
        let words = "\(words), party \(world.graph.parties[party].id), is recorded in North Korea"
        return [
            Event(
                words: words, record: record, kind: .party, isLasting: lot.goods?.isRaw != true)
        ]
    }

    /// Whether a movement starts, ends, is loaded or is taken over in North Korea.
    static func isKorean(movement number: Int, _ world: World) -> Bool {
        world.graph.leaves("KP", number) || world.graph.reaches("KP", number)
            || isByKorea(world.graph.movements[number], world)
    }

    /// Whether the port or the place of receipt, where that is a code, lies in North Korea.
    static func isByKorea(_ movement: MovementNode, _ world: World) -> Bool {
        let view = movement.entry.view
        let receipt = view.placeOfReceipt.flatMap { isPlaceCode($0) ? $0 : nil }
        return [view.port, receipt].contains { $0.map(world.gazetteer.country(of:)) == "KP" }
    }

    /// Whether a text has the form of a UN/LOCODE.
    private static func isPlaceCode(_ text: String) -> Bool {
        text.utf8.count == 5
            && text.utf8.allSatisfy {
                (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains($0)
                    || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0)
            }
    }
}

extension P11OriginConflict.Event {
    /// An event at a place in North Korea.
    fileprivate init(place words: String, _ record: Stated) {
        self.init(words: words + " is recorded in North Korea", record: record)
    }
}
