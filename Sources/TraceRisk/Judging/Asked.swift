// SPDX-License-Identifier: Apache-2.0

/// One pattern with what it says of every lot, site and party, asked once each.
///
/// What is raised or open is kept once and named by number, so that a chain of many lots gathers
/// numbers; what passed is only a flag.
struct Asked {
    let pattern: any Pattern
    let card: Card
    private var outcomes: [Outcome] = []
    private var numbers: [[String]: Int] = [:]
    private var lots: [Answer] = []
    private var sites: [Answer] = []
    private var parties: [Answer] = []

    /// What a pattern says of one thing.
    private struct Answer {
        /// Numbers of what is raised or open.
        var marks: [Int] = []
        /// Whether something passed.
        var hasPassed = false
    }

    init(_ type: any Pattern.Type, _ world: World) {
        let pattern = type.init(world)
        self.pattern = pattern
        card = type.card
        for lot in world.graph.lots.indices {
            lots.append(answer(pattern.outcomes(lot: lot, world)))
        }
        for site in world.graph.sites.indices {
            sites.append(answer(pattern.outcomes(site: site, world)))
        }
        for party in world.graph.parties.indices {
            parties.append(answer(pattern.outcomes(party: party, world)))
        }
        numbers = [:]
    }

    private mutating func answer(_ said: [Outcome]) -> Answer {
        var answer = Answer()
        for outcome in said {
            switch outcome.result {
            case .notRaised: answer.hasPassed = true
            case .raised: answer.marks.append(add(outcome))
            case .notTestable:
                // Many lots lack the same cells.
                let number = numbers[outcome.missing] ?? add(outcome)
                numbers[outcome.missing] = number
                answer.marks.append(number)
            }
        }
        return answer
    }

    private mutating func add(_ outcome: Outcome) -> Int {
        outcomes.append(outcome)
        return outcomes.count - 1
    }

    /// What the pattern says of one party.
    func outcomes(ofParty party: Int) -> [Outcome] {
        outcomes(Set(parties[party].marks), hasPassed: parties[party].hasPassed)
    }

    /// Everything that stands in a finished lot: about its chain, its lots, sites and parties.
    func outcomes(in chain: Scope, _ world: World) -> [Outcome] {
        var marks: Set<Int> = []
        var hasPassed = false
        func gather(_ answer: Answer) {
            hasPassed = hasPassed || answer.hasPassed
            for mark in answer.marks { marks.insert(mark) }
        }
        for lot in chain.lots { gather(lots[lot]) }
        for site in chain.sites { gather(sites[site]) }
        for party in card.parties == .everyone ? chain.parties : chain.suppliers {
            gather(parties[party])
        }
        let whole = pattern.outcomes(chain: chain, world)
        // Asked again for the figures of what passed, which are kept for no other lot.
        let passed = pattern.outcomes(lot: chain.lot, world).filter { $0.result == .notRaised }
        return whole + passed + outcomes(marks, hasPassed: hasPassed)
    }

    private func outcomes(_ marks: Set<Int>, hasPassed: Bool) -> [Outcome] {
        marks.sorted().map { outcomes[$0] } + (hasPassed ? [.notRaised(card)] : [])
    }
}
