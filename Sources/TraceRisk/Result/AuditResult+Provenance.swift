// SPDX-License-Identifier: Apache-2.0

extension AuditResult {
    /// The part of the provenance graph that a lot stands on.
    public struct Provenance: Codable, Sendable, Equatable {
        /// Lots, processings, sites, movements, parties and places.
        public var nodes: [Node]
        /// How they hang together; from the earlier to the later.
        public var edges: [Edge]

        /// A subgraph.
        public init(nodes: [Node], edges: [Edge]) {
            self.nodes = nodes
            self.edges = edges
        }
    }

    /// A thing in the provenance graph.
    public struct Node: Codable, Sendable, Equatable {
        /// What a node stands for.
        public enum Kind: String, Codable, Sendable {
            case lot, processing, site, movement, party, order, payment
        }
        /// `kind:id`, unique in the graph.
        public var id: String
        /// What it stands for.
        public var kind: Kind
        /// A short label.
        public var label: String
        /// A second line: quantity, steps, place.
        public var detail: String
        /// Country, when known.
        public var country: String?
        /// Patterns raised about it.
        public var flags: [String]

        /// A node.
        public init(
            id: String, kind: Kind, label: String, detail: String = "", country: String? = nil,
            flags: [String] = []
        ) {
            self.id = id
            self.kind = kind
            self.label = label
            self.detail = detail
            self.country = country
            self.flags = flags
        }
    }

    /// A link in the provenance graph.
    public struct Edge: Codable, Sendable, Equatable {
        /// Node id.
        public var from: String
        /// Node id.
        public var to: String
        /// `input`, `output`, `made-from`, `moves`, `at`, `operated-by`, `from`, `to`, `supplies`,
        /// `pays`.
        public var kind: String

        /// A link.
        public init(from: String, to: String, kind: String) {
            self.from = from
            self.to = to
            self.kind = kind
        }
    }

    /// Something that happened on a day or over a span of days.
    public struct TimelineEvent: Codable, Sendable, Equatable {
        /// First day, `YYYY-MM-DD`.
        public var start: String
        /// Last day where it is a span.
        public var end: String?
        /// `ordered`, `shipped`, `promised`, `movement`, `processing`, `payment`, `document`.
        public var kind: String
        /// A short label.
        public var label: String
        /// Country where it happened, when known.
        public var country: String?
        /// The record's label.
        public var record: String

        /// An event.
        public init(
            start: String, end: String? = nil, kind: String, label: String,
            country: String? = nil, record: String
        ) {
            self.start = start
            self.end = end
            self.kind = kind
            self.label = label
            self.country = country
            self.record = record
        }
    }

    /// A record that raised findings cite.
    public struct Evidence: Codable, Sendable, Equatable {
        /// Hexadecimal record id, or `sheet.csv#id`.
        public var record: String
        /// The record's kind.
        public var kind: String
        /// The recorder's id of it.
        public var id: String
        /// What it says, in a line.
        public var summary: String
        /// The issuer who signed it.
        public var issuer: String
        /// The party that asserts it, where another than the issuer.
        public var accordingTo: String?
        /// The document it was read from.
        public var document: String?
        /// `document`, `supplier_statement`, `own_observation`, `estimate`, or not given.
        public var basis: String?
        /// `unsigned`, `anchored` or `verified`.
        public var assurance: String
        /// Whether it lies between a key's suspected and its declared compromise.
        public var underSuspicion: Bool

        /// A piece of evidence.
        public init(
            record: String, kind: String, id: String, summary: String, issuer: String,
            accordingTo: String? = nil, document: String? = nil, basis: String? = nil,
            assurance: String, underSuspicion: Bool = false
        ) {
            self.record = record
            self.kind = kind
            self.id = id
            self.summary = summary
            self.issuer = issuer
            self.accordingTo = accordingTo
            self.document = document
            self.basis = basis
            self.assurance = assurance
            self.underSuspicion = underSuspicion
        }

        enum CodingKeys: String, CodingKey {
            case record, kind, id, summary, issuer, document, basis, assurance
            case accordingTo = "according_to"
            case underSuspicion = "under_suspicion"
        }
    }
}
