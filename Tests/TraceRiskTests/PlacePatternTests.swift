// SPDX-License-Identifier: Apache-2.0
import Testing
import TracePrimitives

@testable import TraceRisk

@Suite("Patterns of places and routes")
struct PlacePatternTests {
    // P17

    private func routed(stuffing: String, factory: String = "CNXUC", receipt: String = "CNQDG")
        -> Book
    {
        var book = Book()
        book.set("sites", "F", "locode", factory)
        book.add("sites", ["site": "ST", "kind": "warehouse", "country": "CN", "locode": stuffing])
        book.set("movements", "M-E", "stuffing_site", "ST")
        book.set("movements", "M-E", "place_of_receipt", receipt)
        return book
    }

    @Test func `P17 sees stuffing at the border far from the factory`() throws {
        let finding = try #require(try routed(stuffing: "CNDDZ").lot().raised("P17"))
        #expect(finding.strength == .moderate)
        #expect((finding.numbers["km_to_stop"] ?? 0) > 900)
        #expect((finding.numbers["detour"] ?? 0) > 1.5)
    }

    @Test func `P17 is not raised for a firm that is in Dandong, nor away from the border`() throws
    {
        #expect(
            try routed(stuffing: "CNDDZ", factory: "CNDDZ", receipt: "CNDDG").lot().results("P17")
                == [.notRaised])
        #expect(try routed(stuffing: "CNQIN").lot().results("P17") == [.notRaised])
    }

    @Test func `P17 with a blank is not testable`() throws {
        var book = routed(stuffing: "CNDDZ")
        book.set("movements", "M-E", "stuffing_site", "")
        #expect(try book.lot().missing("P17") == ["movements.stuffing_site"])
        var other = routed(stuffing: "CNDDZ")
        other.set("sites", "F", "locode", "")
        #expect(try other.lot().missing("P17") == ["sites.locode"])
    }

    @Test func `P17 trap: the wrong official coordinates of Pingdu block the test of distance`()
        throws
    {
        var book = routed(stuffing: "CNDDZ", factory: "CNPDU")
        book.set("sites", "F", "lat", "36.7833")
        book.set("sites", "F", "lon", "116.9833")
        let lot = try book.lot()
        #expect(lot.missing("P17") == ["sites.locode (contradicted)"])
        #expect(lot.raised("P18")?.explanation.contains("the official list errs") == true)
        let away = try #require(lot.raised("P18")?.numbers["km_from_place"])
        #expect(abs(away - 266) < 2)
    }

    @Test func `P17 knows that no lorry crosses China in a day`() throws {
        var book = routed(stuffing: "CNQIN")
        book.set("movements", "M-R", "to_site", "F")
        book.add("sites", ["site": "FAR", "country": "CN", "locode": "CNHCG"])
        book.set("movements", "M-R", "from_site", "FAR")
        book.set("movements", "M-R", "arrived", "2024-01-02")
        #expect((try book.lot().raised("P17")?.numbers["km_per_day"] ?? 0) > 1_200)
    }

    @Test func `P17 trap: one day alone says nothing of how long a lorry took`() throws {
        var book = routed(stuffing: "CNQIN")
        book.set("movements", "M-R", "to_site", "F")
        book.add("sites", ["site": "FAR", "country": "CN", "locode": "CNHCG"])
        book.set("movements", "M-R", "from_site", "FAR")
        book.set("movements", "M-R", "arrived", "")
        let lot = try book.lot()
        #expect(lot.raised("P17") == nil)
        #expect(lot.missing("P17") == ["movements.arrived"])
    }

    @Test(arguments: [
        ("Linjiang Avenue 12, Chongqing", false), ("Changbai Road, Nanjing", false),
        ("8 Dandong Middle Road, Shanghai", false), ("64 Binjiang Middle Road, Dandong", true),
        ("Yard 3, Hunchun", true), ("Dandong Road 5, Dandong", true),
    ])
    func `P17 trap: streets are called after border towns`(text: String, isRaised: Bool) throws {
        var book = routed(stuffing: "CNQIN")
        book.set("movements", "M-E", "place_of_receipt", text)
        #expect((try book.lot().raised("P17") != nil) == isRaised)
    }

    // P18

    private func placed(_ cells: [String: String]) throws -> AuditResult.LotResult {
        var book = Book()
        for (column, value) in cells { book.set("sites", "F", column, value) }
        return try book.lot()
    }

    @Test(arguments: [
        (["locode": "CNHUC"], "use CNHCG"),
        (["locode": "KPCCD", "country": "KP"], "lies in KR"),
        (["locode": "KPNJN", "country": "KP"], "use KPRJN"),
        (["lat": "37.57", "lon": "126.98", "country": "KP"], "outside KP"),
        (["name": "Yonchon workshop", "country": "KP"], "Ryongchon"),
        (["name": "Yonchon workshop", "country": "KR"], "Ryongchon"),
        (["address": "Yeoncheon", "country": "KP"], "Ryongchon"),
    ])
    func `P18 reports a place that cannot be right`(cells: [String: String], words: String) throws {
        let finding = try #require(try placed(cells).raised("P18"))
        #expect(finding.strength == .report)
        #expect(finding.explanation.contains(words))
    }

    @Test func `P18 trap: Yeoncheon in South Korea is a place of its own`() throws {
        #expect(try placed(["address": "Yeoncheon", "country": "KR"]).raised("P18") == nil)
        #expect(try placed(["locode": "CNPDU"]).results("P18") == [.notRaised])
        #expect(try Book().lot().results("P18") == [.notTestable])
        #expect(
            try placed(["locode": "CNDDZ", "lat": "40.12", "lon": "124.38"]).results("P18")
                == [.notRaised])
    }

    @Test func `P18 never weighs`() throws {
        let lot = try placed(["locode": "CNHUC"])
        #expect(lot.reckoning?.parts.contains { $0.pattern == "P18" } == false)
        #expect(!lot.alert)
    }

    // P19 and P21

    @Test func `P19 trap: whatever crosses there ranks regions and weighs nothing alone`() throws {
        var book = Book()
        book.add(
            "movements",
            [
                "movement": "BACK", "kind": "return_import", "lots": "L",
                "dispatched": "2024-03-05", "arrived": "2024-03-06", "to_party": "S",
                "from_party": "D", "to_country": "CN", "port": "CNHCG",
            ])
        let finding = try #require(try book.lot().raised("P19"))
        #expect((finding.numbers["share_hoeryong"] ?? 0) > (finding.numbers["share_sinuiju"] ?? 1))
        #expect(finding.strength == .report)
        book.set("movements", "BACK", "port", "CNQDG")
        #expect(try book.lot().results("P19") == [.notRaised])
        book.set("movements", "BACK", "port", "")
        #expect(try book.lot().results("P19") == [.notTestable])
        #expect(try Book().lot().results("P19") == [])
    }

    @Test func `P19 sees a site in North Korea behind a third country that the row states`() throws
    {
        var book = Book()
        book.add("sites", ["site": "X", "operator": "D", "country": "KP", "locode": ""])
        book.add(
            "movements",
            [
                "movement": "BACK", "kind": "return_import", "lots": "L",
                "dispatched": "2024-03-05", "arrived": "2024-03-06", "to_party": "S",
                "from_country": "RU", "to_country": "CN", "port": "CNHCG",
            ])
        #expect(try book.lot().results("P19") == [.notRaised])
        book.set("movements", "BACK", "from_site", "X")
        #expect(try book.lot().raised("P19") != nil)
    }

    @Test func `P21 trap: the share of a place says nothing of one firm`() throws {
        var book = Book()
        book.set("sites", "F", "locode", "CNPDU")
        book.set("lots", "L", "hs", "670419")
        book.set("lots", "L", "construction", "mechanised")
        book.set("lots", "L", "net_kg", "0.5")
        book.set("lots", "R", "net_kg", "0.8")
        let lot = try book.lot()
        #expect(lot.raised("P21")?.numbers["share_high"] == 0.8)
        #expect(lot.raised("P21")?.strength == .report)
        book.set("sites", "F", "locode", "CNXUC")
        #expect(try book.lot().results("P21") == [.notRaised])
        book.set("sites", "F", "locode", "")
        #expect(try book.lot().results("P21") == [.notTestable])
    }

    @Test func `P21 weighs little beside another sign`() throws {
        var book = Book()
        book.set("sites", "F", "locode", "CNDDZ")
        book.set("lots", "L", "net_kg", "60")
        book.set("lots", "R", "net_kg", "70")
        let lot = try book.lot()
        #expect(lot.raised("P02") != nil)
        #expect(lot.raised("P21")?.strength == .weak)
        #expect(!lot.alert)
    }

    // P36

    private func parcels(_ office: String) -> Book {
        var book = Book()
        book.set("lots", "L", "sku", "SKU-1")
        book.set("movements", "M-E", "trade_mode", "0110")
        for number in 0..<8 {
            book.addSale("Q\(number)", supplier: "Q")
        }
        book.add(
            "lots", ["lot": "L2", "hs": "670420", "sku": "SKU-1", "net_kg": "1", "maker": "S"])
        book.add(
            "movements",
            [
                "movement": "PC", "kind": "re_export", "lots": "L2", "dispatched": "2024-03-01",
                "from_party": "S", "from_country": "CN", "to_country": "US", "trade_mode": "9610",
                "customs_office": office,
            ])
        return book
    }

    @Test func `P36 sees parcels of a bulk article from a border office`() throws {
        #expect(try parcels("0930").lot().raised("P36")?.strength == .weak)
        #expect(try parcels("4200").lot().results("P36") == [.notRaised])
        #expect(try parcels("").lot().results("P36") == [.notTestable])
    }

    @Test func `P36 asks for a blank mode, where it could hide parcels`() throws {
        var book = parcels("4200")
        book.set("movements", "M-E", "trade_mode", "")
        #expect(try book.lot().missing("P36") == ["movements.trade_mode"])
        book.set("movements", "M-E", "customs_office", "4200")
        #expect(try book.lot().results("P36") == [.notRaised])
        // The parcels' own cell is taken away: it does not pay.
        book = parcels("0930")
        book.set("movements", "PC", "trade_mode", "")
        #expect(try book.lot().missing("P36") == ["movements.trade_mode"])
    }

    // Geometry

    @Test func `distances are those of the tables`() {
        let dandong = GeoPoint(lat: 40.1238, lon: 124.3822)
        let paekto = GeoPoint(lat: 40.0619, lon: 124.4096)
        #expect(abs(dandong.distance(to: paekto) - 7) < 0.5)
        let chongori = GeoPoint(lat: 42.2094, lon: 129.7551)
        #expect(abs(chongori.distance(to: GeoPoint(lat: 42.5773, lon: 130.545)) - 77) < 1)
    }

    @Test func `every place of the table lies in its country, as the outlines see it`() {
        let gazetteer = ReferenceTables.standard.gazetteer
        #expect(gazetteer.places.count > 25)
        for place in gazetteer.places.values {
            guard let point = place.point else { continue }
            let km = gazetteer.distance(outside: place.country, point) ?? 0
            #expect(km < 40, "\(place.name): \(km) km outside")
        }
    }

    @Test func `P11 trap: a code that the official list puts in North Korea by mistake`() throws {
        var book = Book()
        book.set("movements", "M-E", "port", "KPCCD")
        let lot = try book.lot()
        #expect(lot.raised("P11") == nil)
        #expect(lot.raised("P22") == nil)
        #expect(lot.raised("P18") != nil)
        #expect(!lot.alert)
        book.set("movements", "M-E", "port", "KPSII")
        #expect(try book.lot().raised("P11")?.strength == .decisive)
    }

    @Test func `P11 trap: a site that names only that code lies in South Korea`() throws {
        var book = Book()
        book.set("sites", "F", "country", "")
        book.set("sites", "F", "locode", "KPCCD")
        #expect(try book.lot().raised("P11") == nil)
    }
}
