// SPDX-License-Identifier: Apache-2.0
import Testing
import TraceLedger
import TraceTesting

/// A ledger of two issuers in memory: a lot made of raw hair, and another lot that has nothing to do with it.
final class ProofLedger {
    static let origin = "ledger.example/proofs"
    static let time: UInt64 = 1_767_225_600

    let authority: StatementSigner
    let importer: StatementSigner
    let supplier: StatementSigner
    /// The importer's recovery key.
    let recovery: StatementSigner
    let logKey: PublicKey
    private(set) var state: LedgerState
    private(set) var entries: [[UInt8]] = []
    private(set) var disclosures: [RecordID: DisclosureSet] = [:]
    private(set) var notes: [[UInt8]] = []
    let genesis: Genesis
    private let store: MemoryLedgerStore
    private var encoder: PayloadEncoder

    init(profile: PrivacyProfile = .standard, filler: Int = 3) throws {
        authority = StatementSigner(try SampleStatement.key(70), origin: Self.origin)
        importer = StatementSigner(try SampleStatement.key(71), origin: Self.origin)
        supplier = StatementSigner(try SampleStatement.key(72), origin: Self.origin)
        recovery = StatementSigner(try SampleStatement.key(75), origin: Self.origin)
        let log = CheckpointIssuer(try SampleStatement.key(73), origin: Self.origin)
        logKey = log.publicKey
        store = MemoryLedgerStore { try log.note($0) }
        let random = RandomSource.seeded(70)
        var book = SubjectBook(random: random)
        let policy = Policy(
            origin: Self.origin, checkpointKey: log.publicKey, authority: authority.publicKey,
            recovery: nil, profile: profile, roles: LedgerCreation.standardRoles,
            issuers: [
                Policy.Issuer(
                    key: importer.publicKey, role: "recorder", recovery: recovery.publicKey),
                Policy.Issuer(key: supplier.publicKey, role: "recorder"),
            ].sorted { $0.key.bytes.lexicographicallyPrecedes($1.key.bytes) })
        let ref = book.opening(Reference(.policy, Self.origin)).subject
        let entry = try authority.signFirst(
            ControlPayload.policy(policy, ref: ref), subject: ref, time: Self.time)
        genesis = try Genesis(entry: entry, 0..<entry.count)
        state = LedgerState(genesis: genesis, seed: 1)
        encoder = PayloadEncoder(profile: profile, random: random, book: book)
        try append(entry)
        try publish()
        try tell(filler)
        try publish()
    }

    /// The story of the lot L-1, and statements of other lots between its own.
    private func tell(_ filler: Int) throws {
        try state(.party, "P-1", ["name": .text("Blue Heron Hair"), "country": .text("VN")])
        try state(.party, "P-2", ["name": .text("Example Wig Shop"), "country": .text("US")])
        try state(.site, "S-1", ["operator": .reference(Reference(.party, "P-1"))])
        try state(.lot, "R-1", ["net_kg": .decimal(DecimalNumber(50))], by: supplier)
        for number in 0..<filler { try state(.lot, "X-\(number)", ["hs": .text("670420")]) }
        try addKey()
        try state(
            .processing, "T-1",
            [
                "site": .reference(Reference(.site, "S-1")),
                "inputs": .lots([LotShare(lot: "R-1")]), "outputs": .lots([LotShare(lot: "L-1")]),
            ])
        try state(.lot, "L-1", ["description": .text("wigs"), "hs": .text("670420")])
        try state(
            .order, "O-1",
            [
                "lots": .lots([LotShare(lot: "L-1")]),
                "buyer": .reference(Reference(.party, "P-2")),
                "unit_price": .decimal(DecimalNumber(42)), "currency": .text("USD"),
            ])
        try state(
            .movement, "M-1",
            [
                "lots": .lots([LotShare(lot: "X-0")]),
                "to_party": .reference(Reference(.party, "P-9")),
            ])
        try correct(lot: "L-1", ["description": .text("wigs, long"), "hs": .text("670420")])
        try state(
            .headCount, "H-1",
            [
                "site": .reference(Reference(.site, "S-1")), "workers": .decimal(DecimalNumber(12)),
            ])
    }

    func append(_ entry: [UInt8]) throws {
        _ = try state.admit([entry]) { self.entries[Int($0)] }
        entries.append(entry)
        _ = try store.append([PendingEntry(entry)])
    }

    private func add(_ encoded: EncodedRecord, by signer: StatementSigner?) throws {
        let entry = try (signer ?? importer).sign(
            encoded.payload, subjects: encoded.subjects, after: state, time: Self.time)
        try append(entry)
        let record = RecordID(SHA256Hash.leafHash(of: entry))
        disclosures[record] = encoded.disclosures(of: record)
    }

    @discardableResult
    func state(
        _ kind: RecordKind, _ id: String, _ fields: [String: FieldValue],
        by signer: StatementSigner? = nil
    ) throws -> UInt64 {
        try add(encoder.encode(Record(kind: kind, id: id, fields: fields)), by: signer)
        return UInt64(entries.count - 1)
    }

    /// States a lot whose payload carries a key that its kind does not define.
    func stateLot(
        _ id: String, _ fields: [String: FieldValue], beside key: String, _ value: CBORValue
    ) throws {
        let encoded = try encoder.encode(Record(kind: .lot, id: id, fields: fields))
        let pairs = try #require(try CBORValue.decode(encoded.payload).mapValue)
        let entry = try importer.sign(
            CBORValue.map(pairs + [CBORPair(key, value)]).encoded(),
            subjects: encoded.subjects, after: state, time: Self.time)
        try append(entry)
        let record = RecordID(SHA256Hash.leafHash(of: entry))
        disclosures[record] = encoded.disclosures(of: record)
    }

    /// The importer's recovery key declares its key compromised, from an index on.
    @discardableResult
    func compromise(from index: UInt64) throws -> UInt64 {
        let name = COSEKey.issuerName(importer.issuer)
        let change = KeyChange(
            .compromised, issuer: name, key: importer.publicKey, fromIndex: index)
        let ref = encoder.book.opening(Reference(.key, name)).subject
        try append(
            recovery.sign(
                ControlPayload.key(change, ref: ref), subjects: [ref], after: state,
                time: Self.time))
        return UInt64(entries.count - 1)
    }

    private func correct(lot: String, _ fields: [String: FieldValue]) throws {
        let target = try #require(
            disclosures.values.first { set in
                set.openings.contains { $0.kind == .lot && $0.id == lot }
                    && set.fields.contains { $0.key == "description" }
            })
        let subject = subject(.lot, lot)
        let encoded = try encoder.encode(
            correcting: target.record, subjects: [subject],
            to: Record(kind: .lot, id: lot, fields: fields))
        try add(encoded, by: nil)
    }

    /// A statement of the authority that is no policy: it admits a third issuer.
    private func addKey() throws {
        let key = try SampleStatement.key(74)
        let name = COSEKey.issuerName(COSEKey.thumbprint(of: key.publicKey))
        let proof = key.sign(
            KeyChange.possessionMessage(origin: Self.origin, issuer: name, key: key.publicKey))
        let change = KeyChange(
            .add, issuer: name, key: key.publicKey, proof: proof, role: "recorder")
        let ref = encoder.book.opening(Reference(.key, name)).subject
        try append(
            authority.sign(
                ControlPayload.key(change, ref: ref), subjects: [ref], after: state,
                time: Self.time))
    }

    func subject(_ kind: RecordKind, _ id: String) -> Digest {
        encoder.book.opening(Reference(kind, id)).subject
    }

    func publish() throws {
        try store.publish()
        notes.append(try #require(try store.log.bytes("checkpoint", limit: .max)))
    }

    var source: MemoryLogSource { store.log }
    func prover() throws -> LedgerProver<MemoryLogSource> { try LedgerProver(store.log) }

    func log() throws -> VerifierKey { try VerifierKey(name: Self.origin, key: logKey) }

    func issuer() throws -> ReceiptIssuer {
        try ReceiptIssuer(SampleStatement.key(73), log: log())
    }

    func trust() throws -> TrustFile {
        TrustFile(origin: Self.origin, log: try log(), entry0: genesis.record)
    }

    /// The bundle of a lot.
    func bundle(_ lot: String = "L-1", reveal: RevealChoice = .everything) throws -> LotBundle {
        var prover = try prover()
        return try prover.bundle(
            [subject(.lot, lot)], disclosures: disclosures, revealing: reveal
        ).bundle
    }

    /// A tree over the leaves, to make proofs by hand.
    func hashes(for indexes: [UInt64]) throws -> [Digest] {
        let leaves = entries.map { SHA256Hash.leafHash(of: $0) }
        return try Multiproof.plan(leaves: indexes, treeSize: UInt64(entries.count)).map {
            NaiveTree.root(leaves[Int($0.lowerBound)..<Int($0.upperBound)])
        }
    }
}

/// Runs work that must fail, and gives its code.
func code(_ body: () throws -> Void) -> String {
    do {
        try body()
        return "accepted"
    } catch let error as ProofError {
        return error.code.rawValue
    } catch {
        return "another error: \(error)"
    }
}
