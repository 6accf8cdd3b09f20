// SPDX-License-Identifier: Apache-2.0
import Testing

@testable import TraceRisk

/// One cell or row that the other records contradict turns no sign into a release; it asks.
@Suite("Lone cells")
struct LoneCellTests {
    /// 100 wigs of 36 h within 60 days of 10 h: six people, and the site has two.
    private func crowded() -> Book {
        var book = Book()
        book.set("sites", "F", "workers", "2")
        return book
    }

    // P04

    @Test func `P04 asks about a row that has more workers than its site`() throws {
        var book = crowded()
        book.set("processing", "W", "workers", "40")
        let lot = try book.lot()
        #expect(lot.results("P04") == [.notTestable])
        #expect(lot.missing("P04") == ["processing.workers (another record gives 2)"])
        #expect(lot.action != .release)
        book.set("sites", "F", "workers", "")
        #expect(try book.lot().results("P04") == [.notRaised])
        book.add(
            "documents",
            [
                "document": "D9", "kind": "production_record", "number": "N-9", "issuer": "S",
                "issued": "2024-03-04", "attaches": "W", "workers": "2",
            ])
        #expect(
            try book.lot().missing("P04") == ["processing.workers (another record gives 2)"])
    }

    @Test func `P04 takes counts of the time of the work, and asks about one that stands alone`()
        throws
    {
        var book = crowded()
        book.add("headcounts", ["site": "F", "as_of": "2010-01-01", "workers": "500"])
        #expect(try book.lot().raised("P04")?.strength == .strong)
        book.sheets["headcounts"]?[0]["as_of"] = "2024-02-01"
        #expect(
            try book.lot().missing("P04") == ["headcounts.workers (another record gives 2)"])
    }

    @Test(
        arguments: [
            ("started", "2023-03-23", "processing.started (before its material came)"),
            ("finished", "2025-05-04", "processing.finished (after its goods had left)"),
            ("finished", "2023-12-05", "processing.finished (before its start)"),
        ])
    func `P04 is not appeased by days on which nobody can have worked`(
        column: String, day: String, cell: String
    ) throws {
        var book = crowded()
        #expect(try book.lot().raised("P04")?.strength == .strong)
        book.set("processing", "W", column, day)
        let lot = try book.lot()
        #expect(lot.results("P04") == [.notTestable])
        #expect(lot.missing("P04") == [cell])
    }

    @Test func `P04 without a row gives each order its own pieces`() throws {
        var book = crowded()
        book.remove("processing")
        book.set("lots", "L", "made_from", "R=@18")
        book.add("orders", order("1", price: "150", day: "2021-01-05", shipped: "2021-03-01"))
        #expect(try book.lot().raised("P04")?.numbers["days"] == 92)
    }

    @Test func `P04 trap: an end that the paper of the work contradicts`() throws {
        var book = Book()
        book.set("processing", "W", "finished", "2024-01-05")
        #expect(try book.lot().raised("P04")?.strength == .strong)
        book.add(
            "documents",
            [
                "document": "D9", "kind": "production_record", "number": "N-9", "issuer": "S",
                "issued": "2024-03-04", "attaches": "W",
            ])
        let lot = try book.lot()
        #expect(lot.results("P04") == [.notTestable])
        #expect(lot.missing("P04") == ["processing.finished (its own paper is dated later)"])
    }

    @Test(arguments: ["420292", "330499", "950590", "711790"])
    func `wigs under a heading of other goods ask for the heading`(hs: String) throws {
        var book = crowded()
        book.set("lots", "L", "hs", hs)
        let lot = try book.lot()
        #expect(lot.missing("P04") == ["lots.hs (its cells are of wigs or lashes)"])
        #expect(lot.action != .release)
    }

    // P05 and P27

    private func order(
        _ pieces: String, price: String, day: String = "2024-01-05", shipped: String = "2024-03-20"
    ) -> Book.Row {
        [
            "order": "O2", "buyer": "B", "supplier": "S",
            "lots": pieces.isEmpty ? "L" : "L=\(pieces)", "pieces": pieces, "unit_price": price,
            "currency": "USD", "ordered": day, "shipped": shipped,
        ]
    }

    @Test(arguments: ["1", ""])
    func `P05 weighs the prices of orders by their pieces`(pieces: String) throws {
        var book = Book()
        book.set("orders", "O", "unit_price", "20")
        book.add("orders", order(pieces, price: "90"))
        #expect(try book.lot().raised("P05") != nil)
    }

    @Test func `P05 asks where orders name more pieces than there are`() throws {
        var book = Book()
        book.set("orders", "O", "unit_price", "20")
        book.add("orders", order("100", price: "90"))
        #expect(
            try book.lot().missing("P05").contains(
                "orders.pieces (of all orders, more than the lot has)"))
    }

    @Test func `P05 trap: free samples beside a lot that is paid for`() throws {
        var book = Book()
        book.add("orders", order("2", price: "0"))
        #expect(try book.lot().results("P05") == [.notRaised])
        book.set("orders", "O", "pieces", "50")
        #expect(try book.lot().missing("P05") == ["orders.unit_price (zero is no price)"])
    }

    @Test func `P05 believes no material for nothing`() throws {
        var book = Book()
        book.set("orders", "O", "unit_price", "27")
        #expect(try book.lot().raised("P05") != nil)
        for (share, isRaised) in [("R=@18", false), ("R=@0.1", true)] {
            var more = book
            more.add(
                "movements",
                (book.sheets["movements"]?[0] ?? [:]).merging([
                    "movement": "M-R2", "lots": share, "value": "1",
                ]) { $1 })
            let lot = try more.lot()
            #expect((lot.raised("P05") != nil) == isRaised)
            if !isRaised {
                #expect(lot.missing("P05").contains("movements.value (of the material)"))
            }
        }
        book.set("movements", "M-R", "value", "0")
        #expect(try book.lot().missing("P05") == ["movements.value (of the material)"])
    }

    @Test func `P05 believes no rate far off all others`() throws {
        var book = Book()
        book.set("orders", "O", "unit_price", "20")
        book.add("rates", ["date": "2023-12-20", "currency": "CNY", "per_usd": "72"])
        #expect(try book.lot().raised("P05") != nil)
    }

    @Test func `P05 trap: material that the buyer paid for is a question of its value`() throws {
        var book = Book()
        book.set("orders", "O", "unit_price", "27")
        book.add(
            "payments",
            [
                "payment": "P2", "date": "2024-01-05", "payer": "B", "payee": "D",
                "payee_country": "CN", "amount": "9000", "currency": "CNY", "lots": "R",
            ])
        book.set("movements", "M-E", "value", "2700")
        book.set("movements", "M-E", "currency", "USD")
        var lot = try book.lot()
        #expect(lot.results("P05") == [.notRaised])
        #expect(lot.raised("P27")?.explanation.hasPrefix("The buyer paid for the material") == true)
        book.set("movements", "M-E", "value", "4000")
        lot = try book.lot()
        #expect(lot.results("P27") == [.notRaised])
    }

    // P08 and P26

    private func twice(_ kg: String) -> Book {
        var book = Book()
        book.set("lots", "R", "net_kg", kg)
        book.set("processing", "W", "inputs", "R=@18")
        book.add("lots", (book.sheets["lots"]?[1] ?? [:]).merging(["lot": "L2"]) { $1 })
        book.add(
            "processing",
            (book.sheets["processing"]?[0] ?? [:]).merging([
                "processing": "W2", "inputs": "R=@10", "outputs": "L2",
            ]) { $1 })
        return book
    }

    @Test func `P08 asks where another record gives the lot less`() throws {
        var book = twice("28")
        #expect(try book.lot().results("P08") == [.notRaised])
        book.set("movements", "M-R", "lots", "R=@18")
        let lot = try book.lot()
        #expect(lot.results("P08") == [.notTestable])
        #expect(lot.missing("P08") == ["lots.net_kg (another record gives 18 kg)"])
        book.set("movements", "M-R", "lots", "R")
        book.add(
            "documents",
            [
                "document": "D9", "kind": "goods_received", "number": "N-9", "issuer": "S",
                "issued": "2024-01-03", "attaches": "R", "mass_kg": "18",
            ])
        #expect(try book.lot().missing("P08") == ["lots.net_kg (another record gives 18 kg)"])
    }

    @Test func `P08 trap: what moisture explains is moderate`() throws {
        #expect(try twice("26.5").lot().raised("P08")?.strength == .moderate)
        #expect(try twice("18").lot().raised("P08")?.strength == .strong)
    }

    @Test func `P26 asks where a payment counts other pieces than its lots`() throws {
        var book = Book()
        book.add("parties", ["party": "X", "name": "Example Other", "country": "CN"])
        book.add(
            "payments",
            [
                "payment": "FEE", "date": "2024-03-05", "payer": "S", "payee": "X",
                "payee_country": "CN", "amount": "3700", "currency": "CNY", "lots": "L",
            ])
        #expect(try book.lot().raised("P26")?.strength == .strong)
        for pieces in ["1", "30000"] {
            book.set("payments", "FEE", "pieces", pieces)
            let lot = try book.lot()
            #expect(lot.missing("P26") == ["payments.pieces (its lots have another number)"])
        }
    }

    // P10, P22 and P30

    @Test func `numbers and names are alike however they are written`() {
        for phone in ["+86 415 210 0153", "0415-2100153", "0086 415 2100153", "+86 (0)415 2100153"]
        {
            #expect(Likeness.telephone(phone) == "4152100153")
        }
        #expect(Likeness.telephone("8612345678") == "8612345678")
        #expect(Likeness.name("Example Person  Willow") == Likeness.name("willow, Example person"))
        #expect(Likeness.mark("EXS-2025274") == Likeness.mark("exs 2025274"))
        #expect(Likeness.number("EX/2024 1") == Likeness.number("EX2024-1"))
        // Separators that part digits tell numbers from each other.
        #expect(Likeness.number("2024-1/12") != Likeness.number("2024-11/2"))
    }
}
