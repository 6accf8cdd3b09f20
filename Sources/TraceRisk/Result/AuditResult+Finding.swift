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

        // Most findings of most lots say the same and share one box: a finding costs a pointer, and a
        // hundred thousand lots with forty findings each stay small.
        private var box: Box

        private final class Box: Sendable {
            let content: Content
            init(_ content: Content) { self.content = content }
        }

        private struct Content: Codable, Equatable, Sendable {
            var pattern: String
            var name: String
            var result: Result
            var strength: Strength
            var group: Group
            var about: String?
            var numbers: [String: Double]
            var missing: [String]
            var records: [String]
            var explanation: String
            var innocent: [String]
            var ask: [String]
            var law: [String]
            var replies: [Answer]
            var isConfidential: Bool?

            enum CodingKeys: String, CodingKey {
                case pattern, name, result, strength, group, about, numbers, missing, records
                case explanation, innocent, ask, law, replies
                case isConfidential = "confidential"
            }
        }

        private mutating func change(_ body: (inout Content) -> Void) {
            var content = box.content
            body(&content)
            box = Box(content)
        }

        /// `P04`.
        public var pattern: String {
            get { box.content.pattern }
            set { change { $0.pattern = newValue } }
        }
        /// `capacity-of-declared-site`.
        public var name: String {
            get { box.content.name }
            set { change { $0.name = newValue } }
        }
        /// One of three.
        public var result: Result {
            get { box.content.result }
            set { change { $0.result = newValue } }
        }
        /// The weight if raised.
        public var strength: Strength {
            get { box.content.strength }
            set { change { $0.strength = newValue } }
        }
        /// `G2`.
        public var group: Group {
            get { box.content.group }
            set { change { $0.group = newValue } }
        }
        /// What the finding is about, as `kind:id`, where it is not the lot itself.
        public var about: String? {
            get { box.content.about }
            set { change { $0.about = newValue } }
        }
        /// The figures it rests on; the unit is in the key.
        public var numbers: [String: Double] {
            get { box.content.numbers }
            set { change { $0.numbers = newValue } }
        }
        /// Columns that were missing, as `sheet.column`.
        public var missing: [String] {
            get { box.content.missing }
            set { change { $0.missing = newValue } }
        }
        /// Labels of the records it rests on.
        public var records: [String] {
            get { box.content.records }
            set { change { $0.records = newValue } }
        }
        /// One sentence in plain words.
        public var explanation: String {
            get { box.content.explanation }
            set { change { $0.explanation = newValue } }
        }
        /// Explanations that would be no ground for concern.
        public var innocent: [String] {
            get { box.content.innocent }
            set { change { $0.innocent = newValue } }
        }
        /// What to ask for.
        public var ask: [String] {
            get { box.content.ask }
            set { change { $0.ask = newValue } }
        }
        /// The law it touches, with its limits.
        public var law: [String] {
            get { box.content.law }
            set { change { $0.law = newValue } }
        }
        /// What the parties answered.
        public var replies: [Answer] {
            get { box.content.replies }
            set { change { $0.replies = newValue } }
        }
        /// Whether it rests on confidential notes and stays out of every copy that goes out.
        public var isConfidential: Bool? {
            get { box.content.isConfidential }
            set { change { $0.isConfidential = newValue } }
        }

        /// A finding.
        public init(
            pattern: String, name: String, result: Result, strength: Strength, group: Group,
            about: String? = nil, numbers: [String: Double] = [:], missing: [String] = [],
            records: [String] = [], explanation: String = "", innocent: [String] = [],
            ask: [String] = [], law: [String] = [], replies: [Answer] = []
        ) {
            box = Box(
                Content(
                    pattern: pattern, name: name, result: result, strength: strength, group: group,
                    about: about, numbers: numbers, missing: missing, records: records,
                    explanation: explanation, innocent: innocent, ask: ask, law: law,
                    replies: replies))
        }

        /// Reads a finding as ``encode(to:)`` writes it.
        public init(from decoder: any Decoder) throws {
            box = Box(try Content(from: decoder))
        }

        /// Writes the finding's own keys.
        public func encode(to encoder: any Encoder) throws { try box.content.encode(to: encoder) }

        /// Whether two findings say the same.
        public static func == (a: Finding, b: Finding) -> Bool {
            a.box === b.box || a.box.content == b.box.content
        }
    }
}

extension AuditResult.Finding: CustomReflectable {
    /// What the finding says, for printing and for the messages of tests.
    public var customMirror: Mirror { Mirror(reflecting: box.content) }
}
