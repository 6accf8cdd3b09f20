// SPDX-License-Identifier: Apache-2.0
import Testing

@testable import TraceLedger

/// What is withheld or was erased is told from what nobody filled in.
@Suite struct WithheldCellTests {
    private static let words = "(it may be withheld: ask the holder to disclose it)"

    private func ledger() throws -> TestFolder {
        let test = try TestFolder()
        _ = try test.importing(ExampleBook.read("first-steps"))
        return test
    }

    private func missing(_ result: AuditResult, _ lot: String) throws -> Set<String> {
        let lot = try #require(result.lots.first { $0.lot == lot })
        return Set(lot.findings.flatMap(\.missing))
    }

    @Test func `a price that was erased is not told as missing`() throws {
        let test = try ledger()
        let before = try missing(LedgerAudit(Audit()).run(test.folder).result, "FS-1")
        #expect(!before.contains { $0.contains("withheld") })
        let writer = try test.writer()
        let order = try #require(writer.current[Reference(.order, "PO-1")])
        _ = try writer.erase(
            order, fields: ["unit_price"], reason: "legal-order", time: TestFolder.time)
        try writer.close()
        let result = try LedgerAudit(Audit()).run(test.folder).result
        #expect(try missing(result, "FS-1").contains("orders.unit_price " + Self.words))
        #expect(try !missing(result, "FS-1").contains("orders.unit_price"))
        // The order of another lot is whole.
        #expect(try !missing(result, "FS-2").contains { $0.hasPrefix("orders.unit_price ") })
        #expect(!result.data.contains { $0.code == "withheld-id" })
    }

    @Test func `a name that stands for a withheld id is explained once`() throws {
        let test = try ledger()
        let result = try LedgerAudit(Audit()).run(test.folder.log, disclosures: []).result
        let remarks = result.data.filter { $0.code == "withheld-id" }
        #expect(remarks.count == 1)
        #expect(remarks.first?.message.contains("begins with ~") == true)
        #expect(result.lots.contains { $0.lot.hasPrefix("~") })
    }

    @Test func `a blank cell of a record that withholds nothing stays blank`() throws {
        let workbook = AskedBook.workbook()
        let result = Audit().run(
            workbook.checked(), integrity: .unsigned(records: workbook.rows.count))
        let cells = result.lots.flatMap(\.findings).flatMap(\.missing)
        #expect(!cells.isEmpty && !cells.contains { $0.contains("withheld") })
    }
}
