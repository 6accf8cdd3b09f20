// SPDX-License-Identifier: Apache-2.0
import TraceIssuing
import TraceLedger
import TraceTesting

/// A ledger that a test writes entry by entry, published in memory whenever it is asked to.
final class TestLedger {
    static let origin = "ledger.example/spec"
    /// The seconds that its statements claim.
    static let time: UInt64 = 1_767_225_600

    let importer: StatementSigner
    let authority: StatementSigner
    let log: CheckpointIssuer
    let genesis: Genesis
    private(set) var state: LedgerState
    private(set) var entries: [[UInt8]] = []
    private let store: MemoryLedgerStore
    private var encoder: PayloadEncoder
    /// Bundles and tiles of earlier sizes, which a publisher leaves behind.
    private var superseded: [String: [UInt8]] = [:]

    /// A ledger with its policy; `number` gives other keys, hence another ledger.
    init(_ number: UInt8 = 10, maxEntry: Int = 65_535) throws {
        authority = StatementSigner(try SampleStatement.key(number), origin: Self.origin)
        importer = StatementSigner(try SampleStatement.key(number + 1), origin: Self.origin)
        let log = CheckpointIssuer(try SampleStatement.key(number + 2), origin: Self.origin)
        self.log = log
        store = MemoryLedgerStore { try log.note($0) }
        let random = RandomSource.seeded(UInt64(number))
        var book = SubjectBook(random: random)
        let policy = Policy(
            origin: Self.origin, checkpointKey: log.publicKey, authority: authority.publicKey,
            recovery: nil, profile: .standard, roles: LedgerCreation.standardRoles,
            issuers: [Policy.Issuer(key: importer.publicKey, role: "recorder")],
            maxEntry: maxEntry)
        let ref = book.opening(Reference(.policy, Self.origin)).subject
        let entry = try authority.signFirst(
            ControlPayload.policy(policy, ref: ref), subject: ref, time: Self.time)
        genesis = try Genesis(entry: entry, 0..<entry.count)
        state = LedgerState(genesis: genesis, seed: 1)
        encoder = PayloadEncoder(profile: .standard, random: random, book: book)
        try append(entry)
    }

    /// Appends an entry that the rules admit.
    func append(_ entry: [UInt8]) throws {
        _ = try state.admit([entry]) { self.entries[Int($0)] }
        try appendUnchecked(entry)
    }

    /// Appends any bytes, as a log that checks nothing would.
    func appendUnchecked(_ entry: [UInt8]) throws {
        entries.append(entry)
        _ = try store.append([PendingEntry(entry)])
    }

    /// The entry that states a record as the importer's next statement.
    func entry(_ record: Record) throws -> [UInt8] {
        let encoded = try encoder.encode(record)
        return try importer.sign(
            encoded.payload, subjects: encoded.subjects, after: state, time: Self.time)
    }

    /// States lots until the ledger has so many entries.
    func fill(to size: Int) throws {
        while entries.count < size {
            let record = Record(
                kind: .lot, id: "L-\(entries.count)",
                fields: ["hs": .text("670420"), "description": .text("wigs \(entries.count)")])
            try append(try entry(record))
        }
    }

    /// Publishes what there is; bundles and tiles of earlier sizes stay.
    func publish() throws {
        try store.publish()
        for file in try store.log.list() where file.path.hasPrefix("tile/") {
            superseded[file.path] = try store.log.bytes(file.path, limit: .max)
        }
    }

    /// Every file that was ever published.
    func files() throws -> [String: [UInt8]] {
        var files = superseded
        for file in try store.log.list() {
            files[file.path] = try store.log.bytes(file.path, limit: .max)
        }
        return files
    }

    /// What a reader would pin.
    func trust() throws -> TrustFile {
        TrustFile(
            origin: Self.origin, log: try VerifierKey(name: Self.origin, key: log.publicKey),
            entry0: genesis.record)
    }
}

/// What a verification of files says.
func verify(
    _ files: [String: [UInt8]], _ mode: VerificationMode = .exhaustive, trust: TrustFile? = nil,
    since: [UInt8]? = nil, published: UInt64? = nil, threads: Int = 1
) throws -> VerificationReport {
    let options = VerificationOptions(
        mode: mode, trust: trust, since: since, publishedSize: published, threads: threads)
    return try LedgerVerification(MemoryLogSource(files), options).run().report
}
