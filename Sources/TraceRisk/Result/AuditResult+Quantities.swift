// SPDX-License-Identifier: Apache-2.0

extension AuditResult {
    /// How much of a lot, or of a supplier's finished lots, the records can explain.
    public struct Quantities: Codable, Sendable, Equatable {
        /// What sets the greatest explained mass.
        public enum Bound: String, Codable, Sendable {
            /// The recorded inputs at their highest yield.
            case inputs
            /// The hands at the recorded site.
            case workers
            /// Nothing recorded bounds it.
            case open
        }

        /// Net mass as stated.
        public var statedKg: Double
        /// The greatest mass that inputs, workers and sites in the records explain; absent where open.
        public var explainedKg: Double?
        /// The mass that at least nothing explains, after yields and weighing errors.
        public var unexplainedKg: Double
        /// The same in units of the lot, when its units are known.
        public var unexplainedPieces: Double?
        /// What sets the bound; of a supplier `open` where any of its lots is.
        public var bound: Bound
        /// Least share of the mass whose origin no record shows; absent where it cannot be told.
        public var unknownShareLow: Double?
        /// Greatest such share.
        public var unknownShareHigh: Double?
        /// Whether any part at all may be of unknown origin: the law asks for any part.
        public var hasUnknownPart: Bool
        /// Columns that kept a bound from being found.
        public var missing: [String]
        /// How many finished lots are summed; 1 for a lot.
        public var lots: Int
        /// How many of them have no bound.
        public var openLots: Int

        enum CodingKeys: String, CodingKey {
            case bound, missing, lots
            case statedKg = "stated_kg"
            case explainedKg = "explained_kg_high"
            case unexplainedKg = "unexplained_kg_low"
            case unexplainedPieces = "unexplained_pieces_low"
            case unknownShareLow = "share_unknown_low"
            case unknownShareHigh = "share_unknown_high"
            case hasUnknownPart = "any_part_unknown"
            case openLots = "open_lots"
        }
    }

    /// How the score came about, and what would change it.
    public struct Reckoning: Codable, Sendable, Equatable {
        /// What one finding, or the tests that passed in one group, add to the score.
        public struct Part: Codable, Sendable, Equatable {
            /// `G2`.
            public var group: Finding.Group
            /// The pattern; absent for the credit of tests that passed.
            public var pattern: String?
            /// What the finding is about, as `kind:id`.
            public var about: String?
            /// The size of the finding by itself.
            public var size: Double
            /// What is left of it under the cap of its group; these add up to the score's base.
            public var contribution: Double
        }
        /// What the score would be without one finding.
        public struct Lever: Codable, Sendable, Equatable {
            /// The pattern.
            public var pattern: String
            /// What the finding is about, as `kind:id`.
            public var about: String?
            /// The change of the score's base if the finding fell away.
            public var change: Double
            /// Whether the lot would still alert.
            public var alertsWithout: Bool

            enum CodingKeys: String, CodingKey {
                case pattern, about, change
                case alertsWithout = "alerts_without"
            }
        }
        /// A test that could not be made, and what its answer could do.
        public struct Open: Codable, Sendable, Equatable {
            /// The pattern.
            public var pattern: String
            /// The columns that it lacks.
            public var missing: [String]
            /// The change of the score's base if it were raised.
            public var ifRaised: Double
            /// The change if it passed.
            public var ifPassed: Double
            /// Whether its answer alone could decide: make the lot alert, or let it be released.
            public var decides: Bool

            enum CodingKeys: String, CodingKey {
                case pattern, missing, decides
                case ifRaised = "if_raised"
                case ifPassed = "if_passed"
            }
        }

        /// The log odds of the prior, from which the posterior starts.
        public var priorLogOdds: Double
        /// The parts of the score; their contributions add up to its base.
        public var parts: [Part]
        /// Raised findings by what their falling away would change, the largest first.
        public var levers: [Lever]
        /// Open tests by what they could do, the weightiest first.
        public var open: [Open]

        enum CodingKeys: String, CodingKey {
            case parts, levers, open
            case priorLogOdds = "prior_log_odds"
        }
    }
}
