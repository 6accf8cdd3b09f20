// SPDX-License-Identifier: Apache-2.0
import Testing

@testable import TraceRisk

@Suite("Goods that come back for a repair")
struct ReturnedGoodsTests {
    /// Ten of the wigs go back from the United States after they were entered there.
    private func returned() -> Book {
        var book = Book()
        book.add(
            "movements",
            [
                "movement": "BK", "kind": "return_import", "lots": "L=10@1.6",
                "dispatched": "2024-06-01", "arrived": "2024-06-25", "from_party": "B",
                "to_party": "S", "from_country": "US", "to_country": "CN",
                "customs_office": "4200", "trade_mode": "4561", "origin_declared": "CN",
            ])
        return book
    }

    // P28

    @Test func `P28 trap: goods come back from where they had been entered`() throws {
        var book = returned()
        #expect(try book.lot().results("P28") == [.notRaised])
        book.set("movements", "BK", "trade_mode", "1427")
        #expect(try book.lot().raised("P28")?.strength == .strong)
    }

    @Test func `P28 trap: what comes back has a lot of its own`() throws {
        var book = returned()
        book.add(
            "lots",
            (book.sheets["lots"]?[1] ?? [:]).merging([
                "lot": "LR", "pieces": "10", "net_kg": "1.6", "made_from": "L=10@1.6",
            ]) { $1 })
        book.set("movements", "BK", "lots", "LR")
        #expect(try book.lot("LR").raised("P28") == nil)
        book.set("lots", "LR", "made_from", "R=@1.8")
        #expect(try book.lot("LR").raised("P28")?.strength == .strong)
    }

    @Test(arguments: [
        ("BK", "from_country", "KP"), ("BK", "from_country", ""), ("BK", "from_country", "RU"),
        ("BK", "lots", "L=@17"), ("BK", "dispatched", "2024-03-05"),
        ("BK", "customs_office", "0930"), ("M-E", "kind", "transfer"), ("M-E", "to_country", "CA"),
    ])
    func `P28 takes goods for returned by no cell alone`(row: String, column: String, value: String)
        throws
    {
        var book = returned()
        book.set("movements", row, column, value)
        #expect(try book.lot().raised("P28")?.strength == .strong)
    }
}
