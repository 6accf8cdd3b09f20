// SPDX-License-Identifier: Apache-2.0
import Foundation
import Testing
import TraceTesting

@testable import TraceLedger

@Suite struct LedgerMergeTests {
    private static let origin = "ledger.example/merged"

    func merge(_ sources: [TestFolder], into test: TestFolder) throws
        -> (folder: LedgerFolder, report: MergedVerification.Report)
    {
        let folder = LedgerFolder(test.root + "/merged-\(UUID().uuidString)")
        let keys = LedgerMerge.Keys(
            authority: StatementSigner(try SampleStatement.key(70), origin: Self.origin),
            recorder: try SampleStatement.key(71),
            log: CheckpointIssuer(try SampleStatement.key(72), origin: Self.origin))
        let policy = Policy(
            origin: Self.origin, checkpointKey: try SampleStatement.key(72).publicKey,
            authority: try SampleStatement.key(70).publicKey, recovery: nil, profile: .standard,
            roles: LedgerCreation.standardRoles,
            issuers: [Policy.Issuer(key: try SampleStatement.key(71).publicKey, role: "recorder")])
        let read = try sources.map { source in
            try MergeSource(
                source.folder.log, disclosures: AnnexFile.sets(in: source.folder),
                location: source.folder.path)
        }
        let report = try LedgerMerge.run(
            read, into: folder, policy: policy, keys: keys, time: TestFolder.time)
        return (folder, report)
    }

    /// A ledger of the supplier with these lots.
    func ledger(_ lots: [String], seed: UInt64 = 7) throws -> TestFolder {
        let test = try TestFolder(issuers: [TestOffice.issuer(recovery: 80)])
        var office = try TestOffice(seed: seed)
        _ = try test.add(try lots.map { try office.lot($0) })
        return test
    }

    @Test func `sources keep their order and roots under an entry 0 of the merged ledger`() throws {
        let one = try ledger(["L-1", "L-2"])
        let two = try ledger(["L-3"], seed: 9)
        let (folder, report) = try merge([one, two], into: one)
        #expect(report.verdict.hasPrefix("verified exhaustively: 3 entries"))
        #expect(report.sources.map(\.indexes) == [0..<3, 3..<5])
        let roots = try [one, two].map { try $0.verify().report.root }
        #expect(report.sources.map(\.root) == roots.compactMap(\.self))
        #expect(try MergedVerification(folder).run().sources.count == 2)
        // Two ledgers of one name: number 0 of authority and supplier is used twice, and named.
        #expect(report.forks.map(\.seq) == [0, 0])
        #expect(report.forks.allSatisfy { $0.records.count == 2 })
    }

    @Test func `an earlier copy of a ledger is not stored a second time`() throws {
        let one = try ledger(["L-1"])
        let copy = try ledger(["L-9"])
        try FileManager.default.removeItem(atPath: copy.folder.path)
        try FileManager.default.copyItem(atPath: one.folder.path, toPath: copy.folder.path)
        var office = try TestOffice()
        _ = try office.lot("L-1")
        _ = try one.add([office.lot("L-2")])
        let (_, report) = try merge([copy, one], into: one)
        #expect(report.sources.map(\.indexes) == [0..<3])
        #expect(report.repeated == 0 && report.forks.isEmpty)
    }

    @Test func `a key compromised in one source marks its statements in all`() throws {
        let one = try ledger(["L-1", "L-2"])
        let two = try ledger(["L-3"], seed: 9)
        let key = try SampleStatement.key(TestOffice.supplier).publicKey
        let writer = try one.writer(80)
        try writer.declare(
            KeyChange(
                .compromised, issuer: COSEKey.issuerName(COSEKey.thumbprint(of: key)), key: key,
                fromIndex: 2), time: TestFolder.time)
        try writer.close()
        let (_, report) = try merge([one, two], into: one)
        #expect(report.sources.map(\.underSuspicion) == [[2], [1]])
    }

    @Test(arguments: ["0/log/checkpoint", "1/source", "0/log/tile/entries/000.p/3"])
    func `a source with a byte changed is refused and named`(file: String) throws {
        let one = try ledger(["L-1", "L-2"])
        let (folder, _) = try merge([one, ledger(["L-3"], seed: 9)], into: one)
        let url = URL(fileURLWithPath: folder.path + "/sources/" + file)
        var bytes = try Data(contentsOf: url)
        bytes[bytes.count / 2] ^= 1
        try bytes.write(to: url)
        let error = #expect(throws: (any Error).self) { try MergedVerification(folder).run() }
        #expect(error.map { "\($0)".contains("sources/") } == true)
    }

    @Test func `a source that is left out, added or does not verify is refused`() throws {
        let one = try ledger(["L-1", "L-2"])
        let two = try ledger(["L-3"], seed: 9)
        let (folder, _) = try merge([one, two], into: one)
        let sources = folder.path + "/sources"
        try FileManager.default.moveItem(atPath: sources + "/1", toPath: sources + "/2")
        #expect(throws: WritingError.self) { try MergedVerification(folder).run() }
        try FileManager.default.copyItem(atPath: sources + "/2", toPath: sources + "/1")
        #expect(throws: WritingError.self) { try MergedVerification(folder).run() }
        try FileManager.default.removeItem(atPath: sources + "/2")
        #expect(try MergedVerification(folder).run().sources.count == 2)
        let entries = two.folder.logPath + "/tile/entries/000.p/2"
        var bytes = try Data(contentsOf: URL(fileURLWithPath: entries))
        bytes[bytes.count - 1] ^= 1
        try bytes.write(to: URL(fileURLWithPath: entries))
        #expect(throws: WritingError.self) { try merge([one, two], into: one) }
    }

    @Test func `an audit sees the statements of all sources, in their order`() throws {
        let one = try ledger(["L-1", "L-2"])
        let two = try ledger(["L-3"], seed: 9)
        let (folder, _) = try merge([one, two], into: one)
        let merged = try MergedVerification(folder).read()
        let records = merged.checked { _, error in Issue.record("\(error)") }
        #expect(records.map { $0.map(\.record.id) } == [["L-1", "L-2"], ["L-3"]])
        #expect(records.map { $0.map(\.index) } == [[1, 2], [4]])
        #expect(records.joined().allSatisfy { $0.assurance == .verified && !$0.underSuspicion })
        let outcome = try LedgerAudit(Audit()).run(folder)
        #expect(outcome.result.lots.map(\.lot).sorted() == ["L-1", "L-2", "L-3"])
        #expect(outcome.result.integrity.status == .verified)
        // Its own policy and two source statements, three entries and two.
        #expect(outcome.result.integrity.records == 8)
        #expect(outcome.result.integrity.signaturesChecked == 8)
    }

    @Test func `an audit weighs a statement that stands in two sources once`() throws {
        let one = try ledger(["L-1"])
        let two = try ledger(["L-9"])
        try FileManager.default.removeItem(atPath: two.folder.path)
        try FileManager.default.copyItem(atPath: one.folder.path, toPath: two.folder.path)
        for (test, lot) in [(one, "L-2"), (two, "L-3")] {
            var office = try TestOffice()
            _ = try office.lot("L-1")
            _ = try test.add([office.lot(lot)])
        }
        let (folder, report) = try merge([one, two], into: one)
        #expect(report.repeated == 2)
        #expect(report.forks.map(\.seq) == [1])
        let merged = try MergedVerification(folder).read()
        let ids = merged.checked { _, _ in }.map { $0.map(\.record.id) }
        #expect(ids == [["L-1", "L-2"], ["L-3"]])
    }

    @Test func `an audit marks the statements of a key that another source declares compromised`()
        throws
    {
        let one = try ledger(["L-1", "L-2"])
        let two = try ledger(["L-3"], seed: 9)
        let key = try SampleStatement.key(TestOffice.supplier).publicKey
        let writer = try one.writer(80)
        try writer.declare(
            KeyChange(
                .compromised, issuer: COSEKey.issuerName(COSEKey.thumbprint(of: key)), key: key,
                fromIndex: 2), time: TestFolder.time)
        try writer.close()
        let (folder, _) = try merge([one, two], into: one)
        let merged = try MergedVerification(folder).read()
        func doubts(_ entries: [UInt64]) -> [[Bool]] {
            merged.checked(first: entries) { _, _ in }.map { $0.map(\.underSuspicion) }
        }
        #expect(doubts([]) == [[false, true], [true]])
        #expect(doubts([4, 2]) == [[false, true], [true]])
        // Before the declaration nobody knew, in either log.
        #expect(doubts([3, 2]) == [[false, false], [false]])
        #expect(doubts([4, 1]) == [[false, true], []])
    }

    @Test func `a source's own declaration takes no suspicion away that another one brings`() throws
    {
        let one = try ledger(["L-1", "L-2"])
        let two = try ledger(["L-3", "L-4"], seed: 9)
        let key = try SampleStatement.key(TestOffice.supplier).publicKey
        for (test, from) in [(one, UInt64(2)), (two, 3)] {
            let writer = try test.writer(80)
            try writer.declare(
                KeyChange(
                    .compromised, issuer: COSEKey.issuerName(COSEKey.thumbprint(of: key)),
                    key: key, fromIndex: from), time: TestFolder.time)
            try writer.close()
        }
        let merged = try MergedVerification(merge([one, two], into: one).folder).read()
        let doubts = merged.checked { _, _ in }.map { $0.map(\.underSuspicion) }
        // SPEC.md E.6: every statement by a key that another source declares compromised.
        #expect(doubts == [[true, true], [true, true]])
    }

    @Test func `what opens a ledger is kept, whichever of its copies is named first`() throws {
        let test = try TestFolder()
        _ = try test.importing(SmallBook.workbook())
        let sets = try AnnexFile.sets(in: test.folder)
        let log = try MergeSource(test.folder.log, disclosures: [], location: "log")
        let whole = try MergeSource(test.folder.log, disclosures: sets, location: "ledger")
        for sources in [[log, whole], [whole, log]] {
            let kept = LedgerMerge.withoutCopies(sources)
            #expect(kept.map(\.location) == [sources[0].location])
            #expect(kept.map(\.disclosures) == [sets])
        }
    }

    @Test func `an earlier copy brings nothing back that was erased since`() throws {
        let test = try TestFolder()
        _ = try test.importing(SmallBook.workbook())
        let copy = LedgerFolder(test.root + "/copy")
        try FileManager.default.copyItem(atPath: test.folder.path, toPath: copy.path)
        let writer = try test.writer()
        let entry = try #require(writer.current[Reference(.party, "P-2")])
        _ = try writer.erase(entry, fields: [], reason: "safety", time: TestFolder.time)
        try writer.close()
        let kept = LedgerMerge.withoutCopies([
            try MergeSource(test.folder.log, disclosures: [], location: "log"),
            try MergeSource(copy.log, disclosures: AnnexFile.sets(in: copy), location: "copy"),
        ])
        #expect(kept.map(\.location) == ["log"])
        let values = kept.flatMap(\.disclosures).flatMap(\.fields).map(\.value)
        #expect(values.contains(.text("Blue Heron Hair")))
        #expect(!values.contains(.text("Example Wig Shop")))
    }

    @Test func `sources that cannot be read make no plain ledger of a merged one`() throws {
        let one = try ledger(["L-1", "L-2"])
        let (folder, _) = try merge([one, ledger(["L-3"], seed: 9)], into: one)
        let sources = folder.path + "/sources"
        // A file that a desktop leaves is no source.
        try Data().write(to: URL(fileURLWithPath: sources + "/.DS_Store"))
        #expect(try MergedVerification(folder).run().sources.count == 2)
        #expect(!MergedVerification.isMerged(one.folder))
        try FileManager.default.moveItem(atPath: sources, toPath: folder.path + "/moved")
        #expect(!MergedVerification.isMerged(folder))
        // A link that leads to itself cannot be listed by anybody.
        try FileManager.default.createSymbolicLink(
            atPath: sources, withDestinationPath: "sources")
        #expect(MergedVerification.isMerged(folder))
        #expect(throws: (any Error).self) { try MergedVerification(folder).run() }
    }

    @Test func `a merged ledger takes no rows, and no source of it is taken back`() throws {
        let one = try ledger(["L-1", "L-2"])
        let (folder, _) = try merge([one, ledger(["L-3"], seed: 9)], into: one)
        let writer = try LedgerWriter(
            opening: folder, key: SampleStatement.key(71),
            checkpoints: CheckpointIssuer(try SampleStatement.key(72), origin: Self.origin))
        let refused = #expect(throws: WritingError.self) {
            try WorkbookImport().run(SmallBook.workbook(), into: writer, time: TestFolder.time)
        }
        #expect(refused?.description.contains("is a merged ledger") == true)
        let source = try #require(writer.current[Reference(.document, "source/0")])
        let kept = #expect(throws: WritingError.self) {
            try writer.retract(source, reason: "entered-in-error", time: TestFolder.time)
        }
        #expect(kept?.description.contains("states a source of this merged ledger") == true)
        try writer.close()
        #expect(try MergedVerification(folder).run().sources.count == 2)
    }

    @Test func `a document that others state is kept out of a merged ledger`() throws {
        let one = try ledger(["L-1", "L-2"])
        let (folder, _) = try merge([one, ledger(["L-3"], seed: 9)], into: one)
        let secret = try SampleStatement.key(71)
        let issuer = COSEKey.thumbprint(of: secret.publicKey)
        let head = try SignerHead(
            verifying: folder.log, issuerWithKey: issuer, disclosures: [], location: "merged")
        var office = SigningOffice(
            head, signer: StatementSigner(secret, issuer: issuer, origin: Self.origin))
        let document = try RecordDocument(
            Array(#"{"kind": "document", "id": "D-1", "fields": {"number": "N-1"}}"#.utf8),
            file: "r")
        let signed = try office.sign(document, time: TestFolder.time)
        let registrar = try Registrar(
            opening: folder,
            checkpoints: CheckpointIssuer(try SampleStatement.key(72), origin: Self.origin))
        let outcomes = try registrar.add([SubmittedStatement(signed.bytes, name: "d")])
        try registrar.close()
        guard case .refused(let reason)? = outcomes.first?.outcome else {
            Issue.record("\(outcomes)")
            return
        }
        #expect(reason.contains("this is a merged ledger"))
        #expect(try MergedVerification(folder).run().sources.count == 2)
    }
}
