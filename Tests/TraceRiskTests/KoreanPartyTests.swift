// SPDX-License-Identifier: Apache-2.0
import Testing

@testable import TraceRisk

/// Parties in North Korea, and what is recorded of the goods themselves with it.
@Suite("Parties in North Korea")
struct KoreanPartyTests {
    private func withKorean() -> Book {
        var book = Book()
        book.add(
            "parties",
            [
                "party": "K", "name": "Example Firm", "name_native": "예", "country": "KP",
                "roles": "broker",
            ])
        return book
    }

    @Test func `P22 is strong for a seller that is in North Korea itself`() throws {
        var book = Book()
        book.set("parties", "D", "country", "KP")
        let lot = try book.lot()
        #expect(
            lot.findings.contains {
                $0.pattern == "P22" && $0.strength == .strong && $0.about == "party:D"
            })
        #expect(lot.action == .review)
    }

    @Test func `P22 is strong for a supplier of an order that is in North Korea`() throws {
        var book = withKorean()
        book.set("orders", "O", "supplier", "K")
        #expect(try book.lot().raised("P22")?.about == "party:K")
        book.set("parties", "K", "country", "CN")
        #expect(try book.lot().results("P22") == [.notRaised])
    }

    @Test func `P22 is strong for who puts loads together in North Korea`() throws {
        var book = withKorean()
        book.set("movements", "M-E", "consolidator", "K")
        let finding = try #require(try book.lot().raised("P22"))
        #expect(finding.strength == .strong)
        #expect(finding.explanation.contains("North Korea (party K)"))
        book.set("parties", "K", "country", "CN")
        #expect(try book.lot().results("P22") == [.notRaised])
    }

    @Test func `P22 is strong for a supplier that belongs to a party in North Korea by half`()
        throws
    {
        var book = withKorean()
        book.set("parties", "S", "parent", "K")
        book.set("parties", "S", "ownership_pct", "60")
        #expect(try book.lot().raised("P22")?.strength == .strong)
        book.set("parties", "S", "ownership_pct", "20")
        #expect(try book.lot().results("P22") == [.notRaised])
        book.set("parties", "S", "ownership_pct", "")
        #expect(try book.lot().missing("P22") == ["parties.ownership_pct"])
    }

    @Test func `P22 reads a payment for the goods to North Korea, whoever pays`() throws {
        func paid(_ lots: String, _ country: String) -> Book {
            var book = withKorean()
            book.set("parties", "K", "country", country)
            book.add(
                "payments",
                [
                    "payment": "P-K", "date": "2024-01-01", "payer": "B", "payee": "K",
                    "payee_country": country, "amount": "400", "currency": "CNY", "lots": lots,
                ])
            return book
        }
        let finding = try #require(try paid("L", "KP").lot().raised("P22"))
        #expect(finding.strength == .strong)
        #expect(finding.about == "party:B")
        #expect(try paid("", "KP").lot().results("P22") == [.notRaised])
        #expect(try paid("L", "CN").lot().results("P22") == [.notRaised])
        var blank = paid("L", "CN")
        blank.set("payments", "P-K", "payee_country", "")
        #expect(try blank.lot().missing("P22") == ["payments.payee_country"])
    }

    @Test func `P22 reads a movement of the goods to North Korea, whoever carries`() throws {
        var book = Book()
        book.add(
            "parties",
            [
                "party": "C", "name": "Example Carrier", "name_native": "示", "country": "CN",
                "roles": "carrier",
            ])
        book.add(
            "movements",
            [
                "movement": "OUT", "kind": "raw_export", "lots": "R", "dispatched": "2023-12-01",
                "arrived": "2023-12-02", "from_party": "C", "to_party": "C", "from_country": "CN",
                "to_country": "KP",
            ])
        #expect(try book.lot().raised("P22")?.about == "party:C")
        book.set("movements", "OUT", "to_country", "CN")
        #expect(try book.lot().results("P22") == [.notRaised])
    }
}
