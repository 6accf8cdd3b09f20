// SPDX-License-Identifier: Apache-2.0
import Testing

@testable import TraceRisk

/// What places a lot in North Korea besides the country of a site, and how it is handed on.
@Suite("Events of origin")
struct OriginEventTests {
    /// The honest wigs come back from a border crossing before they are sold.
    private func returned(_ cells: [String: String], entry: String = "MM") -> Book {
        var book = Book()
        book.add(
            "movements",
            [
                "movement": "BK", "kind": "return_import", "lots": "L", "dispatched": "2024-03-05",
                "arrived": "2024-03-06", "from_party": "D", "to_party": "S", "from_country": "CN",
                "to_country": "CN", "trade_mode": "0110", "customs_office": "4200",
            ].merging(cells) { $1 })
        book.set("movements", "M-E", "origin_declared", entry)
        return book
    }

    private func withKorean() -> Book {
        var book = Book()
        book.add(
            "parties",
            [
                "party": "K", "name": "Example Workshop", "name_native": "예", "country": "KP",
                "roles": "processor",
            ])
        return book
    }

    @Test func `P11 reads a declaration of Korean origin, whatever countries its row states`()
        throws
    {
        let lot = try returned(["origin_declared": "KP"]).lot()
        #expect(lot.raised("P11")?.strength == .decisive)
        #expect(lot.raised("P11")?.explanation.contains("declares North Korea") == true)
        #expect(lot.alert)
        #expect(try returned(["origin_declared": "MM"]).lot().raised("P11") == nil)
    }

    @Test func `P11 with an event and a blank origin on the entry is not testable`() throws {
        var book = returned(
            ["from_country": "KP", "origin_declared": "KP"], entry: "")
        let lot = try book.lot()
        #expect(lot.missing("P11") == ["movements.origin_declared"])
        #expect(lot.raised("P11") == nil)
        #expect(lot.action != .release)
        book.set("movements", "M-E", "origin_declared", "KP")
        #expect(try book.lot().raised("P11")?.strength == .strong)
    }

    @Test(arguments: [
        ("movements", "M-E", "manufacturer"), ("lots", "L", "maker"),
        ("processing", "W", "operator"), ("sites", "F", "operator"),
    ])
    func `P11 is strong where only who works is North Korean`(
        sheet: String, row: String, column: String
    ) throws {
        var book = withKorean()
        book.set(sheet, row, column, "K")
        let lot = try book.lot()
        let finding = try #require(lot.raised("P11"))
        #expect(finding.strength == .strong)
        #expect(finding.explanation.contains("party K"))
        #expect(lot.alert)
        book.set("parties", "K", "country", "CN")
        #expect(try book.lot().results("P11") == [.notRaised])
    }

    @Test func `P11 trap: who deals in the raw hair made nothing of the wigs`() throws {
        var book = withKorean()
        book.set("lots", "R", "maker", "K")
        #expect(try book.lot().results("P11") == [.notRaised])
    }

    @Test func `P11 rests on no country that the site's own row contradicts`() throws {
        for cells in [["locode": "KPSII"], ["lat": "39.7", "lon": "125.9"]] {
            var book = Book()
            for (column, value) in cells { book.set("sites", "F", column, value) }
            let lot = try book.lot()
            #expect(lot.missing("P11") == ["sites.country (contradicted)"])
            #expect(lot.raised("P18") != nil)
            #expect(lot.action == .ask)
        }
        var book = Book()
        book.set("sites", "F", "locode", "CNXUC")
        #expect(try book.lot().results("P11") == [.notRaised])
    }

    @Test func `P11 trap: raw hair that goes out declares its own origin and no wig's`() throws {
        var book = Book()
        book.add("lots", ["lot": "R2", "hs": "670300", "material": "human_hair", "net_kg": "18"])
        book.add(
            "movements",
            [
                "movement": "OUT", "kind": "raw_export", "lots": "R2", "dispatched": "2024-01-02",
                "from_party": "S", "from_country": "CN", "to_country": "KP",
                "origin_declared": "CN", "trade_mode": "0110",
            ])
        #expect(try book.lot("R2").results("P11") == [.notRaised])
        book.set("movements", "OUT", "kind", "transfer")
        #expect(try book.lot("R2").results("P11") == [.notRaised])
    }

    // Lots that keep their ids

    /// Wigs tied in North Korea; most of them are parted off under another id and sold.
    private func parted(kind: String, site: String) -> Book {
        var book = Book()
        book.add("sites", ["site": "KS", "operator": "S", "country": site])
        book.add(
            "lots",
            [
                "lot": "H", "hs": "670420", "material": "human_hair", "construction": "hand_tied",
                "pieces": "110", "unit": "piece", "net_kg": "17", "maker": "S", "made_at": "KS",
            ])
        book.set("processing", "W", "site", "KS")
        book.set("processing", "W", "outputs", "H")
        book.add(
            "processing",
            [
                "processing": "PA", "kind": kind, "site": "F", "operator": "S",
                "started": "2024-03-05", "finished": "2024-03-06", "steps": "sort;pack",
                "inputs": "H=110@17", "outputs": "H=10@1;L=100@16",
            ])
        return book
    }

    @Test(arguments: ["finish", "repack"])
    func `P11 follows goods that are parted off a lot that keeps its id`(kind: String) throws {
        let lot = try parted(kind: kind, site: "KP").lot()
        #expect(lot.raised("P11")?.strength == .decisive)
        #expect(lot.raised("P11")?.about == "lot:H")
        #expect(try parted(kind: kind, site: "CN").lot().results("P11") == [.notRaised])
    }

    @Test func `P11 asks what is parted off where lots are mixed`() throws {
        var book = parted(kind: "repack", site: "CN")
        book.add("lots", ["lot": "X", "hs": "670420", "pieces": "1", "net_kg": "0.2"])
        book.set("processing", "PA", "inputs", "H;X")
        #expect(try book.lot().missing("P11").contains("processing.outputs"))
    }

    @Test func `what is parted off has the known origin of what it is parted from`() throws {
        let lot = try parted(kind: "repack", site: "CN").lot()
        #expect(lot.missing("P34").isEmpty)
        #expect(lot.raised("P34") == nil)
    }
}
