// SPDX-License-Identifier: Apache-2.0
import Testing

@testable import TraceRisk

/// What looks like a sign and is none, pattern by pattern; and cells without which none may be read.
@Suite("Traps and blanks of the patterns")
struct TrapTests {
    // Mass and capacity

    @Test func `P02 without mass or count is not testable`() throws {
        for column in ["net_kg", "pieces"] {
            var book = Book()
            book.set("lots", "L", column, "")
            #expect(try book.lot().missing("P02") == ["lots." + column])
            #expect(try book.lot().missing("P05") == ["lots." + column])
        }
    }

    @Test func `P02 trap: pounds written as kilograms ask and do not alert`() throws {
        var book = Book()
        // 16 kg are 35.3 lb; with a length the band is narrow enough to see it.
        book.set("lots", "L", "net_kg", "35.3")
        book.set("lots", "L", "length_cm", "30")
        book.set("documents", "DOC", "mass_kg", "16")
        let lot = try book.lot()
        #expect(lot.raised("P02") != nil)
        #expect(lot.results("P01") == [.notTestable])
        #expect(lot.missing("P01").contains { $0.hasPrefix("lots.net_kg") })
        #expect(!lot.alert)
        #expect(lot.action == .ask)
    }

    @Test func `P04 trap: five lots one after the other are not five at once`() throws {
        var book = Book()
        book.set("sites", "F", "workers", "8")
        for number in 1...4 {
            book.add("lots", (book.sheets["lots"]?[1] ?? [:]).merging(["lot": "L\(number)"]) { $1 })
            book.add("lots", (book.sheets["lots"]?[0] ?? [:]).merging(["lot": "R\(number)"]) { $1 })
            book.add(
                "processing",
                (book.sheets["processing"]?[0] ?? [:]).merging([
                    "processing": "W\(number)", "inputs": "R\(number)", "outputs": "L\(number)",
                    "started": Book.day(2_300 + number * 70),
                    "finished": Book.day(2_360 + number * 70),
                ]) { $1 })
        }
        #expect(try book.lot().results("P04") == [.notRaised])
        #expect(try book.lot("L3").results("P04") == [.notRaised])
    }

    @Test func `P33 without a code is not testable`() throws {
        var book = Book()
        book.set("lots", "L", "hs", "")
        #expect(try book.lot().results("P33") == [.notTestable])
    }

    @Test func `P33 trap: yarn that goes to another country is none of it`() throws {
        var book = Book()
        book.set("lots", "R", "hs", "550932")
        book.set("lots", "L", "hs", "611030")
        book.set("lots", "L", "construction", "knitted")
        book.add("lots", ["lot": "Y", "hs": "550932", "net_kg": "500"])
        book.add(
            "movements",
            [
                "movement": "M-Y", "kind": "raw_export", "lots": "Y", "dispatched": "2024-01-02",
                "arrived": "2024-01-04", "from_party": "S", "from_country": "CN",
                "to_country": "VN", "mode": "rail",
            ])
        #expect(try book.lot().results("P33") == [.notRaised])
    }

    @Test func `P34 trap: two known lots that are mixed leave no part unknown`() throws {
        var book = Book()
        book.set("lots", "R", "net_kg", "9")
        book.add("lots", ["lot": "R2", "hs": "670300", "net_kg": "9", "raw_origin_country": "IN"])
        book.set("processing", "W", "inputs", "R;R2")
        #expect(try book.lot().results("P34") == [.notRaised])
    }

    // Time and route

    @Test func `P09 trap: work that the records place in the third country explains the trip`()
        throws
    {
        var book = Book()
        book.add("lots", ["lot": "R2", "hs": "670300", "material": "human_hair", "net_kg": "18"])
        book.add(
            "movements",
            [
                "movement": "M-O", "kind": "raw_export", "lots": "R2", "dispatched": "2024-01-05",
                "arrived": "2024-01-07", "from_party": "S", "to_party": "D", "from_country": "CN",
                "to_country": "RU", "customs_office": "1512", "mode": "road",
            ])
        book.add(
            "movements",
            [
                "movement": "M-B", "kind": "return_import", "lots": "L",
                "dispatched": "2024-02-25", "arrived": "2024-02-25", "from_party": "D",
                "to_party": "S", "from_country": "RU", "to_country": "CN", "mode": "road",
            ])
        #expect(try book.lot().raised("P09")?.strength == .moderate)
        book.set("sites", "F", "country", "RU")
        #expect(try book.lot().results("P09") == [.notRaised])
    }

    @Test func `P40 without any day is not testable`() throws {
        var book = Book()
        for (column, value) in [
            ("mode", "rail"), ("from_country", "KP"), ("dispatched", ""), ("arrived", ""),
        ] { book.set("movements", "M-R", column, value) }
        #expect(try book.lot().results("P40") == [.notTestable])
    }

    @Test func `P36 trap: trade over the internet leaves from everywhere`() throws {
        var book = Book()
        book.set("lots", "L", "sku", "SKU-1")
        book.set("movements", "M-E", "trade_mode", "0110")
        func parcel(_ id: String, _ sku: String) {
            book.add("lots", ["lot": id, "hs": "670420", "sku": sku, "net_kg": "1", "maker": "S"])
            book.add(
                "movements",
                [
                    "movement": "PC-" + id, "kind": "re_export", "lots": id,
                    "dispatched": "2024-03-01", "from_party": "S", "from_country": "CN",
                    "to_country": "US", "trade_mode": "9610", "customs_office": "0930",
                ])
        }
        for number in 0..<8 { book.addSale("Q\(number)", supplier: "Q") }
        parcel("L2", "SKU-1")
        #expect(try book.lot().raised("P36") != nil)
        for number in 0..<10 { parcel("N\(number)", "SKU-N\(number)") }
        #expect(try book.lot().results("P36") == [.notRaised])
    }

    // Identity, label, place

    @Test func `P12 without a row of the manufacturer is not testable`() throws {
        var book = Book()
        book.set("movements", "M-E", "manufacturer", "D")
        book.set("lots", "L", "maker", "D")
        #expect(try book.lot().missing("P12") == ["processing.operator"])
    }

    @Test func `P12 trap: a house may finish its own half-made goods`() throws {
        var book = Book()
        book.add(
            "lots",
            [
                "lot": "H", "hs": "670420", "material": "human_hair", "construction": "hand_tied",
                "pieces": "100", "unit": "piece", "net_kg": "16",
            ])
        book.set("processing", "W", "outputs", "H")
        book.add(
            "processing",
            [
                "processing": "FI", "kind": "finish", "site": "F", "operator": "S",
                "started": "2024-03-05", "finished": "2024-03-08", "steps": "wash;style;pack",
                "inputs": "H", "outputs": "L",
            ])
        #expect(try book.lot().results("P12") == [.notRaised])
    }

    @Test func `P12 trap: a step that makes, on goods that are made already`() throws {
        var book = Book()
        book.add(
            "lots",
            [
                "lot": "H", "hs": "670420", "material": "human_hair", "construction": "hand_tied",
                "pieces": "100", "unit": "piece", "net_kg": "16",
            ])
        book.set("processing", "W", "inputs", "H")
        #expect(try book.lot().raised("P12")?.explanation.contains("of HS 6704 already") == true)
        // With material beside it, or made by the same house before, it makes them.
        book.set("processing", "W", "inputs", "H;R")
        #expect(try book.lot().results("P12") == [.notRaised])
        book.set("processing", "W", "inputs", "H")
        book.add(
            "processing",
            [
                "processing": "W0", "kind": "transform", "site": "F", "operator": "S",
                "started": "2024-01-05", "finished": "2024-02-04", "steps": "knot",
                "inputs": "R", "outputs": "H",
            ])
        #expect(try book.lot().results("P12") == [.notRaised])
    }

    @Test func `P20 trap: an office tower houses many, and does not alert`() throws {
        var book = Book()
        book.add += "900001,2,\"Room 12, 64 Binjiang Middle Rd\",\"Dandong\",\"China\",-0- \n"
        book.set("parties", "S", "address", "Room 907, 64 Binjiang Middle Road, Dandong")
        let lot = try book.lot()
        #expect(lot.raised("P20")?.strength == .moderate)
        #expect(lot.raised("P20")?.ask.contains { $0.contains("lease") } == true)
        #expect(!lot.alert)
    }

    @Test func `P22 with a blank country of the account is not testable`() throws {
        var book = Book()
        book.set("payments", "P", "payee_country", "")
        #expect(try book.lot().missing("P22") == ["payments.payee_country"])
    }

    @Test func `X01 without address and postal code is not testable`() throws {
        #expect(try Book().lot().missing("X01").contains("sites.address"))
    }

    @Test func `X01 trap: Xinxiang in Henan, and six digits outside China`() throws {
        var book = Book()
        book.set("parties", "S", "address", "8 Example Road, Xinxiang, Henan")
        book.set("parties", "B", "address", "1 Example Street")
        book.set("parties", "B", "postal_code", "830000")
        book.set("parties", "D", "address", "1 Example Road, Xuchang")
        book.set("sites", "F", "address", "8 Example Road, Xinxiang, Henan")
        #expect(try book.lot().results("X01") == [.notRaised])
    }

    // Price and papers

    @Test func `P26 trap: what the named factory is paid is no fee to a stranger`() throws {
        var book = Book()
        book.add(
            "payments",
            [
                "payment": "P-F", "date": "2024-02-01", "payer": "B", "payee": "S",
                "payee_country": "CN", "amount": "3500", "currency": "CNY", "pieces": "100",
                "lots": "L",
            ])
        #expect(try book.lot().results("P26") == [.notRaised])
    }

    @Test func `P23 with a blank count is not testable`() throws {
        var book = Book()
        book.add("headcounts", ["site": "F", "as_of": "2024-02-01", "workers": ""])
        #expect(try book.lot().missing("P23") == ["headcounts.workers"])
    }

    @Test func `P23 trap: a count and the paper it was read from are one figure`() throws {
        var book = Book()
        book.add(
            "headcounts",
            ["site": "F", "as_of": "2024-02-01", "workers": "40", "document": "PAY"])
        book.add("headcounts", ["site": "F", "as_of": "2024-02-10", "workers": "41"])
        book.add(
            "documents",
            [
                "document": "PAY", "kind": "payroll", "number": "PAY-1", "issuer": "S",
                "issued": "2024-02-20", "attaches": "F", "workers": "30",
            ])
        #expect(try book.lot().results("P23") == [.notRaised])
        book.sheets["headcounts"]?[0]["document"] = nil
        #expect(try book.lot().raised("P23") != nil)
    }

    @Test func `P30 with a photo that nobody hashed is not testable`() throws {
        var book = Book()
        book.add("documents", ["document": "PH", "kind": "photo", "number": "1", "attaches": "L"])
        #expect(try book.lot().missing("P30") == ["documents.sha256"])
    }

    @Test func `P31 trap: a packing list is written before the goods leave`() throws {
        var book = Book()
        book.add(
            "documents",
            [
                "document": "PL", "kind": "packing_list", "number": "PL-1", "issuer": "S",
                "issued": "2024-01-20", "attaches": "M-E",
            ])
        #expect(try book.lot().results("P31") == [.notRaised])
        book.set("documents", "PL", "kind", "waybill")
        #expect(try book.lot().raised("P31") != nil)
    }

    @Test func `P32 passes with verified records, and unsigned ones are not testable`() throws {
        #expect(try Book().lot().results("P32") == [.notTestable])
        var book = Book()
        book.integrity = AuditResult.Integrity(
            status: .verified, mode: .exhaustive, signaturesChecked: 9, identity: .pinned,
            witnesses: 0, records: 9, problems: [])
        #expect(try book.lot().results("P32") == [.notRaised])
    }

    @Test func `P39 with a blank mass is not testable`() throws {
        var book = Book()
        book.set("lots", "L", "net_kg", "")
        book.add(
            "movements",
            [
                "movement": "KP", "kind": "return_import", "lots": "L", "dispatched": "2024-10-03",
                "arrived": "2024-10-05", "from_country": "KP", "to_country": "CN", "to_party": "S",
            ])
        #expect(try book.lot().missing("P39") == ["lots.net_kg"])
    }
}
