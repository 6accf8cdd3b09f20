// SPDX-License-Identifier: Apache-2.0
import Testing

@testable import TraceRisk

/// Who supplies is decided by what the records show a party do, not by what its row calls it.
@Suite("Suppliers by what they do")
struct SupplierFunctionTests {
    private func book(roles: String, paying payer: String = "S") -> Book {
        var book = Book()
        book.set("parties", "S", "roles", roles)
        book.add(
            "parties", ["party": "K", "name": "Example Firm", "name_native": "예", "country": "KP"])
        book.add(
            "payments",
            [
                "payment": "P-K", "date": "2024-01-01", "payer": payer, "payee": "K",
                "payee_country": "KP", "amount": "400", "currency": "CNY",
            ])
        return book
    }

    @Test(arguments: ["exporter;importer", "exporter;carrier", "buyer", "carrier", ""])
    func `P22 finds the supplier of an order under any role`(roles: String) throws {
        let book = book(roles: roles)
        let result = try book.audit()
        let lot = try #require(result.lots.first { $0.lot == "L" })
        #expect(lot.raised("P22")?.strength == .strong)
        #expect(lot.alert)
        #expect(result.suppliers.contains { $0.party == "S" })
    }

    @Test(arguments: ["manufacturer", "from_party"])
    func `P22 finds the manufacturer or giver of an entry without an order`(column: String) throws {
        var book = book(roles: "exporter;importer", paying: "T")
        book.add(
            "parties",
            [
                "party": "T", "name": "Example Trader", "name_native": "示", "country": "CN",
                "roles": "exporter;importer",
            ])
        #expect(try book.lot().raised("P22") == nil)
        book.set("movements", "M-E", column, "T")
        #expect(try book.lot().raised("P22")?.about == "party:T")
    }

    @Test func `P22 trap: a carrier or the buyer on an entry is no supplier`() throws {
        var book = book(roles: "supplier", paying: "C")
        book.add(
            "parties",
            [
                "party": "C", "name": "Example Carrier", "name_native": "示", "country": "CN",
                "roles": "carrier",
            ])
        book.set("movements", "M-E", "from_party", "C")
        #expect(try book.lot().results("P22") == [.notRaised])
        book.set("payments", "P-K", "payer", "B")
        book.set("movements", "M-E", "from_party", "B")
        #expect(try book.lot().results("P22") == [.notRaised])
    }

    /// A broker with the supplier's telephone pays a party in North Korea.
    private func linked(roles: String) -> Book {
        var book = book(roles: "supplier", paying: "BR")
        book.set("parties", "S", "phone", "+86 000 1234")
        book.add(
            "parties",
            [
                "party": "BR", "name": "Example Broker", "name_native": "示", "country": "CN",
                "roles": roles, "phone": "+86-000-1234",
            ])
        return book
    }

    @Test(arguments: ["buyer", "importer", "carrier;broker", ""])
    func `P22 follows links whatever a broker's row calls it`(roles: String) throws {
        #expect(try linked(roles: roles).lot().raised("P22")?.strength == .moderate)
    }

    @Test func `P22 trap: who really buys or only carries links no one`() throws {
        var book = linked(roles: "buyer")
        book.add("orders", ["order": "O-2", "buyer": "BR", "supplier": "D", "pieces": "5"])
        #expect(try book.lot().results("P22") == [.notRaised])
        #expect(try linked(roles: "carrier").lot().results("P22") == [.notRaised])
    }

    @Test func `P22 finds a shared telephone behind hundreds of payments`() throws {
        var book = linked(roles: "broker")
        for number in 0..<210 {
            book.add(
                "payments",
                [
                    "payment": "PD-\(number)", "date": "2024-01-01", "payer": "S", "payee": "D",
                    "payee_country": "CN", "amount": "400", "currency": "CNY",
                ])
        }
        for number in 0..<210 {
            book.add(
                "parties",
                [
                    "party": "Q\(number)", "name": "Example \(number)", "name_native": "示",
                    "country": "CN",
                ])
            book.add(
                "payments",
                [
                    "payment": "PQ-\(number)", "date": "2024-01-01", "payer": "S",
                    "payee": "Q\(number)", "payee_country": "CN", "amount": "400",
                    "currency": "CNY",
                ])
        }
        let finding = try #require(try book.lot().raised("P22"))
        #expect(finding.explanation.contains("the same telephone with BR"))
        book.set("parties", "BR", "phone", "")
        #expect(try book.lot().results("P22") == [.notRaised])
    }
}
