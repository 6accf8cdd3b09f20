// SPDX-License-Identifier: Apache-2.0
public import TraceRisk

/// What an authority asks for about one lot, in the order in which it asks.
///
/// The order follows what CBP asks for in an applicability review, as law firms report it: summary and
/// contents, flow chart with all parties and roles, producer and papers of each stage, payment and
/// transport of the raw materials, then the documents themselves.
public struct EvidencePacket: Sendable {
    /// Rows with a head.
    public struct Table: Sendable {
        /// What the rows are.
        public var caption: String
        /// Column heads.
        public var head: [String]
        /// The rows; a cell that is not known says so.
        public var rows: [[String]]

        /// A table.
        public init(caption: String = "", head: [String], rows: [[String]]) {
            (self.caption, self.head, self.rows) = (caption, head, rows)
        }
    }

    /// The audit's result for the lot, and the names and records it rests on.
    public var result: AuditResult
    /// The lot.
    public var lot: AuditResult.LotResult
    /// A few sentences: what the lot is, what its records show, what they do not.
    public var summary: [String]
    /// Where the goods came from, step by step.
    public var flow: Table
    /// Everyone who is named, with roles.
    public var parties: Table
    /// Who made what where, on which papers, for each stage.
    public var stages: Table
    /// How each raw material was paid for and moved.
    public var materials: [Table]
    /// Documents with their hashes.
    public var documents: Table
    /// What is open.
    public var questions: [String]
    /// The state of the ledger that the packet was made of, in a sentence.
    public var basis: String
    /// Who counted and who visited at the sites of the stages.
    public var visits: [Table] = []
    /// What proves the records; nil where nothing does, and then `unproved` says why.
    public var proof: Proof?
    /// Why there is no proof.
    public var unproved = ""
    /// The files that lie beside the page.
    public var files: [File] = []

    /// A packet of its parts.
    public init(
        result: AuditResult, lot: AuditResult.LotResult, summary: [String], flow: Table,
        parties: Table, stages: Table, materials: [Table], documents: Table, questions: [String],
        basis: String
    ) {
        self.result = result
        self.lot = lot
        self.summary = summary
        self.flow = flow
        self.parties = parties
        self.stages = stages
        self.materials = materials
        self.documents = documents
        self.questions = questions
        self.basis = basis
    }

    /// Whether a finding could concern North Korea: then nothing moves before counsel has spoken.
    public var hasPossibleKoreanLink: Bool {
        lot.alert
            || lot.findings.contains { finding in
                finding.result == .raised && Self.korean.contains(finding.pattern)
            }
    }

    /// The parameter set and the lists that decided, each by hash and date.
    var rests: Table {
        let parameters = result.parameters
        return Table(
            caption: "What the verdict rests on",
            head: ["Parameters or list", "Stands for", "Rows", "SHA-256"],
            rows: [["Parameter set \(parameters.version)", "", "", parameters.sha256.grouped]]
                + result.lists.map { file in
                    [
                        file.title, file.dayWords,
                        file.sha256 == nil ? "" : Double(file.rows).readableFigure,
                        file.sha256?.grouped ?? "not at hand",
                    ]
                })
    }

    /// Patterns that speak of North Korea by themselves, alert or not.
    private static let korean: Set<String> = [
        "P09", "P11", "P15", "P20", "P22", "P24", "P26", "P28", "P33", "P37", "P40",
    ]
}

extension String {
    /// A hash in groups of 16 digits: a page wraps at spaces, the files have it in one piece.
    package var grouped: String {
        let digits = Array(self)
        return stride(from: 0, to: digits.count, by: 16).map { start in
            String(digits[start..<min(start + 16, digits.count)])
        }.joined(separator: " ")
    }
}
