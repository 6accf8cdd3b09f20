// SPDX-License-Identifier: Apache-2.0
import TraceCBOR
import TraceCOSE
import TraceIssuing
public import TracePrimitives
import TraceRecords
public import TraceStorage
import TraceVerifier

/// Verifies a merged ledger: itself, then each of its sources exhaustively, then across them.
public struct MergedVerification: Sendable {
    /// A source as it was found.
    public struct SourceReport: Sendable {
        /// Its origin.
        public let origin: String
        /// Where its entries stand in the order of the merged ledger.
        public let indexes: Range<UInt64>
        /// Its root, computed anew.
        public let root: Digest
        /// Its entries under suspicion: by its own declarations, and by those of the others.
        public let underSuspicion: [UInt64]
    }

    /// Two statements of one issuer under one number, in copies of one ledger; none is chosen.
    public struct Fork: Sendable, Hashable {
        /// The issuer's name.
        public let issuer: String
        /// The number.
        public let seq: UInt64
        /// The statements.
        public let records: [RecordID]
    }

    /// What was found; it is made only when everything holds.
    public struct Report: Sendable {
        /// The merged ledger's own verdict.
        public let verdict: String
        /// The sources, in order.
        public let sources: [SourceReport]
        /// Forks of issuers.
        public let forks: [Fork]
        /// Statements that stand in more than one source.
        public let repeated: Int
    }

    private let folder: LedgerFolder

    /// A verification of a folder.
    public init(_ folder: LedgerFolder) { self.folder = folder }

    /// Whether a folder is that of a merged ledger; sources that cannot be read are there as well.
    public static func isMerged(_ folder: LedgerFolder) -> Bool {
        do {
            _ = try folder.files.entries(of: LedgerMerge.sourcesPath(folder))
            return true
        } catch {
            return error.code != .notFound
        }
    }

    /// Verifies; the first thing that does not hold is thrown.
    public func run() throws -> Report { try read().report }

    /// Verifies, and gives what an audit reads; the first thing that does not hold is thrown.
    public func read() throws -> MergedLedger {
        let outcome = try LedgerVerification(
            folder.log, VerificationOptions(mode: .exhaustive, keepsStatements: true)
        ).run()
        guard let ledger = outcome.ledger else {
            throw WritingError("\(folder.path): " + outcome.report.verdict)
        }
        let stated = try statedHashes(ledger)
        var sources: [(record: SourceRecord, source: MergeSource)] = []
        for number in stated.indices { sources.append(try source(number, stated[number])) }
        let present = try folder.files.entries(of: LedgerMerge.sourcesPath(folder))
            .count { $0.kind == .folder }
        guard present == stated.count else {
            throw WritingError(
                "\(LedgerMerge.sourcesPath(folder)): \(present) folders stand there, the ledger "
                    + "states \(stated.count) sources")
        }
        return try merged(outcome.report, sources)
    }

    /// The hashes of the source records, in the order of their statements.
    private func statedHashes(_ ledger: VerifiedLedger) throws -> [Digest] {
        let authority = COSEKey.thumbprint(of: ledger.policy.authority)
        return try ledger.statements.filter { $0.kind == .document && $0.issuer != authority }
            .map { statement in
                let record = try RecordReader().record(
                    payload: CBORValue.decode(statement.payload), subjects: statement.subjects)
                guard let hash = record.bytes("sha256").flatMap({ Digest($0) }) else {
                    throw WritingError(
                        "\(folder.path): entry \(statement.index) is no source statement")
                }
                return hash
            }
    }

    private func source(
        _ number: Int, _ hash: Digest
    ) throws -> (record: SourceRecord, source: MergeSource) {
        let path = LedgerMerge.sourcesPath(folder) + "/\(number)"
        guard
            let bytes = try folder.files.contents(
                of: path + "/source", limit: SourceRecord.maximumSize),
            SHA256Hash.hash(bytes) == hash, let record = SourceRecord(bytes)
        else {
            throw WritingError(
                "\(path)/source is not the record that the ledger's statement names by its hash")
        }
        let source = try MergeSource(
            FolderLogSource(path + "/log", files: folder.files),
            disclosures: LedgerMerge.disclosures(of: number, in: folder), location: path)
        guard record.number == number, source.note == record.note,
            source.origin == record.origin, source.size == record.size,
            Set(record.keys) == Set(source.state.keys.values)
        else {
            throw WritingError(
                "\(path): the ledger there is not the one that its source record describes")
        }
        return (record, source)
    }

    private func merged(
        _ own: VerificationReport, _ sources: [(record: SourceRecord, source: MergeSource)]
    ) throws -> MergedLedger {
        let compromised = sources.map { $0.source.state.compromisedKeys }
        var reports: [SourceReport] = []
        var ledgers: [MergedLedger.Source] = []
        var numbers: [IssuedNumber: [RecordID]] = [:]
        var seen: [RecordID: Int] = [:]
        var next: UInt64 = 0
        for (place, (record, source)) in sources.enumerated() {
            guard record.first == next else {
                throw WritingError("source \(place): its place in the map of indexes is another")
            }
            next += record.size
            var doubted: [UInt64: Digest] = [:]
            for statement in try source.signers() {
                let isElsewhere = compromised.indices.contains { other in
                    other != place && compromised[other][statement.kid] != nil
                }
                if isElsewhere {
                    doubted[statement.index] = statement.kid
                }
                seen[statement.record, default: 0] += 1
                let number = IssuedNumber(
                    issuer: COSEKey.issuerName(statement.issuer), seq: statement.seq,
                    origin: source.origin)
                if !(numbers[number] ?? []).contains(statement.record) {
                    numbers[number, default: []].append(statement.record)
                }
            }
            let indexes = record.first..<record.first + record.size
            ledgers.append(
                MergedLedger.Source(
                    indexes: indexes, log: source.log, ledger: source.ledger,
                    disclosures: source.disclosures, doubtedElsewhere: doubted,
                    compromised: compromised[place]))
            reports.append(
                SourceReport(
                    origin: source.origin, indexes: indexes,
                    root: source.ledger.checkpoint.head.rootHash,
                    underSuspicion: Set(source.ledger.report.underSuspicion).union(doubted.keys)
                        .sorted()))
        }
        let report = Report(
            verdict: own.verdict, sources: reports, forks: Self.forks(numbers),
            repeated: seen.values.count { $0 > 1 })
        return MergedLedger(report: report, own: own, sources: ledgers)
    }

    /// A number that an issuer gave in the ledger of an origin.
    private struct IssuedNumber: Hashable {
        let issuer: String
        let seq: UInt64
        let origin: String
    }

    private static func forks(_ numbers: [IssuedNumber: [RecordID]]) -> [Fork] {
        numbers.filter { $0.value.count > 1 }.sorted {
            ($0.key.issuer, $0.key.seq, $0.key.origin) < ($1.key.issuer, $1.key.seq, $1.key.origin)
        }.map { Fork(issuer: $0.key.issuer, seq: $0.key.seq, records: $0.value) }
    }
}
