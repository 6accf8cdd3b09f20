// SPDX-License-Identifier: Apache-2.0
import Testing

@testable import TraceRisk

/// An estimate never supports a strong finding, and never buys a release.
@Suite("Estimates")
struct EstimateTests {
    private func book() -> Book {
        var book = Book()
        book.add(
            "parties", ["party": "K", "name": "Example Firm", "name_native": "예", "country": "KP"])
        book.add(
            "payments",
            [
                "payment": "P-K", "date": "2024-01-01", "payer": "S", "payee": "K",
                "payee_country": "KP", "amount": "400", "currency": "CNY",
            ])
        return book
    }

    @Test func `a party's row that is an estimate takes nothing from a payment`() throws {
        var book = book()
        book.set("parties", "S", "basis", "estimate")
        let lot = try book.lot()
        #expect(lot.raised("P22")?.strength == .strong)
        #expect(lot.alert)
    }

    @Test func `a payment that is an estimate asks, and keeps its weight as an open test`() throws {
        var book = book()
        book.set("payments", "P-K", "basis", "estimate")
        let lot = try book.lot()
        #expect(lot.raised("P22")?.strength == .moderate)
        let open = try #require(
            lot.findings.first { $0.pattern == "P22" && $0.result == .notTestable })
        #expect(open.strength == .strong)
        #expect(open.missing.contains { $0.hasPrefix("basis") })
        #expect(!lot.alert)
        #expect(lot.action == .ask)
        #expect(lot.assessment == .informationMissing)
    }

    @Test func `one estimate beside a payment with a paper takes nothing from it`() throws {
        var book = book()
        book.set("payments", "P-K", "basis", "estimate")
        book.add(
            "payments",
            [
                "payment": "P-K2", "date": "2024-02-01", "payer": "S", "payee": "K",
                "payee_country": "KP", "amount": "400", "currency": "CNY",
            ])
        #expect(try book.lot().raised("P22")?.strength == .strong)
    }

    @Test func `a hard rule that rests on an estimate asks`() throws {
        var book = Book()
        book.set("sites", "F", "country", "KP")
        #expect(try book.lot().raised("P11")?.strength == .decisive)
        book.set("lots", "L", "basis", "estimate")
        #expect(try book.lot().raised("P11")?.strength == .decisive)
        book.set("processing", "W", "basis", "estimate")
        let lot = try book.lot()
        #expect(lot.raised("P11")?.strength == .moderate)
        #expect(lot.action == .ask)
    }
}
