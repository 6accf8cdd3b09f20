// SPDX-License-Identifier: Apache-2.0
internal import TraceCBOR
public import TraceMerkle
public import TracePrimitives
public import TraceRecords

// The only file that makes trusted values. Their initialisers are `fileprivate`, which no other
// file, module or test can call.

/// One statement of a ledger.
public struct Statement: Sendable {
    /// Its position.
    public let index: UInt64
    /// Its record id.
    public let record: RecordID
    /// Thumbprint of the issuer's first key.
    public let issuer: Digest
    /// Its kind.
    public let kind: RecordKind
    /// Its payload, deterministic CBOR.
    public let payload: [UInt8]
    /// The subjects in whose chains it stands.
    public let subjects: [Digest]
    /// The entry that declares its key compromised, where it stands between that and the entry from
    /// which the key is suspected.
    public let suspectedBy: UInt64?

    /// The subject pseudonym of the record itself.
    public var ref: Digest? { (try? CBORValue.decode(payload))?["ref"]?.digestValue }
}

/// A value whose own signature was checked, in a ledger whose tree and rules hold as far as shown.
public struct Verified<Payload: Sendable>: Sendable {
    /// The value.
    public let payload: Payload
    fileprivate init(_ payload: Payload) { self.payload = payload }
}

/// A value that a later signature of the same key covers through the chain.
public struct Anchored<Payload: Sendable>: Sendable {
    /// The value.
    public let payload: Payload
    fileprivate init(_ payload: Payload) { self.payload = payload }
}

/// How a record's origin was established.
public enum Assurance: Int, Sendable, Comparable {
    /// Read from a workbook: nobody signed it.
    case unsigned
    /// A later signature of the same key covers it through the chain.
    case anchored
    /// Its own signature was checked.
    case verified

    /// Whether less is known by `a` than by `b`.
    public static func < (a: Assurance, b: Assurance) -> Bool { a.rawValue < b.rawValue }
}

/// A record that an audit may weigh, with how much is known of where it comes from.
///
/// Anchored and verified ones are made from a verified ledger only; unsigned ones by the workbook
/// reader only, and nothing but an audit accepts those.
public struct Checked: Sendable {
    /// What is stated.
    public let record: Record
    /// Hexadecimal record id, or `sheet.csv#id` for a workbook row.
    public let label: String
    /// The issuer's name; a workbook's rows have the issuer `workbook`.
    public let issuer: String
    /// How its origin was established.
    public let assurance: Assurance
    /// Position in the ledger (in the order of all, where several are merged); the row's for a workbook.
    public package(set) var index: UInt64
    /// Whether it lies between a key's suspected and its declared compromise.
    public package(set) var underSuspicion: Bool

    /// A workbook row; for the workbook reader.
    package static func unsigned(_ record: Record, label: String, index: UInt64) -> Checked {
        Checked(
            record: record, label: label, issuer: "workbook", assurance: .unsigned, index: index,
            underSuspicion: false)
    }
}

extension Checked {
    /// Reads a statement whose own signature was checked.
    public init(
        _ statement: Verified<Statement>, _ reader: RecordReader, _ disclosures: DisclosureSet?
    ) throws(DisclosureError) {
        try self.init(statement.payload, .verified, reader, disclosures)
    }

    /// Reads a statement that a later signature covers.
    public init(
        _ statement: Anchored<Statement>, _ reader: RecordReader, _ disclosures: DisclosureSet?
    ) throws(DisclosureError) {
        try self.init(statement.payload, .anchored, reader, disclosures)
    }

    private init(
        _ statement: Statement, _ assurance: Assurance, _ reader: RecordReader,
        _ disclosures: DisclosureSet?
    ) throws(DisclosureError) {
        // The payload was read strictly before; null makes the reader refuse it by name.
        let payload = (try? CBORValue.decode(statement.payload)) ?? .null
        self.init(
            record: try reader.record(
                payload: payload, subjects: statement.subjects, disclosures: disclosures),
            label: statement.record.description, issuer: statement.issuer.base64URL,
            assurance: assurance, index: statement.index,
            underSuspicion: statement.suspectedBy != nil)
    }
}

/// A ledger that keeps every requirement, with the statements that were kept while it was verified.
public struct VerifiedLedger: Sendable {
    /// What was checked.
    public let report: VerificationReport
    /// The policy in force.
    public let policy: Policy
    /// The checkpoint, whose signature and root hold.
    public let checkpoint: Checkpoint
    /// Statements whose own signature was checked, in order.
    public let verified: [Verified<Statement>]
    /// The others, in order; empty after exhaustive verification.
    public let anchored: [Anchored<Statement>]
}

extension LedgerState {
    /// Ends a verification: groups 4 and 5, the report, and the ledger when nothing is wrong.
    ///
    /// The driver has absorbed all ranges, settled the examinations and compared the files; the root
    /// is compared here once more, because nothing may be believed before it is.
    public mutating func conclude(
        _ report: VerificationReport, _ genesis: Genesis, checkpoint: ReadCheckpoint,
        earlier: [(file: String, bytes: [UInt8])] = [], trust: TrustFile? = nil,
        since: [UInt8]? = nil, watched: [RangeFindings] = [], files: [Problem] = []
    ) -> (report: VerificationReport, ledger: VerifiedLedger?) {
        var report = report
        let doubted = underSuspicion(watched)
        report.underSuspicion = doubted.keys.sorted()
        for problem in files + signatureProblems(checkpoint, earlier) { self.report(problem) }
        if let problem = trust?.problem(with: genesis, logKeys) { self.report(problem) }
        if let since, let problem = sinceProblem(since) { self.report(problem) }
        if tree.root(of: checkpoint.checkpoint.head.size) != checkpoint.checkpoint.head.rootHash,
            problems.isEmpty
        {
            self.report(Problem(.rootMismatch))
        }
        report.problems = firstProblems
        fill(&report, checkpoint, trust, isFresh: since != nil)
        guard report.problems.isEmpty else { return (report, nil) }
        let statements = collected.map { statement($0.signer, $0.statement, doubted) }
        let isExhaustive = report.mode == .exhaustive
        let ledger = VerifiedLedger(
            report: report, policy: policy, checkpoint: checkpoint.checkpoint,
            verified: statements.filter { isExhaustive || settled.contains($0.index) }
                .map { Verified($0) },
            anchored: statements.filter { !isExhaustive && !settled.contains($0.index) }
                .map { Anchored($0) })
        return (report, ledger)
    }

    private func statement(
        _ signer: Signer, _ kept: CollectedStatement, _ doubted: [UInt64: UInt64]
    ) -> Statement {
        Statement(
            index: kept.index, record: RecordID(tree.levels[0][Int(kept.index)]),
            issuer: signer.issuer, kind: kept.kind, payload: kept.payload,
            subjects: kept.subjects, suspectedBy: doubted[kept.index])
    }

    private func fill(
        _ report: inout VerificationReport, _ checkpoint: ReadCheckpoint, _ trust: TrustFile?,
        isFresh: Bool
    ) {
        report.origin = policy.origin
        report.root = checkpoint.checkpoint.head.rootHash
        report.entries = size
        report.signaturesChecked = signaturesChecked
        report.issuers = issuerCount
        report.subjectChains = subjectChains
        report.keys = keys.count
        report.unknownPayloadKeys = unknownKeys
        report.unknownCosignatures = checkpoint.otherSigners(than: policy)
        report.isPinned = trust != nil
        report.logKeyReplaced = logKeyReplaced
        report.isLogKeyFollowed = trust.map { $0.log.key != policy.checkpointKey } ?? false
        report.isFresh = isFresh
    }

    /// R29 for the checkpoint, R30 for earlier ones, and for later ones as far as it goes.
    private func signatureProblems(
        _ checkpoint: ReadCheckpoint, _ earlier: [(file: String, bytes: [UInt8])]
    ) -> [Problem] {
        var problems: [Problem] = []
        if let problem = checkpoint.problem(of: policy.origin, logKeys, file: "checkpoint") {
            problems.append(problem)
        }
        for (file, bytes) in earlier {
            let read = ReadCheckpoint(bytes)
            let size = read?.checkpoint.head.size ?? 0
            guard let read, file == "checkpoints/\(size)",  // R30 name
                read.problem(of: policy.origin, logKeys, file: file) == nil,  // R30 signature
                size > self.size || tree.root(of: size) == read.checkpoint.head.rootHash  // R30
            else {
                problems.append(Problem(.checkpointInconsistent, file: file))
                continue
            }
        }
        for file in overlappingCheckpoints where !earlier.contains(where: { $0.file == file }) {
            problems.append(Problem(.overlapMissing, file: file))  // R30 overlap
        }
        return problems
    }

    /// R32, in its order.
    private func sinceProblem(_ bytes: [UInt8]) -> Problem? {
        guard let since = ReadCheckpoint(bytes) else {
            return Problem(.sinceMalformed)  // R32 form
        }
        if since.problem(of: policy.origin, logKeys, file: "since") != nil {  // R32 signature
            return Problem(.sinceSignature)
        }
        if since.checkpoint.head.size > size { return Problem(.sinceNewer) }  // R32 newer
        let root = tree.root(of: since.checkpoint.head.size)
        return root == since.checkpoint.head.rootHash ? nil : Problem(.sinceInconsistent)  // R32
    }
}

/// The bytes of an entry that a ledger's rules admit at its end, own signature checked.
public struct AdmissibleEntry: Sendable {
    /// The entry.
    public let bytes: [UInt8]
    /// Its record id.
    public let record: RecordID
}

extension LedgerState {
    /// Checks entries that are to follow the last one, and takes them up.
    ///
    /// After an error the state is of no further use: it has taken up what was refused.
    ///
    /// `earlier` reads an entry of the ledger again: one that a correction names.
    public mutating func admit(
        _ entries: [[UInt8]], earlier: (UInt64) -> [UInt8]?
    ) throws(Problem) -> [Verified<AdmissibleEntry>] {
        forgetOpenWork()
        var range = RangeVerifier(
            start: size, rules: EntryRules(policy), signatures: .all, keys: keys)
        for entry in entries { range.verify(entry, entries: [0..<entry.count]) }
        let findings = range.finish()
        absorb(findings)
        var examinations: [Examination] = []
        for index in entriesToExamine(.exhaustive) {
            let bytes =
                index < findings.start
                ? earlier(index) : entries[Int(index - findings.start)]
            guard let bytes,
                let seen = Examination(index: index, bytes, 0..<bytes.count, keys: keys)
            else { continue }
            examinations.append(seen)
        }
        settle(examinations)
        if let problem = firstProblems.first { throw problem }
        return zip(entries, findings.leaves).map {
            Verified(AdmissibleEntry(bytes: $0, record: RecordID($1)))
        }
    }
}

/// Statements shown apart from their ledger: each stands under the checkpoint, bears a valid
/// signature and keeps the rules that do not ask for its neighbours (all but R11 to R13).
public struct VerifiedExcerpt: Sendable {
    /// Entry 0.
    public let genesis: Genesis
    /// The policy in force at the end.
    public let policy: Policy
    /// The checkpoint, signed by the policy's log key.
    public let checkpoint: ReadCheckpoint
    /// The statements, in the order of the ledger.
    public let statements: [Verified<Statement>]
    /// The entry that replaced the log's key last; nil where none did.
    public let logKeyReplaced: UInt64?
}

extension LedgerState {
    /// Checks entries in ascending order, of which the first is entry 0 (SPEC.md appendix C).
    ///
    /// Each comes with the proof that it stands at an index under the checkpoint. Keys are judged
    /// by the policy and key statements among them: whoever shows them shows all.
    public static func excerpt(
        _ entries: [(bytes: [UInt8], proof: InclusionProof)], under checkpoint: ReadCheckpoint,
        trust: TrustFile? = nil
    ) throws(Problem) -> VerifiedExcerpt {
        guard let first = entries.first, first.proof.leafIndex == 0 else {
            throw Problem(.policyMissing, at: 0)
        }
        let genesis = try Genesis(entry: first.bytes, 0..<first.bytes.count)
        var state = LedgerState(genesis: genesis, seed: 0)
        var range = RangeVerifier(
            start: 0, rules: genesis.rules, signatures: .all, keys: state.keys, collects: true)
        let head = checkpoint.checkpoint.head
        var next: UInt64 = 0
        for entry in entries {
            let (index, leaf) = (entry.proof.leafIndex, SHA256Hash.leafHash(of: entry.bytes))
            guard index >= next, entry.proof.treeSize == head.size,
                (try? entry.proof.verify(leafHash: leaf, rootHash: head.rootHash)) != nil
            else { throw Problem(.rootMismatch, at: index, record: RecordID(leaf)) }
            range.skip(to: index)
            range.verify(entry.bytes, entries: [0..<entry.bytes.count])
            next = index + 1
        }
        return try state.judged(range.finish(), genesis, checkpoint, trust)
    }

    private mutating func judged(
        _ findings: RangeFindings, _ genesis: Genesis, _ checkpoint: ReadCheckpoint,
        _ trust: TrustFile?
    ) throws(Problem) -> VerifiedExcerpt {
        for problem in findings.problems { report(problem) }
        for segment in findings.segments { judge(segment, findings.signers) }
        for index in findings.openSignatures { report(Problem(.signatureInvalid, at: index)) }
        let unsigned = checkpoint.problem(of: policy.origin, logKeys, file: "checkpoint")
        if let problem = unsigned ?? trust?.problem(with: genesis, logKeys) { report(problem) }
        if let problem = firstProblems.first { throw problem }
        let statements = zip(findings.collected, findings.leaves).map { kept, leaf in
            let signer = findings.signers[Int(kept.signer)]
            return Verified(
                Statement(
                    index: kept.index, record: RecordID(leaf), issuer: signer.issuer,
                    kind: kept.kind, payload: kept.payload, subjects: kept.subjects,
                    suspectedBy: keyState.doubt(signer.kid, at: kept.index)))
        }
        return VerifiedExcerpt(
            genesis: genesis, policy: policy, checkpoint: checkpoint, statements: statements,
            logKeyReplaced: logKeyReplaced)
    }
}
