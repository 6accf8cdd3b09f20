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

    // P05

    /// The ten wigs are repaired for a fee, as a lot of their own.
    private func repaired() -> Book {
        var book = returned()
        book.add(
            "lots",
            (book.sheets["lots"]?[1] ?? [:]).merging([
                "lot": "LR", "pieces": "10", "net_kg": "1.6",
            ]) { $1 })
        book.add(
            "processing",
            [
                "processing": "RP", "kind": "finish", "site": "F", "operator": "S",
                "started": "2024-07-01", "finished": "2024-07-05", "steps": "knot;wash;style",
                "inputs": "L=10@1.6", "outputs": "LR=10@1.6",
            ])
        book.add(
            "orders",
            [
                "order": "OR", "buyer": "B", "supplier": "S", "lots": "LR", "pieces": "10",
                "unit_price": "20", "currency": "USD", "ordered": "2024-06-10",
                "shipped": "2024-07-10",
            ])
        return book
    }

    @Test func `P05 trap: a fee for a repair pays no hours of making`() throws {
        var book = repaired()
        #expect(try book.lot("LR").results("P05").isEmpty)
        #expect(try book.lot("L").results("P05") == [.notRaised])
        book.set("orders", "OR", "unit_price", "0")
        #expect(try book.lot("LR").results("P05").isEmpty)
        book.set("processing", "RP", "kind", "transform")
        #expect(try book.lot("LR").results("P05").isEmpty)
    }

    @Test(arguments: [
        ("processing", "RP", "steps", "knot;assemble"), ("processing", "RP", "steps", ""),
        ("processing", "RP", "inputs", "L=5@0.8"), ("processing", "RP", "started", "2024-06-01"),
        ("processing", "RP", "started", ""), ("movements", "BK", "lots", "L=5@0.8"),
        ("movements", "BK", "from_country", "KP"), ("movements", "M-E", "kind", "transfer"),
        ("movements", "M-E", "to_country", "KP"), ("orders", "O", "unit_price", "0"),
    ])
    func `P05 takes goods for repaired by no cell alone`(
        sheet: String, id: String, column: String, value: String
    ) throws {
        var book = repaired()
        book.set(sheet, id, column, value)
        #expect(try book.lot("LR").raised("P05")?.strength == .strong)
    }
}
