// SPDX-License-Identifier: Apache-2.0

/// The patterns of this version, in the order of their ids.
enum Catalogue {
    static let types: [any Pattern.Type] = [
        P01LotMassBalance.self, P02MassPerPiece.self, P03MissingTransformation.self,
        P04SiteCapacity.self, P05LabourCostFloor.self, P08OversoldLot.self,
        P09BorderRoundTrip.self, P11OriginConflict.self, P12FinishingOnly.self,
        P15ListedParty.self, P22BrokerTriangle.self, P23HeadCountConflict.self,
        P26FeeFootprint.self, P30DuplicateEvidence.self, P32ChainIntegrity.self,
        P33MissingReturn.self, P35Relabel.self, P40ImpossibleTransit.self,
    ]

    /// Patterns without which a lot is not released: blank cells there are asked for.
    static let deciding: Set<String> = ["P01", "P03", "P04", "P05", "P11", "P15", "P35"]

    /// Patterns that decide too where a row that exists has a blank cell: a blank cell never pays.
    ///
    /// Where the rows are not there at all, they are only not testable.
    static let blankCells: Set<String> = ["P26", "P30"]

    /// Hard rules, which alert alone.
    static let hard: Set<String> = ["P11", "P15", "P35"]
}

/// One pattern with what it says of every lot, site and party, asked once each.
struct Asked {
    let pattern: any Pattern
    let card: Card
    private let lots: [[Outcome]]
    private let sites: [[Outcome]]
    private let parties: [[Outcome]]

    init(_ type: any Pattern.Type, _ world: World) {
        let pattern = type.init(world)
        self.pattern = pattern
        card = type.card
        lots = world.graph.lots.indices.map { pattern.outcomes(lot: $0, world) }
        sites = world.graph.sites.indices.map { pattern.outcomes(site: $0, world) }
        parties = world.graph.parties.indices.map { pattern.outcomes(party: $0, world) }
    }

    func outcomes(ofParty party: Int) -> [Outcome] { parties[party] }

    /// Everything that stands in a finished lot: about its chain, its lots, sites and parties.
    func outcomes(in chain: Scope, _ world: World) -> [Outcome] {
        var result = pattern.outcomes(chain: chain, world)
        for lot in chain.lots { result += lots[lot] }
        for site in chain.sites { result += sites[site] }
        for party in card.parties == .everyone ? chain.parties : chain.suppliers {
            result += parties[party]
        }
        return result
    }
}
