// SPDX-License-Identifier: Apache-2.0
public import TraceMerkle
public import TracePrimitives
public import TraceProofs
public import TraceStorage
public import TraceVerifier
public import TraceWitness
import TraceWriting

/// Makes proofs of what stands in a log under its newest checkpoint.
///
/// It reads the log, believes nothing of it, and hands out only what it has led to the root that the
/// log's key signed.
public struct LedgerProver<Source: LogSource> {
    /// The checkpoint under which everything is proved.
    public let published: PublishedCheckpoint
    /// Where statements stand.
    public let index: ProvingIndex
    private let reader: LogReader<Source>
    private var nodes: NodeReader<Source>
    private var batch: EntryBatch?

    /// Reads the checkpoint and every entry of a log, which have to lead to its root.
    ///
    /// `trust` pins the log and `policy` names its keys and witnesses: the checkpoint is checked
    /// against them before anything else is read.
    public init(_ source: Source, trust: TrustFile? = nil, policy: TrustPolicy? = nil) throws {
        reader = LogReader(source)
        guard let note = try reader.unverifiedCheckpoint(), let read = ReadCheckpoint(note) else {
            throw StoreError(
                .notFound, source.location(of: "checkpoint"),
                "no checkpoint: this is no ledger, or nothing was published yet")
        }
        let problems = LedgerReading.problems(
            ofCheckpoint: note, VerificationOptions(trust: trust, policy: policy))
        if let problem = problems.first { throw problem }
        let size = read.checkpoint.head.size
        index = try ProvingIndex(reader, size: size)
        guard index.root == read.checkpoint.head.rootHash else {
            throw ProofError(.rootMismatch, "the entries do not lead to the root of the checkpoint")
        }
        if let trust, index.index(of: trust.entry0) != 0 {
            throw Problem(.trustEntry0, detail: "not \(trust.entry0)")
        }
        guard let last = try reader.unverifiedPolicy(at: index.lastPolicy, inLogOf: size) else {
            throw Problem(.policyMissing, at: 0)
        }
        let log = try VerifierKey(name: last.origin, key: last.checkpointKey)
        published = try PublishedCheckpoint(note, log: log)
        nodes = NodeReader(reader, size: size)
    }

    /// The size of the log.
    public var size: UInt64 { published.checkpoint.head.size }

    /// The bytes of an entry.
    public mutating func entry(_ index: UInt64) throws -> [UInt8] {
        if let entry = batch?.entry(index) { return entry }
        let read = try reader.unverifiedEntries(bundle: index >> 8, inLogOf: size)
        batch = read
        guard let entry = read.entry(index) else {
            throw StoreError(
                .notFound, reader.source.location(of: read.tile.path), "no entry \(index)")
        }
        return entry
    }

    /// The proof that the entry of an index stands under the checkpoint, led to its root.
    public mutating func inclusion(of index: UInt64) throws -> InclusionProof {
        let plan = try InclusionProof.plan(leafIndex: index, treeSize: size)
        var hashes: [Digest] = []
        hashes.reserveCapacity(plan.nodes.count)
        for node in plan.nodes { hashes.append(try nodes.hash(node)) }
        let proof = InclusionProof(
            leafIndex: index, treeSize: size, path: try plan.path(hashes: hashes))
        try proof.verify(
            leafHash: try nodes.hash(TreeNode(level: 0, index: index)),
            rootHash: published.checkpoint.head.rootHash)
        return proof
    }

    /// The path from an earlier checkpoint of the log to this one.
    public mutating func consistency(from earlier: PublishedCheckpoint) throws -> [Digest] {
        let first = earlier.checkpoint.head.size
        let plan = try ConsistencyProof.plan(size1: first, size2: size)
        return try plan.path(hashes: plan.nodes.map { try nodes.hash($0) })
    }

    /// The hashes that prove several entries at once.
    mutating func multiproof(of indexes: [UInt64]) throws -> [Digest] {
        try Multiproof.plan(leaves: indexes, treeSize: size).map { try nodes.hash($0) }
    }

    /// A statement whose signature and rights were checked, with its proof.
    public mutating func statement(
        _ index: UInt64
    ) throws -> (statement: Verified<Statement>, proof: InclusionProof) {
        var entries: [(bytes: [UInt8], proof: InclusionProof)] = []
        for needed in Set(self.index.controls + [0, index]).sorted() {
            entries.append((try entry(needed), try inclusion(of: needed)))
        }
        guard let checkpoint = ReadCheckpoint(published.note.encoded) else {
            throw ProofError(.checkpoint, "the checkpoint cannot be read again")
        }
        let excerpt = try LedgerState.excerpt(entries, under: checkpoint)
        guard let found = excerpt.statements.first(where: { $0.payload.index == index }),
            let proof = entries.first(where: { $0.proof.leafIndex == index })?.proof
        else { throw ProofError(.position, at: index, "the log has no such entry") }
        return (found, proof)
    }

    /// The C2SP tlog-proof of an entry.
    public mutating func tlogProof(of index: UInt64) throws -> TlogProof {
        TlogProof(try inclusion(of: index), note: published.note.encoded)
    }

    /// The COSE Receipt of a statement; the log's key signs it.
    public mutating func receipt(of index: UInt64, by issuer: ReceiptIssuer) throws -> [UInt8] {
        let (statement, proof) = try statement(index)
        return try issuer.inclusion(of: statement, proof, under: published)
    }

    /// The Transparent Statement: the entry with its receipt.
    public mutating func transparent(
        _ index: UInt64, by issuer: ReceiptIssuer
    ) throws -> TransparentStatement {
        try TransparentStatement(
            entry: try entry(index), receipts: [try receipt(of: index, by: issuer)])
    }
}
