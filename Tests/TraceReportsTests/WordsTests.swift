// SPDX-License-Identifier: Apache-2.0
import Testing
import TraceRisk

@testable import TraceReports

@Suite("Words") struct WordsTests {
    private func words(_ numbers: [String: Double]) -> [String] {
        NumberLine.lines(of: numbers).map { line in
            "\(line.name): \(line.value)" + (line.unit.isEmpty ? "" : " \(line.unit)")
        }
    }

    @Test func `a posterior stands in no copy that goes out`() {
        #expect(words(["days": 40, "posterior_cross_border": 0.2]).count == 1)
    }

    @Test func `two bounds make an interval, one says that it is one`() {
        #expect(
            words(["expected_kg_low": 175.547, "expected_kg_high": 247.967, "output_kg": 105])
                == ["Output to be expected: 175.5 to 248 kg", "Output in the records: 105 kg"])
        #expect(
            words(["band_low_kg": 0.054_370_1, "band_high_kg": 0.173_984])
                == ["Usual: 0.05437 to 0.174 kg"])
        #expect(
            words(["hours_per_piece_low": 36, "price_cny_high": 199.2]) == [
                "Hours a piece: at least 36 hours", "Price of a piece: at most 199.2 CNY",
            ])
    }

    @Test func `known figures stand in the reader's order, others after them by key`() {
        #expect(
            words(["zeal": 2, "workers_declared": 60, "alpha_kg": 1, "workers_required": 310])
                == [
                    "Workers required, at least: 310", "Workers declared: 60", "Alpha: 1 kg",
                    "Zeal: 2",
                ]
        )
    }

    @Test func `an entry of a list is no quantity`() {
        #expect(words(["list_entry": 990_005]) == ["Entry of the list: 990005"])
    }

    @Test func `a key that is all bounds keeps its words`() {
        #expect(words(["low": 1, "_low": 2, "": 3]).count == 3)
    }

    @Test func `names of figures are unique but for the usual range`() {
        let keys = NumberNames.entries.map(\.key)
        #expect(Set(keys).count == keys.count)
    }

    @Test(arguments: [
        (
            "sites.workers",
            "a dated roster or payroll total of the site (head counts only, no names)"
        ),
        (
            "sites.workers (S-12)",
            "a dated roster or payroll total of the site (head counts only, no names)"
        ),
        ("signatures", "records signed by those who made them, in a ledger"),
        (
            "lists/sdn.csv, alt.csv",
            "a current copy of the sanctions lists (sdn.csv, alt.csv, add.csv)"
        ),
        ("lists/addresses", "a list with addresses (OFAC's add.csv, the UN or EU list)"),
        ("history of more orders", "your own earlier orders; no paper of this supplier"),
        ("history of orders, 2018 to 2024", "your own earlier orders; no paper of this supplier"),
        (
            "values of 12 like lots of other suppliers",
            "your own orders of like goods from others; no paper of this supplier"
        ),
        (
            "orders.unit_price (it may be withheld: ask the holder to disclose it)",
            "the purchase order or invoice with the unit price"
        ),
        ("payments", "the bank statement or payment message that names payee and amount"),
        (
            "wage.KP (a figure that the parameters do not have)",
            "a wage of that country in your parameters; no paper of this supplier"
        ),
        ("purchases of the supplier", "the supplier's invoices for the material it bought"),
        (
            "movements of enough other firms",
            "records of more importers; no paper of this supplier"
        ),
        ("new_sheet.column", "a document that states new_sheet.column"),
    ])
    func `a missing column names the document that would settle it`(column: String, words: String) {
        #expect(SettlingDocuments.document(for: column) == words)
    }

    @Test func `a ledger that failed is not called consistent, and names no test`() {
        var result = Fixture.year()
        result.integrity = .init(
            status: .failed, mode: .exhaustive, signaturesChecked: 0, identity: .selfDeclared,
            witnesses: 0, records: 0)
        #expect(!IntegrityWords(result).limits.contains { $0.contains("consistent") })
        result.integrity.status = .verified
        #expect(IntegrityWords(result).limits.contains { $0.contains("consistent in itself") })
        result.patterns = []
        #expect(!AuditText.render(result).contains("tests run"))
    }

    @Test func `the verdict counts statements of a key that was lost`() {
        var result = Fixture.year()
        result.integrity = .init(
            status: .verified, mode: .exhaustive, signaturesChecked: 12, identity: .pinned,
            witnesses: 0, records: 12, underSuspicion: 3)
        let words = "3 of them were signed by a key that may then have been in other hands."
        #expect(IntegrityWords(result).verdict.contains(words))
        #expect(AuditJSON.render(result).contains("\"under_suspicion\": 3"))
        result.integrity.underSuspicion = 0
        #expect(!IntegrityWords(result).verdict.contains("other hands"))
    }

    @Test func `text and HTML say alike that counsel comes before the supplier`() throws {
        let html = try AuditHTML.render(Fixture.year())
        let text = AuditText.render(Fixture.year())
        for page in [html, text] {
            let words = page.split(whereSeparator: \.isWhitespace).joined(separator: " ")
            #expect(words.contains("speak with counsel before you speak with the supplier"))
            #expect(!words.contains("asks the supplier"))
        }
    }

    @Test func `every pattern has a title and asks a question`() {
        for (pattern, entry) in PatternWords.entries {
            #expect(
                ["P", "X"].contains(pattern.first) && !entry.title.isEmpty
                    && entry.question.hasSuffix("?")
                    || pattern == "P32")
        }
    }
}
