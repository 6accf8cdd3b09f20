// SPDX-License-Identifier: Apache-2.0
import Testing
import TraceWorkbook

@testable import TraceRisk

@Suite("Patterns of questionnaires, markings and confidential indicators")
struct AnnexPatternTests {
    // P24

    private func noted(_ categories: [String], grade: (String, String) = ("C", "3")) -> Book {
        var book = Book()
        for (number, category) in categories.enumerated() {
            book.add(
                "indicators",
                [
                    "indicator": "I\(number)", "site": "F", "category": category,
                    "reliability": grade.0, "credibility": grade.1, "seen": "2024-02-01",
                    "text": "Example note with the word Xyzzy",
                ])
        }
        return book
    }

    @Test func `P24 needs two kinds of sign, each graded`() throws {
        let finding = try #require(try noted(["housing", "control"]).lot().raised("P24"))
        #expect(finding.strength == .moderate)
        #expect(finding.isConfidential == true)
        #expect(try noted(["housing", "housing"]).lot().results("P24") == [.notRaised])
        #expect(
            try noted(["housing", "control"], grade: ("E", "5")).lot().results("P24")
                == [.notRaised])
        #expect(
            try noted(["housing", "control"], grade: ("", "")).lot().missing("P24").contains(
                "indicators.credibility"))
        #expect(try Book().lot().results("P24") == [])
    }

    @Test func `P24 trap: a note without a category is no kind of sign`() throws {
        #expect(
            try noted(["housing", ""]).lot().missing("P24").contains("indicators.category"))
        let finding = try #require(try noted(["housing", "", "control"]).lot().raised("P24"))
        #expect(finding.numbers["categories"] == 2)
        #expect(finding.explanation.contains("(control, housing)"))
    }

    @Test func `P24 trap: a relay would count twice`() throws {
        var book = noted(["housing"])
        book.add(
            "indicators",
            [
                "indicator": "I9", "site": "F", "category": "wages", "reliability": "B",
                "credibility": "2", "derived_from": "I0",
            ])
        #expect(try book.lot().results("P24") == [.notRaised])
    }

    @Test func `P24 never stands in a copy that goes out`() throws {
        let result = try noted(["housing", "control"]).audit()
        #expect(result.claims.isEmpty)
        let out = result.outgoing()
        #expect(!out.lots.flatMap(\.findings).contains { $0.pattern == "P24" })
        #expect(!out.evidence.contains { $0.record.hasPrefix("indicators") })
        #expect(result.evidence.contains { $0.record.hasPrefix("indicators") })
        #expect("\(result)".contains("worker-indicators"))
        #expect(!"\(out)".contains("worker-indicators"))
        #expect(!"\(out)".contains("Confidential notes"))
        #expect(!"\(result)".contains("Xyzzy"))
    }

    @Test func `P24 shows in no figure of a copy that goes out`() throws {
        let plain = try Book().lot()
        let result = try noted(["housing", "control", "wages"]).audit()
        let inHouse = try #require(result.lots.first { $0.lot == "L" })
        let out = try #require(result.outgoing().lots.first { $0.lot == "L" })
        #expect(inHouse.score != plain.score && inHouse.score.band == "some")
        #expect(out.score == plain.score)
        #expect(out.reckoning == plain.reckoning)
        #expect(out.findings.map(\.strength) == plain.findings.map(\.strength))
        // What is done with the lot is not hidden.
        #expect(out.action == inHouse.action && out.alert == inHouse.alert)
    }

    // P37

    private func marked(_ sort: String, reviewers: String = "2", confidence: String = "high")
        -> Book
    {
        var book = Book()
        book.add(
            "markings",
            [
                "marking": "MK", "lot": "L", "sort": sort, "reviewers": reviewers,
                "confidence": confidence, "seen": "2024-05-01",
            ])
        return book
    }

    @Test func `P37 needs two readers who are sure`() throws {
        #expect(try marked("juche_date").lot().raised("P37")?.strength == .moderate)
        #expect(
            try marked("juche_date", reviewers: "1").lot().missing("P37") == ["markings.reviewers"])
        #expect(try marked("juche_date", confidence: "").lot().results("P37") == [.notTestable])
        #expect(try marked("juche_date", confidence: "low").lot().results("P37") == [.notRaised])
        #expect(try Book().lot().results("P37") == [])
    }

    @Test func `P37 trap: Korean spelling alone is weak and never alerts`() throws {
        let lot = try marked("dprk_spelling").lot()
        #expect(lot.raised("P37")?.strength == .weak)
        #expect(!lot.alert)
    }

    // P38

    private func asked(_ silent: Int, peers: Int = 10, others: Int = 5) -> Book {
        var book = Book()
        for number in 0..<peers {
            book.add("parties", ["party": "T\(number)", "name": "Example T", "country": "CN"])
            book.add(
                "questionnaires", answer("T\(number)", "making_location", "A-T\(number)", true))
        }
        for number in 0..<others {
            book.add("questionnaires", answer("S", "capacity", "A-O\(number)", true))
        }
        for number in 0..<2 {
            book.add(
                "questionnaires", answer("S", "making_location", "A-S\(number)", number >= silent))
        }
        return book
    }

    private func answer(_ party: String, _ topic: String, _ id: String, _ isAnswered: Bool)
        -> Book.Row
    {
        [
            "answer_id": id, "party": party, "topic": topic, "asked": "2024-01-01",
            "question": "Where?", "answered": isAnswered ? "2024-01-10" : "",
        ]
    }

    @Test func `P38 sees silence on one question, asked twice`() throws {
        #expect(try asked(2).lot().raised("P38")?.strength == .weak)
        #expect(try asked(0).lot().results("P38") == [.notRaised])
        #expect(try asked(2, peers: 1).lot().results("P38") == [.notTestable])
        #expect(try Book().lot().results("P38") == [])
    }

    @Test func `P38 trap: peers who keep the same secret make it nothing`() throws {
        var book = asked(2)
        for number in 0..<10 {
            book.add("questionnaires", answer("T\(number)", "making_location", "B\(number)", false))
        }
        #expect(try book.lot().results("P38") == [.notRaised])
    }

    @Test func `P38 asks when the topic of a question is blank`() throws {
        var book = asked(2)
        book.add("questionnaires", answer("S", "", "A-X", true))
        #expect(try book.lot().missing("P38").contains("questionnaires.topic"))
    }
}
