// SPDX-License-Identifier: Apache-2.0
import Testing

@testable import TraceRisk

@Suite("Patterns of route")
struct RoutePatternTests {
    // P09 and P40

    private func roundTrip(to country: String, office: String, back: String) -> Book {
        var book = Book()
        book.add(
            "lots",
            ["lot": "R2", "hs": "670300", "material": "human_hair", "net_kg": "18"])
        book.add(
            "movements",
            [
                "movement": "M-O", "kind": "raw_export", "lots": "R2", "dispatched": "2024-01-05",
                "arrived": "2024-01-07", "from_party": "S", "to_party": "D", "from_country": "CN",
                "to_country": country, "customs_office": office, "mode": "rail",
            ])
        book.add(
            "movements",
            [
                "movement": "M-B", "kind": "return_import", "lots": "L", "dispatched": back,
                "arrived": back, "from_party": "D", "to_party": "S", "from_country": "RU",
                "to_country": "CN", "mode": "sea",
            ])
        return book
    }

    @Test func `P09 is strong when days, pair, party and mass fit`() throws {
        let finding = try #require(
            try roundTrip(to: "CN", office: "0930", back: "2024-02-25").lot().raised("P09"))
        #expect(finding.strength == .strong)
        #expect(finding.numbers["days_between"] == 49)
    }

    @Test func `P09 sees a site in North Korea behind a country that the row states`() throws {
        var book = roundTrip(to: "VN", office: "4200", back: "2024-02-25")
        book.add("sites", ["site": "X", "operator": "D", "country": "KP", "locode": ""])
        #expect(try book.lot().raised("P09") == nil)
        book.set("movements", "M-O", "to_site", "X")
        #expect(try book.lot().raised("P09")?.strength == .strong)
    }

    @Test(arguments: ["2024-01-20", "2024-06-30"])
    func `P09 needs a fitting interval`(back: String) throws {
        #expect(
            try roundTrip(to: "CN", office: "0930", back: back).lot().results("P09") == [.notRaised]
        )
    }

    @Test func `P09 compares mass after the cap`() throws {
        var book = roundTrip(to: "CN", office: "0930", back: "2024-02-25")
        // 16 kg of wigs hold 12 to 14 kg of hair: of 30 kg that would be less than 0.6.
        book.set("lots", "R2", "net_kg", "30")
        #expect(try book.lot().results("P09") == [.notRaised])
        book.set("lots", "R2", "net_kg", "")
        #expect(try book.lot().results("P09") == [.notTestable])
    }

    /// The goods of a round trip in two shipments, 8 kg each.
    private func inParts() -> Book {
        var book = roundTrip(to: "CN", office: "0930", back: "2024-02-25")
        book.set("movements", "M-B", "lots", "L=@8")
        book.add(
            "movements",
            (book.sheets["movements"]?.last ?? [:]).merging([
                "movement": "M-B2", "dispatched": "2024-03-03", "arrived": "2024-03-03",
            ]) { $1 })
        return book
    }

    @Test func `P09 adds up what comes back in parts, once and all of it`() throws {
        var book = inParts()
        let finding = try #require(try book.lot().raised("P09"))
        #expect(finding.strength == .moderate)
        #expect(finding.numbers["days_between"] == 49)
        #expect(finding.numbers["days_between_high"] == 56)
        #expect(finding.numbers["sent_kg"] == 18)
        #expect(finding.explanation.contains("49 to 56 days later"))
        #expect(finding.explanation.contains("(M-B, M-B2)"))
        // Too late, it is no part of the trip.
        book.set("movements", "M-B2", "dispatched", "2024-06-30")
        book.set("movements", "M-B2", "arrived", "2024-06-30")
        #expect(try book.lot().results("P09") == [.notRaised])
        // Both ends tell of one shipment: that is no second one.
        for (id, teller) in [("M-B", "D"), ("M-B2", "S")] {
            book.set("movements", id, "according_to", teller)
            book.set("movements", id, "dispatched", "2024-02-25")
            book.set("movements", id, "arrived", "2024-02-25")
        }
        #expect(try book.lot().raised("P09") == nil)
    }

    @Test func `P09 adds up material that leaves in parts`() throws {
        var book = roundTrip(to: "CN", office: "0930", back: "2024-02-25")
        book.set("movements", "M-O", "lots", "R2=@9")
        #expect(try book.lot().results("P09") == [.notRaised])
        book.add(
            "movements",
            (book.sheets["movements"]?.first { $0["movement"] == "M-O" } ?? [:]).merging([
                "movement": "M-O2", "dispatched": "2024-01-12", "arrived": "2024-01-14",
            ]) { $1 })
        let finding = try #require(try book.lot().raised("P09"))
        #expect(finding.strength == .moderate)
        #expect(finding.numbers["sent_kg"] == 18)
    }

    @Test func `P09 trap: of many shipments some always fit, so all have to`() throws {
        var book = inParts()
        for number in 3..<6 {
            book.add(
                "movements",
                (book.sheets["movements"]?.last ?? [:]).merging(["movement": "M-B\(number)"]) { $1 }
            )
        }
        #expect(try book.lot().raised("P09") == nil)
    }

    @Test func `P09 does not speak of goods that leave elsewhere`() throws {
        let book = roundTrip(to: "VN", office: "4200", back: "2024-02-25")
        #expect(try book.lot().results("P09") == [.notRaised])
    }

    @Test(arguments: ["BOX;L", "L;BOX", "R;L", "N;L"])
    func `P09 trap: what else is in the shipment hides nothing, in any order`(lots: String) throws {
        var book = roundTrip(to: "CN", office: "0930", back: "2024-02-25")
        book.add("lots", ["lot": "BOX", "hs": "481910", "net_kg": "9"])
        book.add("lots", ["lot": "N", "description": "Samples"])
        book.set("movements", "M-B", "lots", lots)
        let finding = try #require(try book.lot().raised("P09"))
        #expect(finding.numbers["returned_kg_high"] == 14)
    }

    @Test func `P09 trap: goods of two classes come back from one load of material`() throws {
        var book = roundTrip(to: "CN", office: "0930", back: "2024-02-25")
        book.set("lots", "R2", "net_kg", "30")
        #expect(try book.lot().results("P09") == [.notRaised])
        book.add(
            "lots",
            [
                "lot": "E", "hs": "670419", "construction": "hand_made", "unit": "pair",
                "pieces": "2000", "net_kg": "10",
            ])
        book.set("movements", "M-B", "lots", "E;L")
        #expect(try book.lot().raised("P09")?.numbers["returned_kg_high"] == 24)
    }

    @Test func `P09 trap: a crowd of other goods hides no departure of material`() throws {
        var book = roundTrip(to: "CN", office: "0930", back: "2024-02-25")
        book.add("lots", ["lot": "BOX", "hs": "481910", "net_kg": "18"])
        book.add("lots", ["lot": "R3", "hs": "670300", "net_kg": "900"])
        func depart(_ count: Int, _ lot: String) {
            for number in 0..<count {
                book.add(
                    "movements",
                    [
                        "movement": "\(lot)-\(number)", "kind": "raw_export", "lots": lot,
                        "dispatched": "2024-01-04", "arrived": "2024-01-04", "from_party": "S",
                        "to_party": "D", "from_country": "CN", "to_country": "CN",
                        "customs_office": "0930",
                    ])
            }
        }
        depart(80, "BOX")
        #expect(try book.lot().raised("P09")?.strength == .strong)
        // More of fitting material than is compared leaves it open, and releases nothing.
        depart(80, "R3")
        let lot = try book.lot()
        #expect(lot.results("P09") == [.notTestable])
        #expect(lot.action != .release)
    }

    @Test(arguments: [("670290", "392690"), ("950590", "550330"), ("961511", "392690")])
    func `P09 knows every class of goods that reports name`(hs: String, raw: String) throws {
        var book = roundTrip(to: "CN", office: "0930", back: "2024-02-25")
        book.set("lots", "R2", "hs", raw)
        book.set("lots", "L", "hs", hs)
        #expect(try book.lot().raised("P09") != nil)
    }

    @Test(arguments: [("2022-06-01", "2022-06-03", true), ("2022-04-20", "2022-05-02", false)])
    func `P40 trap: the day of a paper is not the day of crossing`(
        left: String, came: String, isRaised: Bool
    ) throws {
        var book = Book()
        book.set("movements", "M-R", "mode", "rail")
        book.set("movements", "M-R", "from_country", "KP")
        book.set("movements", "M-R", "dispatched", left)
        book.set("movements", "M-R", "arrived", came)
        #expect((try book.lot().raised("P40") != nil) == isRaised)
    }

    @Test(arguments: [
        ("port", "CNDDZ", true), ("customs_office", "0930", true), ("port", "CNTME", false),
        ("customs_office", "1517", false), ("to_country", "RU", false),
    ])
    func `P40 trap: the windows are those of Dandong and of no other crossing`(
        column: String, value: String, isRaised: Bool
    ) throws {
        var book = Book()
        for (column, value) in [
            ("mode", "rail"), ("from_country", "KP"), ("dispatched", "2022-06-01"),
            ("arrived", "2022-06-03"), (column, value),
        ] { book.set("movements", "M-R", column, value) }
        let finding = try book.lot().raised("P40")
        #expect((finding != nil) == isRaised)
        #expect(finding?.explanation.contains("at Dandong") ?? true)
    }
}
