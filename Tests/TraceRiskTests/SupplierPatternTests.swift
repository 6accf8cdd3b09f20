// SPDX-License-Identifier: Apache-2.0
import Testing

@testable import TraceRisk

@Suite("Patterns of suppliers over the years")
struct SupplierPatternTests {
    // P06

    private func priced(_ price: String, peers: Int = 14) -> Book {
        var book = Book()
        book.remove("processing", "W")
        for number in 0..<peers {
            book.addSale("P\(number)", supplier: "S\(number)", price: "\(140 + number)")
        }
        book.addSale("X", supplier: "SX", price: price)
        return book
    }

    @Test func `P06 is raised far from peers, on either side`() throws {
        let finding = try #require(try priced("20").lot("X").raised("P06"))
        #expect(finding.strength == .moderate)
        #expect((finding.numbers["robust_sigmas"] ?? 0) < -3)
        #expect(try priced("900").lot("X").raised("P06") != nil)
        #expect(try priced("145").lot("X").results("P06") == [.notRaised])
    }

    @Test func `P06 says nothing with few peers, and asks for a blank value`() throws {
        #expect(try priced("20", peers: 5).lot("X").results("P06") == [.notTestable])
        var book = priced("20")
        book.set("movements", "EX", "value", "")
        #expect(try book.lot("X").missing("P06") == ["movements.value"])
    }

    @Test func `P06 trap: pounds and tonnes of one supplier do not move the peers`() throws {
        // Many lots of the outlier itself are no peers of it.
        var book = priced("20")
        for number in 0..<30 { book.addSale("X\(number)", supplier: "SX", price: "20") }
        #expect(try book.lot("X").raised("P06") != nil)
    }

    // P07

    private func balanced(_ sold: String, bought: String) -> Book {
        var book = Book()
        book.remove("movements", "M-E")
        for year in 2022...2024 {
            book.addSale(
                "Y\(year)", supplier: "SY", ordered: "\(year)-03-01", shipped: "\(year)-05-01",
                kg: sold, rawKg: bought)
        }
        return book
    }

    @Test func `P07 adds years up: what each year lacks is not made good by the next`() throws {
        let finding = try #require(try balanced("16", bought: "5").lot("Y2024").raised("P07"))
        #expect(finding.about == "party:SY")
        #expect((finding.numbers["open_kg"] ?? 0) > 0)
        #expect(try balanced("16", bought: "18").lot("Y2024").results("P07") == [.notRaised])
    }

    @Test func `P07 carries a surplus over, until a stock count says that it is not there`() throws
    {
        var book = balanced("16", bought: "18")
        book.addSale(
            "BIG", supplier: "SY", ordered: "2021-03-01", shipped: "2021-05-01", kg: "16",
            rawKg: "200")
        book.addSale(
            "LATE", supplier: "SY", ordered: "2025-03-01", shipped: "2025-05-01", kg: "60",
            rawKg: "18")
        #expect(try book.lot("LATE").raised("P07") == nil)
        book.add(
            "stock",
            ["stock": "ST-1", "party": "SY", "as_of": "2025-01-02", "hs": "670300", "kg": "1"])
        #expect(try book.lot("LATE").raised("P07") != nil)
    }

    @Test(arguments: [("lots", "Y2023", "net_kg"), ("movements", "EY2023", "dispatched")])
    func `P07 with a blank is not testable`(sheet: String, id: String, column: String) throws {
        var book = balanced("16", bought: "5")
        book.set(sheet, id, column, "")
        if sheet == "movements" { book.set(sheet, id, "arrived", "") }
        #expect(try book.lot("Y2024").results("P07") == [.notTestable])
    }

    @Test func `P07 trap: one lot of hair that two rows share counts once`() throws {
        var book = balanced("20", bought: "18")
        book.set("processing", "WY2024", "inputs", "RY2023")
        book.set("processing", "WY2023", "inputs", "RY2023")
        book.remove("movements", "BY2024")
        #expect(try book.lot("Y2024").raised("P07") != nil)
    }

    @Test func `P07 trap: a lot that is entered and sent on is one sale`() throws {
        var book = balanced("16", bought: "18")
        book.add(
            "movements",
            [
                "movement": "RE", "kind": "re_export", "lots": "Y2024", "dispatched": "2024-07-01",
                "from_party": "SY", "to_party": "B", "from_country": "CN", "to_country": "US",
            ])
        #expect(try book.lot("Y2024").results("P07") == [.notRaised])
        // Two halves of a lot are still all of it.
        book.set("movements", "EY2024", "lots", "Y2024=50")
        book.set("movements", "RE", "lots", "Y2024=50")
        book.set("lots", "RY2024", "net_kg", "5")
        book.set("lots", "RY2023", "net_kg", "5")
        #expect(try book.lot("Y2024").raised("P07") != nil)
    }

    @Test func `P07 trap: purchases of a year without sales carry over`() throws {
        var book = balanced("16", bought: "18")
        book.set("movements", "EY2023", "dispatched", "2024-05-01")
        book.set("movements", "EY2023", "arrived", "2024-05-01")
        #expect(try book.lot("Y2024").results("P07") == [.notRaised])
    }

    @Test func `P07 credits the share that was bought, not the dealer's whole lot`() throws {
        var book = balanced("16", bought: "5")
        for year in 2022...2024 {
            book.set("lots", "RY\(year)", "net_kg", "5000")
            book.set("movements", "BY\(year)", "lots", "RY\(year)=@5")
        }
        #expect(try book.lot("Y2024").raised("P07") != nil)
        for year in 2022...2024 { book.set("movements", "BY\(year)", "lots", "RY\(year)=@18") }
        #expect(try book.lot("Y2024").results("P07") == [.notRaised])
    }

    // P10

    private func pairBook(back: String = "KP", peers: Int = 24) -> Book {
        var book = Book()
        for number in 0..<peers {
            book.add(
                "parties", ["party": "T\(number)", "name": "Example T\(number)", "country": "CN"])
            book.add(
                "movements",
                [
                    "movement": "T\(number)", "kind": "raw_export", "lots": "R",
                    "dispatched": "2024-01-02", "from_party": "T\(number)", "to_party": "D",
                    "from_country": "CN", "to_country": "MM",
                ])
        }
        book.add(
            "movements",
            [
                "movement": "OUT", "kind": "raw_export", "lots": "R", "dispatched": "2024-01-02",
                "from_party": "S", "from_country": "CN", "to_country": "RU",
            ])
        book.add(
            "movements",
            [
                "movement": "IN", "kind": "return_import", "lots": "L", "dispatched": "2024-03-02",
                "to_party": "S", "from_country": back, "to_country": "CN",
            ])
        return book
    }

    @Test func `P10 finds the one firm that does both`() throws {
        // A single firm among thirty that export cannot be told from chance; importers must be rare.
        var book = pairBook()
        for number in 0..<24 { book.remove("movements", "T\(number)") }
        for number in 0..<24 {
            book.add(
                "movements",
                [
                    "movement": "T\(number)", "kind": "raw_export", "lots": "Z",
                    "dispatched": "2024-01-02", "from_party": "T\(number)", "to_party": "D",
                    "from_country": "CN", "to_country": "MM",
                ])
        }
        book.add("lots", ["lot": "Z", "hs": "940360", "net_kg": "5"])
        let finding = try #require(try book.lot().raised("P10"))
        #expect(finding.numbers["firms"] == 25)
        #expect((finding.numbers["p"] ?? 1) < 0.05)
        #expect(finding.strength == .moderate)
    }

    @Test func `P10 trap: homonyms are no firm`() throws {
        var book = pairBook()
        for number in 0..<24 { book.set("movements", "T\(number)", "lots", "Z") }
        book.add("lots", ["lot": "Z", "hs": "940360", "net_kg": "5"])
        book.add(
            "parties",
            [
                "party": "S2", "name": "Example Wig Works", "name_native": "示例",
                "country": "CN", "roles": "supplier",
            ])
        book.set("movements", "OUT", "from_party", "S2")
        #expect(try book.lot().raised("P10") == nil)
        book.set("parties", "S", "phone", "+86 000 5678")
        book.set("parties", "S2", "phone", "+86-000-5678")
        #expect(try book.lot().raised("P10") != nil)
    }

    @Test func `P10 is not raised where all do the one, nor where a third country is explained`()
        throws
    {
        #expect(try pairBook().lot().raised("P10") == nil)
        var book = pairBook(back: "MM")
        book.set("sites", "F", "country", "MM")
        #expect(try book.lot().raised("P10") == nil)
    }

    @Test func `P10 with few firms or a blank kind is not testable`() throws {
        #expect(try pairBook(peers: 2).lot().results("P10").contains(.notTestable))
        var book = pairBook()
        book.set("movements", "IN", "kind", "")
        #expect(try book.lot().missing("P10").contains("movements.kind"))
    }

    // P14 and P16

    private func history(lead: (Int) -> Int, price: (Int) -> Int, supplier: String = "H") -> Book {
        var book = Book()
        addHistory(&book, lead: lead, price: price, supplier: supplier)
        return book
    }

    private func addHistory(
        _ book: inout Book, lead: (Int) -> Int, price: (Int) -> Int, supplier: String
    ) {
        // Every 90 days from 2018 to 2024; the border is shut from day 761 to day 1,728.
        for number in 0..<28 {
            let start = number * 90
            let period = start < 761 ? 0 : start < 1_729 ? 1 : 2
            book.addSale(
                "\(supplier)\(number)", supplier: supplier, ordered: Book.day(start),
                shipped: Book.day(start + lead(period) + number % 3), price: "\(price(period))")
        }
    }

    /// A history beside that of a supplier whom the pandemic hardly touched.
    private func compared(_ book: Book) -> Book {
        var book = book
        addHistory(
            &book, lead: { $0 == 1 ? 36 : 32 }, price: { $0 == 1 ? 160 : 150 }, supplier: "C")
        return book
    }

    @Test func `P14 sees a step in time and price that goes back`() throws {
        let book = compared(history(lead: { $0 == 1 ? 65 : 32 }, price: { $0 == 1 ? 230 : 150 }))
        let finding = try #require(try book.lot("H27").raised("P14"))
        #expect(finding.strength == .strong)
        #expect((finding.numbers["p"] ?? 1) < 0.05)
        #expect((finding.numbers["lead_step_days"] ?? 0) > 25)
    }

    @Test(arguments: [(32, 150, 32), (65, 150, 32), (65, 230, 65)])
    func `P14 needs time, price and the way back`(lead: Int, price: Int, after: Int) throws {
        let book = history(
            lead: { $0 == 1 ? lead : $0 == 2 ? after : 32 }, price: { $0 == 1 ? price : 150 })
        #expect(try book.lot("H27").results("P14") == [.notRaised])
    }

    @Test func `P14 trap: the pandemic struck all suppliers alike`() throws {
        var book = history(lead: { $0 == 1 ? 65 : 32 }, price: { $0 == 1 ? 230 : 150 })
        for supplier in ["G", "K"] {
            addHistory(
                &book, lead: { $0 == 1 ? 66 : 32 }, price: { $0 == 1 ? 235 : 150 },
                supplier: supplier)
        }
        #expect(try book.lot("H27").results("P14") == [.notRaised])
    }

    @Test func `P14 trap: a lone supplier's pandemic is a sign among others, and no alert`() throws
    {
        let book = history(lead: { $0 == 1 ? 65 : 32 }, price: { $0 == 1 ? 230 : 150 })
        let lot = try book.lot("H27")
        let finding = try #require(lot.raised("P14"))
        #expect(finding.strength == .moderate)
        #expect(!finding.explanation.contains("those of others"))
        #expect(finding.numbers["lead_step_days_beyond_others"] == nil)
        #expect(!lot.alert)
    }

    @Test func `P14 with a blank cell is neither passed nor unseen`() throws {
        let steps = compared(history(lead: { $0 == 1 ? 65 : 32 }, price: { $0 == 1 ? 230 : 150 }))
        var book = steps
        for number in [9, 12, 15] { book.set("orders", "OH\(number)", "unit_price", "") }
        #expect(try book.lot("H27").raised("P14")?.strength == .strong)
        for number in 9...19 { book.set("orders", "OH\(number)", "unit_price", "") }
        #expect(try book.lot("H27").missing("P14") == ["orders.unit_price"])
        #expect(try book.lot("H27").action == .ask)
        var even = compared(history(lead: { _ in 32 }, price: { _ in 150 }))
        #expect(try even.lot("H27").results("P14") == [.notRaised])
        even.set("orders", "OH12", "shipped", "")
        #expect(try even.lot("H27").missing("P14") == ["orders.shipped"])
        // A price that is blank changes nothing where no time jumped.
        even.set("orders", "OH12", "shipped", Book.day(12 * 90 + 32))
        even.set("orders", "OH12", "unit_price", "")
        #expect(try even.lot("H27").results("P14") == [.notRaised])
    }

    @Test func `P14 without a history, or with a blank, is not testable`() throws {
        #expect(try Book().lot().missing("P14") == ["history of orders, 2018 to 2024"])
        var book = history(lead: { $0 == 1 ? 65 : 32 }, price: { $0 == 1 ? 230 : 150 })
        for number in 0..<28 { book.set("orders", "OH\(number)", "unit_price", "") }
        #expect(try book.lot("H27").missing("P14") == ["orders.unit_price"])
    }

    @Test func `P16 trap: winter orders of an honest house weigh nothing by themselves`() throws {
        var book = Book()
        for number in 0..<12 {
            book.addSale(
                "N\(number)", supplier: "N", ordered: "20\(12 + number)-12-10",
                shipped: "20\(13 + number)-01-10")
        }
        let lot = try book.lot("N0")
        #expect(lot.raised("P16")?.strength == .report)
        #expect(lot.action == .release)
        #expect(try Book().lot().results("P16") == [.notTestable])
        var even = Book()
        for number in 1...12 {
            let month = number < 10 ? "0\(number)" : "\(number)"
            even.addSale(
                "N\(number)", supplier: "N", ordered: "2023-\(month)-10",
                shipped: "2023-\(month)-28")
        }
        #expect(try even.lot("N5").results("P16") == [.notRaised])
    }
}
