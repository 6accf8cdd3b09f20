// SPDX-License-Identifier: Apache-2.0

/// The patterns of this version, in the order of their ids.
enum Catalogue {
    static let types: [any Pattern.Type] = [
        P01LotMassBalance.self, P02MassPerPiece.self, P03MissingTransformation.self,
        P04SiteCapacity.self, P05LabourCostFloor.self, P06UnitValueOutlier.self,
        P07SupplierBalance.self, P08OversoldLot.self, P09BorderRoundTrip.self,
        P10SameConsigneePair.self, P11OriginConflict.self, P12FinishingOnly.self,
        P13LeadTime.self, P14ClosureBreak.self, P15ListedParty.self, P16Seasonality.self,
        P17RoutePlausibility.self, P18PlaceCode.self, P19PortPrior.self,
        P20AddressMatch.self, P21LocationPrior.self,
        P22BrokerTriangle.self, P23HeadCountConflict.self,
        P24WorkerIndicators.self, P25ProxyManufacturer.self,
        P26FeeFootprint.self, P27MaterialCost.self, P28TradeMode.self, P29HSDrift.self,
        P30DuplicateEvidence.self, P31RecordTiming.self, P32ChainIntegrity.self,
        P33MissingReturn.self, P34MergedLots.self, P35Relabel.self, P36ParcelLeak.self,
        P37MarkingEvidence.self, P38QuestionnaireSilence.self, P39MirrorMismatch.self,
        P40ImpossibleTransit.self, X01XinjiangOrigin.self,
    ]

    /// Patterns without which a lot is not released: blank cells there are asked for.
    static let deciding: Set<String> = ["P01", "P03", "P04", "P05", "P11", "P15", "P35"]

    /// Patterns that decide too where a row that exists has a blank cell: a blank cell never pays.
    ///
    /// Where the rows are not there at all, they are only not testable.
    static let blankCells: Set<String> = ["P08", "P09", "P14", "P22", "P26", "P30"]

    /// Patterns that need years of orders, which nobody has of every supplier.
    private static let histories: Set<String> = ["P14"]

    /// Whether an open test could carry a lot with other signs over the threshold.
    ///
    /// A blank cell could, in any pattern; rows that are not there at all only where they decide, for
    /// nobody has years of orders of every supplier.
    static func presses(_ finding: AuditResult.Finding) -> Bool {
        deciding.contains(finding.pattern) || restsOnEstimate(finding)
            || blankCells.contains(finding.pattern) && !histories.contains(finding.pattern)
            || finding.missing.contains { $0.utf8.contains(UInt8(ascii: ".")) }
    }

    /// The cell that every sheet has, which says what a row rests on.
    static let basisCell = "basis"

    /// Whether only an estimate keeps a finding from its strength: better evidence is asked for.
    static func restsOnEstimate(_ finding: AuditResult.Finding) -> Bool {
        finding.missing.contains { $0.hasPrefix(basisCell) }
    }

    /// Hard rules, which alert alone.
    static let hard: Set<String> = ["P11", "P15", "P35"]
}
