// SPDX-License-Identifier: Apache-2.0
import Foundation
import Synchronization
import Testing
import TraceLedger
import TraceTesting

/// Verification that goes on where an earlier one ended.
@Suite struct ResumedVerificationTests {
    /// A log that counts how often its files are read.
    private struct CountedLog: LogSource {
        final class Reads: Sendable {
            let counts = Mutex<[String: Int]>([:])
        }
        let log: FolderLogSource
        let reads = Reads()

        func bytes(_ path: String, limit: Int) throws(StoreError) -> [UInt8]? {
            reads.counts.withLock { $0[path, default: 0] += 1 }
            return try log.bytes(path, limit: limit)
        }
        func list() throws(StoreError) -> [LogFile] { try log.list() }
        func location(of path: String) -> String { log.location(of: path) }

        func count(_ path: String) -> Int { reads.counts.withLock { $0[path] ?? 0 } }
    }

    private let ledger: TestFolder

    init() throws { ledger = try TestFolder() }

    private func verify(
        _ source: some LogSource, resuming state: LedgerState? = nil
    ) throws -> (report: VerificationReport, ledger: VerifiedLedger?, state: LedgerState?) {
        var options = VerificationOptions(threads: 1, keepsStatements: true)
        options.resuming = state
        let outcome = try LedgerVerification(source, options).run()
        return (outcome.report, outcome.ledger, outcome.state)
    }

    @Test func `what was verified is not verified again, and the verdict is the same`() throws {
        try TestFolder.state((0..<300).map { "P-\($0)" }, in: ledger.folder)
        let before = try verify(ledger.folder.log)
        try TestFolder.state(["P-1", "Q-1", "Q-2"], in: ledger.folder)
        let counted = CountedLog(log: ledger.folder.log)
        let resumed = try verify(counted, resuming: before.state)
        let whole = try verify(ledger.folder.log)
        #expect(resumed.report.verdict == whole.report.verdict)
        #expect(resumed.report.isVerified)
        #expect(resumed.report.root == whole.report.root)
        #expect(
            resumed.ledger?.verified.map(\.payload.record)
                == whole.ledger?.verified.map(\.payload.record))
        // Once for the policy in entry 0; the bundle in which the new entries begin is read.
        #expect(counted.count("tile/entries/000") == 1)
        #expect(counted.count("tile/entries/001.p/\(resumed.report.entries - 256)") > 0)
        let again = CountedLog(log: ledger.folder.log)
        #expect(try verify(again, resuming: resumed.state).report.isVerified)
    }

    @Test func `an end at a whole bundle is continued`() throws {
        try TestFolder.state((0..<255).map { "P-\($0)" }, in: ledger.folder)
        let before = try verify(ledger.folder.log)
        #expect(before.report.entries == 256)
        #expect(try verify(ledger.folder.log, resuming: before.state).report.isVerified)
        try TestFolder.state(["Q-1"], in: ledger.folder)
        let resumed = try verify(ledger.folder.log, resuming: before.state)
        #expect(resumed.report.verdict == (try verify(ledger.folder.log)).report.verdict)
    }

    @Test func `a new entry that is altered, and an old one in a new file, are found`() throws {
        try TestFolder.state((0..<4).map { "P-\($0)" }, in: ledger.folder)
        let before = try verify(ledger.folder.log)
        try TestFolder.state(["Q-1", "Q-2"], in: ledger.folder)
        let path = ledger.folder.logPath + "/tile/entries/000.p/7"
        let good = try Data(contentsOf: URL(fileURLWithPath: path))
        for place in [good.count - 1, 700] {
            var bytes = good
            bytes[place] ^= 1
            try bytes.write(to: URL(fileURLWithPath: path))
            let resumed = try verify(ledger.folder.log, resuming: before.state)
            let whole = try verify(ledger.folder.log)
            #expect(!resumed.report.isVerified)
            #expect(resumed.report.verdict == whole.report.verdict)
        }
    }

    @Test func `the state of another log is of no use`() throws {
        let other = try TestFolder()
        try TestFolder.state(["X-1", "X-2"], in: other.folder)
        try TestFolder.state((0..<4).map { "P-\($0)" }, in: ledger.folder)
        let state = try verify(other.folder.log).state
        let resumed = try verify(ledger.folder.log, resuming: state)
        #expect(resumed.report.verdict == (try verify(ledger.folder.log)).report.verdict)
        #expect(resumed.report.isVerified)
    }
}
