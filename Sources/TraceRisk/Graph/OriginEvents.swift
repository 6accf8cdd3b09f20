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

    /// What places a lot, or who worked on it, in North Korea.
    struct Event: Sendable {
        let words: String
        let record: Stated
        /// Only who did it is North Korean.
        var isParty = false
    }

    static func events(inKorea lot: Int, _ world: World) -> [Event] {
        let graph = world.graph
        let node = graph.lots[lot]
        var result: [Event] = []
        for number in node.producers {
            let row = graph.processings[number]
            if graph.country(ofSite: row.site) == "KP" {
                result.append(Event(place: "Processing \(row.id)", row.entry.stated))
            }
            let parties = [row.oper, row.site.flatMap { graph.sites[$0].oper }]
            for party in Set(parties.compactMap { $0 }).sorted() {
                result += event(
                    "The operator of processing \(row.id)", party, row.entry.stated, world)
            }
        }
        for number in node.movements {
            let movement = graph.movements[number]
            if isKorean(movement: number, world) {
                result.append(Event(place: "Movement \(movement.id)", movement.entry.stated))
            } else if movement.entry.view.originDeclared == "KP" {
                result.append(
                    Event(
                        words: "Movement \(movement.id) declares North Korea as the origin",
                        record: movement.entry.stated))
            }
            result += event(
                "The manufacturer on movement \(movement.id)", movement.manufacturer,
                movement.entry.stated, world)
        }
        if let site = node.entry.view.madeAt.flatMap({ graph.siteNumber[$0] }) {
            if graph.country(ofSite: site) == "KP" {
                result.append(Event(place: "The making of lot \(node.id)", node.entry.stated))
            }
            result += event(
                "The operator of the site that lot \(node.id) names", graph.sites[site].oper,
                node.entry.stated, world)
        }
        return result
            + event("The maker of lot \(node.id)", world.maker(of: lot), node.entry.stated, world)
    }

    /// An event where a party is of North Korea.
    private static func event(
        _ words: String, _ party: Int?, _ record: Stated, _ world: World
    ) -> [Event] {
        guard let party, world.graph.parties[party].country == "KP" else { return [] }
        let words = "\(words), party \(world.graph.parties[party].id), is recorded in North Korea"
        return [Event(words: words, record: record, isParty: true)]
    }

    /// Whether a movement starts, ends or is loaded in North Korea.
    static func isKorean(movement number: Int, _ world: World) -> Bool {
        world.graph.leaves("KP", number) || world.graph.reaches("KP", number)
            || world.graph.movements[number].entry.view.port.map(world.gazetteer.country(of:))
                == "KP"
    }
}

extension P11OriginConflict.Event {
    /// An event at a place in North Korea.
    fileprivate init(place words: String, _ record: Stated) {
        self.init(words: words + " is recorded in North Korea", record: record)
    }
}
