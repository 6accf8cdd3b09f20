// SPDX-License-Identifier: Apache-2.0
import TraceCBOR
import TraceCOSE
import TraceMerkle
import TracePrimitives
public import TraceRecords
public import TraceStorage
import TraceVerifier

/// A ledger that was verified exhaustively to be taken into a merged one.
public struct MergeSource: Sendable {
    /// How messages name it.
    public let location: String
    /// The log.
    public let log: FolderLogSource
    /// What opens its statements.
    public private(set) var disclosures: [DisclosureSet]
    /// Its checkpoint, as the log has it.
    let note: [UInt8]
    let ledger: VerifiedLedger
    let state: LedgerState

    /// Its origin.
    public var origin: String { ledger.policy.origin }
    /// Its number of entries.
    public var size: UInt64 { ledger.checkpoint.head.size }

    /// Verifies every signature of a ledger; one that fails is refused with its verdict.
    public init(
        _ log: FolderLogSource, disclosures: [DisclosureSet], location: String
    ) throws {
        let outcome = try LedgerVerification(
            log, VerificationOptions(mode: .exhaustive, keepsStatements: true)
        ).run()
        guard let ledger = outcome.ledger, let state = outcome.state,
            let note = try LogReader(log).unverifiedCheckpoint()
        else {
            throw WritingError(
                "\(location): the ledger does not verify and is not merged. "
                    + outcome.report.verdict, isIntegrityFailure: true)
        }
        self.location = location
        self.log = log
        self.disclosures = disclosures
        self.note = note
        self.ledger = ledger
        self.state = state
    }

    /// Takes up what a copy of this ledger opens beyond it, but for statements with an erasure.
    mutating func learn(from copy: MergeSource) {
        let erased = ErasedStatements(ledger)
        var known = Dictionary(disclosures.map { ($0.record, $0) }) { $1 }
        for set in copy.disclosures where erased.place(of: set.record) == nil {
            let own =
                known[set.record] ?? DisclosureSet(record: set.record, fields: [], openings: [])
            guard let joined = own.joined(with: set) else { continue }
            known[set.record] = joined
            disclosures.append(joined)
        }
    }

    /// The signing key, issuer and number of each statement, in order.
    func signers() throws -> [StatementPlace] {
        var places: [StatementPlace] = []
        let reader = LogReader(log)
        var links: [SubjectLink] = []
        for index in 0..<size {
            let batch = try reader.unverifiedEntries(bundle: index >> 8, inLogOf: size)
            guard let entry = batch.entry(index),
                let parts = try? SignedStatementBytes(parsing: entry),
                let header = try? ProtectedHeader(
                    parsing: entry, parts.protectedHeader, subjects: &links)
            else { throw WritingError("\(location): entry \(index) changed while it was read") }
            places.append(
                StatementPlace(
                    index: index, record: RecordID(SHA256Hash.leafHash(of: entry)),
                    issuer: header.issuer, kid: header.kid, seq: header.seq))
        }
        return places
    }
}

/// Where a statement stands: its ledger's index, its issuer's number, its key.
struct StatementPlace: Sendable {
    let index: UInt64
    let record: RecordID
    let issuer: Digest
    let kid: Digest
    let seq: UInt64
}

/// What a merged ledger says of one of its sources: a file, named by its hash in a statement.
struct SourceRecord: Sendable, Hashable {
    /// Its number, and its folder's name.
    let number: Int
    let origin: String
    /// The signed checkpoint.
    let note: [UInt8]
    /// Every key that the source names, sorted.
    let keys: [PublicKey]
    /// Where its entry 0 stands in the order of the merged ledger.
    let first: UInt64
    let size: UInt64

    private static let label = "traceledger/source/1"
    static let maximumSize = 1 << 24

    init(_ source: MergeSource, number: Int, first: UInt64) {
        self.number = number
        self.first = first
        origin = source.origin
        note = source.note
        size = source.size
        keys = source.state.keys.sorted { $0.key < $1.key }.map(\.value)
    }

    init?(_ bytes: [UInt8]) {
        guard bytes.count <= Self.maximumSize,
            let parts = (try? CBORValue.decode(bytes))?.arrayValue, parts.count == 7,
            parts[0].textValue == Self.label,
            let number = parts[1].integerValue.flatMap({ Int(exactly: $0) }),
            let origin = parts[2].textValue, let note = parts[3].bytesValue,
            let keys = parts[4].arrayValue?.map({ $0.bytesValue.flatMap { PublicKey($0) } }),
            !keys.contains(nil), let first = parts[5].integerValue.flatMap({ UInt64(exactly: $0) }),
            let size = parts[6].integerValue.flatMap({ UInt64(exactly: $0) })
        else { return nil }
        self.number = number
        self.origin = origin
        self.note = note
        self.keys = keys.compactMap(\.self)
        self.first = first
        self.size = size
    }

    func encoded() throws -> [UInt8] {
        try CBORValue.array([
            .text(Self.label), .unsigned(UInt64(number)), .text(origin), .bytes(note),
            .array(keys.map { .bytes($0.bytes) }), .unsigned(first), .unsigned(size),
        ]).encoded()
    }
}
