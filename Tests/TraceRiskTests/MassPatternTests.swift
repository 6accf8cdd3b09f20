// SPDX-License-Identifier: Apache-2.0
import Testing

@testable import TraceRisk

@Suite("Patterns of mass")
struct MassPatternTests {
    @Test func `an honest complete lot is released`() throws {
        let lot = try Book().lot()
        #expect(lot.assessment == .noIndicatorRaised)
        #expect(lot.action == .release)
        #expect(lot.raisedPatterns == [])
        for pattern in [
            "P01", "P02", "P03", "P04", "P05", "P09", "P11", "P12", "P15", "P22", "P35",
        ] {
            #expect(lot.results(pattern) == [.notRaised], "\(pattern)")
        }
        #expect(lot.results("P23") == [])
        #expect(lot.results("P33") == [])
    }

    @Test func `inputs that feed others are not assessed`() throws {
        let lot = try Book().lot("R")
        #expect(lot.assessment == .notAssessed)
        #expect(!lot.alert)
        #expect(lot.findings.isEmpty)
    }

    // P01

    @Test(arguments: [("10", true), ("18", false), ("24", true)])
    func `P01 compares mass after cap with yield`(kg: String, isRaised: Bool) throws {
        var book = Book()
        book.set("lots", "R", "net_kg", kg)
        let lot = try book.lot()
        #expect((lot.raised("P01") != nil) == isRaised)
        #expect(lot.alert == isRaised)
    }

    @Test func `P01 deducts the cap: more wig than hair can be honest`() throws {
        var book = Book()
        book.set("lots", "R", "net_kg", "15")
        book.set("lots", "L", "net_kg", "17")
        #expect(try book.lot().results("P01") == [.notRaised])
    }

    @Test func `P01 is not appeased by stated waste`() throws {
        var book = Book()
        book.set("lots", "R", "net_kg", "40")
        book.set("processing", "W", "scrap_kg", "24")
        #expect(try book.lot().raised("P01") != nil)
    }

    @Test(arguments: [
        ("lots", "R", "net_kg"), ("lots", "L", "net_kg"), ("processing", "W", "inputs"),
    ])
    func `P01 without mass or input is not testable`(sheet: String, id: String, column: String)
        throws
    {
        var book = Book()
        book.set(sheet, id, column, "")
        let lot = try book.lot()
        #expect(lot.results("P01") == [.notTestable])
        #expect(lot.action == .ask)
    }

    @Test func `P01 does not guess how much of a shared lot went into each`() throws {
        var book = Book()
        book.set("lots", "R", "net_kg", "36")
        book.add("lots", (book.sheets["lots"]?[1] ?? [:]).merging(["lot": "L2"]) { $1 })
        book.add(
            "processing",
            (book.sheets["processing"]?[0] ?? [:]).merging(["processing": "W2", "outputs": "L2"]) {
                $1
            })
        #expect(try book.lot().results("P01") == [.notTestable])
        book.set("processing", "W", "inputs", "R=@18")
        book.set("processing", "W2", "inputs", "R=@18")
        #expect(try book.lot().results("P01") == [.notRaised])
    }

    @Test func `P01 does not guess how much of a lot each of two workshops made`() throws {
        var book = Book()
        book.set("lots", "R", "net_kg", "36")
        book.add(
            "lots", (book.sheets["lots"]?[0] ?? [:]).merging(["lot": "R2", "net_kg": "9"]) { $1 })
        book.set("lots", "R", "net_kg", "9")
        book.add(
            "processing",
            (book.sheets["processing"]?[0] ?? [:]).merging(["processing": "W2", "inputs": "R2"]) {
                $1
            })
        #expect(try book.lot().results("P01") == [.notTestable])
        book.set("processing", "W", "outputs", "L=50@8")
        book.set("processing", "W2", "outputs", "L=50@8")
        let lot = try book.lot()
        #expect(lot.results("P01") == [.notRaised])
        #expect(lot.results("P04") == [.notRaised])
    }

    @Test func `P01 trap: yarn has yields of its own`() throws {
        var book = Book()
        book.set("lots", "R", "hs", "550932")
        book.set("lots", "L", "hs", "650500")
        book.set("lots", "L", "construction", "crocheted")
        book.set("lots", "R", "net_kg", "20")
        #expect(try book.lot().raised("P01")?.numbers["yield_low"] == 0.88)
    }

    // P02

    @Test(arguments: [("16", "100", false), ("3", "100", true), ("60", "100", true)])
    func `P02 compares mass a piece with the description`(
        kg: String, pieces: String, isRaised: Bool
    ) throws {
        var book = Book()
        book.set("lots", "L", "net_kg", kg)
        book.set("lots", "L", "pieces", pieces)
        #expect((try book.lot().raised("P02") != nil) == isRaised)
    }

    @Test func `P02 trap: dozens written as pieces`() throws {
        var book = Book()
        book.set("lots", "L", "pieces", "8")
        #expect(try book.lot().raised("P02") != nil)
        book.set("lots", "L", "unit", "dozen")
        #expect(try book.lot().raised("P02") == nil)
    }

    // P03

    @Test func `P03 trap: papers of a trader who never saw the work do not alert`() throws {
        var book = Book()
        book.remove("processing")
        book.set("lots", "L", "made_from", "R=@18")
        let lot = try book.lot()
        #expect(lot.raised("P03")?.strength == .moderate)
        #expect(
            lot.raised("P03")?.explanation
                == "Lot L (HS 6704) is stated to come from goods of HS 6703, but no record of "
                + "processing shows where and by whom the change was made.")
        #expect(!lot.alert)
    }

    @Test func `P03 with another sign is strong`() throws {
        var book = Book()
        book.remove("processing")
        book.set("lots", "L", "made_from", "R=@18")
        book.set("orders", "O", "unit_price", "20")
        let lot = try book.lot()
        #expect(lot.raised("P05") != nil)
        #expect(lot.raised("P03")?.strength == .strong)
    }

    @Test func `P03 without any input named is not testable`() throws {
        var book = Book()
        book.remove("processing")
        let lot = try book.lot()
        #expect(lot.results("P03") == [.notTestable])
        #expect(lot.assessment == .informationMissing)
    }

    @Test func `a finishing row does not turn hair into wigs`() throws {
        var book = Book()
        book.set("processing", "W", "kind", "finish")
        book.set("processing", "W", "steps", "wash;pack")
        #expect(try book.lot().raised("P03") != nil)
    }

    // P33

    @Test func `P33 is raised when yarn goes out and nothing comes back`() throws {
        var book = Book()
        book.set("lots", "R", "hs", "550932")
        book.set("lots", "L", "hs", "611030")
        book.set("lots", "L", "construction", "knitted")
        #expect(try book.lot().results("P33") == [.notRaised])
        book.add("lots", ["lot": "Y", "hs": "550932", "net_kg": "500"])
        book.add(
            "movements",
            [
                "movement": "M-Y", "kind": "raw_export", "lots": "Y", "dispatched": "2024-01-02",
                "arrived": "2024-01-04", "from_party": "S", "from_country": "CN",
                "to_country": "KP", "mode": "rail",
            ])
        let lot = try book.lot()
        #expect(lot.raised("P33")?.strength == .strong)
        #expect(lot.raised("P33")?.law.contains { $0.contains("2375") } == true)
        book.set("lots", "Y", "net_kg", "")
        #expect(try book.lot().raised("P33")?.explanation.contains("sent at least") == true)
    }

    @Test func `P33 trap: goods that came back without a mass do not weigh nothing`() throws {
        var book = Book()
        book.set("lots", "L", "hs", "611030")
        book.add("lots", ["lot": "Y", "hs": "550932", "net_kg": "500"])
        book.add("lots", ["lot": "V", "hs": "611030"])
        for (id, kind, lot, from, to) in [
            ("M-Y", "raw_export", "Y", "CN", "KP"), ("M-V", "return_import", "V", "KP", "CN"),
        ] {
            book.add(
                "movements",
                [
                    "movement": id, "kind": kind, "lots": lot, "dispatched": "2024-01-02",
                    "from_party": "S", "to_party": "S", "from_country": from, "to_country": to,
                ])
        }
        #expect(try book.lot().results("P33") == [.notTestable])
        book.set("lots", "V", "net_kg", "480")
        #expect(try book.lot().results("P33") == [.notRaised])
        book.set("lots", "V", "net_kg", "100")
        #expect(try book.lot().raised("P33") != nil)
    }
}
