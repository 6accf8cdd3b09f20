// SPDX-License-Identifier: Apache-2.0
import Testing

@testable import TraceRisk

/// Hours and wages of goods that pass through several hands, and of words that fit no figure.
@Suite("Work and wages")
struct WorkAndWageTests {
    /// A village knots 100 half-made wigs by hand; three people of another house complete them.
    private func completed(kind: String = "transform", half: String = "H=100@16") -> Book {
        var book = Book()
        book.add("parties", ["party": "E", "name": "Example Finishers", "country": "CN"])
        book.add(
            "sites",
            [
                "site": "G", "operator": "E", "kind": "factory", "country": "CN", "workers": "3",
                "hours_per_day": "10",
            ])
        book.add(
            "lots",
            [
                "lot": "H", "hs": "670420", "material": "human_hair", "construction": "hand_tied",
                "pieces": "100", "unit": "piece", "net_kg": "16",
            ])
        book.set("processing", "W", "outputs", "H=100@16")
        book.add(
            "processing",
            [
                "processing": "W2", "kind": kind, "site": "G", "operator": "E",
                "started": "2024-03-05", "finished": "2024-03-09",
                "steps": "sew;assemble;style;label;pack", "inputs": half, "outputs": "L=100@16",
            ])
        return book
    }

    @Test(arguments: ["transform", "finish"])
    func `P04 trap: half-made goods bring their hours with them`(kind: String) throws {
        let lot = try completed(kind: kind).lot()
        #expect(lot.raised("P04") == nil)
        #expect(!lot.alert)
    }

    @Test func `P04 still counts what nothing half-made brought`() throws {
        // Twenty come in half-made; eighty would be tied by three people in five days.
        #expect(try completed(half: "H=20@3;R=@15").lot().raised("P04")?.strength == .strong)
        // Ninety-nine come in: one wig is no great work, and whether the rest was finished is open.
        #expect(try completed(half: "H=99@15.8;R=@1").lot().results("P04").contains(.notTestable))
        // A share by its mass alone brings as many as weigh so much.
        #expect(try completed(half: "H=@3;R=@15").lot().raised("P04")?.strength == .strong)
        #expect(try completed(half: "H=@16").lot().results("P04") == [.notRaised])
        var blank = completed(half: "H")
        blank.set("lots", "H", "pieces", "")
        blank.set("processing", "W", "outputs", "H")
        #expect(try blank.lot().results("P04").contains(.notTestable))
        #expect(try blank.lot().action != .release)
    }

    @Test func `P04 is not appeased by easy goods, nor by a lot that names itself`() throws {
        var book = completed()
        book.set("lots", "H", "construction", "machine_weft")
        #expect(try book.lot().raised("P04")?.strength == .strong)
        var own = Book()
        own.set("sites", "F", "workers", "2")
        own.set("processing", "W", "kind", "")
        own.set("processing", "W", "inputs", "R;L")
        #expect(try own.lot().raised("P04")?.strength == .strong)
    }

    @Test func `P04 trap: a second step on the same lot is not the work over again`() throws {
        var book = Book()
        book.set("sites", "F", "workers", "8")
        book.set("processing", "W", "outputs", "L=100@16")
        book.add(
            "processing",
            [
                "processing": "W2", "site": "F", "operator": "S",
                "started": "2024-03-05", "finished": "2024-03-09", "steps": "sew;style",
                "inputs": "L=100", "outputs": "L=100",
            ])
        #expect(try book.lot().results("P04") == [.notRaised])
    }

    @Test func `P04 does not believe that anybody works day and night`() throws {
        var book = Book()
        book.set("sites", "F", "workers", "2")
        book.set("sites", "F", "hours_per_day", "24")
        let finding = try #require(try book.lot().raised("P04"))
        #expect(finding.numbers["hours_per_day"] == 14)
        #expect(finding.strength == .strong)
    }

    @Test(arguments: ["hand_made", "sewn", "crocheted", "knitted", "mechanised"])
    func `a word without figures releases no wigs that too few hands tied`(word: String) throws {
        var book = Book()
        book.set("sites", "F", "workers", "2")
        book.set("lots", "L", "construction", word)
        let lot = try book.lot()
        #expect(lot.action != .release)
        if word == "hand_made" {
            #expect(lot.raised("P04")?.strength == .strong)
        } else {
            #expect(
                lot.missing("P04") == [
                    "lots.construction (no figures for \(word) goods of this class)"
                ])
        }
    }

    @Test func `P05 of such a word is open where hand-tying would be too cheap`() throws {
        var book = Book()
        book.set("orders", "O", "unit_price", "20")
        #expect(try book.lot().raised("P05") != nil)
        book.set("lots", "L", "construction", "sewn")
        let lot = try book.lot()
        #expect(lot.results("P05") == [.notTestable])
        #expect(lot.action != .release)
    }

    @Test func `machine wefts with a hand-tied share are open, not light work`() throws {
        var book = Book()
        book.set("sites", "F", "workers", "2")
        book.set("lots", "L", "construction", "machine_weft")
        book.set("lots", "L", "hand_tied_pct", "0")
        #expect(try book.lot().results("P04") == [.notRaised])
        book.set("lots", "L", "hand_tied_pct", "100")
        #expect(try book.lot().results("P04") == [.notTestable])
    }

    // P05

    @Test func `P05 trap: free samples have no price`() throws {
        var book = Book()
        book.set("orders", "O", "unit_price", "0")
        let lot = try book.lot()
        #expect(lot.raised("P05") == nil)
        #expect(lot.missing("P05") == ["orders.unit_price (zero is no price)"])
        #expect(!lot.alert)
    }

    /// 100 wigs at 48 USD: too little for China, enough for Myanmar.
    private func made(in country: String, pieces: Int) -> Book {
        var book = Book()
        book.set("orders", "O", "unit_price", "25")
        guard pieces > 0 else { return book }
        book.add(
            "sites",
            [
                "site": "M", "operator": "S", "country": country, "workers": "40",
                "hours_per_day": "10",
            ])
        book.set("processing", "W", "outputs", "L=\(100 - pieces)@\(16 - Double(pieces) * 0.16)")
        book.set("processing", "W", "inputs", "R=@\(18 - Double(pieces) * 0.18)")
        book.add(
            "processing",
            (book.sheets["processing"]?[0] ?? [:]).merging([
                "processing": "W2", "site": "M", "inputs": "R=@\(Double(pieces) * 0.18)",
                "outputs": "L=\(pieces)@\(Double(pieces) * 0.16)",
            ]) { $1 })
        return book
    }

    @Test func `P05 weighs the wages of countries by the pieces made there`() throws {
        #expect(try made(in: "MM", pieces: 0).lot().raised("P05") != nil)
        let one = try #require(try made(in: "MM", pieces: 1).lot().raised("P05"))
        #expect(abs((one.numbers["wage_cny_low"] ?? 0) - 7.94) < 0.001)
        #expect(one.explanation.contains("MM, CN"))
        #expect(try made(in: "MM", pieces: 99).lot().results("P05") == [.notRaised])
    }

    @Test func `P05 judges the rest where few pieces come from a country without a wage`() throws {
        #expect(try made(in: "PH", pieces: 1).lot().raised("P05") != nil)
        let most = try made(in: "PH", pieces: 99).lot()
        #expect(most.results("P05") == [.notTestable])
        #expect(most.missing("P05").contains { $0.hasPrefix("wage.PH") })
        var whole = Book()
        whole.set("sites", "F", "country", "PH")
        #expect(try whole.lot().results("P05") == [.notTestable])
        // At a price that pays any known wage a few such pieces change nothing.
        var dear = made(in: "PH", pieces: 1)
        dear.set("orders", "O", "unit_price", "150")
        #expect(try dear.lot().results("P05") == [.notRaised])
    }

    @Test
    func `P05 trap: goods knotted abroad and completed at home keep the wage of the knotting`()
        throws
    {
        var book = completed()
        book.set("orders", "O", "unit_price", "25")
        #expect(try book.lot().raised("P05") != nil)
        book.set("sites", "F", "country", "MM")
        #expect(try book.lot().results("P05") == [.notRaised])
    }

    @Test func `P05 names the price of the material, not that of the entry`() throws {
        var book = Book()
        book.set("movements", "M-R", "value", "")
        book.set("movements", "M-E", "value", "15000")
        book.set("movements", "M-E", "currency", "USD")
        book.set("orders", "O", "unit_price", "27")
        #expect(try book.lot().missing("P05").contains("movements.value (of the material)"))
    }
}
