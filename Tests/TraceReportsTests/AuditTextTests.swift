// SPDX-License-Identifier: Apache-2.0
import Testing
import TraceRisk

@testable import TraceReports

@Suite("Text") struct AuditTextTests {
    private let text = AuditText.render(
        Fixture.year(), options: ReportOptions(title: "Import year 2024", date: "2025-01-10"))

    @Test func `the summary comes first and the flagged lots follow`() throws {
        let parts = [
            "TraceLedger audit: Import year 2024", "2025-01-10", "Unsigned records", "SUMMARY",
            "14 lots assessed: 5 to review, 3 to ask, 6 to release.", "LOTS TO REVIEW",
            "L-103: matches a listed party", "L-105: indicator raised", "L-101: indicator raised",
            "Capacity of the declared site (P04, strong, about site:S-12)", "may also be",
            "ask for",
            "LOTS TO ASK ABOUT", "would settle", "WHAT THIS RESTS ON",
        ]
        var rest = text[...]
        for part in parts {
            let range = try #require(rest.firstRange(of: part), "\(part)")
            rest = rest[range.upperBound...]
        }
    }

    @Test func `each list stands with its day and its hash`() throws {
        let words = text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        #expect(
            words.contains("sdn.csv: of 20 Nov 2026, 214 rows, SHA-256 \(Fixture.digest("b2"))"))
        #expect(words.contains("alt.csv: no date known, 88 rows"))
        #expect(words.contains("add.csv: not given"))
        let page = try AuditHTML.render(Fixture.year())
        #expect(page.contains("<td>20 Nov 2026</td>") && page.contains("<td>no date known</td>"))
    }

    @Test func `a supplier whose finding stands under the party too is shown once`() throws {
        let heading = try #require(text.firstRange(of: "PARTIES AND SUPPLIERS"))
        let end = try #require(text.firstRange(of: "WHAT THIS RESTS ON"))
        let part = text[heading.upperBound..<end.lowerBound]
        #expect(part.ranges(of: "(P-HAI, CN)").count == 1)
        #expect(part.ranges(of: "(P-LAN, KP)").count == 1)
    }

    @Test func `no line is wider than a hundred columns`() {
        #expect(text.count(where: { $0 == "\n" }) > 20)
        for line in text.split(separator: "\n") {
            #expect(PlainLayout.columns(String(line)) <= 100, "\(line)")
        }
    }

    @Test func `posterior and prior only stand in the internal annex`() {
        #expect(!text.contains("posterior"))
        #expect(!text.contains("0.3174"))
        let inHouse = AuditText.render(
            Fixture.year(), options: ReportOptions(audience: .inHouse))
        #expect(inHouse.contains("A RANKING AID, NOT A PROBABILITY OF WRONGDOING"))
        #expect(inHouse.contains("posterior 0.3174"))
    }

    @Test func `a hostile record cannot move the cursor or hide text`() {
        var result = Fixture.year()
        result.lots[0].facts.description =
            "\u{1B}[2J\u{1B}]0;x\u{7}\u{202E}evil\u{9B}31m" + String(repeating: "漢", count: 10_000)
        let text = AuditText.render(result)
        #expect(text.unicodeScalars.allSatisfy { $0 == "\n" || !isHidden($0) })
        #expect(text.contains("\u{241B}[2J"))
        #expect(text.contains("[U+202E]evil"))
        #expect(text.contains("[cut;"))
        for line in text.split(separator: "\n") {
            #expect(PlainLayout.columns(String(line)) <= 100)
        }
    }

    private func isHidden(_ scalar: Unicode.Scalar) -> Bool {
        [.control, .format, .lineSeparator, .paragraphSeparator]
            .contains(scalar.properties.generalCategory)
    }
}
