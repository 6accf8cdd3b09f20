// SPDX-License-Identifier: Apache-2.0
import Foundation
import Testing
import TraceTesting

@testable import TraceLedger

/// A ledger and the workbook it was made from are judged alike.
@Suite struct LedgerAuditTests {
    /// What must not depend on where a record was read: everything but the labels of records.
    struct Judgement: Equatable {
        let lot: String
        let assessment: AuditResult.Assessment
        let action: AuditResult.Action
        let score: AuditResult.Score
        let facts: AuditResult.LotFacts
        let findings: [AuditResult.Finding]

        init(_ result: AuditResult.LotResult) {
            lot = result.lot
            assessment = result.assessment
            action = result.action
            score = result.score
            facts = result.facts
            // P32 speaks of the ledger itself, which a workbook has none of.
            findings = result.findings.filter { $0.pattern != "P32" }.map {
                var finding = $0
                finding.records = []
                for reply in finding.replies.indices { finding.replies[reply].record = "" }
                return finding
            }
        }
    }

    @Test(arguments: ["first-steps", "import-year"])
    func `the audit of a ledger is the audit of its workbook`(name: String) throws {
        let workbook = try ExampleBook.read(name)
        let test = try TestFolder()
        let imported = try test.importing(workbook)
        #expect(imported == WorkbookImport.Result(stated: workbook.rows.count))
        let ofBook = Audit().run(
            workbook.checked(), integrity: .unsigned(records: workbook.rows.count))
        let options = VerificationOptions(mode: .anchored)
        let ofLedger = try LedgerAudit(Audit(), verification: options).run(test.folder)
        #expect(ofLedger.report.isVerified)
        #expect(ofLedger.refusedDisclosures == [])
        #expect(ofLedger.result.lots.map(\.lot) == ofBook.lots.map(\.lot))
        for (ledger, book) in zip(ofLedger.result.lots, ofBook.lots) {
            #expect(Judgement(ledger) == Judgement(book), "\(book.lot)")
        }
        #expect(ofLedger.result.parties.map(\.party) == ofBook.parties.map(\.party))
        #expect(ofLedger.result.context == ofBook.context)
    }

    @Test func `a ledger that does not verify is not audited`() throws {
        let test = try TestFolder()
        _ = try test.importing(SmallBook.workbook())
        var files: [String: [UInt8]] = [:]
        for file in try test.folder.log.list() {
            files[file.path] = try test.folder.log.bytes(file.path, limit: 1 << 20)
        }
        files["tile/entries/000.p/6"]?[900] ^= 1
        let outcome = try LedgerAudit(Audit()).run(MemoryLogSource(files), disclosures: [])
        #expect(!outcome.report.isVerified)
        #expect(outcome.result.lots.isEmpty)
        #expect(outcome.result.integrity.status == .failed)
        #expect(!outcome.result.integrity.problems.isEmpty)
        // Nothing was read, so nothing was tested.
        #expect(outcome.result.patterns == [] && outcome.result.integrity.underSuspicion == nil)
    }

    @Test func `only records of issuers whom the policy trusts are weighed`() throws {
        let test = try TestFolder(issuers: [TestOffice.issuer()])
        _ = try test.importing(SmallBook.workbook())
        var office = try TestOffice()
        #expect(try test.add([office.lot("L-9")]) == [.registered(index: 6)])
        let house = COSEKey.issuerName(
            COSEKey.thumbprint(of: try SampleStatement.key(61).publicKey))
        let policy = try TrustPolicy(parsing: Array("issuer \(house) any\n".utf8))
        let trusting = try LedgerAudit(
            Audit(), verification: VerificationOptions(policy: policy)
        ).run(test.folder)
        #expect(trusting.isVerified)
        #expect(trusting.result.lots.map(\.lot) == ["L-1", "L-2"])
        #expect(trusting.leftOut == 1)
        let all = try LedgerAudit(Audit()).run(test.folder)
        #expect(all.result.lots.map(\.lot) == ["L-1", "L-2", "L-9"])
        #expect(all.leftOut == 0)
    }

    @Test func `options that are set later keep the statements and the size that is given`() throws
    {
        let test = try TestFolder()
        _ = try test.importing(SmallBook.workbook())
        var audit = LedgerAudit(Audit())
        audit.verification = VerificationOptions()
        #expect(try audit.run(test.folder).result.lots.count == 2)
        // Without the writer's own head the caller's number stands (R33).
        try FileManager.default.removeItem(atPath: test.folder.privatePath)
        audit.verification.publishedSize = 99
        #expect(try !audit.run(test.folder).isVerified)
    }
}
