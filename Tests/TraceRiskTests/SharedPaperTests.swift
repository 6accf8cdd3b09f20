// SPDX-License-Identifier: Apache-2.0
import Testing

@testable import TraceRisk

@Suite("Papers and seals that lots may share")
struct SharedPaperTests {
    private let hash = String(repeating: "ab", count: 32)

    // P30: one test of a type

    /// One laboratory's report at two lots of one maker and one description.
    private func tested() -> Book {
        var book = Book()
        book.set("lots", "L", "description", "Lace wig")
        book.add("lots", (book.sheets["lots"]?[1] ?? [:]).merging(["lot": "L2"]) { $1 })
        for (id, lot) in [("D1", "L"), ("D2", "L2")] {
            book.add(
                "documents",
                [
                    "document": id, "kind": "lab_test", "number": "T-1", "issuer": "D",
                    "issued": "2024-03-20", "attaches": lot, "sha256": hash,
                ])
        }
        return book
    }

    @Test func `P30 trap: the test of a type of goods serves lots of one description`() throws {
        let lot = try tested().lot()
        #expect(lot.raised("P30")?.strength == .weak)
        #expect(lot.results("P30") == [.raised])
        #expect(lot.raised("P30")?.explanation.contains("one maker and description") == true)
    }

    @Test(arguments: [
        ("lots", "L2", "maker", "D"), ("lots", "L2", "description", "Cap"),
        ("lots", "L2", "construction", "machine_weft"), ("documents", "D2", "number", "T-2"),
        ("documents", "D2", "sha256", String(repeating: "cd", count: 32)),
        ("documents", "D2", "kind", "photo"),
    ])
    func `P30 one test at lots of two kinds is strong`(
        sheet: String, id: String, column: String, value: String
    ) throws {
        var book = tested()
        book.set(sheet, id, column, value)
        #expect(try book.lot().raised("P30")?.strength == .strong)
    }

    @Test(arguments: [
        ("lots", "L2", "maker"), ("lots", "L2", "description"), ("documents", "D2", "number"),
        ("documents", "D2", "sha256"), ("documents", "D2", "issuer"),
    ])
    func `P30 asks for the cell that hides whether a test is of one type`(
        sheet: String, id: String, column: String
    ) throws {
        var book = tested()
        book.set(sheet, id, column, "")
        let lot = try book.lot()
        #expect(lot.raised("P30") == nil)
        #expect(lot.missing("P30").contains("\(sheet).\(column)"))
        #expect(lot.action != .release)
    }

    // P30: one invoice of two deliveries

    /// One invoice of hair, entered once at each of two deliveries of 18 kg.
    private func delivered(
        _ first: String, _ second: String, cells: Book.Row = [:], at: [String] = ["M-R", "M-R2"]
    ) -> Book {
        var book = Book()
        book.add("lots", (book.sheets["lots"]?[0] ?? [:]).merging(["lot": "R2"]) { $1 })
        book.add(
            "movements",
            (book.sheets["movements"]?[0] ?? [:]).merging([
                "movement": "M-R2", "lots": "R2", "dispatched": "2024-01-09",
                "arrived": "2024-01-10",
            ]) { $1 })
        for (id, target, kg) in [("D1", at[0], first), ("D2", at[1], second)] {
            book.add(
                "documents",
                [
                    "document": id, "kind": "purchase_record", "number": "N-1", "issuer": "D",
                    "issued": "2024-01-02", "attaches": target, "sha256": hash, "mass_kg": kg,
                ].merging(cells) { $1 })
        }
        return book
    }

    @Test func `P30 trap: one invoice covers two deliveries`() throws {
        for book in [
            delivered("36", "36"), delivered("36", ""),
            delivered(
                "36", "36", cells: ["kind": "goods_received", "issuer": "S"], at: ["R", "R2"]),
        ] {
            let lot = try book.lot()
            #expect(lot.raised("P30") == nil)
            #expect(lot.missing("P30").isEmpty)
        }
    }

    @Test func `P30 an invoice of less than it serves for is strong`() throws {
        #expect(try delivered("18", "18").lot().raised("P30")?.strength == .strong)
        #expect(try delivered("18", "").lot().raised("P30")?.strength == .strong)
        var book = delivered("36", "36")
        book.set("movements", "M-R2", "from_party", "B")
        #expect(try book.lot().raised("P30")?.strength == .strong)
        book = delivered("36", "36", cells: ["kind": "photo"])
        #expect(try book.lot().raised("P30")?.strength == .strong)
    }

    @Test func `P30 asks for the amount that an invoice of two deliveries states`() throws {
        for (first, second) in [("", ""), ("18", "17")] {
            let lot = try delivered(first, second).lot()
            #expect(lot.raised("P30") == nil)
            #expect(lot.missing("P30").contains("documents.mass_kg"))
            #expect(lot.action != .release)
        }
    }

    // P30: one seal of a container that is shared

    private func sealed(_ first: Book.Row, _ second: Book.Row) -> Book {
        var book = Book()
        book.add("lots", (book.sheets["lots"]?[1] ?? [:]).merging(["lot": "L2"]) { $1 })
        for (column, value) in first { book.set("movements", "M-E", column, value) }
        book.set("movements", "M-E", "seal", "SEAL-1")
        book.add(
            "movements",
            (Book().sheets["movements"]?[1] ?? [:]).merging([
                "movement": "M-2", "lots": "L2", "seal": "SEAL-1", "waybill": "HOUSE-2",
            ]) { $1 }.merging(second) { $1 })
        return book
    }

    @Test func `P30 asks for the container that one of two rows with one seal names`() throws {
        let lot = try sealed(["container": "MSKU0000006"], [:]).lot()
        #expect(lot.raised("P30") == nil)
        #expect(lot.missing("P30") == ["movements.container"])
        #expect(lot.action != .release)
        let port = ["port": "CNQDG", "consolidator": "D"]
        #expect(try sealed(port, port).lot().missing("P30") == ["movements.container"])
    }

    @Test func `P30 takes one seal in two containers, or in none, for two shipments`() throws {
        let one = ["container": "MSKU0000006"]
        #expect(try sealed(one, one).lot().raised("P30") == nil)
        let two = try sealed(one, ["container": "MSKU0000011"]).lot()
        #expect(two.raised("P30")?.strength == .strong)
        #expect(try sealed([:], [:]).lot().raised("P30")?.strength == .strong)
        // What did not go at one time was not in one container.
        let later = ["dispatched": "2024-05-01", "arrived": "2024-05-20"]
        #expect(try sealed(one, later).lot().missing("P30").isEmpty)
    }
}
