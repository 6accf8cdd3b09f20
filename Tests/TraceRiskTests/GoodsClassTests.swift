// SPDX-License-Identifier: Apache-2.0
import Testing

@testable import TraceRisk

/// Headings that hold wigs, lashes and other goods of hair alike.
@Suite("Classes of hair goods")
struct GoodsClassTests {
    /// 60,000 pairs of a gram, made by machines within 25 days by 40 people.
    private func lashes(_ hs: String) -> Book {
        var book = Book()
        for (column, value) in [
            ("hs", hs), ("construction", "mechanised"), ("unit", "pair"), ("pieces", "60000"),
            ("net_kg", "60"),
        ] { book.set("lots", "L", column, value) }
        book.set("lots", "R", "net_kg", "80")
        book.set("movements", "M-R", "value", "40000")
        book.set("orders", "O", "pieces", "60000")
        book.set("orders", "O", "unit_price", "0.9")
        book.set("payments", "P", "amount", "54000")
        return book
    }

    @Test(arguments: ["670420", "670419", "670490"])
    func `lashes of human hair are lashes under any heading`(hs: String) throws {
        let lot = try lashes(hs).lot()
        for pattern in ["P01", "P02", "P04", "P05"] {
            #expect(lot.results(pattern) == [.notRaised], "\(pattern)")
        }
        #expect(!lot.alert)
        // Without the unit the mass of a piece tells.
        var blank = lashes(hs)
        blank.set("lots", "L", "unit", "")
        #expect(try blank.lot().raised("P04") == nil)
        #expect(try blank.lot().raised("P01") == nil)
    }

    @Test func `lashes that too few hands made are still seen`() throws {
        var book = lashes("670420")
        book.set("lots", "L", "construction", "hand_made")
        book.set("sites", "F", "workers", "2")
        #expect(try book.lot().raised("P04")?.strength == .strong)
    }

    @Test func `wefts are no lashes and no knotted wigs`() throws {
        var book = Book()
        book.set("lots", "L", "hs", "670419")
        book.set("lots", "L", "construction", "machine_weft")
        book.set("lots", "L", "net_kg", "11")
        book.set("lots", "R", "net_kg", "13")
        let lot = try book.lot()
        #expect(lot.results("P02") == [])
        #expect(lot.results("P04") == [])
        #expect(lot.results("P01") == [.notRaised])
        #expect(!lot.alert)
    }

    @Test(arguments: [
        ("670420", "hand_tied", "pair"), ("670490", "hand_tied", "piece"),
        ("670419", "mixed", "pair"), ("670419", "hand_made", "piece"),
    ])
    func `signs that do not go together ask and release nothing`(
        hs: String, construction: String, unit: String
    ) throws {
        var book = Book()
        book.set("sites", "F", "workers", "2")
        book.set("lots", "L", "hs", hs)
        book.set("lots", "L", "construction", construction)
        book.set("lots", "L", "unit", unit)
        let lot = try book.lot()
        #expect(lot.results("P04") == [.notTestable])
        #expect(
            lot.missing("P04").allSatisfy { $0.hasSuffix("(wigs, lashes or other goods of hair)") })
        #expect(lot.action != .release)
    }

    @Test func `what is blank leaves wigs under their heading`() throws {
        for column in ["construction", "unit", "net_kg", "pieces", "material"] {
            var book = Book()
            book.set("sites", "F", "workers", "1")
            book.set("lots", "L", column, "")
            #expect(try book.lot().action != .release, "\(column)")
        }
    }
}
