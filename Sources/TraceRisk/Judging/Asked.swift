// SPDX-License-Identifier: Apache-2.0

/// One pattern with what it says of every lot, site and party, asked once each.
///
/// What is raised or open is kept once and named by number, so that a chain of many lots gathers
/// numbers; what passed is only a flag.
final class Asked: Sendable {
    let pattern: any Pattern
    let card: Card
    private let outcomes: [Outcome]
    private let lots: Answers
    private let sites: Answers
    private let parties: Answers

    init(_ type: any Pattern.Type, _ world: World) {
        let pattern = type.init(world)
        self.pattern = pattern
        card = type.card
        var register = Register()
        lots = Answers(world.graph.lots.indices, &register) { pattern.outcomes(lot: $0, world) }
        sites = Answers(world.graph.sites.indices, &register) { pattern.outcomes(site: $0, world) }
        parties = Answers(world.graph.parties.indices, &register) {
            pattern.outcomes(party: $0, world)
        }
        outcomes = register.outcomes
    }

    /// What a pattern says of one party.
    func said(ofParty party: Int) -> Said {
        var said = Said()
        parties.gather(party, &said)
        return settled(said)
    }

    /// Everything that stands in a finished lot: about its chain, its lots, sites and parties.
    func said(in chain: Scope, _ world: World) -> Said {
        var said = Said()
        for lot in chain.lots { lots.gather(lot, &said) }
        if !sites.isEmpty { for site in chain.sites { sites.gather(site, &said) } }
        if !parties.isEmpty {
            for party in card.parties == .everyone ? chain.parties : chain.suppliers {
                parties.gather(party, &said)
            }
        }
        said.outcomes = pattern.outcomes(chain: chain, world)
        if lots.hasPassed(chain.lot) {
            // Asked again for the figures of what passed, which are kept for no other lot.
            for outcome in pattern.outcomes(lot: chain.lot, world)
            where outcome.result == .notRaised {
                said.outcomes.append(outcome)
            }
        }
        return settled(said)
    }

    private func settled(_ said: Said) -> Said {
        guard !said.marks.isEmpty else { return said }
        var said = said
        for mark in Set(said.marks).sorted() { said.outcomes.append(outcomes[mark]) }
        return said
    }
}

/// What a pattern says of one thing, or of a chain of them.
struct Said {
    var outcomes: [Outcome] = []
    /// Numbers of what is raised or open.
    fileprivate var marks: [Int] = []
    /// Whether something passed.
    var hasPassed = false

    fileprivate init() {}
}

/// Outcomes that are raised or open, each known by its number.
private struct Register {
    private(set) var outcomes: [Outcome] = []
    private var numbers: [[String]: Int] = [:]

    mutating func number(_ outcome: Outcome) -> Int {
        // Many lots lack the same cells.
        if outcome.result == .notTestable, let known = numbers[outcome.missing] { return known }
        outcomes.append(outcome)
        if outcome.result == .notTestable { numbers[outcome.missing] = outcomes.count - 1 }
        return outcomes.count - 1
    }
}

/// What a pattern says of each thing of a kind: four bytes for most, for a hundred thousand lots
/// and forty patterns add up.
private struct Answers: Sendable {
    private static let silent: Int32 = -2
    private static let passed: Int32 = -1

    /// Silent, passed, or the place among ``more``.
    private var places: [Int32] = []
    private var more: [(marks: [Int], hasPassed: Bool)] = []
    /// Whether nothing was said of anything.
    private(set) var isEmpty = true

    init(_ things: Range<Int>, _ register: inout Register, _ ask: (Int) -> [Outcome]) {
        places.reserveCapacity(things.count)
        for thing in things {
            let said = ask(thing)
            guard !said.isEmpty else {
                places.append(Self.silent)
                continue
            }
            isEmpty = false
            var marks: [Int] = []
            var hasPassed = false
            for outcome in said {
                if outcome.result == .notRaised {
                    hasPassed = true
                } else {
                    marks.append(register.number(outcome))
                }
            }
            guard !marks.isEmpty else {
                places.append(Self.passed)
                continue
            }
            places.append(Int32(clamping: more.count))
            more.append((marks, hasPassed))
        }
    }

    func hasPassed(_ thing: Int) -> Bool {
        let place = places[thing]
        return place >= 0 ? more[Int(place)].hasPassed : place == Self.passed
    }

    func gather(_ thing: Int, _ said: inout Said) {
        let place = places[thing]
        guard place >= 0 else {
            if place == Self.passed { said.hasPassed = true }
            return
        }
        said.hasPassed = said.hasPassed || more[Int(place)].hasPassed
        said.marks += more[Int(place)].marks
    }
}
