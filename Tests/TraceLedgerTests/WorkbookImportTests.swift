// SPDX-License-Identifier: Apache-2.0
import Testing

@testable import TraceLedger

@Suite struct WorkbookImportTests {
    @Test func `a workbook imported twice states nothing twice`() throws {
        let test = try TestFolder()
        let workbook = try ExampleBook.read("first-steps")
        let first = try test.importing(workbook)
        #expect(first == WorkbookImport.Result(stated: workbook.rows.count))
        let size = try test.verify().report.entries
        #expect(size == UInt64(workbook.rows.count) + 1)
        let second = try test.importing(workbook)
        #expect(second == WorkbookImport.Result(unchanged: workbook.rows.count))
        #expect(try test.verify().report.entries == size)
    }

    @Test func `a changed cell gives one correction, clear or committed`() throws {
        let test = try TestFolder()
        _ = try test.importing(SmallBook.workbook())
        let lots = SmallBook.lots.replacing("400,69.2", with: "400,70.2")
        let parties = SmallBook.parties.replacing("Example Wig Shop", with: "Example Wig Hall")
        let result = try test.importing(SmallBook.workbook(parties: parties, lots: lots))
        #expect(result == WorkbookImport.Result(corrected: 2, unchanged: 3))
        #expect(try test.kinds()[.correction] == 2)
        let current = try test.writer().current
        #expect(current[Reference(.lot, "L-2")]?.record.decimal("net_kg")?.description == "70.2")
        #expect(current[Reference(.party, "P-2")]?.record.text("name") == "Example Wig Hall")
        #expect(current[Reference(.lot, "L-1")]?.record.decimal("net_kg")?.description == "87")
    }

    @Test func `a correction is itself corrected by naming the first statement`() throws {
        let test = try TestFolder()
        for mass in ["69.2", "70.2", "71.2", "69.2"] {
            let lots = SmallBook.lots.replacing("400,69.2", with: "400,\(mass)")
            _ = try test.importing(SmallBook.workbook(lots: lots))
        }
        let ledger = try #require(try test.verify().ledger)
        #expect(ledger.verified.count { $0.payload.kind == .correction } == 3)
        let current = try test.writer().current
        #expect(current[Reference(.lot, "L-2")]?.record.decimal("net_kg")?.description == "69.2")
        let again = try test.importing(SmallBook.workbook())
        #expect(again == WorkbookImport.Result(unchanged: 5))
    }

    @Test func `a blank cell takes back what it said`() throws {
        let test = try TestFolder()
        _ = try test.importing(SmallBook.workbook())
        let lots = SmallBook.lots.replacing("400,69.2", with: "400,")
        #expect(try test.importing(SmallBook.workbook(lots: lots)).corrected == 1)
        #expect(try test.writer().current[Reference(.lot, "L-2")]?.record.fields["net_kg"] == nil)
    }

    @Test func `the audit weighs the corrected value`() throws {
        let test = try TestFolder()
        _ = try test.importing(SmallBook.workbook())
        let lots = SmallBook.lots.replacing("400,69.2", with: "400,70.2")
        _ = try test.importing(SmallBook.workbook(lots: lots))
        let audit = LedgerAudit(Audit(), verification: VerificationOptions(threads: 1))
        let outcome = try audit.run(test.folder)
        #expect(outcome.report.isVerified)
        #expect(outcome.refusedDisclosures == [])
        let lot = try #require(outcome.result.lots.first { $0.lot == "L-2" })
        #expect(lot.facts.netKg == 70.2)
        #expect(outcome.result.lots.map(\.lot) == ["L-1", "L-2"])
        #expect(outcome.result.data.contains { $0.code == "corrected" })
    }

    @Test func `an erased row is refused by name unless it is to be stated again`() throws {
        let test = try TestFolder()
        _ = try test.importing(SmallBook.workbook())
        let shop = try #require(try test.writer().current[Reference(.party, "P-2")])
        try test.editAnnex { set in
            set.record == shop.first
                ? DisclosureSet(record: set.record, fields: [], openings: set.openings) : set
        }
        #expect(try test.verify().report.isVerified)
        // Another row changed as well: a refused workbook writes nothing of it.
        let lots = SmallBook.lots.replacing("400,69.2", with: "400,70.2")
        let workbook = SmallBook.workbook(lots: lots)
        let refused = try test.importing(workbook)
        #expect(refused == WorkbookImport.Result(refused: ["parties.csv#P-2"]))
        #expect(try test.verify().report.entries == 6)
        let again = try test.importing(workbook, again: true)
        #expect(again == WorkbookImport.Result(corrected: 2, unchanged: 3))
        let current = try test.writer().current
        #expect(current[Reference(.party, "P-2")]?.record.text("name") == "Example Wig Shop")
        #expect(current[Reference(.party, "P-2")]?.isErased == false)
        #expect(try test.importing(workbook) == WorkbookImport.Result(unchanged: 5))
    }

    @Test func `equal values of low entropy are committed under different digests`() throws {
        let test = try TestFolder()
        _ = try test.importing(SmallBook.workbook())
        // A change elsewhere commits the unchanged name anew.
        let parties = SmallBook.parties.replacing("exporter,VN", with: "exporter,KH")
        _ = try test.importing(SmallBook.workbook(parties: parties))
        let ledger = try #require(try test.verify().ledger)
        var digests: [Digest] = []
        for statement in ledger.verified {
            let payload = try CBORValue.decode(statement.payload.payload)
            digests += payload["_sd"]?.arrayValue?.compactMap(\.digestValue) ?? []
        }
        // Three names, of which two are equal, two equal descriptions, and one name again.
        #expect(digests.count == 6)
        #expect(Set(digests).count == 6)
    }

    @Test func `nothing that is committed stands in the log`() throws {
        let test = try TestFolder()
        _ = try test.importing(SmallBook.workbook())
        for file in try test.folder.log.list() {
            let bytes = try #require(try test.folder.log.bytes(file.path, limit: 1 << 20))
            let text = String(decoding: bytes, as: UTF8.self)
            for secret in ["Blue Heron", "Wig Shop", "P-1", "P-2", "L-1", "Wigs"] {
                #expect(!text.contains(secret), "\(secret) in \(file.path)")
            }
        }
    }
}
