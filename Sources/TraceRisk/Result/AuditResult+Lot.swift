// SPDX-License-Identifier: Apache-2.0

extension AuditResult {
    /// The fixed vocabulary for a lot.
    public enum Assessment: String, Codable, Sendable, CaseIterable {
        case noIndicatorRaised = "no-indicator-raised"
        case informationMissing = "information-missing"
        case indicatorRaised = "indicator-raised"
        case conflictInDocuments = "conflict-in-documents"
        case matchesListedParty = "matches-listed-party"
        case notAssessed = "not-assessed"
    }

    /// What a reviewer does next.
    public enum Action: String, Codable, Sendable, CaseIterable {
        case release, ask, review
    }

    /// The weight of the findings of a lot: a ranking aid, not a probability of wrongdoing.
    public struct Score: Codable, Sendable, Equatable {
        /// Sum of natural-log likelihood ratios with each size at its low end.
        public var low: Double
        /// The sum with each size at its base.
        public var base: Double
        /// The sum with each size at its high end.
        public var high: Double
        /// Logistic of the prior's log odds and ``base``; internal.
        public var posterior: Double
        /// The base rate the posterior starts from; internal.
        public var prior: Double
        /// The weight in words, for copies that go out.
        public var band: String

        /// A score.
        public init(
            low: Double, base: Double, high: Double, posterior: Double, prior: Double, band: String
        ) {
            self.low = low
            self.base = base
            self.high = high
            self.posterior = posterior
            self.prior = prior
            self.band = band
        }
    }

    /// What was found of one lot.
    public struct LotResult: Codable, Sendable, Equatable {
        /// The lot's id.
        public var lot: String
        /// The first word of the vocabulary that applies.
        public var assessment: Assessment
        /// The one bit a gate acts on.
        public var alert: Bool
        /// What a reviewer does next.
        public var action: Action
        /// The weight of the findings.
        public var score: Score
        /// Every pattern that applies to the lot, with one of three results.
        public var findings: [Finding]
        /// The lot as its record describes it.
        public var facts: LotFacts
        /// Where it comes from; for lots that alert, and in small audits for those to ask about.
        public var provenance: Provenance?
        /// What happened when; for lots that alert, and in small audits for those to ask about.
        public var timeline: [TimelineEvent]?
        /// How much of the lot the records explain; of finished lots with a stated mass.
        public var quantities: Quantities?
        /// How the score came about, and what would change it; of finished lots.
        public var reckoning: Reckoning?
        /// What stands in copies that go out; only where a finding is confidential.
        var open: Open?

        /// What is left of a lot's result without confidential findings, weighed anew.
        struct Open: Sendable, Equatable {
            let score: Score
            let findings: [Finding]
            let reckoning: Reckoning?
        }

        /// `open` is no part of what is written: other programs read the whole result.
        enum CodingKeys: String, CodingKey {
            case lot, assessment, alert, action, score, findings, facts, provenance, timeline
            case quantities, reckoning
        }

        /// A lot's result.
        public init(
            lot: String, assessment: Assessment, alert: Bool, action: Action, score: Score,
            findings: [Finding], facts: LotFacts = LotFacts(), provenance: Provenance? = nil,
            timeline: [TimelineEvent]? = nil
        ) {
            self.lot = lot
            self.assessment = assessment
            self.alert = alert
            self.action = action
            self.score = score
            self.findings = findings
            self.facts = facts
            self.provenance = provenance
            self.timeline = timeline
        }
    }

    /// What a lot's records say it is, for the head of its page.
    public struct LotFacts: Codable, Sendable, Equatable {
        /// Description as on the invoice.
        public var description: String?
        /// HS code.
        public var hs: String?
        /// How it is made.
        public var construction: String?
        /// Units.
        public var pieces: Double?
        /// Net mass in kg.
        public var netKg: Double?
        /// Party id of the supplier.
        public var supplier: String?
        /// Declared country of origin.
        public var originDeclared: String?

        /// A lot's description; every part may be unknown.
        public init(
            description: String? = nil, hs: String? = nil, construction: String? = nil,
            pieces: Double? = nil, netKg: Double? = nil, supplier: String? = nil,
            originDeclared: String? = nil
        ) {
            self.description = description
            self.hs = hs
            self.construction = construction
            self.pieces = pieces
            self.netKg = netKg
            self.supplier = supplier
            self.originDeclared = originDeclared
        }

        enum CodingKeys: String, CodingKey {
            case description, hs, construction, pieces, supplier
            case netKg = "net_kg"
            case originDeclared = "origin_declared"
        }
    }

    /// Findings about a party.
    public struct PartyResult: Codable, Sendable, Equatable {
        /// The party's id.
        public var party: String
        /// Its name, when disclosed.
        public var name: String?
        /// Its country.
        public var country: String?
        /// What was found.
        public var findings: [Finding]
        /// How much of its finished lots the records explain; of suppliers.
        public var quantities: Quantities?

        /// A party's result.
        public init(
            party: String, name: String? = nil, country: String? = nil, findings: [Finding]
        ) {
            self.party = party
            self.name = name
            self.country = country
            self.findings = findings
        }
    }
}
