// SPDX-License-Identifier: Apache-2.0
import Testing

@testable import TraceRisk

@Suite("Patterns of price, route and documents")
struct RouteAndPriceTests {
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

    @Test func `P26 trap: barter with Russia through Hunchun, or at another border`() throws {
        let russian = ["from_country": "RU", "customs_office": "1517"]
        #expect(try bartered(russian).lot().results("P26") == [.notRaised])
        #expect(try bartered([:]).lot().results("P26") == [.notRaised])
        #expect(
            try bartered(["from_country": "KP", "trade_mode": "0110"]).lot().results("P26")
                == [.notRaised])
    }

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

    // P08, P23, P30

    @Test func `P08 compares the kilograms cited with the kilograms there are`() throws {
        var book = Book()
        book.set("processing", "W", "inputs", "R=@18")
        book.add("lots", (book.sheets["lots"]?[1] ?? [:]).merging(["lot": "L2"]) { $1 })
        book.add(
            "processing",
            (book.sheets["processing"]?[0] ?? [:]).merging([
                "processing": "W2", "inputs": "R=@10", "outputs": "L2",
            ]) { $1 })
        let lot = try book.lot()
        #expect(lot.raised("P08")?.numbers["cited_kg"] == 28)
        #expect(lot.assessment == .conflictInDocuments)
        book.set("lots", "R", "net_kg", "28")
        #expect(try book.lot().results("P08") == [.notRaised])
        book.set("processing", "W", "inputs", "R")
        #expect(try book.lot().results("P08") == [.notTestable])
    }

    @Test func `P08 trap: work that keeps the lot's id uses nothing up`() throws {
        var book = Book()
        book.add(
            "processing",
            [
                "processing": "FI", "kind": "finish", "site": "F", "inputs": "L", "outputs": "L",
                "steps": "pack",
            ])
        book.add(
            "processing",
            [
                "processing": "RP", "kind": "repack", "site": "F", "inputs": "L", "outputs": "L",
                "steps": "pack",
            ])
        let lot = try book.lot()
        #expect(lot.results("P08") == [.notRaised])
        #expect(lot.action == .release)
    }

    @Test func `P23 compares counts of one month`() throws {
        var book = Book()
        book.add("headcounts", ["site": "F", "as_of": "2024-02-01", "workers": "40"])
        book.add("headcounts", ["site": "F", "as_of": "2024-02-20", "workers": "30"])
        #expect(try book.lot().raised("P23")?.strength == .moderate)
        book.sheets["headcounts"]?[1]["as_of"] = "2024-06-20"
        #expect(try book.lot().results("P23") == [.notRaised])
    }

    @Test func `P30 trap: one invoice covers several lots, one photo does not`() throws {
        var book = Book()
        book.add("lots", (book.sheets["lots"]?[1] ?? [:]).merging(["lot": "L2"]) { $1 })
        let hash = String(repeating: "ab", count: 32)
        for (id, lot) in [("D1", "L"), ("D2", "L2")] {
            book.add(
                "documents", ["document": id, "kind": "invoice", "sha256": hash, "attaches": lot])
        }
        #expect(try book.lot().results("P30") == [.notRaised])
        book.set("documents", "D1", "kind", "photo")
        book.set("documents", "D2", "kind", "photo")
        let lot = try book.lot()
        #expect(lot.raised("P30")?.strength == .strong)
        #expect(lot.assessment == .conflictInDocuments)
    }

    @Test func `P30 finds a document whose figures are not the record's`() throws {
        var book = Book()
        book.set("documents", "DOC", "pieces", "1200")
        #expect(try book.lot().raised("P30")?.strength == .moderate)
    }

    // P32

    @Test func `P32 trap: damaged records set integrity and never an alert`() throws {
        var book = Book()
        book.integrity = AuditResult.Integrity(
            status: .failed, mode: .exhaustive, signaturesChecked: 3, identity: .pinned,
            witnesses: 0, records: 9,
            problems: [.init(code: "root-mismatch", record: "00", message: "The root differs.")])
        let lot = try book.lot()
        #expect(lot.raised("P32")?.strength == .report)
        #expect(!lot.alert)
        #expect(lot.score == (try Book().lot().score))
    }
}
