// SPDX-License-Identifier: Apache-2.0

/// What an audit found: the JSON that other programs read, key for key.
///
/// Numbers are rounded to six significant digits; lots stand in the order of the input; the same
/// records, parameters and lists give an equal value. Encode it with sorted keys.
public struct AuditResult: Codable, Sendable, Equatable {
    /// The name of this form.
    public static let schemaName = "traceledger-audit/1"

    /// ``schemaName``.
    public var schema: String
    /// What is known of the records' integrity.
    public var integrity: Integrity
    /// The weakest origin of any record: `unsigned`, `anchored` or `verified`.
    public var assurance: String
    /// Which parameter set decided.
    public var parameters: ParameterIdentity
    /// Which list files were read, and which were missing.
    public var lists: [ListIdentity]
    /// The patterns that ran, by id.
    public var patterns: [String]
    /// One result a lot, in the order of the input.
    public var lots: [LotResult]
    /// Findings about single parties, each party in the order of the input.
    public var parties: [PartyResult]
    /// Findings about suppliers of finished lots.
    public var suppliers: [PartyResult]
    /// Faults of the data that were met: cycles of lots, dangling ids, retracted records.
    public var data: [DataRemark]
    /// Base rates and shares shown beside the prior; never a lot's prior.
    public var context: [ContextFact]
    /// What others say of the records' subjects; shown, never weighed.
    public var claims: [ClaimNote]
    /// The records that raised findings cite, by label in order.
    public var evidence: [Evidence]
    /// Transfers that are stated twice, by giver and taker or on both sides by one issuer.
    public var handovers: [Handover]

    /// A result of its parts.
    public init(
        integrity: Integrity, parameters: ParameterIdentity, lists: [ListIdentity] = [],
        patterns: [String], lots: [LotResult], parties: [PartyResult] = [],
        suppliers: [PartyResult] = [], data: [DataRemark] = [], context: [ContextFact] = [],
        claims: [ClaimNote] = [], evidence: [Evidence] = [], assurance: String = "unsigned",
        handovers: [Handover] = []
    ) {
        self.schema = AuditResult.schemaName
        self.integrity = integrity
        self.parameters = parameters
        self.lists = lists
        self.patterns = patterns
        self.lots = lots
        self.parties = parties
        self.suppliers = suppliers
        self.data = data
        self.context = context
        self.claims = claims
        self.evidence = evidence
        self.assurance = assurance
        self.handovers = handovers
    }

    /// Whether any lot alerts.
    public var hasAlert: Bool { lots.contains { $0.alert } }

    /// Whether any assessed lot lacks information that could decide it.
    public var hasMissingInformation: Bool { lots.contains { $0.action == .ask } }
}
