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
        ("payments", "the bank statement or payment message that names payee and amount"),
        ("new_sheet.column", "a document that states new_sheet.column"),
    ])
    func `a missing column names the document that would settle it`(column: String, words: String) {
        #expect(SettlingDocuments.document(for: column) == words)
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
