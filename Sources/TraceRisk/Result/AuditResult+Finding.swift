// SPDX-License-Identifier: Apache-2.0

extension AuditResult {
    /// One pattern's result for one lot, party or supplier.
    public struct Finding: Codable, Sendable, Equatable {
        /// The three results; missing data is never clean.
        public enum Result: String, Codable, Sendable {
            case raised
            case notRaised = "not-raised"
            case notTestable = "not-testable"
        }
        /// How much a raised finding weighs.
        public enum Strength: String, Codable, Sendable {
            case weak, moderate, strong, decisive, report
        }
        /// Findings of one group are not independent of each other.
        public enum Group: String, Codable, Sendable, CaseIterable {
            /// Identity, label and place.
            case identity = "G1"
            /// Mass and capacity.
            case mass = "G2"
            /// Price and payment.
            case price = "G3"
            /// Time and route.
            case route = "G4"
            /// Documents.
            case documents = "G5"
            /// Base rates, location and season; capped.
            case priors = "G6"
        }
        /// A party's answer to the finding: its right of reply.
        public struct Answer: Codable, Sendable, Equatable {
            /// Who answers.
            public var party: String?
            /// When, `YYYY-MM-DD`.
            public var date: String?
            /// What it says, when disclosed.
            public var text: String?
            /// Label of the reply.
            public var record: String

            /// An answer.
            public init(party: String?, date: String?, text: String?, record: String) {
                self.party = party
                self.date = date
                self.text = text
                self.record = record
            }
        }

        /// `P04`.
        public var pattern: String
        /// `capacity-of-declared-site`.
        public var name: String
        /// One of three.
        public var result: Result
        /// The weight if raised.
        public var strength: Strength
        /// `G2`.
        public var group: Group
        /// What the finding is about, as `kind:id`, where it is not the lot itself.
        public var about: String?
        /// The figures it rests on; the unit is in the key.
        public var numbers: [String: Double]
        /// Columns that were missing, as `sheet.column`.
        public var missing: [String]
        /// Labels of the records it rests on.
        public var records: [String]
        /// One sentence in plain words.
        public var explanation: String
        /// Explanations that would be no ground for concern.
        public var innocent: [String]
        /// What to ask for.
        public var ask: [String]
        /// The law it touches, with its limits.
        public var law: [String]
        /// What the parties answered.
        public var replies: [Answer]
        /// Whether it rests on confidential notes and stays out of every copy that goes out.
        public var isConfidential: Bool?

        enum CodingKeys: String, CodingKey {
            case pattern, name, result, strength, group, about, numbers, missing, records
            case explanation, innocent, ask, law, replies
            case isConfidential = "confidential"
        }

        /// A finding.
        public init(
            pattern: String, name: String, result: Result, strength: Strength, group: Group,
            about: String? = nil, numbers: [String: Double] = [:], missing: [String] = [],
            records: [String] = [], explanation: String = "", innocent: [String] = [],
            ask: [String] = [], law: [String] = [], replies: [Answer] = []
        ) {
            self.pattern = pattern
            self.name = name
            self.result = result
            self.strength = strength
            self.group = group
            self.about = about
            self.numbers = numbers
            self.missing = missing
            self.records = records
            self.explanation = explanation
            self.innocent = innocent
            self.ask = ask
            self.law = law
            self.replies = replies
        }
    }
}
