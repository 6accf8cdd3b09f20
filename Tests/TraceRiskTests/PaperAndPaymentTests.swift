// SPDX-License-Identifier: Apache-2.0
import Testing

@testable import TraceRisk

@Suite("Papers that serve twice, and fees in parts")
struct PaperAndPaymentTests {
    // P30: figures

    @Test func `P30 trap: papers that state the gross mass where it is blank`() throws {
        var book = Book()
        for name in ["D1", "D2", "D3", "D4"] {
            book.add(
                "documents",
                [
                    "document": name, "kind": "packing_list", "number": name, "issuer": "S",
                    "issued": "2024-03-20", "attaches": "L", "mass_kg": "18.2",
                ])
        }
        var lot = try book.lot()
        #expect(lot.raised("P30") == nil)
        #expect(lot.missing("P30") == ["lots.gross_kg"])
        book.set("lots", "L", "gross_kg", "18.2")
        #expect(try book.lot().results("P30") == [.notRaised])
        book.set("lots", "L", "gross_kg", "17")
        lot = try book.lot()
        #expect(lot.results("P30") == [.raised])
        #expect(lot.raised("P30")?.records.count == 5)
        #expect(lot.raised("P30")?.explanation.contains("D1, D2, D3, D4 state 18.2 kg") == true)
        #expect(!lot.alert)
        book.set("documents", "D4", "mass_kg", "10")
        #expect(try book.lot().results("P30") == [.raised, .raised])
    }

    // P30: numbers and files

    /// Lot L2 like L, with papers of one kind and number for each.
    private func twoLots(_ kind: String, number: String = "N-1", issuer: String = "S") -> Book {
        var book = Book()
        book.add("lots", (book.sheets["lots"]?[1] ?? [:]).merging(["lot": "L2"]) { $1 })
        for (id, lot) in [("D1", "L"), ("D2", "L2")] {
            book.add(
                "documents",
                [
                    "document": id, "kind": kind, "number": number, "issuer": issuer,
                    "issued": "2024-03-20", "attaches": lot, "sha256": "",
                ])
        }
        return book
    }

    @Test(arguments: ["waybill", "rail_note", "certificate_of_origin"])
    func `P30 trap: a waybill entered once for each lot of one shipment`(kind: String) throws {
        var book = twoLots(kind)
        #expect(try book.lot().raised("P30")?.strength == .strong)
        book.set("movements", "M-E", "lots", "L;L2")
        #expect(try book.lot().results("P30") == [.notRaised])
    }

    @Test func `P30 trap: a shipment entered once for each lot, in one container on one day`()
        throws
    {
        var book = twoLots("waybill")
        book.set("movements", "M-E", "container", "MSKU0000006")
        book.add(
            "movements",
            (book.sheets["movements"]?[1] ?? [:]).merging(["movement": "M-E2", "lots": "L2"]) { $1 }
        )
        #expect(try book.lot().results("P30") == [.notRaised])
        book.set("movements", "M-E2", "container", "MSKU0000011")
        #expect(try book.lot().raised("P30")?.strength == .strong)
    }

    @Test func `P30 a photo of one shipment still serves one lot, a log of one work both`() throws {
        var book = twoLots("photo")
        book.set("movements", "M-E", "lots", "L;L2")
        #expect(try book.lot().raised("P30")?.strength == .strong)
        book = twoLots("production_record")
        #expect(try book.lot().raised("P30")?.strength == .strong)
        book.set("processing", "W", "outputs", "L;L2")
        #expect(try book.lot().raised("P30") == nil)
    }

    @Test func `P30 compares no numbers that nobody is said to have given`() throws {
        let photos = try twoLots("photo", number: "1", issuer: "").lot()
        #expect(photos.raised("P30") == nil)
        #expect(photos.missing("P30") == ["documents.sha256"])
        let logs = try twoLots("production_record", issuer: "").lot()
        #expect(logs.raised("P30") == nil)
        #expect(logs.missing("P30") == ["documents.issuer"])
    }

    @Test func `P30 sees one photo row that names lots which nothing joins`() throws {
        var book = twoLots("invoice")
        book.add(
            "documents",
            [
                "document": "PH", "kind": "photo", "number": "7", "issuer": "S",
                "sha256": String(repeating: "ab", count: 32), "attaches": "L;L2",
            ])
        let finding = try #require(try book.lot().raised("P30"))
        #expect(finding.strength == .weak && finding.about == "document:PH")
        book.set("movements", "M-E", "lots", "L;L2")
        #expect(try book.lot().results("P30") == [.notRaised])
    }

    // P30: seals

    @Test func `P30 finds an overlap that a short leg lies between`() throws {
        var book = Book()
        book.set("movements", "M-E", "seal", "SEAL-1")
        for (name, from, to) in [
            ("M-1", "2024-03-22", "2024-03-23"), ("M-2", "2024-04-01", "2024-05-01"),
        ] {
            book.add("lots", (book.sheets["lots"]?[1] ?? [:]).merging(["lot": "L-" + name]) { $1 })
            book.add(
                "movements",
                (book.sheets["movements"]?[1] ?? [:]).merging([
                    "movement": name, "lots": "L-" + name, "dispatched": from, "arrived": to,
                ]) { $1 })
        }
        var others = Set(
            try book.lot().findings.filter { $0.pattern == "P30" && $0.result == .raised }
                .flatMap(\.records))
        #expect(others.count == 3)
        book.set("movements", "M-2", "dispatched", "2024-04-16")
        others = Set(try book.lot().findings.filter { $0.pattern == "P30" }.flatMap(\.records))
        #expect(others.count == 2)
        #expect(try book.lot("L-M-2").raised("P30") == nil)
        book.set("movements", "M-E", "arrived", "")
        #expect(try book.lot("L-M-2").missing("P30") == P30DuplicateEvidence.sealCells)
    }

    // P26

    private func paid(_ amount: String, _ cells: Book.Row = [:], times: Int = 1) -> Book {
        var book = Book()
        book.add(
            "parties",
            ["party": "X", "name": "Example Agent", "name_native": "示", "country": "CN"])
        for number in 0..<times {
            book.add(
                "payments",
                [
                    "payment": "P-F\(number)", "date": "2024-02-01", "payer": "S", "payee": "X",
                    "payee_country": "CN", "amount": amount, "currency": "CNY", "lots": "L",
                ].merging(cells) { $1 })
        }
        return book
    }

    @Test func `P26 adds instalments for the same pieces up`() throws {
        let finding = try #require(try paid("1800", times: 2).lot().raised("P26"))
        #expect(finding.numbers["fee_cny_per_piece"] == 36)
        #expect(finding.explanation.contains("P-F0, P-F1 add up to 36 CNY a piece"))
        #expect(try paid("1800", ["pieces": "100"], times: 2).lot().raised("P26") != nil)
        #expect(try paid("1800").lot().results("P26") == [.notRaised])
    }

    @Test func `P26 trap: payments for one half and then the other are no instalments`() throws {
        #expect(try paid("900", ["pieces": "50"], times: 2).lot().results("P26") == [.notRaised])
        #expect(
            try paid("900", ["lots": "L=50"], times: 2).lot().results("P26") == [.notRaised])
        #expect(try paid("900", times: 9).lot().results("P26") == [.notRaised])
    }

    @Test func `P26 is not hidden by payments that are not for pieces`() throws {
        var book = paid("3500", ["lots": "", "pieces": "100"])
        let fee = book.sheets["payments"]?.popLast() ?? [:]
        for number in 0..<(P26FeeFootprint.most + 20) {
            book.add(
                "payments",
                fee.merging(["payment": "Q\(number)", "amount": "90", "pieces": ""]) { $1 })
        }
        book.add("payments", fee)
        #expect(try book.lot().raised("P26") != nil)
        for number in 0..<(P26FeeFootprint.most + 20) {
            book.set("payments", "Q\(number)", "pieces", "1")
        }
        #expect(try book.lot().missing("P26") == ["payments.lots"])
    }

    @Test func `P26 trap: 300 CNY a piece is no fee where the unit is blank`() throws {
        var book = paid("30000")
        book.set("lots", "L", "unit", "")
        book.set("lots", "L", "net_kg", "")
        var lot = try book.lot()
        #expect(lot.raised("P26") == nil)
        #expect(lot.missing("P26") == ["lots.unit"])
        book.set("lots", "L", "unit", "piece")
        lot = try book.lot()
        #expect(lot.results("P26") == [.notRaised])
    }

    @Test(arguments: ["government", "carrier"])
    func `P26 excuses no ministry or carrier of North Korea by its role`(role: String) throws {
        var book = paid("3500")
        book.set("parties", "X", "roles", role)
        #expect(try book.lot().results("P26") == [.notRaised])
        book.set("payments", "P-F0", "payee_country", "KP")
        #expect(try book.lot().raised("P26") != nil)
        book.set("payments", "P-F0", "payee_country", "CN")
        book.set("parties", "X", "country", "KP")
        #expect(try book.lot().raised("P26") != nil)
    }
}
