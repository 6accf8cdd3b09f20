// SPDX-License-Identifier: Apache-2.0
import Foundation
import Testing
import TraceLedger
import TraceTesting

/// A folder whose writer was killed at any step verifies before anybody opens it for writing again.
@Suite struct KilledWriterTests {
    /// A ledger of 261 entries, and how a checkpoint of it is signed.
    private static let ledger = Result {
        let ledger = try TestLedger(90)
        try ledger.fill(to: 261)
        return Written(entries: ledger.entries, log: ledger.log)
    }

    private struct Written: Sendable {
        let entries: [[UInt8]]
        let log: CheckpointIssuer
    }

    /// Appends entries up to each size in turn and publishes.
    private func write(_ sizes: [Int], to folder: LedgerFolder) throws {
        let ledger = try Self.ledger.get()
        if try !folder.isLedger() { try folder.create(journalCapacity: 1 << 16) }
        let writer = try Sequencer(opening: folder, clock: { .zero }) { try ledger.log.note($0) }
        for size in sizes {
            let first = Int(writer.head.size)
            _ = try writer.append(ledger.entries[first..<size].map { PendingEntry($0) })
            try writer.publish()
        }
        try writer.close()
    }

    /// Kills the writer at each of its steps and verifies what it leaves.
    private func killAtEachStep(
        _ sizes: [Int], from base: String, in root: String
    ) throws -> [VerificationReport] {
        var reports: [VerificationReport] = []
        for step in 0..<1_000 {
            let path = "\(root)/killed-\(step)"
            if FileManager.default.fileExists(atPath: base) {
                try FileManager.default.copyItem(atPath: base, toPath: path)
            }
            let disk = StoppingFileSystem(after: step)
            try? write(sizes, to: LedgerFolder(path, files: disk))
            let folder = LedgerFolder(path)
            if FileManager.default.fileExists(atPath: folder.logPath + "/checkpoint") {
                let options = VerificationOptions(
                    mode: .anchored, publishedSize: try folder.writerState()?.published?.size,
                    threads: 1)
                let report = try LedgerVerification(folder.log, options).run().report
                #expect(report.isVerified, "step \(step): \(VerificationText.plain(report))")
                reports.append(report)
            } else {
                #expect(throws: StoreError.self) { try LedgerVerification(folder.log).run() }
            }
            try? FileManager.default.removeItem(atPath: path)
            if disk.isAlive { return reports }
        }
        Issue.record("the writer takes more than 1,000 steps")
        return reports
    }

    @Test func `R28 R30 what a killed writer leaves verifies, past a full tile`() throws {
        let folder = try TemporaryFolder()
        let base = folder.path + "/base"
        try write([250, 254], to: LedgerFolder(base))
        let reports = try killAtEachStep([255, 260, 261], from: base, in: folder.path)
        #expect(Set(reports.map(\.entries)) == [254, 255, 260, 261])
        let beyond = Set(reports.flatMap(\.beyondCheckpoint))
        for path in [
            "checkpoints/255", "checkpoints/260", "tile/0/000", "tile/0/000.p/255",
            "tile/0/001.p/4", "tile/1/000.p/1", "tile/entries/000", "tile/entries/001.p/4",
        ] {
            #expect(beyond.contains(path), "\(path)")
        }
        #expect(reports.last?.beyondCheckpoint == [])
    }

    @Test func `before the first checkpoint there is no ledger, after it there is`() throws {
        let folder = try TemporaryFolder()
        try FileManager.default.createDirectory(
            atPath: folder.path, withIntermediateDirectories: true)
        let reports = try killAtEachStep([1, 3], from: folder.path + "/none", in: folder.path)
        #expect(Set(reports.map(\.entries)) == [1, 3])
    }
}
