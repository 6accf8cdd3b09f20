// SPDX-License-Identifier: Apache-2.0
import Testing
import TraceTesting

@testable import TraceLedger

@Suite struct KeyLifeTests {
    private static let time = TestFolder.time

    private func ledger() throws -> TestFolder {
        try TestFolder(issuers: [TestOffice.issuer(recovery: 80)])
    }

    private func name(_ key: UInt8) throws -> String {
        COSEKey.issuerName(COSEKey.thumbprint(of: try SampleStatement.key(key).publicKey))
    }

    private func declare(
        _ test: TestFolder, by signer: UInt8, _ change: KeyChange
    ) throws {
        let writer = try test.writer(signer)
        try writer.declare(change, time: Self.time)
        try writer.close()
    }

    private func compromise(_ key: UInt8, from index: UInt64) throws -> KeyChange {
        KeyChange(
            .compromised, issuer: try name(key), key: try SampleStatement.key(key).publicKey,
            fromIndex: index)
    }

    @Test(arguments: [UInt8(60), 80])
    func `after a compromise statements are under suspicion, then refused by their place`(
        signer: UInt8
    ) throws {
        let test = try ledger()
        var office = try TestOffice()
        let good = try office.lot("L-1")
        let stolen = try office.lot("L-2")
        let later = try office.lot("L-3")
        // The thief claims a time long before the theft.
        let backdated = try office.office.sign(
            RecordDocument(
                Array(#"{"kind": "lot", "id": "L-4", "fields": {}}"#.utf8), file: "r"),
            time: Self.time - 86_400 * 365)
        _ = try test.add([good, stolen, later])
        try declare(test, by: signer, compromise(TestOffice.supplier, from: 2))
        let report = try test.verify().report
        #expect(report.isVerified)
        #expect(report.underSuspicion == [2, 3])
        #expect(report.caveats.contains("2 statements under suspicion"))
        #expect(VerificationText.suspicion(report) == "under suspicion: entries 2-3")
        let outcome = try test.add([office.submitted(backdated)]).first
        guard case .refused(let reason)? = outcome else {
            Issue.record("a statement after the compromise was taken")
            return
        }
        #expect(reason.contains("key-compromised"))
        let audit = try LedgerAudit(Audit()).run(test.folder)
        let doubts = audit.result.data.filter { $0.code == "suspicion" }
        #expect(doubts.count == 2)
        #expect(doubts.allSatisfy { $0.message.contains("may then have been in other hands") })
        #expect(audit.result.integrity.underSuspicion == 2)
    }

    @Test func `a compromise casts no doubt on a day before its declaration`() throws {
        let test = try ledger()
        var office = try TestOffice()
        _ = try test.add([office.lot("L-1"), office.lot("L-2")])
        try declare(test, by: 80, compromise(TestOffice.supplier, from: 2))
        let ledger = try #require(try test.verify().ledger)
        func doubts(_ entries: UInt64) -> [Bool] {
            ledger.checked([:], first: entries) { _, _ in }.map(\.underSuspicion)
        }
        #expect(doubts(.max) == [false, true])
        #expect(doubts(4) == [false, true])
        #expect(doubts(3) == [false, false])
        #expect(doubts(2) == [false])
    }

    @Test func `after a compromise the recovery key gives a new key and the issuer goes on`() throws
    {
        let test = try ledger()
        var office = try TestOffice()
        _ = try test.add([office.lot("L-1")])
        try declare(test, by: 80, compromise(TestOffice.supplier, from: 1))
        let issuer = COSEKey.thumbprint(of: try SampleStatement.key(TestOffice.supplier).publicKey)
        let request = KeyRequest(
            try SampleStatement.key(81), origin: TestFolder.origin, issuer: issuer)
        let read = try #require(KeyRequest(request.text))
        #expect(read == request)
        try declare(test, by: 80, read.change(role: nil))
        let head = try SignerHead(
            verifying: test.folder.log,
            issuerWithKey: COSEKey.thumbprint(of: try SampleStatement.key(81).publicKey),
            disclosures: AnnexFile.sets(in: test.folder), location: "ledger")
        var again = try TestOffice(81, head: head, seed: 12)
        let second = try again.lot("L-2")
        #expect(second.seq == 1 && second.issuer == issuer)
        #expect(try test.add([second]) == [.registered(index: 4)])
        #expect(try test.verify().report.isVerified)
    }

    @Test func `nobody but the recovery key and the authority declares a compromise`() throws {
        let test = try ledger()
        var office = try TestOffice()
        _ = try test.add([office.lot("L-1")])
        let change = try compromise(TestOffice.supplier, from: 1)
        for signer: UInt8 in [61, 64, 63] {
            let error = #expect(throws: Problem.self) {
                try declare(test, by: signer, change)
            }
            #expect(error?.code == .keyStatementUnauthorised, "key \(signer)")
        }
        #expect(throws: Problem.self) {
            try declare(test, by: 80, compromise(TestOffice.supplier, from: 99))
        }
        #expect(try test.verify().report.entries == 2)
    }

    @Test func `a retired key signs no more and what it signed stands`() throws {
        let test = try ledger()
        var office = try TestOffice()
        let first = try office.lot("L-1")
        let second = try office.lot("L-2")
        _ = try test.add([first])
        let retire = KeyChange(
            .retire, issuer: try name(TestOffice.supplier),
            key: try SampleStatement.key(TestOffice.supplier).publicKey)
        try declare(test, by: 60, retire)
        guard case .refused(let reason)? = try test.add([second]).first else {
            Issue.record("a retired key was taken")
            return
        }
        #expect(reason.contains("key-not-active"))
        let report = try test.verify().report
        #expect(report.isVerified && report.underSuspicion.isEmpty)
    }

    @Test func `a new issuer is admitted with its proof of possession and not without`() throws {
        let test = try TestFolder()
        let request = KeyRequest(try SampleStatement.key(82), origin: TestFolder.origin)
        try declare(test, by: 60, request.change(role: "supplier"))
        var office = try TestOffice(82)
        #expect(try test.add([office.lot("L-1")]) == [.registered(index: 2)])
        let elsewhere = KeyRequest(try SampleStatement.key(83), origin: "ledger.example/other")
        let error = #expect(throws: Problem.self) {
            try declare(test, by: 60, elsewhere.change(role: "supplier"))
        }
        #expect(error?.code == .possessionUnproved)
        let lines = request.text.split(separator: "\n").map(String.init)
        for place in lines.indices {
            var fewer = lines
            fewer.remove(at: place)
            #expect(KeyRequest(fewer.joined(separator: "\n") + "\n") == nil)
        }
        #expect(KeyRequest(request.text.replacing("tests", with: "other")) == nil)
    }

    @Test func `a rotation signed in an office registers and the new key goes on`() throws {
        let test = try ledger()
        var office = try TestOffice()
        let first = try office.lot("L-1")
        let rotation = try office.submitted(
            office.office.rotate(to: SampleStatement.key(84), time: Self.time))
        var after = try TestOffice(84, head: office.office.head, seed: 13)
        let second = try after.lot("L-2")
        // The statement by the new key comes first and waits, though nobody knows its key yet.
        #expect(try test.add([second]) == [.held(missing: [0, 1])])
        #expect(try test.add([rotation, first]) == [.registered(index: 2), .registered(index: 1)])
        #expect(try test.verify().report.entries == 4)
        #expect(try test.registrar().waiting.isEmpty)
    }

    @Test func `an admission names its evidence by hash and the report compares it`() throws {
        let test = try TestFolder()
        let key = try SampleStatement.key(85)
        let evidence = try IdentityEvidence(
            .didKey, name: Multikey.identifier(of: key.publicKey),
            retrieved: #require(CalendarDate("2026-01-02")), content: [])
        try IdentityEvidenceFile.keep(evidence, in: test.folder)
        let writer = try test.writer(60)
        try writer.declare(
            KeyRequest(key, origin: TestFolder.origin).change(role: "supplier"),
            evidence: evidence.digest, time: Self.time)
        try writer.close()
        let reports = try IdentityEvidenceFile.reports(test.folder)
        #expect(reports.count == 1 && reports[0].isBound && reports[0].index == 1)
        // Altered evidence is named, and the ledger itself stays what it is.
        let path = test.folder.privatePath + "/evidence/" + evidence.digest.hex
        try test.folder.files.replaceFile(path, with: evidence.file + [0])
        let again = try IdentityEvidenceFile.reports(test.folder)
        #expect(!again[0].isBound && again[0].sentence.contains("altered"))
        #expect(try test.verify().report.isVerified)
    }
}
