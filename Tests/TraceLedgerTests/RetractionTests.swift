// SPDX-License-Identifier: Apache-2.0
import Testing

@testable import TraceLedger

@Suite struct RetractionTests {
    private static let lot = Reference(.lot, "L-2")

    private func ledger() throws -> TestFolder {
        let test = try TestFolder()
        _ = try test.importing(SmallBook.workbook())
        return test
    }

    @discardableResult
    private func retract(
        _ test: TestFolder, _ reference: Reference = RetractionTests.lot,
        reason: String = "entered-in-error"
    ) throws -> UInt64 {
        let writer = try test.writer()
        let entry = try #require(writer.current[reference])
        let place = try writer.retract(entry, reason: reason, time: TestFolder.time)
        try writer.close()
        return place
    }

    private var without: Workbook {
        let lots = SmallBook.lots.split(separator: "\n").filter { !$0.hasPrefix("L-2") }
        return SmallBook.workbook(lots: lots.joined(separator: "\n") + "\n")
    }

    private func lots(_ test: TestFolder) throws -> [String] {
        let outcome = try LedgerAudit(Audit()).run(test.folder)
        #expect(outcome.report.isVerified)
        return outcome.result.lots.map(\.lot)
    }

    @Test func `what was taken back stands in no audit, and the ledger verifies`() throws {
        let test = try ledger()
        #expect(try lots(test) == ["L-1", "L-2"])
        let place = try retract(test)
        #expect(place == 6)
        let outcome = try test.verify()
        #expect(outcome.report.isVerified && outcome.report.entries == 7)
        #expect(try test.kinds()[.retraction] == 1)
        #expect(try lots(test) == ["L-1"])
        let audit = try LedgerAudit(Audit()).run(test.folder)
        #expect(audit.result.data.contains { $0.code == "retracted" })
        #expect(try test.writer().current[Self.lot]?.isRetracted == true)
    }

    @Test func `a statement is taken back with its corrections`() throws {
        let test = try ledger()
        let lots = SmallBook.lots.replacing("400,69.2", with: "400,70.2")
        _ = try test.importing(SmallBook.workbook(lots: lots))
        try retract(test)
        #expect(try test.verify().report.isVerified)
        #expect(try self.lots(test) == ["L-1"])
    }

    @Test func `another word than a reason, and a second time, are refused`() throws {
        let test = try ledger()
        #expect(throws: WritingError.self) { try retract(test, reason: "because") }
        #expect(try test.verify().report.entries == 6)
        try retract(test)
        #expect(throws: WritingError.self) { try retract(test) }
        #expect(try test.verify().report.entries == 7)
    }

    @Test func `a row that a workbook holds no more is named until it is taken back`() throws {
        let test = try ledger()
        #expect(try test.importing(SmallBook.workbook()).absent == [])
        let result = try test.importing(without)
        #expect(result == WorkbookImport.Result(unchanged: 4, absent: ["lots.csv#L-2"]))
        try retract(test)
        #expect(try test.importing(without).absent == [])
    }

    @Test func `a row with a problem, and one that was erased, are not told as deleted`() throws {
        let test = try ledger()
        let lots = SmallBook.lots.replacing("400,69.2", with: "400,0")
        let writer = try test.writer()
        let broken = SmallBook.workbook(lots: lots)
        #expect(!broken.isValid)
        let result = try WorkbookImport().run(broken, into: writer, time: TestFolder.time)
        #expect(result.absent == [])
        let shop = try #require(writer.current[Reference(.party, "P-2")])
        _ = try writer.erase(shop, fields: [], reason: "safety", time: TestFolder.time)
        try writer.close()
        let parties = SmallBook.parties.split(separator: "\n").filter { !$0.hasPrefix("P-2") }
        let rest = SmallBook.workbook(parties: parties.joined(separator: "\n") + "\n")
        #expect(try test.importing(rest).absent == [])
    }

    @Test func `what was taken back is stated again on demand, and stands`() throws {
        let test = try ledger()
        try retract(test)
        #expect(try test.importing(SmallBook.workbook()).refused == ["lots.csv#L-2"])
        let again = try test.importing(SmallBook.workbook(), again: true)
        #expect(again == WorkbookImport.Result(corrected: 1, unchanged: 4))
        #expect(try test.verify().report.isVerified)
        #expect(try lots(test) == ["L-1", "L-2"])
        try retract(test)
        #expect(try lots(test) == ["L-1"])
    }

    @Test func `what names a record is found in every kind of field`() {
        let lot = Reference(.lot, "L")
        let fields: [FieldValue] = [
            .reference(lot), .references([lot]), .lots([LotShare(lot: "L")]),
        ]
        for value in fields {
            #expect(Record(kind: .movement, id: "M", fields: ["x": value]).names(lot))
        }
        let order = Record(
            kind: .order, id: "O", fields: ["sku": .text("L")], accordingTo: "L", document: "D",
            readFrom: ["sku": "E"])
        #expect(!order.names(lot))
        #expect(order.names(Reference(.party, "L")) && order.names(Reference(.document, "D")))
        #expect(order.names(Reference(.document, "E")))
    }

    @Test func `a record has the name of the sheet that it came from`() throws {
        let claim = { (topic: String) in
            Record(kind: .claim, id: "C", fields: ["denominator": .text(topic)]).workbookLabel
        }
        #expect(claim("stock/670300") == "stock.csv#C")
        #expect(claim("answer/company") == "questionnaires.csv#C")
        #expect(claim("a share of makers") == "claims.csv#C")
        #expect(claim("decision/same/OFAC SDN:1") == nil)
        #expect(Reference(label: "stock.csv#C") == Reference(.claim, "C"))
        #expect(Reference(label: "payments#B-1") == Reference(.payment, "B-1"))
        #expect(Reference(label: "payment#B-1") == Reference(.payment, "B-1"))
        #expect(Reference(label: "B-1") == nil && Reference(label: "nothing#B-1") == nil)
    }
}
