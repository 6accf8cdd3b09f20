// SPDX-License-Identifier: Apache-2.0
import Testing

@testable import TraceRisk

@Suite("Patterns of identity, label and place")
struct IdentityPatternTests {
    /// The wigs were tied at a site in North Korea and finished in China.
    private func koreanBook() -> Book {
        var book = Book()
        book.add(
            "parties",
            ["party": "K", "name": "Example Workshop", "name_native": "예", "country": "KP"])
        book.add("sites", ["site": "KS", "operator": "K", "country": "KP", "workers": "80"])
        book.add(
            "lots",
            [
                "lot": "H", "hs": "670420", "material": "human_hair", "construction": "hand_tied",
                "pieces": "100", "unit": "piece", "net_kg": "16",
            ])
        book.add(
            "processing",
            [
                "processing": "W-K", "kind": "transform", "site": "KS", "operator": "K",
                "started": "2024-01-05", "finished": "2024-02-20", "steps": "knot", "inputs": "R",
                "outputs": "H",
            ])
        book.set("processing", "W", "kind", "finish")
        book.set("processing", "W", "steps", "wash;style;label;pack")
        book.set("processing", "W", "inputs", "H")
        return book
    }

    @Test func `P11 is decisive when only finishing follows`() throws {
        let lot = try koreanBook().lot()
        let finding = try #require(lot.raised("P11"))
        #expect(finding.strength == .decisive)
        #expect(lot.assessment == .indicatorRaised)
        #expect(lot.score.base > 3)
        #expect(finding.law.contains { $0.contains("HS 67") && $0.contains("no UN ban") })
        #expect(!finding.innocent.isEmpty)
        #expect(!finding.ask.isEmpty)
    }

    @Test func `P11 is no more than strong when a new article follows, or the label says so`()
        throws
    {
        var book = koreanBook()
        book.set("processing", "W", "kind", "transform")
        book.set("processing", "W", "steps", "weft;sew")
        book.set("lots", "H", "pieces", "30")
        #expect(try book.lot().raised("P11")?.strength == .strong)
        book = koreanBook()
        book.set("movements", "M-E", "origin_declared", "KP")
        #expect(try book.lot().raised("P11")?.strength == .strong)
    }

    @Test func `P11 is not testable without the label's origin or the place`() throws {
        var book = koreanBook()
        book.set("movements", "M-E", "origin_declared", "")
        #expect(try book.lot().results("P11") == [.notTestable])
        book = koreanBook()
        book.set("sites", "KS", "country", "")
        let lot = try book.lot()
        #expect(lot.missing("P11").contains("sites.country"))
        #expect(lot.action != .release)
    }

    @Test func `P11 trap: Yeoncheon lies in South Korea, Yonchon means Ryongchon in the north`()
        throws
    {
        var book = koreanBook()
        book.set("sites", "KS", "address", "Yeoncheon")
        book.set("sites", "KS", "country", "KR")
        book.set("parties", "K", "country", "KR")
        var lot = try book.lot()
        #expect(lot.results("P11") == [.notRaised])
        #expect(lot.raised("P18") == nil)
        book.set("sites", "KS", "country", "KP")
        lot = try book.lot()
        #expect(lot.raised("P11") != nil)
        #expect(lot.raised("P18")?.explanation.contains("Ryongchon") == true)
        #expect(lot.raised("P11")?.innocent.contains { $0.contains("country code") } == true)
    }

    @Test func `P12 names a manufacturer that only finishes`() throws {
        let lot = try koreanBook().lot()
        #expect(lot.raised("P12")?.strength == .moderate)
        #expect(lot.raised("P12")?.about == "party:S")
        #expect(lot.raised("P12")?.explanation.contains("only finishes in the records") == true)
    }

    @Test func `P12 does not call making steps of another kind of row finishing`() throws {
        var book = Book()
        book.set("processing", "W", "kind", "repack")
        let words = try #require(try book.lot().raised("P12")?.explanation)
        #expect(!words.contains("finishes"))
        #expect(words.contains("makes no goods by the kind of its records (repack), though by"))
        #expect(words.hasSuffix("(assemble, knot), and no other record shows who made the goods."))
    }

    // P35

    @Test func `P35 is decisive when a label's origin changes and the goods do not`() throws {
        var book = Book()
        book.add(
            "processing",
            [
                "processing": "RL", "kind": "relabel", "site": "F", "inputs": "L", "outputs": "L",
                "origin_before": "VN", "origin_after": "MM",
            ])
        let lot = try book.lot()
        #expect(lot.raised("P35")?.strength == .decisive)
        #expect(lot.alert)
    }

    @Test
    func `P35 trap: a new barcode changes no origin, nor does a correction that records bear out`()
        throws
    {
        var book = Book()
        book.add(
            "processing",
            [
                "processing": "RL", "kind": "relabel", "site": "F", "inputs": "L", "outputs": "L",
                "origin_before": "CN", "origin_after": "CN",
            ])
        #expect(try book.lot().results("P35") == [.notRaised])
        book.set("processing", "RL", "origin_before", "MM")
        #expect(try book.lot().results("P35") == [.notRaised])
    }

    @Test(arguments: ["origin_before", "origin_after"])
    func `P35 with a blank origin is not testable`(column: String) throws {
        var book = Book()
        book.add(
            "processing",
            [
                "processing": "RL", "kind": "relabel", "site": "F", "inputs": "L", "outputs": "L",
                "origin_before": "KP", "origin_after": "CN",
            ])
        #expect(try book.lot().raised("P35") != nil)
        book.set("processing", "RL", column, "")
        let lot = try book.lot()
        #expect(lot.results("P35") == [.notTestable])
        #expect(lot.action == .ask)
    }

    // P15

    @Test func `P15 is decisive for an exact name with a consistent country`() throws {
        var book = Book()
        book.set("parties", "S", "name", "Example Listed Trading Co., Ltd.")
        let lot = try book.lot()
        #expect(lot.assessment == .matchesListedParty)
        #expect(lot.raised("P15")?.about == "party:S")
    }

    @Test func `P15 elsewhere only resembles, and without a country asks`() throws {
        var book = Book()
        book.set("parties", "S", "name", "Example Listed Trading Co Ltd")
        book.set("parties", "S", "country", "MY")
        var lot = try book.lot()
        #expect(lot.raised("P15")?.explanation.contains("name resembles a listed name") == true)
        #expect(!lot.alert)
        book.set("parties", "S", "country", "")
        lot = try book.lot()
        #expect(lot.action == .ask)
    }

    @Test func `P15 walks to owners of half or more`() throws {
        var book = Book()
        book.add(
            "parties",
            [
                "party": "X", "name": "Example Listed Trading Co Ltd", "name_native": "示",
                "country": "CN",
            ])
        book.set("parties", "S", "parent", "X")
        book.set("parties", "S", "ownership_pct", "50")
        #expect(try book.lot().assessment == .matchesListedParty)
        book.set("parties", "S", "ownership_pct", "49")
        #expect(try book.lot().action == .release)
        book.set("parties", "S", "ownership_pct", "")
        #expect(try book.lot().action == .ask)
    }

    @Test func `P15 without a list is not testable, and without a name neither`() throws {
        var book = Book()
        book.sdn = nil
        var lot = try book.lot()
        #expect(lot.results("P15") == [.notTestable])
        #expect(lot.assessment == .informationMissing)
        book = Book()
        book.set("parties", "D", "name", "")
        lot = try book.lot()
        #expect(lot.missing("P15") == ["parties.name"])
    }

    @Test func `P15 trap: the Chinese ministry of the same name`() throws {
        var book = Book()
        book.add(
            "parties",
            [
                "party": "G", "name": "Ministry of Public Security", "name_native": "公安部",
                "country": "CN", "roles": "government",
            ])
        book.add(
            "payments",
            [
                "payment": "P-V", "date": "2024-01-01", "payer": "S", "payee": "G",
                "payee_country": "CN", "amount": "400", "currency": "CNY", "lots": "L",
            ])
        let lot = try book.lot()
        #expect(lot.results("P15") == [.notRaised])
        #expect(lot.action == .release)
    }

    // P22

    @Test func `P22 is strong for a payment to North Korea, listed or not`() throws {
        var book = Book()
        book.add(
            "parties", ["party": "K", "name": "Example Firm", "name_native": "예", "country": "KP"])
        book.add(
            "payments",
            [
                "payment": "P-K", "date": "2024-01-01", "payer": "S", "payee": "K",
                "payee_country": "CN", "amount": "400", "currency": "CNY",
            ])
        let lot = try book.lot()
        #expect(lot.raised("P22")?.strength == .strong)
        #expect(lot.alert)
        #expect(lot.assessment == .indicatorRaised)
    }

    @Test func `P22 is strong for an account in North Korea`() throws {
        var book = Book()
        book.add(
            "payments",
            [
                "payment": "P-K", "date": "2024-01-01", "payer": "S", "payee": "D",
                "payee_country": "KP", "amount": "400", "currency": "CNY",
            ])
        #expect(try book.lot().raised("P22")?.strength == .strong)
        book.set("payments", "P-K", "payee_country", "")
        #expect(try book.lot().action == .ask)
    }

    @Test func `P22 is moderate through a broker with the same telephone`() throws {
        var book = Book()
        book.add(
            "parties", ["party": "K", "name": "Example Firm", "name_native": "예", "country": "KP"])
        book.add(
            "parties",
            [
                "party": "BR", "name": "Example Broker", "name_native": "示", "country": "CN",
                "roles": "broker", "phone": "+86 000 1234",
            ])
        book.set("parties", "S", "phone", "+86-000-1234")
        book.add(
            "payments",
            [
                "payment": "P-K", "date": "2024-01-01", "payer": "BR", "payee": "K",
                "payee_country": "KP", "amount": "400", "currency": "CNY",
            ])
        let lot = try book.lot()
        #expect(lot.raised("P22")?.strength == .moderate)
        #expect(lot.raised("P22")?.numbers["links"] == 2)
        #expect(!lot.alert)
    }

    @Test func `P22 trap: the other dealings of a customer say nothing of the dealer`() throws {
        var book = Book()
        book.add(
            "parties", ["party": "X", "name": "Example Other", "name_native": "示", "country": "CN"])
        book.add(
            "parties", ["party": "K", "name": "Example Firm", "name_native": "예", "country": "KP"])
        for (id, payer, payee) in [("P-1", "X", "D"), ("P-2", "X", "K")] {
            book.add(
                "payments",
                [
                    "payment": id, "date": "2024-01-01", "payer": payer, "payee": payee,
                    "payee_country": "CN", "amount": "400", "currency": "CNY",
                ])
        }
        #expect(try book.lot().results("P22") == [.notRaised])
    }
}
