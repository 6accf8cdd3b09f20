// SPDX-License-Identifier: Apache-2.0
import Testing

@testable import TraceRisk

@Suite("Patterns of price and payment")
struct PricePatternTests {
    // P05

    @Test(arguments: [("150", false), ("20", true)])
    func `P05 compares what an hour is left with the wage`(price: String, isRaised: Bool) throws {
        var book = Book()
        book.set("orders", "O", "unit_price", price)
        let lot = try book.lot()
        #expect((lot.raised("P05") != nil) == isRaised)
        #expect(lot.alert == isRaised)
    }

    @Test func `P05 trap: machines need few hours`() throws {
        var book = Book()
        book.set("orders", "O", "unit_price", "30")
        book.set("lots", "L", "construction", "machine_weft")
        #expect(try book.lot().results("P05") == [.notRaised])
    }

    @Test(arguments: [
        ("orders", "O", "unit_price"), ("orders", "O", "currency"), ("sites", "F", "country"),
        ("lots", "L", "construction"),
    ])
    func `P05 with a blank is not testable`(sheet: String, id: String, column: String) throws {
        var book = Book()
        book.set("orders", "O", "unit_price", "20")
        book.set(sheet, id, column, "")
        let lot = try book.lot()
        #expect(lot.results("P05") == [.notTestable])
        #expect(lot.action != .release)
    }

    @Test func `P05 of a country without a wage figure is open, not absent`() throws {
        var book = Book()
        book.set("sites", "F", "country", "FR")
        #expect(try book.lot().results("P05") == [.notTestable])
    }

    @Test func `an estimate never supports a strong finding, and asks`() throws {
        var book = Book()
        book.set("orders", "O", "unit_price", "20")
        book.set("orders", "O", "basis", "estimate")
        let lot = try book.lot()
        #expect(lot.raised("P05")?.strength == .moderate)
        #expect(!lot.alert)
        #expect(lot.action == .ask)
    }

    // P26

    private func feeBook(_ amount: String, payee: String = "X") -> Book {
        var book = Book()
        book.add(
            "parties", ["party": "X", "name": "Example Agent", "name_native": "示", "country": "CN"])
        book.add(
            "payments",
            [
                "payment": "P-F", "date": "2024-02-01", "payer": "S", "payee": payee,
                "payee_country": "CN", "amount": amount, "currency": "CNY", "pieces": "100",
                "lots": "L",
            ])
        return book
    }

    @Test func `P26 is raised within the band of fees only, and not for the named factory`() throws
    {
        #expect(try feeBook("3500").lot().raised("P26")?.numbers["fee_cny_per_piece"] == 35)
        #expect(try feeBook("9000").lot().results("P26") == [.notRaised])
        #expect(try feeBook("3500", payee: "S").lot().results("P26") == [.notRaised])
    }

    @Test(arguments: ["amount", "currency", "payee"])
    func `P26 with a blank cell asks`(column: String) throws {
        var book = feeBook("3500")
        book.set("payments", "P-F", column, "")
        let lot = try book.lot()
        #expect(lot.results("P26") == [.notTestable])
        #expect(lot.action == .ask)
    }

    private func bartered(_ cells: [String: String]) -> Book {
        var book = feeBook("9000")
        book.add(
            "movements",
            [
                "movement": "BK", "kind": "return_import", "lots": "L", "dispatched": "2024-03-05",
                "arrived": "2024-03-06", "to_party": "S", "to_country": "CN",
                "customs_office": "4200", "trade_mode": "0130",
            ].merging(cells) { $1 })
        return book
    }

    @Test func `P26 sees barter with North Korea, or at its border with nobody named`() throws {
        for cells in [["from_country": "KP"], ["customs_office": "0930"]] {
            let finding = try #require(try bartered(cells).lot().raised("P26"))
            #expect(finding.strength == .moderate && finding.about == "movement:BK")
        }
        #expect(
            try bartered(["customs_office": ""]).lot().missing("P26")
                == ["movements.customs_office", "movements.from_country"])
    }

    @Test func `P26 sees barter with a site in North Korea behind the country that is stated`()
        throws
    {
        var book = bartered(["from_country": "RU", "from_site": "X"])
        book.add("sites", ["site": "X", "operator": "D", "country": "KP", "locode": ""])
        #expect(try book.lot().raised("P26")?.strength == .moderate)
        book.set("sites", "X", "country", "RU")
        #expect(try book.lot().results("P26") == [.notRaised])
    }

    @Test func `P26 trap: barter with Russia through Hunchun, or at another border`() throws {
        let russian = ["from_country": "RU", "customs_office": "1517"]
        #expect(try bartered(russian).lot().results("P26") == [.notRaised])
        #expect(try bartered([:]).lot().results("P26") == [.notRaised])
        #expect(
            try bartered(["from_country": "KP", "trade_mode": "0110"]).lot().results("P26")
                == [.notRaised])
    }
}
