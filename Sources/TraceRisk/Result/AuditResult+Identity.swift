// SPDX-License-Identifier: Apache-2.0

extension AuditResult {
    /// What a verification said of the records that the audit weighed.
    public struct Integrity: Codable, Sendable, Equatable {
        /// Whether the records verify.
        public enum Status: String, Codable, Sendable {
            case verified, failed, unsigned
        }
        /// Which verification ran.
        public enum Mode: String, Codable, Sendable {
            case exhaustive, anchored
            case notRun = "none"
        }
        /// Whether the ledger's identity was pinned by the reader.
        public enum Identity: String, Codable, Sendable {
            case pinned
            case selfDeclared = "self-declared"
        }
        /// Whether an earlier checkpoint of the reader's was compared.
        public enum Freshness: String, Codable, Sendable {
            case compared
            case notChecked = "not-checked"
        }
        /// One problem of one record.
        public struct Problem: Codable, Sendable, Equatable {
            /// Error code of the specification.
            public var code: String
            /// Record id or other place.
            public var record: String
            /// A sentence.
            public var message: String

            /// A problem.
            public init(code: String, record: String, message: String) {
                self.code = code
                self.record = record
                self.message = message
            }
        }

        /// Whether the records verify.
        public var status: Status
        /// Which verification ran.
        public var mode: Mode
        /// How many signatures were checked.
        public var signaturesChecked: Int
        /// Whether the ledger's identity was pinned.
        public var identity: Identity
        /// Whether an earlier checkpoint was compared; nil where there is no ledger to be fresh.
        public var freshness: Freshness?
        /// How many witnesses cosigned the checkpoint.
        public var witnesses: Int
        /// How many records were read.
        public var records: Int
        /// How many were signed by a key that may then have been in other hands; nil where nobody
        /// signed.
        public var underSuspicion: Int?
        /// What is wrong.
        public var problems: [Problem]

        /// What a verification said.
        public init(
            status: Status, mode: Mode, signaturesChecked: Int, identity: Identity, witnesses: Int,
            records: Int, problems: [Problem] = [], freshness: Freshness? = nil,
            underSuspicion: Int? = nil
        ) {
            self.underSuspicion = underSuspicion
            self.freshness = freshness
            self.status = status
            self.mode = mode
            self.signaturesChecked = signaturesChecked
            self.identity = identity
            self.witnesses = witnesses
            self.records = records
            self.problems = problems
        }

        /// The integrity of a workbook: nobody signed anything.
        public static func unsigned(records: Int) -> Integrity {
            Integrity(
                status: .unsigned, mode: .notRun, signaturesChecked: 0, identity: .selfDeclared,
                witnesses: 0, records: records)
        }

        enum CodingKeys: String, CodingKey {
            case status, mode, identity, freshness, witnesses, records, problems
            case signaturesChecked = "signatures_checked"
            case underSuspicion = "under_suspicion"
        }
    }

    /// The parameter set that decided.
    public struct ParameterIdentity: Codable, Sendable, Equatable {
        /// SHA-256 of the set's bytes in hexadecimal.
        public var sha256: String
        /// The set's own version.
        public var version: String
        /// The small tables beside it: goods, border places and windows, trade modes, law.
        public var tables: [ListIdentity]

        /// A parameter set's identity.
        public init(sha256: String, version: String, tables: [ListIdentity] = []) {
            self.sha256 = sha256
            self.version = version
            self.tables = tables
        }
    }

    /// A list file that was read, or that was missing.
    public struct ListIdentity: Codable, Sendable, Equatable {
        /// `sdn.csv`, `alt.csv`, `add.csv` or `agency-aliases.csv`.
        public var name: String
        /// SHA-256 of the file in hexadecimal; `nil`: the file was missing.
        public var sha256: String?
        /// How many rows it holds.
        public var rows: Int
        /// The authority's list that it is, where it is one.
        public var list: String?
        /// The day for which it stands, `YYYY-MM-DD`, where that is known.
        public var date: String?

        /// A list file.
        public init(
            name: String, sha256: String?, rows: Int, list: String? = nil, date: String? = nil
        ) {
            self.name = name
            self.sha256 = sha256
            self.rows = rows
            self.list = list
            self.date = date
        }
    }

    /// A base rate or share with its source: context beside the prior.
    public struct ContextFact: Codable, Sendable, Equatable {
        /// What it is a share of, in words.
        public var text: String
        /// The value's interval.
        public var low: Double
        /// The value's interval.
        public var high: Double
        /// `share`, `USD/kg` ...
        public var unit: String
        /// Where it stands, with its grade.
        public var source: String

        /// A fact.
        public init(text: String, low: Double, high: Double, unit: String, source: String) {
            self.text = text
            self.low = low
            self.high = high
            self.unit = unit
            self.source = source
        }
    }

    /// What someone outside the chain says, graded by the Admiralty system.
    public struct ClaimNote: Codable, Sendable, Equatable {
        /// Label of the claim.
        public var record: String
        /// What it speaks of, as `kind:id`.
        public var about: [String]
        /// What is said, when disclosed.
        public var text: String?
        /// Who says it, when disclosed.
        public var source: String?
        /// Day of publication.
        public var published: String?
        /// Reliability of the source (A to F) and credibility of the information (1 to 6).
        public var grade: String
        /// Of what a share is a share.
        public var denominator: String?
        /// The claim that it relays; a relay never corroborates.
        public var relays: String?
        /// Low end of the value, where it states one.
        public var low: Double?
        /// High end of the value.
        public var high: Double?
        /// Unit of the value.
        public var unit: String?

        /// A claim.
        public init(
            record: String, about: [String], text: String? = nil, source: String? = nil,
            published: String? = nil, grade: String, denominator: String? = nil,
            relays: String? = nil, low: Double? = nil, high: Double? = nil, unit: String? = nil
        ) {
            (self.low, self.high, self.unit) = (low, high, unit)
            self.record = record
            self.about = about
            self.text = text
            self.source = source
            self.published = published
            self.grade = grade
            self.denominator = denominator
            self.relays = relays
        }
    }

    /// A fault of the data, not of the goods.
    public struct DataRemark: Codable, Sendable, Equatable {
        /// The code of what an audit as of a day left out.
        public static let asOf = "as-of"

        /// `cycle`, `dangling`, `duplicate`, `retracted`, `corrected`, `depth`, `suspicion`,
        /// `handover`, `as-of`.
        public var code: String
        /// The records it is about.
        public var records: [String]
        /// A sentence.
        public var message: String

        /// A remark.
        public init(code: String, records: [String], message: String) {
            self.code = code
            self.records = records
            self.message = message
        }
    }
}
