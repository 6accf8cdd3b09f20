// SPDX-License-Identifier: Apache-2.0
import Testing
import TraceTesting

@testable import TraceLedger

@Suite struct DisclosingTests {
    private func ledger(withholding: [String] = []) throws -> TestFolder {
        let test = try TestFolder()
        let writer = try test.writer()
        writer.withholding = try Withholding(withholding)
        _ = try WorkbookImport().run(
            SmallBook.workbook(), into: writer, time: TestFolder.time)
        try writer.close()
        return test
    }

    private func disclosing(_ test: TestFolder) throws -> Disclosing {
        try Disclosing(test.folder.log, AnnexFile.sets(in: test.folder), location: "ledger")
    }

    @Test func `one field of a lot reaches one recipient and fits the ledger`() throws {
        let test = try ledger(withholding: ["lots.net_kg"])
        let revealed = try disclosing(test).reveal(.lot("L-2"), fields: ["net_kg"])
        #expect(revealed.sets.flatMap(\.fields).map(\.key) == ["net_kg"])
        let key = try SampleStatement.key(90)
        let file = try revealed.sealed(to: #require(Recipient(key.publicKey)))
        let opened = try RevealedDisclosures(opening: file, with: key, name: "file")
        #expect(opened == revealed)
        let reader = try Disclosing(test.folder.log, [], location: "log")
        let values = try reader.check(opened)
        #expect(values.map(\.record.id) == ["L-2"])
        #expect(values.first?.record.decimal("net_kg")?.description == "69.2")
        #expect(values.first?.record.text("description") == nil)
        #expect(throws: WritingError.self) {
            try RevealedDisclosures(opening: file, with: SampleStatement.key(91), name: "file")
        }
    }

    @Test func `withheld fields are committed and the workbook is found unchanged`() throws {
        let test = try ledger(withholding: ["net_kg", "lots.hs"])
        let ledger = try #require(try test.verify().ledger)
        for statement in ledger.verified where statement.payload.kind == .lot {
            let payload = try CBORValue.decode(statement.payload.payload)
            #expect(payload["net_kg"] == nil && payload["hs"] == nil)
            #expect(payload["_sd"]?.arrayValue?.count == 3)
        }
        #expect(try test.importing(SmallBook.workbook()) == WorkbookImport.Result(unchanged: 5))
        let audit = try LedgerAudit(Audit()).run(test.folder)
        #expect(audit.result.lots.map(\.facts.netKg) == [87, 69.2])
    }

    @Test func `a changed value, another statement's set and another ledger are refused`() throws {
        let test = try ledger()
        let disclosing = try disclosing(test)
        let revealed = try disclosing.reveal(.entry(1), fields: [])
        let set = try #require(revealed.sets.first)
        let field = try #require(set.fields.first)
        let forged = DisclosureSet(
            record: set.record,
            fields: [FieldDisclosure(salt: field.salt, key: field.key, value: .text("Other"))],
            openings: [])
        let moved = DisclosureSet(
            record: RecordID(SampleStatement.digest("x")), fields: set.fields, openings: [])
        for bad in [forged, moved] {
            #expect(throws: WritingError.self) {
                try disclosing.check(RevealedDisclosures(origin: TestFolder.origin, sets: [bad]))
            }
        }
        #expect(throws: WritingError.self) {
            try disclosing.check(RevealedDisclosures(origin: "ledger.example/x", sets: [set]))
        }
        for choice in [Disclosing.Choice.entry(99), .lot("L-99")] {
            #expect(throws: WritingError.self) { try disclosing.reveal(choice, fields: []) }
        }
        #expect(throws: WritingError.self) {
            try disclosing.reveal(.entry(1), fields: ["colour"])
        }
    }

    @Test func `a file of sealed disclosures with any byte changed is refused`() throws {
        let test = try ledger()
        let revealed = try disclosing(test).reveal(.entry(1), fields: [])
        let key = try SampleStatement.key(90)
        let file = try revealed.sealed(to: #require(Recipient(key.publicKey)))
        for position in file.indices {
            var changed = file
            changed[position] ^= 2
            #expect(throws: (any Error).self) {
                try RevealedDisclosures(opening: changed, with: key, name: "file")
            }
        }
    }
}
