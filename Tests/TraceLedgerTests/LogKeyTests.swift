// SPDX-License-Identifier: Apache-2.0
import Foundation
import Testing
import TraceTesting

@testable import TraceLedger

/// A new key of the log takes over: one checkpoint by both keys, and what was signed before stands.
@Suite struct LogKeyTests {
    private static let newKey: UInt8 = 90

    private func both() throws -> CheckpointIssuer {
        try TestFolder.checkpoints().joined(by: SampleStatement.key(Self.newKey))
    }

    private func alone() throws -> CheckpointIssuer {
        CheckpointIssuer(try SampleStatement.key(Self.newKey), origin: TestFolder.origin)
    }

    private func rotate(_ test: TestFolder, by signer: UInt8 = 60) throws {
        let new = try SampleStatement.key(Self.newKey)
        let proof = new.sign(
            Policy.possessionMessage(origin: TestFolder.origin, checkpointKey: new.publicKey))
        let writer = try LedgerWriter(
            opening: test.folder, key: SampleStatement.key(signer), checkpoints: both())
        try writer.rotateLog(to: new.publicKey, proof: proof, time: TestFolder.time)
        try writer.close()
    }

    private func state(_ lot: String, in test: TestFolder, _ log: CheckpointIssuer) throws {
        let writer = try LedgerWriter(
            opening: test.folder, key: SampleStatement.key(61), checkpoints: log)
        try writer.state(Record(kind: .lot, id: lot, fields: [:]), time: TestFolder.time)
        try writer.close()
    }

    /// A ledger of four entries whose log changed its key at entry 2.
    private func changed() throws -> TestFolder {
        let test = try TestFolder()
        try state("L-1", in: test, TestFolder.checkpoints())
        try rotate(test)
        try state("L-2", in: test, alone())
        return test
    }

    private func verifierKey(_ key: UInt8) throws -> VerifierKey {
        try VerifierKey(name: TestFolder.origin, key: SampleStatement.key(key).publicKey)
    }

    /// The keys among the two that signed a published checkpoint.
    private func signers(of name: String, in test: TestFolder) throws -> [UInt8] {
        let bytes = try #require(
            try test.folder.log.bytes(name, limit: SignedNote.maximumLength))
        let note = try SignedNote(parsing: bytes)
        return try [62, Self.newKey].filter {
            let key = try verifierKey($0)
            return (try? note.verify([key])) != nil
        }
    }

    private func trust(_ key: UInt8, _ test: TestFolder) throws -> TrustFile {
        TrustFile(
            origin: TestFolder.origin, log: try verifierKey(key),
            entry0: try #require(test.verify().ledger?.statements.first?.record))
    }

    @Test func `one checkpoint bears both keys, the next one the new key alone`() throws {
        let test = try changed()
        #expect(try signers(of: "checkpoints/2", in: test) == [62])
        #expect(try signers(of: "checkpoints/3", in: test) == [62, Self.newKey])
        #expect(try signers(of: "checkpoints/4", in: test) == [Self.newKey])
        let outcome = try test.verify()
        #expect(outcome.report.isVerified && outcome.report.logKeyReplaced == 2)
        #expect(outcome.report.caveats.contains("the log's key was replaced, last by entry 2"))
        #expect(
            try outcome.ledger?.policy.checkpointKey
                == SampleStatement.key(Self.newKey).publicKey)
    }

    @Test(arguments: [62, LogKeyTests.newKey])
    func `a reader who pinned either key gets a verdict that says so`(_ key: UInt8) throws {
        let test = try changed()
        let options = VerificationOptions(trust: try trust(key, test), threads: 1)
        let report = try LedgerVerification(test.folder.log, options).run().report
        #expect(report.isVerified)
        let line = "the pinned log key was followed to its successor, which entry 2 names"
        #expect(report.caveats.contains(line) == (key == 62))
    }

    @Test func `the checkpoint of both keys has to be there`() throws {
        let test = try changed()
        try FileManager.default.removeItem(atPath: test.folder.logPath + "/checkpoints/3")
        let report = try test.verify().report
        #expect(report.problems.map(\.code) == [.overlapMissing])
        #expect(report.problems.first?.file == "checkpoints/3")
    }

    @Test func `only the log's key in force writes, and a stranger's writes nothing`() throws {
        let test = try changed()
        for key: UInt8 in [62, 7] {
            let log = CheckpointIssuer(try SampleStatement.key(key), origin: TestFolder.origin)
            let error = #expect(throws: WritingError.self) { try state("L-3", in: test, log) }
            #expect(error?.description.contains("--log-key") ?? false)
        }
        #expect(try test.verify().report.entries == 4)
        try state("L-3", in: test, both())
        #expect(try signers(of: "checkpoints/5", in: test) == [Self.newKey])
        #expect(try test.verify().report.isVerified)
    }

    @Test func `nobody but the authority names the log's key, and never a former one`() throws {
        let test = try changed()
        for signer: UInt8 in [61, 63] {
            let error = #expect(throws: Problem.self) {
                let other = try SampleStatement.key(91)
                let proof = other.sign(
                    Policy.possessionMessage(
                        origin: TestFolder.origin, checkpointKey: other.publicKey))
                let writer = try LedgerWriter(
                    opening: test.folder, key: SampleStatement.key(signer), checkpoints: both())
                try writer.rotateLog(
                    to: other.publicKey, proof: proof, time: TestFolder.time)
            }
            #expect(error?.code == .policyUnauthorised, "key \(signer)")
        }
        let old = try SampleStatement.key(62)
        let proof = old.sign(
            Policy.possessionMessage(origin: TestFolder.origin, checkpointKey: old.publicKey))
        let writer = try LedgerWriter(
            opening: test.folder, key: SampleStatement.key(60), checkpoints: both())
        let error = #expect(throws: Problem.self) {
            try writer.rotateLog(to: old.publicKey, proof: proof, time: TestFolder.time)
        }
        #expect(error?.code == .policyUnauthorised)
        #expect(try test.verify().report.entries == 4)
    }

    @Test func `a statement that replaces the log's key is not registered from a file`() throws {
        let test = try TestFolder()
        let copy = LedgerFolder(test.root + "/copy")
        try FileManager.default.copyItem(atPath: test.folder.path, toPath: copy.path)
        try rotate(test)
        let entry = try #require(
            try LogReader(test.folder.log).unverifiedEntries(bundle: 0, inLogOf: 2).entry(1))
        let registrar = try Registrar(opening: copy, checkpoints: TestFolder.checkpoints())
        let results = try registrar.add([SubmittedStatement(entry, name: "policy")])
        try registrar.close()
        guard case .refused(let reason)? = results.first?.outcome else {
            Issue.record("the log's key was replaced without its old key")
            return
        }
        #expect(reason.contains("key rotate --log"))
        #expect(try LedgerVerification(copy.log).run().report.entries == 1)
    }

    @Test func `receipts of before the change verify under the old key, later ones under the new`()
        throws
    {
        let test = try TestFolder()
        try state("L-1", in: test, TestFolder.checkpoints())
        let (old, new) = (try verifierKey(62), try verifierKey(Self.newKey))
        var prover = try LedgerProver(test.folder.log)
        let before = try prover.transparent(
            1, by: ReceiptIssuer(SampleStatement.key(62), log: old))
        try rotate(test)
        try state("L-2", in: test, alone())
        var later = try LedgerProver(test.folder.log)
        #expect(later.published.log == new)
        let after = try later.transparent(
            1, by: ReceiptIssuer(SampleStatement.key(Self.newKey), log: new))
        #expect(try before.verify(log: old).proof.leafIndex == 1)
        #expect(try after.verify(log: new).proof.leafIndex == 1)
        #expect(throws: ProofError.self) { try before.verify(log: new) }
        #expect(throws: ProofError.self) { try after.verify(log: old) }
    }

    @Test(arguments: [62, LogKeyTests.newKey])
    func `a bundle of after the change verifies under either pin and says what it leaves out`(
        _ key: UInt8
    ) throws {
        let test = try changed()
        let sets = try AnnexFile.sets(in: test.folder)
        var prover = try LedgerProver(test.folder.log)
        let lot = try #require(prover.lot("L-1", in: sets))
        let made = try prover.bundle(
            [lot], disclosures: Dictionary(sets.map { ($0.record, $0) }) { $1 },
            revealing: .everything)
        let verified = try BundleVerification(trust: trust(key, test)).run(made.bundle)
        #expect(verified.report.logKeyReplaced == 2)
        #expect(verified.report.caveats.contains { $0.contains("replaced, last by entry 2") })
        #expect(throws: ProofError.self) {
            try BundleVerification(trust: trust(7, test)).run(made.bundle)
        }
    }

    @Test func `a policy names the successor, and a checkpoint alone is accepted by either`() throws
    {
        let test = try changed()
        let first = try trust(62, test)
        let text = first.text + "log \(try verifierKey(Self.newKey))\n"
        let policy = try TrustPolicy(parsing: Array(text.utf8))
        #expect(policy.pin(for: TestFolder.origin) == first)
        let note = try #require(try LogReader(test.folder.log).unverifiedCheckpoint())
        let read = try #require(ReadCheckpoint(note))
        #expect(CheckpointCheck(policy, read).isAccepted)
        #expect(!CheckpointCheck(TrustPolicy(first), read).isAccepted)
        var options = VerificationOptions(trust: first, policy: policy)
        #expect(LedgerReading.problems(ofCheckpoint: note, options).isEmpty)
        options.policy = TrustPolicy(first)
        let problems = LedgerReading.problems(ofCheckpoint: note, options)
        #expect(problems.map(\.code) == [.checkpointSignature])
        #expect(problems.first?.detail.contains("`log` line") ?? false)
    }
}
