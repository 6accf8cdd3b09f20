// SPDX-License-Identifier: Apache-2.0
import TraceMerkle
import TracePrimitives
public import TraceStorage
public import TraceVerifier
public import TraceWitness

/// How a ledger is to be verified.
public struct VerificationOptions: Sendable {
    /// Which signatures are checked.
    public var mode: VerificationMode
    /// Origin, key and entry 0 that are known from elsewhere.
    public var trust: TrustFile?
    /// The policy whose witnesses are counted; its log is pinned by ``trust``.
    public var policy: TrustPolicy?
    /// An earlier checkpoint, as its file has it.
    public var since: [UInt8]?
    /// The name of that file, for those who read what is wrong with it.
    public var sinceFile: String?
    /// The size that the writer's head says was published, where the writer's folder is at hand.
    public var publishedSize: UInt64?
    /// How many threads work.
    public var threads: Int
    /// Whether the statements are kept, for an audit.
    public var keepsStatements: Bool
    /// The state that an earlier exhaustive verification of the same log ended with: its entries are
    /// not verified again, and the new ones continue it.
    ///
    /// It is of use only to who made it: the new root shows that its entries are the log's beginning.
    public var resuming: LedgerState?
    /// Told how many entries of how many are done, from any thread.
    public var progress: (@Sendable (UInt64, UInt64) -> Void)?

    /// Exhaustive verification with nothing pinned.
    public init(
        mode: VerificationMode = .exhaustive, trust: TrustFile? = nil, since: [UInt8]? = nil,
        policy: TrustPolicy? = nil, publishedSize: UInt64? = nil, threads: Int = Cores.count,
        keepsStatements: Bool = false, progress: (@Sendable (UInt64, UInt64) -> Void)? = nil
    ) {
        self.policy = policy
        self.mode = mode
        self.trust = trust
        self.since = since
        self.publishedSize = publishedSize
        self.threads = max(1, threads)
        self.keepsStatements = keepsStatements
        self.progress = progress
    }
}

/// The driver of SPEC.md section 9: it reads files and runs the verifier's ranges in parallel.
///
/// It judges nothing itself. What it reads is believed only through `LedgerState`.
public struct LedgerVerification<Source: LogSource>: Sendable {
    private let reader: LogReader<Source>
    private let options: VerificationOptions

    /// What a verification ends with; ledger and state are there when nothing is wrong.
    public struct Outcome: Sendable {
        /// What was found.
        public let report: VerificationReport
        /// The ledger, which may be believed.
        public let ledger: VerifiedLedger?
        /// What the next entry depends on, for a writer.
        public let state: LedgerState?
    }

    /// Entries that one worker takes at a time; fewer where each takes long, so that all end together.
    private var rangeLength: UInt64 { options.mode == .exhaustive ? 4 << 8 : 16 << 8 }

    /// Prepares the verification of a log.
    public init(_ source: Source, _ options: VerificationOptions = VerificationOptions()) {
        reader = LogReader(source)
        self.options = options
    }

    /// Runs groups 1 to 5.
    ///
    /// It throws for what cannot be read; what is wrong is in the report.
    public func run() throws -> Outcome {
        let bytes: [UInt8]
        switch try reader.source.bounded("checkpoint", limit: SignedNote.maximumLength) {
        case .bytes(let read): bytes = read
        case .tooLong: return failed([Problem(.checkpointMalformed, file: "checkpoint")])
        case .missing:
            throw StoreError(
                .notFound, reader.source.location(of: "checkpoint"),
                "no checkpoint: this is no ledger, or nothing was published yet")
        }
        guard let checkpoint = ReadCheckpoint(bytes) else {
            return failed([Problem(.checkpointMalformed, file: "checkpoint")])
        }
        let size = checkpoint.checkpoint.head.size
        let bundles = BundleReading(
            reader: reader, inventory: try LogInventory(of: reader.source), size: size)
        let missing = bundles.missing()
        if !missing.isEmpty { return failed(missing) }
        let genesis: Genesis
        do {
            genesis = try bundles.genesis()
        } catch let problem as Problem {
            return try withoutPolicy(problem, checkpoint, bundles)
        }
        return try withPolicy(genesis, checkpoint, bundles)
    }

    private func failed(_ problems: [Problem]) -> Outcome {
        var report = VerificationReport(mode: options.mode)
        report.problems = problems
        return Outcome(report: report, ledger: nil, state: nil)
    }

    /// Entry 0 is no policy: the tree can still be judged, and comes first.
    private func withoutPolicy(
        _ problem: Problem, _ checkpoint: ReadCheckpoint, _ bundles: BundleReading<Source>
    ) throws -> Outcome {
        if problem.code == .fileMissing || problem.code == .bundleMalformed {
            return failed(try bundles.shapeProblems())
        }
        let shape = try bundles.shapeProblems()
        if !shape.isEmpty { return failed(shape) }
        let tree = try bundles.tree()
        let files = FileComparison(
            reader: reader, inventory: bundles.inventory, checkpoint: checkpoint.checkpoint,
            tree: tree, threads: options.threads)
        let (problems, _) = try files.run()
        return failed(locate(problems.isEmpty ? [problem] : problems, bundles))
    }

    private func withPolicy(
        _ genesis: Genesis, _ checkpoint: ReadCheckpoint, _ bundles: BundleReading<Source>
    ) throws -> Outcome {
        let seed = checkpoint.checkpoint.head.rootHash.leadingWord
        let first = LedgerState(genesis: genesis, seed: seed)
        if var known = options.resuming, options.mode == .exhaustive {
            known.forgetOpenWork()
            if try bundles.goOn(after: known.tree) {
                let outcome = try conclude(known, genesis, checkpoint, bundles)
                if outcome.report.isVerified { return outcome }
            }
        }
        return try conclude(first, genesis, checkpoint, bundles)
    }

    private func conclude(
        _ first: LedgerState, _ genesis: Genesis, _ checkpoint: ReadCheckpoint,
        _ bundles: BundleReading<Source>
    ) throws -> Outcome {
        var report = VerificationReport(mode: options.mode)
        var (state, shape) = try absorbAll(first, genesis, bundles)
        if !shape.isEmpty { return failed(shape) }
        let comparison = FileComparison(
            reader: reader, inventory: bundles.inventory, checkpoint: checkpoint.checkpoint,
            tree: state.tree, threads: options.threads)
        let (problems, beyond) = try comparison.run()
        if !problems.isEmpty { return failed(locate(problems, bundles)) }
        report.beyondCheckpoint = beyond

        var watched: [RangeFindings] = []
        var files: [Problem] = []
        if !state.compromisedKeys.isEmpty {
            (watched, files) = try scan(state, genesis, bundles)
        }
        let wanted = state.entriesToExamine(options.mode, watched: watched)
        state.settle(try bundles.examine(wanted, keys: state.keys, threads: options.threads))
        if let published = options.publishedSize, published > bundles.size {
            files.append(Problem(.rollback, file: "checkpoint"))  // R33
        }
        count(checkpoint, &report, &files)
        let end = state.conclude(
            report, genesis, checkpoint: checkpoint,
            earlier: try comparison.earlierCheckpoints(and: state.overlappingCheckpoints),
            trust: options.trust, since: options.since, watched: watched, files: files)
        report = end.report
        report.problems = locate(report.problems, bundles).map {
            options.naming(
                options.trust?.naming($0, beside: genesis, state.policy) ?? $0,
                beside: state.policy, size: report.entries)
        }
        return Outcome(
            report: report, ledger: end.ledger, state: end.ledger == nil ? nil : state)
    }

    /// Counts the policy's witnesses; a quorum that is not there is a problem (SPEC.md D5, D6).
    private func count(
        _ checkpoint: ReadCheckpoint, _ report: inout VerificationReport, _ files: inout [Problem]
    ) {
        guard let policy = options.policy, !policy.witnesses.isEmpty else { return }
        do throws(MerkleError) {
            let witnessing = try policy.witnessing(of: checkpoint.note)
            report.witnesses = witnessing.counted.count
            report.witnessed = witnessing.counted.isEmpty ? nil : witnessing.sentence
            guard !witnessing.isReached else { return }
            files.append(
                Problem(.trustQuorum, file: "checkpoint", detail: witnessing.sentence))  // D5
        } catch {
            files.append(Problem(.trustQuorum, file: "checkpoint", detail: "\(error)"))
        }
    }

    /// Adds the file and the bytes at which a problem's entry stands, its record id and its issuer.
    ///
    /// Of an altered entry the bytes tell neither: its record id is the one that the tree holds.
    private func locate(
        _ problems: [Problem], _ bundles: BundleReading<Source>
    ) -> [Problem] {
        var problems = problems
        for position in problems.indices.prefix(100) {
            guard let index = problems[position].index, let place = bundles.place(of: index)
            else { continue }
            problems[position].file = place.file
            problems[position].byteRange = place.bytes
            guard problems[position].code != .entryAltered else { continue }
            problems[position].record = place.record
            problems[position].issuer = place.issuer
        }
        return problems
    }

    /// Groups 2 (R26) and 3: all ranges in parallel, absorbed in order.
    private func absorbAll(
        _ state: LedgerState, _ genesis: Genesis, _ bundles: BundleReading<Source>
    ) throws -> (LedgerState, [Problem]) {
        var total = (state: state, shape: [Problem]())
        let keys = state.keys
        let options = self.options
        let ranges = bundles.ranges(of: rangeLength, from: state.size)
        try OrderedFold.run(ranges, threads: options.threads) { range in
            var verifier = RangeVerifier(
                start: range.lowerBound, rules: genesis.rules,
                signatures: options.mode == .exhaustive ? .all : .controlsOnly, keys: keys,
                collects: options.keepsStatements)
            let shape = try bundles.verify(range, with: &verifier)
            return (verifier.finish(), shape)
        } absorb: { (part: (findings: RangeFindings, shape: [Problem])) in
            total.shape += part.shape
            // A gap cannot be bridged: with one, only further gaps are of interest.
            guard total.shape.isEmpty else { return }
            total.state.absorb(part.findings)
            options.progress?(total.state.size, bundles.size)
        }
        return total
    }

    /// A second look at all headers, for the statements of compromised keys, and what is no longer as
    /// it was when it was hashed into the tree.
    private func scan(
        _ state: LedgerState, _ genesis: Genesis, _ bundles: BundleReading<Source>
    ) throws -> (findings: [RangeFindings], changed: [Problem]) {
        var found: [RangeFindings] = []
        var changed: [Problem] = []
        let keys = Set(state.compromisedKeys.keys)
        let leaves = state.tree.levels[0]
        try OrderedFold.run(bundles.ranges(of: rangeLength), threads: options.threads) {
            range in
            var verifier = RangeVerifier(
                start: range.lowerBound, rules: genesis.rules, signatures: .watching(keys))
            let shape = try bundles.verify(range, with: &verifier)
            return (verifier.finish(), shape)
        } absorb: { (part: (findings: RangeFindings, shape: [Problem])) in
            found.append(part.findings)
            changed += part.shape
            // Bytes read twice may differ: what counts is what was hashed into the tree.
            let hashed = leaves.dropFirst(Int(part.findings.start))
            for (index, pair) in zip(hashed, part.findings.leaves).enumerated()
            where pair.0 != pair.1 {
                changed.append(
                    Problem(
                        .entryAltered, at: part.findings.start + UInt64(index),
                        detail: "changed while read"))
            }
        }
        return (found, changed)
    }
}
