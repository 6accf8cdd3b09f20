// SPDX-License-Identifier: Apache-2.0
import Testing

@testable import TraceRisk

/// A country that a row states does not take a site out of the one it lies in, nor a return out of trade.
@Suite("Stated countries")
struct StatedCountryTests {
    /// The raw hair goes to a site by a row that states China at both ends.
    private func toSite(in country: String, hs: String = "670300") -> Book {
        var book = Book()
        book.add("sites", ["site": "X", "operator": "D", "country": country, "locode": ""])
        book.set("lots", "R", "hs", hs)
        book.add(
            "movements",
            [
                "movement": "M-X", "kind": "transfer", "lots": "R", "dispatched": "2023-09-04",
                "arrived": "2023-09-05", "from_party": "S", "to_party": "D", "to_site": "X",
                "from_country": "CN", "to_country": "CN", "mode": "road",
            ])
        return book
    }

    @Test func `P22 sees the site of a movement behind its stated country`() throws {
        let lot = try toSite(in: "KP").lot()
        #expect(lot.raised("P22")?.strength == .strong)
        #expect(lot.raised("P22")?.about == "party:S")
        #expect(lot.alert)
        #expect(try toSite(in: "CN").lot().results("P22") == [.notRaised])
    }

    @Test func `P18 reports a site in another country than its movement states`() throws {
        let lot = try toSite(in: "KP").lot()
        #expect(
            lot.findings.contains {
                $0.pattern == "P18" && $0.about == "movement:M-X" && $0.strength == .report
                    && $0.explanation.contains("lies in KP, and the country is CN")
            })
        #expect(try toSite(in: "CN").lot().raised("P18") == nil)
    }

    @Test func `P33 counts yarn that goes to a site in North Korea`() throws {
        for (country, isRaised) in [("KP", true), ("CN", false)] {
            var book = toSite(in: country, hs: "550932")
            book.set("lots", "L", "hs", "611030")
            book.set("lots", "L", "construction", "knitted")
            #expect((try book.lot().raised("P33") != nil) == isRaised)
        }
    }

    @Test func `P39 sums what goes to a site in North Korea`() throws {
        #expect(!(try toSite(in: "KP").lot().results("P39").isEmpty))
        #expect(try toSite(in: "CN").lot().results("P39").isEmpty)
    }

    private func back(_ kind: String, _ cells: [String: String]) -> Book {
        var book = Book()
        book.add(
            "movements",
            [
                "movement": "BK", "kind": kind, "lots": "L", "dispatched": "2024-03-05",
                "arrived": "2024-03-06", "from_party": "D", "to_party": "S", "from_country": "CN",
                "to_country": "CN",
            ].merging(cells) { $1 })
        return book
    }

    @Test(arguments: ["return_import", "raw_import", "raw_export", "transfer"])
    func `P28 reads mode 1427 whatever countries the row states`(kind: String) throws {
        let lot = try back(kind, ["trade_mode": "1427", "customs_office": "0930"]).lot()
        #expect(lot.raised("P28")?.strength == .strong)
        #expect(lot.alert)
    }

    @Test func `P28 takes a return for a crossing of the border`() throws {
        let lot = try back("return_import", ["trade_mode": "0110", "origin_declared": "CN"]).lot()
        #expect(lot.raised("P28")?.strength == .strong)
        #expect(try back("return_import", [:]).lot().missing("P28") == ["movements.trade_mode"])
    }

    @Test func `P28 trap: a purchase at home, and an import of another country`() throws {
        #expect(try back("transfer", ["trade_mode": "0110"]).lot().results("P28").isEmpty)
        let home = try back("raw_import", ["origin_declared": "CN"]).lot()
        #expect(home.results("P28") == [.notTestable])
        let abroad = back("raw_import", ["to_country": "VN", "origin_declared": "CN"])
        #expect(try abroad.lot().raised("P28") == nil)
    }

    @Test func `P28 trap: mode 1427 on a leg at home of work that the records place abroad`() throws
    {
        var book = back("transfer", ["trade_mode": "1427"])
        book.set("sites", "F", "country", "MM")
        #expect(try book.lot().results("P28") == [.notRaised])
    }
}
