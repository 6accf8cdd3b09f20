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

    /// A single firm among thirty that export cannot be told from chance; here the others send
    /// something else.
    private func rarePair() -> Book {
        var book = pairBook()
        for number in 0..<24 { book.set("movements", "T\(number)", "lots", "Z") }
        book.add("lots", ["lot": "Z", "hs": "940360", "net_kg": "5"])
        return book
    }

    @Test func `P10 finds the one firm that does both`() throws {
        let finding = try #require(try rarePair().lot().raised("P10"))
        #expect(finding.numbers["firms"] == 25)
        #expect((finding.numbers["p"] ?? 1) < 0.05)
        #expect(finding.strength == .moderate)
    }

    @Test func `P10 sees what a transfer does behind the countries that its row states`() throws {
        var book = rarePair()
        book.add("sites", ["site": "X", "operator": "D", "country": "KP", "locode": ""])
        for (column, value) in [("kind", "transfer"), ("to_country", "CN")] {
            book.set("movements", "OUT", column, value)
        }
        #expect(try book.lot().raised("P10") == nil)
        book.set("movements", "OUT", "to_site", "X")
        #expect(try book.lot().raised("P10") != nil)
        book.set("movements", "IN", "kind", "transfer")
        book.set("movements", "IN", "from_country", "CN")
        #expect(try book.lot().raised("P10") == nil)
        book.set("movements", "IN", "from_site", "X")
        #expect(try book.lot().raised("P10") != nil)
    }

    @Test func `P10 trap: homonyms are no firm`() throws {
        var book = rarePair()
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
}
