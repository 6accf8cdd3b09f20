// SPDX-License-Identifier: Apache-2.0
import Foundation
import Testing
import TracePrimitives
import TraceRisk

@testable import TraceReports

@Suite("HTML") struct AuditHTMLTests {
    private func page(
        _ result: AuditResult = Fixture.year(), _ options: ReportOptions = ReportOptions()
    ) throws -> String {
        try AuditHTML.render(result, options: options)
    }

    /// What stands between the first `start` and the next `end`.
    private func part(of text: String, from start: String, to end: String) throws -> String {
        let head = try #require(text.range(of: start))
        let tail = try #require(text.range(of: end, range: head.upperBound..<text.endIndex))
        return String(text[head.upperBound..<tail.lowerBound])
    }

    @Test func `the page is one file that loads nothing and runs nothing`() throws {
        let page = try page().lowercased()
        for forbidden in [
            "http:", "https:", "<script", "<link", "<img", "<iframe", "<object", "<form", "@import",
            "url(", "javascript:", "src=", "onclick", "onload", "style=",
        ] {
            #expect(!page.contains(forbidden), "\(forbidden)")
        }
        #expect(page.hasPrefix("<!doctype html>"))
        #expect(page.hasSuffix("</html>\n"))
    }

    @Test func `every link leads to a place in the page`() throws {
        let page = try page()
        let targets = Set(page.matches(of: /id="([^"]*)"/).map { String($0.1) })
        let links = page.matches(of: /href="([^"]*)"/).map { String($0.1) }
        #expect(!links.isEmpty)
        for link in links {
            #expect(link.first == "#" && targets.contains(String(link.dropFirst())), "\(link)")
        }
        #expect(targets.count == page.matches(of: /\sid="/).count, "an id stands twice")
    }

    @Test func `the policy of the page allows its own style sheet and nothing else`() throws {
        let page = try page()
        let style = try part(of: page, from: "<style>", to: "</style>")
        let hash = Base64.encode(SHA256Hash.hash([UInt8](style.utf8)).bytes)
        let policy = try part(of: page, from: "Content-Security-Policy\" content=\"", to: "\">")
            .replacing("&#39;", with: "'")
            .replacing("&#43;", with: "+").replacing("&#x3D;", with: "=")
        #expect(policy.hasPrefix("default-src 'none'; style-src 'sha256-\(hash)'; "))
        #expect(!policy.contains("unsafe"))
        #expect(page.matches(of: /<style/).count == 1)
    }

    @Test func `elements are closed in the order in which they were opened`() throws {
        let void: Set<Substring> = ["meta"]
        var open: [Substring] = []
        let text = try page(Fixture.hostile(), ReportOptions(audience: .inHouse))
        for tag in text.matches(
            of: /<(\/?)([a-z][a-z0-9]*)(?:\s+[a-zA-Z0-9\-]+="[^"<>]*")*\s*(\/?)>/)
        {
            if tag.1 == "/" {
                #expect(open.popLast() == tag.2)
            } else if tag.3.isEmpty, !void.contains(tag.2) {
                open.append(tag.2)
            }
        }
        #expect(open.isEmpty, "\(open)")
        // No "<" stands outside of such a tag.
        let tags = text.matches(of: /<\/?[a-z][a-z0-9]*(?:\s+[a-zA-Z0-9\-]+="[^"<>]*")*\s*\/?>/)
            .count
        #expect(text.count { $0 == "<" } == tags + 1, "the doctype is the only other one")
    }

    @Test(arguments: Fixture.hostileTexts) func `a hostile text is seen and does nothing`(
        text: String
    ) throws {
        let page = try page(Fixture.hostile([text]), ReportOptions(title: text, date: text))
        #expect(!page.contains("<script"))
        #expect(!page.contains("<b>"))
        #expect(!page.contains("\" onload"))
        #expect(!page.contains("' onload"))
        #expect(page.unicodeScalars.allSatisfy { $0 == "\n" || !isHidden($0) })
        // By scalars: a mark after ">" is no part of the tag.
        #expect(page.matches(of: /<h1>/.matchingSemantics(.unicodeScalar)).count == 1)
    }

    @Test func `a mark that turns the direction of text is spelt out`() throws {
        let page = try page(Fixture.hostile(["\u{202E}gnp.exe"]))
        #expect(page.contains("[U+202E]gnp.exe"))
        #expect(!page.unicodeScalars.contains("\u{202E}"))
    }

    @Test func `a template in a record stays text`() throws {
        let page = try page(Fixture.hostile(["{{styleSheet}}{{{styleHash}}}{{#lots}}"]))
        #expect(page.contains("{{styleSheet}}{{{styleHash}}}{{#lots}}"))
        #expect(page.matches(of: /:root\{/).count == 1)
    }

    @Test func `a text of ten thousand characters is cut with a note`() throws {
        let page = try page(Fixture.hostile([String(repeating: "x", count: 10_000)]))
        #expect(page.contains("[cut; the record&#39;s text is longer]"))
        #expect(!page.contains(String(repeating: "x", count: 4_001)))
    }

    @Test func `a long list of tests is cut between two of them, and says how many follow`() {
        let items = (10..<60).map { "Test with number \($0)" }
        let words = IndexTable.listed(items)
        // 19 characters each and two between them: 14 of them fit into 300.
        #expect(words.hasSuffix("Test with number 23, and 36 more"))
        #expect(IndexTable.listed(Array(items.prefix(14))).hasSuffix("Test with number 23"))
        #expect(IndexTable.listed([String(repeating: "x", count: 400)]).count == 400)
    }

    @Test func `words inside a bar of the drawing are dark, with a white edge`() throws {
        let page = try page()
        #expect(page.contains(".dates.inside{fill:var(--ink)}"))
        #expect(page.contains("paint-order:stroke;stroke:#fff"))
    }

    @Test func `a party's reply stands beside the finding it answers`() throws {
        let page = try page()
        let finding = try part(of: page, from: "310 people", to: "</section>")
        #expect(finding.contains("We used three village workshops in the peak months"))
    }

    @Test func `what others say stands with its source and grade`() throws {
        let page = try page()
        let claim = try part(of: page, from: "Most lash makers of the town", to: "</li>")
        #expect(claim.contains("a trade paper, 3 Feb 2024, graded C3"))
        #expect(claim.contains("relays C-00 and adds no weight to it"))
    }

    @Test func `the weakest record is named`() throws {
        var result = Fixture.year()
        result.integrity.status = .verified
        result.integrity.mode = .anchored
        result.assurance = "anchored"
        #expect(try page(result).contains("The weakest record here is anchored"))
        result.integrity.mode = .exhaustive
        result.assurance = "verified"
        #expect(try !page(result).contains("The weakest record"))
    }

    @Test func `the outgoing copy has no probability, the internal annex has`() throws {
        let outgoing = try page().lowercased()
        for forbidden in ["posterior", "prior<", "0.317", "0.0613", "internal annex"] {
            #expect(!outgoing.contains(forbidden), "\(forbidden)")
        }
        let inHouse = try page(Fixture.year(), ReportOptions(audience: .inHouse))
        let annex = try part(of: inHouse, from: "<h2 id=\"annex\">", to: "</section>")
        #expect(annex.lowercased().contains("a ranking aid, not a probability of wrongdoing"))
        #expect(annex.contains("Posterior"))
        #expect(annex.contains("0.3174"))
        let body = try part(of: inHouse, from: "<main>", to: "<h2 id=\"annex\">")
        #expect(!body.contains("0.317"))
    }

    @Test func `the report accuses nobody`() throws {
        let page = try page(Fixture.year(), ReportOptions(audience: .inHouse)).lowercased()
        for phrase in [
            "made by prisoners", "launder", "guilty", "forced labour confirmed", "criminal",
            "smuggl", "fraud", "slave", "culprit", "proof that",
        ] {
            #expect(!page.contains(phrase), "\(phrase)")
        }
        #expect(page.contains("it accuses nobody"))
    }

    @Test func `the same result gives the same bytes`() throws {
        let options = ReportOptions(title: "A year", date: "2025-01-10", audience: .inHouse)
        let first = try page(Fixture.year(), options)
        for _ in 0..<3 { #expect(try page(Fixture.year(), options) == first) }
    }

    @Test func `a result without lots is a page too`() throws {
        let empty = AuditResult(
            integrity: .unsigned(records: 0), parameters: .init(sha256: "", version: ""),
            patterns: [], lots: [])
        #expect(try page(empty).contains("No lot was assessed."))
    }

    private func isHidden(_ scalar: Unicode.Scalar) -> Bool {
        [.control, .format, .lineSeparator, .paragraphSeparator]
            .contains(scalar.properties.generalCategory)
    }
}
