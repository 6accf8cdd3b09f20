// SPDX-License-Identifier: Apache-2.0
import Testing

@testable import TraceRisk

@Suite("Patterns of a supplier against its own past")
struct HistoryPatternTests {
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
