// SPDX-License-Identifier: Apache-2.0
import Synchronization
import Testing
import TraceLedger
import TraceTesting

/// Logs that answer otherwise at one reading of a file than at the others.
@Suite struct ChangingLogTests {
    private struct ChangingLog: LogSource {
        final class Reads: Sendable {
            let count = Mutex(0)
        }
        let log: FolderLogSource
        let path: String
        /// The byte that differs, and in which reading; 0 for none.
        let place: Int
        let number: Int
        let reads = Reads()

        func bytes(_ path: String, limit: Int) throws(StoreError) -> [UInt8]? {
            var bytes = try log.bytes(path, limit: limit)
            guard path == self.path else { return bytes }
            let count = reads.count.withLock { count in
                count += 1
                return count
            }
            if count == number { bytes?[place] ^= 1 }
            return bytes
        }
        func list() throws(StoreError) -> [LogFile] { try log.list() }
        func location(of path: String) -> String { log.location(of: path) }
    }

    @Test(arguments: [VerificationMode.exhaustive, .anchored])
    func `what changes between two readings is found, also when compromised keys are looked for`(
        _ mode: VerificationMode
    ) throws {
        let ledger = try TestFolder(issuers: [TestOffice.issuer(recovery: 80)])
        var office = try TestOffice()
        _ = try ledger.add([office.lot("L-1"), office.lot("L-2"), office.lot("L-3")])
        let key = try SampleStatement.key(TestOffice.supplier).publicKey
        let writer = try ledger.writer(80)
        try writer.declare(
            KeyChange(
                .compromised, issuer: COSEKey.issuerName(COSEKey.thumbprint(of: key)), key: key,
                fromIndex: 2), time: TestFolder.time)
        try writer.close()
        let path = "tile/entries/000.p/5"
        let bundle = try #require(try ledger.folder.log.bytes(path, limit: .max))
        // The last byte of entry 3 belongs to its signature, by the compromised key.
        let place = try EntryBundle.entries(5, in: bundle)[3].upperBound - 1
        func verify(_ number: Int) throws -> (report: VerificationReport, reads: Int) {
            let log = ChangingLog(
                log: ledger.folder.log, path: path, place: place, number: number)
            let options = VerificationOptions(mode: mode, threads: 1)
            let report = try LedgerVerification(log, options).run().report
            return (report, log.reads.count.withLock { $0 })
        }
        let honest = try verify(0)
        #expect(honest.report.isVerified && honest.report.underSuspicion == [2, 3])
        // The last readings are the one for compromised keys and, by anchors, the one of signatures;
        // those before are for the tree and for files of earlier sizes.
        let last = honest.reads
        for number in (mode == .anchored ? last - 1 : last)...last {
            let report = try verify(number).report
            #expect(!report.isVerified, "reading \(number) of \(last)")
            #expect(report.problems.first?.code == .entryAltered, "reading \(number) of \(last)")
            #expect(report.problems.first?.index == 3)
        }
    }
}
