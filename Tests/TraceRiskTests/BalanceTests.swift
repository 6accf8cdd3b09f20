// SPDX-License-Identifier: Apache-2.0
import Testing

@testable import TraceRisk

/// What may stand beside material in a balance, and what may be cited of a lot.
@Suite("Balances of lots")
struct BalanceTests {
    /// 16 kg of wigs from 10 kg of hair.
    private func over() -> Book {
        var book = Book()
        book.set("lots", "R", "net_kg", "10")
        return book
    }

    // P01

    @Test func `P01 believes no more packaging than gross less net mass`() throws {
        var book = over()
        #expect(try book.lot().raised("P01") != nil)
        book.set("processing", "W", "packaging_kg", "100")
        let open = try book.lot()
        #expect(open.results("P01") == [.notTestable])
        #expect(open.missing("P01") == ["lots.gross_kg"])
        #expect(open.action == .ask)
        book.set("lots", "L", "gross_kg", "17")
        #expect(try book.lot().raised("P01")?.strength == .strong)
        book.set("lots", "L", "gross_kg", "22")
        #expect(try book.lot().results("P01") == [.notRaised])
    }

    @Test func `P01 trap: packaging without a gross mass opens nothing that balances`() throws {
        var book = Book()
        book.set("processing", "W", "packaging_kg", "3")
        #expect(try book.lot().results("P01") == [.notRaised])
    }

    @Test func `P01 lets other inputs add what a wig carries and no more`() throws {
        var book = over()
        book.set("lots", "R", "net_kg", "10.5")
        #expect(try book.lot().raised("P01") != nil)
        book.add("lots", ["lot": "LACE", "hs": "580429", "net_kg": "300"])
        book.set("processing", "W", "inputs", "R;LACE=@300")
        #expect(try book.lot().raised("P01") == nil)
        book.set("lots", "R", "net_kg", "8")
        #expect(try book.lot().raised("P01") != nil)
        // 40 g of cap and lace a wig are what such goods have.
        var honest = Book()
        honest.set("lots", "R", "net_kg", "15")
        honest.set("lots", "L", "net_kg", "18")
        honest.add("lots", ["lot": "LACE", "hs": "580429", "net_kg": "4"])
        honest.set("processing", "W", "inputs", "R;LACE=@4")
        #expect(try honest.lot().results("P01") == [.notRaised])
    }

    @Test(arguments: ["L;DOLL", "DOLL;L"])
    func `P01 sees an excess in whatever order outputs are named`(outputs: String) throws {
        var book = Book()
        book.set("lots", "R", "net_kg", "8")
        book.add("lots", ["lot": "DOLL", "hs": "950300", "pieces": "10", "net_kg": "1"])
        book.set("processing", "W", "outputs", outputs)
        #expect(try book.lot().raised("P01") != nil)
        book.set("lots", "R", "net_kg", "18")
        #expect(try book.lot().results("P01") == [.notRaised])
    }

    @Test func `P01 adds up the outputs of all classes that one row balances`() throws {
        var book = Book()
        book.add(
            "lots",
            [
                "lot": "L2", "hs": "670490", "unit": "pair", "construction": "mechanised",
                "pieces": "8000", "net_kg": "9",
            ])
        for outputs in ["L;L2", "L2;L"] {
            book.set("processing", "W", "outputs", outputs)
            book.set("lots", "R", "net_kg", "18")
            #expect(try book.lot().raised("P01") != nil, "\(outputs)")
            book.set("lots", "R", "net_kg", "28")
            #expect(try book.lot().results("P01") == [.notRaised], "\(outputs)")
        }
    }

    @Test func `P01 is not appeased by a lot that goes into itself`() throws {
        var book = over()
        book.set("processing", "W", "kind", "")
        book.set("processing", "W", "inputs", "R;L")
        #expect(try book.lot().raised("P01") != nil)
    }

    // P08

    @Test func `P08 trap: what a lot's own record says beside rows of work is no more use`() throws
    {
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
        book.set("lots", "L", "made_from", "R=@18")
        let lot = try book.lot()
        #expect(lot.results("P08") == [.notRaised])
        #expect(lot.results("P01") == [.notRaised])
        #expect(!lot.alert)
        // Another lot of the same hair is one use more.
        book.add("lots", ["lot": "L9", "hs": "670420", "net_kg": "16", "made_from": "R=@18"])
        book.set("processing", "W", "inputs", "R=@18")
        #expect(try book.lot().raised("P08")?.strength == .strong)
    }

    @Test func `P08 with one share blanked asks and does not release`() throws {
        var book = Book()
        book.add("lots", (book.sheets["lots"]?[1] ?? [:]).merging(["lot": "L2"]) { $1 })
        book.add(
            "processing",
            (book.sheets["processing"]?[0] ?? [:]).merging(["processing": "W2", "outputs": "L2"]) {
                $1
            })
        book.set("processing", "W", "inputs", "R=@18")
        book.set("processing", "W2", "inputs", "R=@18")
        #expect(try book.lot().raised("P08")?.strength == .strong)
        book.set("processing", "W2", "inputs", "R")
        let lot = try book.lot()
        #expect(lot.results("P08") == [.notTestable])
        #expect(lot.action == .ask)
        // One user of the whole takes what there is, whatever it weighs.
        var whole = Book()
        whole.set("lots", "R", "net_kg", "")
        #expect(try whole.lot().results("P08") == [.notRaised])
    }
}
