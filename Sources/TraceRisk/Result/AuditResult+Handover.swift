// SPDX-License-Identifier: Apache-2.0

extension AuditResult {
    /// A transfer of goods that is stated twice.
    public struct Handover: Codable, Sendable, Equatable {
        /// What two statements of one transfer are worth.
        public enum Standing: String, Codable, Sendable {
            /// Two issuers, with keys that neither gave the other.
            case matched
            /// One issuer recorded both sides: one source.
            case recordedByOne = "recorded-by-one"
            /// Two issuers whose keys are not shown to be independent.
            case sharedKeys = "shared-keys"
        }

        /// The id of the movement, as the first statement has it.
        public var transfer: String
        /// The lots that both name.
        public var lots: [String]
        /// The giver.
        public var fromParty: String?
        /// The taker.
        public var toParty: String?
        /// What the two are worth.
        public var standing: Standing
        /// The labels of the two statements.
        public var records: [String]
        /// The issuers of the two statements.
        public var issuers: [String]
        /// Where they differ, in the fields that both state.
        public var differences: [HandoverDifference]

        /// A transfer.
        public init(
            transfer: String, lots: [String], fromParty: String?, toParty: String?,
            standing: Standing, records: [String], issuers: [String],
            differences: [HandoverDifference]
        ) {
            self.transfer = transfer
            self.lots = lots
            self.fromParty = fromParty
            self.toParty = toParty
            self.standing = standing
            self.records = records
            self.issuers = issuers
            self.differences = differences
        }
    }

    /// A field in which two statements of one transfer differ.
    public struct HandoverDifference: Codable, Sendable, Equatable {
        /// The field; of a lot's share, `lots.LOT.kg` or `lots.LOT.pieces`.
        public var field: String
        /// What the first statement says.
        public var first: String
        /// What the second says.
        public var second: String

        /// A difference.
        public init(field: String, first: String, second: String) {
            self.field = field
            self.first = first
            self.second = second
        }
    }
}
