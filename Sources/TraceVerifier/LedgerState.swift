// SPDX-License-Identifier: Apache-2.0
import TraceCBOR
import TraceCOSE
public import TracePrimitives
public import TraceRecords

/// Everything that one entry of a ledger can depend on: the sum of the ranges absorbed so far.
///
/// A verifier absorbs a ledger's ranges in order; a writer keeps the state and absorbs what it adds.
public struct LedgerState: Sendable {
    /// The tree over all entries absorbed.
    public private(set) var tree = TileTree()
    /// Problems found so far, in no order.
    public private(set) var problems: [Problem] = []
    /// Signatures checked so far.
    public internal(set) var signaturesChecked = 0
    /// Payload keys that this version does not know.
    public private(set) var unknownKeys = 0
    /// Every key that the ledger names, by thumbprint.
    public private(set) var keys: KeyDirectory = [:]
    /// Signatures that were left open (see ``LedgerState/entriesToExamine(_:watched:)``).
    private(set) var openSignatures: [UInt64] = []
    /// Entries whose signature is to be checked after the ranges.
    var due: Set<UInt64> = []
    /// Entries whose own signature was checked after the ranges.
    var settled: Set<UInt64> = []
    private(set) var targets: [TargetClaim] = []
    private(set) var collected: [(signer: Signer, statement: CollectedStatement)] = []
    private(set) var keyState: KeyState
    private var chains: ChainTable
    private var issuerOf: [Digest: UInt32] = [:]
    private var issuerChains: [(next: UInt64, last: Digest)] = []
    private var lastBySigner: [Signer: UInt64] = [:]

    /// The most problems that are kept, those that come first; a ledger with more is beyond listing.
    public static let maximumProblems = 1_000

    /// The state before entry 0, whose policy has been read; `seed` keeps issuers from choosing
    /// subjects that collide in the table of chains.
    public init(genesis: Genesis, seed: UInt64) {
        keyState = KeyState(genesis: genesis.policy)
        chains = ChainTable(seed: seed)
        for key in genesis.policy.namedKeys { keys[COSEKey.thumbprint(of: key)] = key }
    }

    /// The policy in force.
    public var policy: Policy { keyState.policy }
    var logKeys: LogKeys { keyState.logKeys }
    /// The entry that replaced the log's key last; nil where none did.
    var logKeyReplaced: UInt64? { logKeys.all.count > 1 ? logKeys.all.last?.from : nil }
    /// The earlier checkpoints that have to be there: each of a size at which the log's key changed.
    public var overlappingCheckpoints: [String] {
        logKeys.overlaps.filter { $0 < size }.map { "checkpoints/\($0)" }
    }
    /// Number of (issuer, subject) chains.
    public var subjectChains: Int { chains.count }
    /// Number of issuers that stated anything.
    public var issuerCount: Int { issuerChains.count }
    /// Number of entries.
    public var size: UInt64 { tree.size }

    /// The next number and the predecessor in an issuer's chain.
    public func head(of issuer: Digest) -> (seq: UInt64, prev: Digest) {
        guard let id = issuerOf[issuer] else { return (0, .zero) }
        return (issuerChains[Int(id)].next, issuerChains[Int(id)].last)
    }

    /// The next number and the predecessor in the chain of an issuer about a subject.
    public func head(of issuer: Digest, subject: Digest) -> (seq: UInt64, prev: Digest) {
        guard let id = issuerOf[issuer] else { return (0, .zero) }
        let head = chains.head(issuer: id, subject: subject)
        return (head.next, head.last)
    }

    /// The issuer whose active key has a thumbprint.
    public func issuer(withActiveKey kid: Digest) -> Digest? {
        keyState.issuers.first { $0.value.active == kid }?.key
    }

    /// The issuer whose key, active or not, has a thumbprint.
    public func issuer(withKey kid: Digest) -> Digest? {
        keyState.issuers.first { $0.value.keys.contains(kid) }?.key
    }

    /// Takes up the findings of the range that begins where this state ends.
    public mutating func absorb(_ findings: RangeFindings) {
        precondition(findings.start == tree.size, "ranges are absorbed in order")
        tree.append(findings.leaves, tileRoots: findings.tileRoots)
        for problem in findings.problems { add(problem) }
        signaturesChecked += findings.signaturesChecked
        unknownKeys += findings.unknownKeys
        openSignatures += findings.openSignatures
        targets += findings.targets
        for statement in findings.collected {
            collected.append((findings.signers[Int(statement.signer)], statement))
        }
        keys.merge(findings.keys) { known, _ in known }
        follow(findings)
        for segment in findings.segments { judge(segment, findings.signers) }
    }

    private mutating func add(_ problem: Problem) {
        problems.append(problem)
        if problems.count >= 2 * LedgerState.maximumProblems { problems = firstProblems }
    }

    /// The problems that come first, in order: which they are does not depend on who found them when.
    var firstProblems: [Problem] {
        Array(problems.sorted(by: Problem.precedes).prefix(LedgerState.maximumProblems))
    }

    /// R12 and R13: every statement continues the chains it stands in.
    private mutating func follow(_ findings: RangeFindings) {
        let issuers = findings.signers.map { issuerID($0.issuer) }
        // An entry that failed R1 to R8 stated nothing, and has no link.
        let failed = Set(findings.problems.lazy.filter(\.code.endsFacts).compactMap(\.index))
        let owners = findings.statements.flatMap {
            repeatElement(issuers[Int($0.signer)], count: Int($0.subjects))
        }
        let places = chains.positions(of: findings.links, by: owners)
        var index = findings.start
        var link = 0
        for statement in findings.statements {
            while !failed.isEmpty, failed.contains(index) { index += 1 }
            let record = findings.leaves[Int(index - findings.start)]
            let issuer = issuers[Int(statement.signer)]
            step(issuer, statement, record, index)
            for _ in 0..<statement.subjects {
                let step = chains.advance(
                    findings.links[link], by: issuer, at: places[link], to: record)
                link += 1
                if step != .continues { add(Problem(.subjectChainBroken, at: index)) }  // R13
            }
            index += 1
        }
    }

    private mutating func step(
        _ issuer: UInt32, _ statement: StatementLink, _ record: Digest, _ index: UInt64
    ) {
        let (next, last) = issuerChains[Int(issuer)]
        if statement.seq < next {
            add(Problem(.issuerFork, at: index))  // R12 fork
            return
        }
        if statement.seq != next || statement.prev != last {
            add(Problem(.issuerChainBroken, at: index))  // R12
        }
        issuerChains[Int(issuer)] = (statement.seq &+ 1, record)
    }

    private mutating func issuerID(_ issuer: Digest) -> UInt32 {
        if let id = issuerOf[issuer] { return id }
        let id = UInt32(issuerChains.count)
        issuerOf[issuer] = id
        issuerChains.append((0, .zero))
        return id
    }

    /// R15 to R23: what the key state says of a segment's statements and of the event that ends it.
    mutating func judge(_ segment: Segment, _ signers: [Signer]) {
        for usage in segment.usages {
            let signer = signers[Int(usage.signer)]
            lastBySigner[signer] = max(lastBySigner[signer] ?? 0, usage.last)
            // Entry 0 made the state it would be judged by; it cannot speak for others either.
            if usage.first == 0, usage.kind == .policy {
                if usage.namesAsserter { add(Problem(.assertionNotPermitted, at: 0)) }  // R20 first
                if let refused = keyState.refused { add(refused) }
                continue
            }
            guard keyState.refused == nil else { continue }
            if let problem = keyState.judge(usage, by: signer) { add(problem) }
        }
        guard keyState.refused == nil, let event = segment.event, event.index > 0 else { return }
        do throws(Problem) {
            try keyState.apply(event, by: signers[Int(event.signer)])
        } catch { add(error) }
    }

    /// The keys that a policy or key statement names.
    static func keysNamed(in payload: CBORValue) -> [PublicKey] {
        if let policy = Policy(payload: payload) { return policy.namedKeys }
        guard let change = KeyChange(payload: payload) else { return [] }
        return [change.key] + (change.recovery.map { [$0] } ?? [])
    }

    /// Keys that were ever declared compromised, each with the entry that did so first.
    public var compromisedKeys: [Digest: UInt64] {
        Dictionary(keyState.compromises.map { ($0.kid, $0.declared) }) { first, _ in first }
    }

    /// The last statement of each issuer and key.
    var lastStatements: [UInt64] { Array(lastBySigner.values) }

    /// Ends what a batch left open, so that the next begins anew.
    public mutating func forgetOpenWork() {
        openSignatures = []
        targets = []
        due = []
        settled = []
    }

    /// Takes up what later steps found.
    mutating func report(_ problem: Problem) { add(problem) }
}

extension Problem.Code {
    /// Whether an entry with this problem has no facts that later steps could use (R1 to R8).
    var endsFacts: Bool {
        switch self {
        case .entryMalformed, .headerMalformed, .audienceMismatch, .kindUnknown,
            .payloadMalformed:
            true
        default: false
        }
    }
}
