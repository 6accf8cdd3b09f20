// SPDX-License-Identifier: Apache-2.0
import Testing

@testable import TraceRisk

/// Ways in which a workbook itself says North Korea.
@Suite("What records say of North Korea")
struct KoreanOriginTests {
    /// Goods of a heading come out of work at a site; a row of work makes the wigs of them.
    private func halfMade(_ hs: String, at country: String, steps: String) -> Book {
        var book = Book()
        book.add("sites", ["site": "KS", "operator": "S", "country": country])
        book.add(
            "lots",
            [
                "lot": "H", "hs": hs, "material": "human_hair", "pieces": "100", "unit": "piece",
                "net_kg": "16",
            ])
        book.add(
            "processing",
            [
                "processing": "W-K", "kind": "transform", "site": "KS", "operator": "S",
                "started": "2024-01-05", "finished": "2024-02-20", "steps": "knot", "inputs": "R",
                "outputs": "H",
            ])
        book.set("processing", "W", "inputs", "H")
        book.set("processing", "W", "steps", steps)
        return book
    }

    // A later step that makes a new article

    @Test func `P11 is strong where a new article is made of goods from North Korea`() throws {
        let lot = try halfMade("670300", at: "KP", steps: "sort;weft").lot()
        let finding = try #require(lot.raised("P11"))
        #expect(finding.strength == .strong)
        #expect(finding.about == "lot:H")
        #expect(finding.explanation.contains("wholly or in part"))
        #expect(lot.action == .review)
        let honest = try halfMade("670300", at: "CN", steps: "sort;weft").lot()
        #expect(honest.results("P11") == [.notRaised])
    }

    @Test func `P11 trap: the word for a step makes no new article of as many goods`() throws {
        var book = halfMade("670420", at: "KP", steps: "sew;wash")
        #expect(try book.lot().raised("P11")?.strength == .decisive)
        book.set("lots", "H", "pieces", "40")
        #expect(try book.lot().raised("P11")?.strength == .strong)
        book.set("lots", "H", "pieces", "")
        let open = try book.lot()
        #expect(open.raised("P11")?.strength == .strong)
        #expect(open.missing("P11") == [World.inputPieces])
    }

    @Test func `P11 trap: half-made goods of an honest chain need no count`() throws {
        for pieces in ["100", ""] {
            var book = halfMade("670420", at: "CN", steps: "sew;wash")
            book.set("lots", "H", "pieces", pieces)
            #expect(try book.lot().results("P11") == [.notRaised])
        }
    }

    @Test func `P11 trap: hair that only leaves for North Korea places no wig there`() throws {
        var book = Book()
        func move(_ id: String, _ kind: String, _ from: String, _ to: String) {
            book.add(
                "movements",
                [
                    "movement": id, "kind": kind, "lots": "R", "dispatched": "2023-12-01",
                    "arrived": "2023-12-02", "from_party": "S", "to_party": "S",
                    "from_country": from, "to_country": to,
                ])
        }
        move("OUT", "raw_export", "CN", "KP")
        #expect(try book.lot().results("P11") == [.notRaised])
        move("BACK", "raw_import", "KP", "CN")
        #expect(try book.lot().raised("P11")?.strength == .strong)
    }

    // What is stated of material and goods

    @Test func `P11 is strong for raw material that is stated to come from North Korea`() throws {
        var book = Book()
        book.set("lots", "R", "raw_origin_country", "KP")
        let lot = try book.lot()
        #expect(lot.raised("P11")?.strength == .strong)
        #expect(lot.raised("P11")?.about == "lot:R")
        #expect(lot.action == .review)
        book.set("lots", "R", "raw_origin_country", "MM")
        #expect(try book.lot().results("P11") == [.notRaised])
        book.set("lots", "L", "raw_origin_country", "KP")
        #expect(try book.lot().raised("P11")?.strength == .strong)
    }

    @Test func `P11 releases no goods that are openly declared as of North Korea`() throws {
        var book = Book()
        book.set("movements", "M-E", "origin_declared", "KP")
        let lot = try book.lot()
        #expect(lot.raised("P11")?.strength == .strong)
        #expect(lot.raised("P11")?.explanation.contains("openly declared") == true)
        #expect(lot.action == .review)
    }

    @Test func `P11 reads a label of North Korea that no record changes`() throws {
        var book = Book()
        book.set("processing", "W", "origin_before", "KP")
        book.set("processing", "W", "origin_after", "KP")
        #expect(try book.lot().raised("P11")?.strength == .decisive)
        book.set("movements", "M-E", "origin_declared", "KP")
        #expect(try book.lot().raised("P11")?.strength == .strong)
        book.set("processing", "W", "origin_before", "MM")
        book.set("processing", "W", "origin_after", "MM")
        book.set("movements", "M-E", "origin_declared", "MM")
        #expect(try book.lot().results("P11") == [.notRaised])
    }

    // Places

    @Test func `P11 reads a place of receipt in North Korea`() throws {
        var book = Book()
        book.set("movements", "M-E", "place_of_receipt", "KPSII")
        #expect(try book.lot().raised("P11")?.strength == .decisive)
        book.set("movements", "M-E", "place_of_receipt", "Sinuiju, North Pyongan")
        #expect(try book.lot().raised("P11") == nil)
        #expect(try book.lot().action == .ask)
        for trap in ["KPCCD", "CNDDG", "Sinuiju Road 5, Dandong"] {
            book.set("movements", "M-E", "place_of_receipt", trap)
            #expect(try book.lot().results("P11") == [.notRaised], "\(trap)")
        }
    }

    @Test func `P11 is strong for a site that is called a detention facility, in any country`()
        throws
    {
        for country in ["CN", "VN"] {
            var book = Book()
            book.set("sites", "F", "country", country)
            book.set("movements", "M-E", "origin_declared", country)
            #expect(try book.lot().results("P11") == [.notRaised])
            book.set("sites", "F", "kind", "detention_facility")
            let lot = try book.lot()
            #expect(lot.raised("P11")?.strength == .strong)
            #expect(lot.raised("P11")?.about == "site:F")
            #expect(lot.raised("P11")?.law.contains { $0.contains("convict") } == true)
            #expect(lot.action == .review)
        }
    }

    @Test(arguments: [
        ("sites", "F", "name", "Sinuiju reeducation camp No. 3"),
        ("sites", "F", "address", "Tosong-ri, Sinuiju, North Pyongan Province, DPR Korea"),
        ("parties", "S", "address", "Room 5, D.P.R.K."),
        ("parties", "S", "name", "Example Works of North Korea"),
    ])
    func `P11 asks where a name or an address says another country than its row`(
        sheet: String, id: String, column: String, text: String
    ) throws {
        var book = Book()
        book.set(sheet, id, column, text)
        let lot = try book.lot()
        #expect(lot.missing("P11") == [sheet + ".country (contradicted)"])
        #expect(lot.raised("P11") == nil)
        #expect(lot.raised("P18")?.strength == .report)
        #expect(lot.action == .ask)
    }

    @Test(arguments: [
        ("CN", "Sinuiju Road 5, Dandong"), ("CN", "River terrace opposite Sinuiju, Dandong"),
        ("KR", "Nampo-dong, Busan"), ("CN", "Pyongyang Street 1, Shenyang"),
    ])
    func `P18 trap: streets and views are called after towns`(country: String, text: String) throws
    {
        var book = Book()
        for (sheet, id) in [("sites", "F"), ("parties", "S")] {
            book.set(sheet, id, "country", country)
            book.set(sheet, id, "address", text)
        }
        book.set("parties", "S", "name", "Sinuiju Wigs")
        let lot = try book.lot()
        #expect(lot.raised("P18") == nil)
        #expect(lot.results("P11") == [.notRaised])
    }
}
