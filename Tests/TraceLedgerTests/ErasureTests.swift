// SPDX-License-Identifier: Apache-2.0
import Foundation
import Testing
import TraceTesting

@testable import TraceLedger

@Suite struct ErasureTests {
    private static let secret = "Example Wig Shop"
    private static let kept = "Blue Heron Hair"

    private func ledger() throws -> TestFolder {
        let test = try TestFolder()
        _ = try test.importing(SmallBook.workbook())
        return test
    }

    private func erase(
        _ test: TestFolder, reason: String = "data-subject-request",
        time: UInt64 = TestFolder.time
    ) throws -> ErasureResult {
        let writer = try test.writer()
        let entry = try #require(writer.current[Reference(.party, "P-2")])
        let result = try writer.erase(entry, fields: [], reason: reason, time: time)
        try writer.close()
        return result
    }

    /// Files of the folder that hold a text.
    private func files(of test: TestFolder, holding text: String) throws -> [String] {
        let all = FileManager.default.enumerator(atPath: test.folder.path)
        var found: [String] = []
        for case let name as String in try #require(all) {
            let url = URL(fileURLWithPath: test.folder.path + "/" + name)
            guard let data = try? Data(contentsOf: url) else { continue }
            if data.range(of: Data(text.utf8)) != nil { found.append(name) }
        }
        return found
    }

    @Test func `an erased value is nowhere, the tombstone stands and the ledger verifies`() throws {
        let test = try ledger()
        #expect(try !files(of: test, holding: Self.secret).isEmpty)
        let result = try erase(test)
        #expect(result.deleted == 1 && result.isWithinRetention)
        #expect(result.caveats.contains { $0.contains("31 CFR 501.601") })
        #expect(try files(of: test, holding: Self.secret).isEmpty)
        #expect(try !files(of: test, holding: Self.kept).isEmpty)
        let outcome = try test.verify()
        #expect(outcome.report.isVerified)
        #expect(try test.kinds()[.erasure] == 1)
        let last = try #require(outcome.ledger?.verified.last?.payload)
        #expect(last.index == result.tombstone)
        // A reason code and no text: kind, version, ref, target, reason.
        #expect(try CBORValue.decode(last.payload).mapValue?.count == 5)
        let audit = try LedgerAudit(Audit()).run(test.folder)
        #expect(audit.refusedDisclosures == [])
        #expect(try test.writer().current[Reference(.party, "P-2")]?.isErased == true)
        #expect(try test.importing(SmallBook.workbook()).refused == ["parties.csv#P-2"])
    }

    @Test func `values in corrections are erased with the statement`() throws {
        let test = try ledger()
        let changed = SmallBook.parties.replacing("Shop,buyer", with: "Hall,buyer")
        _ = try test.importing(SmallBook.workbook(parties: changed))
        #expect(try erase(test).deleted == 2)
        for text in ["Example Wig Shop", "Example Wig Hall"] {
            #expect(try files(of: test, holding: text).isEmpty)
        }
        #expect(try test.verify().report.isVerified)
    }

    @Test func `values of an import that was interrupted are erased with the statement`() throws {
        let test = try TestFolder()
        let copy = test.root + "/before"
        try FileManager.default.copyItem(atPath: test.folder.path, toPath: copy)
        _ = try test.importing(SmallBook.workbook())
        // The disclosures of a run whose statements were never committed.
        let annex = try test.annex()
        try FileManager.default.removeItem(atPath: test.folder.path)
        try FileManager.default.moveItem(atPath: copy, toPath: test.folder.path)
        try test.replaceAnnex(annex)
        #expect(try test.importing(SmallBook.workbook()).stated == 5)
        let fields = try AnnexFile.sets(in: test.folder).flatMap(\.fields)
        #expect(fields.count { $0.value == .text(Self.secret) } == 2)
        #expect(try erase(test).deleted == 1)
        #expect(try files(of: test, holding: Self.secret).isEmpty)
        #expect(try !files(of: test, holding: Self.kept).isEmpty)
        #expect(try AnnexFile.sets(in: test.folder).prefix(5).allSatisfy { $0.fields.isEmpty })
        #expect(try test.verify().report.isVerified)
        #expect(try LedgerAudit(Audit()).run(test.folder).refusedDisclosures == [])
    }

    @Test func `a row with the erased cells blank is unchanged, with others it is refused`() throws
    {
        let test = try ledger()
        _ = try erase(test)
        let entries = try test.verify().report.entries
        let blank = SmallBook.parties.replacing(Self.secret, with: "")
        #expect(
            try test.importing(SmallBook.workbook(parties: blank))
                == WorkbookImport.Result(unchanged: 5))
        #expect(try test.verify().report.entries == entries)
        let other = blank.replacing("buyer;importer,US", with: "buyer;importer,CA")
        #expect(
            try test.importing(SmallBook.workbook(parties: other)).refused == ["parties.csv#P-2"])
        #expect(try test.writer().current[Reference(.party, "P-2")]?.isErased == true)
    }

    @Test func `no warning is given when the retention period is over`() throws {
        let test = try ledger()
        let later = TestFolder.time + 11 * 31_556_952
        let result = try erase(test, reason: "retention-ended", time: later)
        #expect(!result.isWithinRetention && result.caveats.count == 2)
    }

    @Test func `what is not disclosed, unknown reasons and a second erasure are refused`() throws {
        let test = try ledger()
        #expect(throws: WritingError.self) { try erase(test, reason: "because") }
        _ = try erase(test)
        #expect(throws: WritingError.self) { try erase(test) }
        let writer = try test.writer()
        let lot = try #require(writer.current[Reference(.lot, "L-1")])
        #expect(throws: WritingError.self) {
            try writer.erase(lot, fields: ["hs"], reason: "safety", time: TestFolder.time)
        }
    }

    /// Where a process that erases may end.
    enum Crash: String, CaseIterable {
        case planned, annexWritten, tombstoneStated
    }

    @Test(arguments: Crash.allCases)
    func `a crash leaves nothing readable and loses nothing else`(_ crash: Crash) throws {
        let test = try ledger()
        let before = try AnnexFile.sets(in: test.folder)
        let writer = try test.writer()
        let entry = try #require(writer.current[Reference(.party, "P-2")])
        let plan = ErasurePlan(
            issuer: writer.signer.issuer, target: entry.first, reason: "safety",
            records: [entry.first], fields: [], size: writer.size)
        if crash == .tombstoneStated {
            _ = try writer.erase(entry, fields: [], reason: "safety", time: TestFolder.time)
        }
        try plan.write(in: test.folder)
        if crash == .annexWritten {
            var annex = try AnnexFile(appendingIn: test.folder)
            try annex.erase(plan)
        }
        try writer.close()
        // Readers see nothing of it at once, writers delete it and say so.
        let read = try AnnexFile.sets(in: test.folder)
        #expect(!"\(read)".contains(Self.secret))
        let entries = try test.verify().report.entries
        let next = try test.writer()
        #expect(next.current[Reference(.party, "P-2")]?.isErased == true)
        try next.close()
        #expect(try files(of: test, holding: Self.secret).isEmpty)
        #expect(try ErasurePlan.pending(in: test.folder) == nil)
        #expect(try test.kinds()[.erasure] == 1)
        #expect(
            try test.verify().report.entries == (crash == .tombstoneStated ? entries : entries + 1))
        let after = try AnnexFile.sets(in: test.folder)
        let others = before.filter { $0.record != entry.first }
        #expect(others.allSatisfy(after.contains))
    }

    @Test func `a second erasure of one statement is stated by a tombstone of its own`() throws {
        let test = try TestFolder()
        _ = try test.importing(
            SmallBook.workbook(
                parties: """
                    party,name,address,country
                    P-1,Blue Heron Hair,2 Example Street,VN
                    P-2,Example Wig Shop,1 Example Street,US

                    """))
        let before = try test.verify().report.entries
        for (step, (field, reason)) in [("name", "legal-order"), ("address", "safety")].enumerated()
        {
            let writer = try test.writer()
            let entry = try #require(writer.current[Reference(.party, "P-2")])
            let result = try writer.erase(
                entry, fields: [field], reason: reason, time: TestFolder.time)
            try writer.close()
            #expect(result.deleted == 1)
            #expect(result.tombstone == before + UInt64(step))
            let statements = try #require(try test.verify().ledger).verified
            #expect(UInt64(statements.count) == before + UInt64(step) + 1)
            let last = try CBORValue.decode(try #require(statements.last).payload.payload)
            #expect(last["kind"]?.textValue == "erasure")
            #expect(last["reason"]?.textValue == reason)
        }
        #expect(try files(of: test, holding: "1 Example Street").isEmpty)
    }

    @Test func `an erasure does not take the place of another issuer's that waits`() throws {
        let test = try TestFolder(issuers: [TestOffice.issuer(65)])
        _ = try test.importing(SmallBook.workbook())
        let writer = try test.writer()
        let entry = try #require(writer.current[Reference(.party, "P-2")])
        let other = ErasurePlan(
            issuer: COSEKey.thumbprint(of: try SampleStatement.key(65).publicKey),
            target: entry.first, reason: "safety", records: [], fields: [], size: writer.size)
        try other.write(in: test.folder)
        let error = #expect(throws: WritingError.self) {
            try writer.erase(entry, fields: [], reason: "safety", time: TestFolder.time)
        }
        #expect(error?.description.contains("was interrupted") == true)
        #expect(try ErasurePlan.pending(in: test.folder) == other)
    }

    @Test func `another issuer's opening of the folder deletes the values too`() throws {
        let test = try ledger()
        let writer = try test.writer()
        let entry = try #require(writer.current[Reference(.party, "P-2")])
        let plan = ErasurePlan(
            issuer: writer.signer.issuer, target: entry.first, reason: "safety",
            records: [entry.first], fields: [], size: writer.size)
        try writer.close()
        try plan.write(in: test.folder)
        try test.registrar().close()
        #expect(try files(of: test, holding: Self.secret).isEmpty)
    }

    @Test func `erased values of low entropy cannot be guessed from what is left`() throws {
        let test = try TestFolder()
        let countries = SmallBook.parties.replacing("Example Wig Shop", with: "Yes")
        _ = try test.importing(SmallBook.workbook(parties: countries))
        #if SQLite
            try LedgerIndex(test.folder).rebuild()
        #endif
        let sets = try AnnexFile.sets(in: test.folder)
        let field = try #require(sets.flatMap(\.fields).first { $0.value == .text("Yes") })
        _ = try erase(test)
        var haystack: [UInt8] = []
        let all = FileManager.default.enumerator(atPath: test.folder.path)
        for case let name as String in try #require(all) {
            let url = URL(fileURLWithPath: test.folder.path + "/" + name)
            haystack += [UInt8]((try? Data(contentsOf: url)) ?? Data())
        }
        let data = Data(haystack)
        #expect(data.range(of: Data(field.salt.bytes)) == nil, "the salt is still there")
        // Whoever has ledger, annex and index tries the few likely values under every salt left.
        let salts = try AnnexFile.sets(in: test.folder).flatMap { set in
            set.fields.map(\.salt) + set.openings.map(\.salt)
        }
        let zero = try #require(Salt([UInt8](repeating: 0, count: 16)))
        for value in ["Yes", "No", "yes", "no", "1", ""] {
            for salt in salts + [zero] {
                let guess = FieldDisclosure(salt: salt, key: "name", value: .text(value))
                #expect(try data.range(of: Data(guess.commitment().bytes)) == nil)
            }
        }
        // The commitment itself stands: the guess fails for want of the salt, not of the digest.
        #expect(try data.range(of: Data(field.commitment().bytes)) != nil)
    }
}
