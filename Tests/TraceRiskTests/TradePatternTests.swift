// SPDX-License-Identifier: Apache-2.0
import Testing

@testable import TraceRisk

@Suite("Patterns of trade, papers and timing")
struct TradePatternTests {
    // P13

    @Test func `P13 sees a time that no recorded work covers`() throws {
        var book = Book()
        book.set("lots", "L", "construction", "machine_weft")
        book.set("processing", "W", "started", "2024-03-01")
        let lot = try book.lot()
        #expect(lot.raised("P13")?.strength == .weak)
        #expect((lot.raised("P13")?.numbers["posterior_cross_border"] ?? 1) < 0.5)
        #expect(lot.raised("P13")?.explanation.contains("4 days of work") == true)
        #expect(!lot.alert)
        book.remove("processing")
        let words = try book.lot().raised("P13")?.explanation
        #expect(words?.contains("91 days to ship, and no work is recorded; such a time") == true)
    }

    @Test func `P13 trap: recorded days of work explain the time, and so do third countries`()
        throws
    {
        #expect(try Book().lot().results("P13") == [.notRaised])
        var book = Book()
        book.set("sites", "F", "country", "MM")
        book.set("processing", "W", "started", "2024-03-01")
        #expect(try book.lot().results("P13") == [])
    }

    @Test func `P13 reads of ships that were held, and asks for a blank date`() throws {
        var book = Book()
        book.set("orders", "O", "remarks", "Vessel delay, sorry for the wait")
        #expect(try book.lot().raised("P13") != nil)
        book.set("orders", "O", "remarks", "")
        book.set("orders", "O", "shipped", "")
        #expect(try book.lot().missing("P13") == ["orders.shipped"])
    }

    // P25

    @Test func `P25 sees a trader named as manufacturer`() throws {
        var book = Book()
        book.add(
            "parties", ["party": "X", "name": "Example Agent", "country": "CN", "roles": "broker"])
        book.set("movements", "M-E", "manufacturer", "X")
        #expect(try book.lot().raised("P25")?.strength == .moderate)
        book.set("parties", "X", "roles", "manufacturer")
        #expect(try book.lot().missing("P25") == ["sites.operator"])
        book.set("movements", "M-E", "manufacturer", "")
        #expect(try book.lot().missing("P25") == ["movements.manufacturer"])
        #expect(try Book().lot().results("P25") == [.notRaised])
    }

    @Test func `P25 trap: a manufacturer code built from the seller's name`() throws {
        var book = Book()
        book.add(
            "parties",
            [
                "party": "X", "name": "Golden Bridge Trading Co Ltd", "country": "CN",
                "roles": "exporter",
            ])
        book.set("movements", "M-E", "from_party", "X")
        book.set("parties", "S", "identifiers", "mid=CNGOLBRI12DAN")
        #expect(try book.lot().raised("P25") != nil)
        book.set("parties", "S", "identifiers", "mid=CNEXAWIG12XUC")
        #expect(try book.lot().results("P25") == [.notRaised])
    }

    // P27

    @Test(arguments: [("20", true), ("150", false)])
    func `P27 compares the price with the material`(price: String, isRaised: Bool) throws {
        var book = Book()
        book.set("orders", "O", "unit_price", price)
        book.set("movements", "M-R", "value", "30000")
        #expect((try book.lot().raised("P27") != nil) == isRaised)
    }

    @Test func `P27 trap: a price in the band of processing fees names free material`() throws {
        var book = Book()
        book.set("orders", "O", "unit_price", "45")
        book.set("orders", "O", "currency", "CNY")
        #expect(try book.lot().raised("P27") != nil)
        book.set("orders", "O", "unit_price", "")
        #expect(try book.lot().missing("P27") == ["orders.unit_price"])
    }

    // P28

    private func back(_ mode: String, _ cells: [String: String] = [:]) -> Book {
        var book = Book()
        book.add(
            "movements",
            [
                "movement": "BK", "kind": "return_import", "lots": "L", "dispatched": "2024-03-05",
                "arrived": "2024-03-06", "from_party": "D", "to_party": "S", "from_country": "RU",
                "to_country": "CN", "customs_office": "4200", "trade_mode": mode,
            ].merging(cells) { $1 })
        return book
    }

    @Test func `P28 weighs modes`() throws {
        #expect(try back("1427").lot().raised("P28")?.strength == .strong)
        #expect(
            try back("4561", ["customs_office": "0930"]).lot().raised("P28")?.strength == .moderate)
        #expect(try back("4561").lot().results("P28") == [.notRaised])
        #expect(try back("0110").lot().results("P28") == [.notRaised])
        #expect(try back("").lot().missing("P28") == ["movements.trade_mode"])
        #expect(try Book().lot().results("P28") == [])
    }

    @Test func `P28 trap: wigs that China takes in as its own`() throws {
        let lot = try back("0110", ["origin_declared": "CN"]).lot()
        #expect(lot.raised("P28")?.strength == .strong)
    }

    @Test func `P28 trap: lawful outward processing in a third country that the records show`()
        throws
    {
        var book = back("1427", ["from_country": "MM"])
        book.set("sites", "F", "country", "MM")
        #expect(try book.lot().results("P28") == [.notRaised])
    }

    // P29

    @Test func `P29 trap: national splits are no second heading`() throws {
        var book = Book()
        book.set("lots", "L", "sku", "A-1")
        book.add("lots", ["lot": "L9", "hs": "950590", "sku": "A-1", "net_kg": "5"])
        #expect(try book.lot().raised("P29")?.strength == .weak)
        book.set("lots", "L9", "hs", "6704200000")
        #expect(try book.lot().results("P29") == [.notRaised])
        book.set("lots", "L9", "hs", "")
        #expect(try book.lot().results("P29") == [.notTestable])
    }

    // P31

    private func dated(_ issued: String) -> Book {
        var book = Book()
        book.add(
            "documents",
            [
                "document": "PR", "kind": "production_record", "number": "PR-1", "issuer": "S",
                "issued": issued, "attaches": "W",
            ])
        return book
    }

    @Test func `P31 sees papers made long after or before the work`() throws {
        #expect(try dated("2024-06-30").lot().raised("P31")?.numbers["days_late"] == 118)
        #expect(try dated("2023-10-01").lot().raised("P31")?.numbers["days_early"] == 96)
        #expect(try dated("2024-03-10").lot().results("P31") == [.notRaised])
        #expect(try dated("").lot().missing("P31") == ["documents.issued"])
    }

    @Test func `P31 sees a burst after a notice of customs`() throws {
        var book = dated("2024-03-05")
        book.add(
            "documents",
            [
                "document": "CN", "kind": "customs_notice", "number": "N-1", "issued": "2024-03-04",
                "attaches": "L",
            ])
        for number in 0..<12 {
            book.add(
                "documents",
                [
                    "document": "B\(number)", "kind": "production_record",
                    "number": "B-\(number)", "issuer": "S", "issued": "2024-03-06",
                    "attaches": "W",
                ])
        }
        #expect(try book.lot().raised("P31")?.about == "document:CN")
        let words = try book.lot().raised("P31")?.explanation
        #expect(words?.hasSuffix("within days after the notice CN.") == true)
        // Papers that name no issuer may be of many.
        for number in 0..<12 { book.set("documents", "B\(number)", "issuer", "") }
        #expect(try book.lot().raised("P31") == nil)
        #expect(try book.lot().missing("P31") == ["documents.issuer"])
    }

    // P34

    @Test func `P34 tells a part of unknown provenance from none and from all`() throws {
        #expect(try Book().lot().results("P34") == [.notRaised])
        var book = Book()
        book.add("lots", ["lot": "U", "hs": "670300", "net_kg": "6"])
        book.set("lots", "R", "net_kg", "12")
        book.set("processing", "W", "inputs", "R;U")
        let lot = try book.lot()
        let finding = try #require(lot.raised("P34"))
        #expect(finding.strength == .report)
        #expect(abs((finding.numbers["share_unknown_low"] ?? 0) - 0.333) < 0.02)
        #expect(lot.quantities?.hasUnknownPart == true)
        #expect(!lot.alert)
        book.set("processing", "W", "inputs", "")
        #expect(try book.lot().results("P34") == [.notTestable])
    }

    // P39

    private func claimed(_ value: String, derived: String = "") -> Book {
        var book = Book()
        book.add(
            "claims",
            [
                "claim": "C1", "about": "S", "denominator": "KP>CN HS 6704, 2023-05",
                "value_low": value, "value_high": value, "unit": "million USD",
                "reliability": "C", "credibility": "3",
            ])
        if !derived.isEmpty {
            book.add(
                "claims",
                [
                    "claim": "C2", "about": "S", "denominator": "KP>CN HS 6704, 2023-05",
                    "value_low": value, "value_high": value, "unit": "million USD",
                    "derived_from": derived,
                ])
        }
        return book
    }

    @Test func `P39 trap: 23.94 million are all goods, hair was 15.613`() throws {
        let finding = try #require(try claimed("23.94").lot().raised("P39"))
        #expect(finding.strength == .report)
        #expect(finding.numbers["official_usd_million"] == 15.613)
        #expect(try claimed("15.613").lot().raised("P39") == nil)
    }

    @Test func `P39 trap: a relay does not count twice`() throws {
        let lot = try claimed("23.94", derived: "C1").lot()
        #expect(lot.findings.count { $0.pattern == "P39" && $0.result == .raised } == 1)
    }

    @Test func `P39 compares a month's sum with the statistics`() throws {
        var book = Book()
        book.set("lots", "L", "net_kg", "200000")
        book.add(
            "movements",
            [
                "movement": "KP", "kind": "return_import", "lots": "L", "dispatched": "2024-10-03",
                "arrived": "2024-10-05", "from_country": "KP", "to_country": "CN", "to_party": "S",
            ])
        #expect(try book.lot().raised("P39")?.numbers["official_tonnes"] == 161)
        book.set("lots", "L", "net_kg", "16")
        #expect(try book.lot().results("P39") == [.notRaised])
    }
}
