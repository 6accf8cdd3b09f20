// SPDX-License-Identifier: Apache-2.0
import Foundation
import Testing
import TraceLedger
import TraceTesting

/// A writer that is killed while the log's key changes leaves a ledger that verifies and goes on.
@Suite struct KilledKeyChangeTests {
    private let old = Result { try SampleStatement.key(132).publicKey }

    private func checkpoints(_ keys: [UInt8]) throws -> CheckpointIssuer {
        let first = CheckpointIssuer(
            try SampleStatement.key(keys[0]), origin: ImportedLedger.origin)
        return try keys.dropFirst().reduce(first) { try $0.joined(by: SampleStatement.key($1)) }
    }

    private func create(_ folder: LedgerFolder) throws {
        let authority = StatementSigner(
            try SampleStatement.key(130), origin: ImportedLedger.origin)
        let policy = Policy(
            origin: ImportedLedger.origin, checkpointKey: try old.get(),
            authority: authority.publicKey, recovery: nil, profile: .standard,
            roles: LedgerCreation.standardRoles, issuers: [])
        _ = try LedgerCreation.create(
            folder, policy: policy, authority: authority, checkpoints: checkpoints([132]),
            time: TestLedger.time)
    }

    /// What `key rotate --log` does, and does again after an interruption.
    private func change(_ folder: LedgerFolder) throws {
        let new = try SampleStatement.key(133)
        let writer = try LedgerWriter(
            opening: folder, key: SampleStatement.key(130), checkpoints: checkpoints([132, 133]))
        if writer.logKey != new.publicKey {
            let proof = new.sign(
                Policy.possessionMessage(
                    origin: ImportedLedger.origin, checkpointKey: new.publicKey))
            try writer.rotateLog(to: new.publicKey, proof: proof, time: TestLedger.time)
        }
        try writer.close()
    }

    @Test func `R29 R30 after a kill at any step the ledger verifies and the change goes on`()
        throws
    {
        let temporary = try TemporaryFolder()
        let base = temporary.path + "/base"
        try create(LedgerFolder(base))
        var sizes: Set<UInt64> = []
        var refusals = 0
        for step in 0..<200 {
            let path = "\(temporary.path)/killed-\(step)"
            try FileManager.default.copyItem(atPath: base, toPath: path)
            let disk = StoppingFileSystem(after: step)
            try? change(LedgerFolder(path, files: disk))
            let folder = LedgerFolder(path)
            let report = try LedgerVerification(folder.log).run().report
            #expect(report.isVerified, "step \(step): \(VerificationText.plain(report))")
            sizes.insert(report.entries)
            // The old key alone does not sign past a change that was stated.
            let alone = Result {
                try Sequencer(opening: folder) {
                    try checkpoints([132]).note($0, in: folder.log)
                }.close()
            }
            if case .failure(let error) = alone {
                #expect(error is WritingError, "step \(step): \(error)")
                refusals += 1
            }
            try change(folder)
            let end = try LedgerVerification(folder.log).run().report
            #expect(end.isVerified && end.entries == 2 && end.logKeyReplaced == 1, "step \(step)")
            try? FileManager.default.removeItem(atPath: path)
            if disk.isAlive {
                #expect(sizes == [1, 2] && refusals > 0)
                return
            }
        }
        Issue.record("the change takes more than 200 steps")
    }
}
