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
    static let blankCells: Set<String> = ["P09", "P22", "P26", "P30"]

    /// Hard rules, which alert alone.
    static let hard: Set<String> = ["P11", "P15", "P35"]
}
