// SPDX-License-Identifier: Apache-2.0
import TraceRisk

extension Fixture {
    /// Texts that try to leave the place where a report shows them.
    static let hostileTexts = [
        "<script>alert(1)</script>", "</style><script>x</script>", "\"><b>bold</b>",
        "\" onload=\"x", "' onload='x", "<\u{301}script>", "\u{600}<script>", "\"\u{301} onload=x",
        "{{{styleSheet}}}", "{{>report}}", "{{#lots}}", "{{! a comment }}", "&lt;b&gt;", "]]>",
        "-->",
        "\u{202E}evil", "\u{2066}x", "\u{200B}", "\u{FEFF}", "\u{0}\u{1B}[2J", "a\r\nb\u{2028}c",
        "", " ", String(repeating: "漢", count: 10_000), String(repeating: "\u{301}", count: 10_000),
        String(repeating: "<", count: 300),
    ]

    /// The year with hostile text in every field that a record fills.
    static func hostile(_ texts: [String] = hostileTexts) -> AuditResult {
        var result = year()
        let text = texts.count == 1 ? texts[0] : texts.map { $0.prefix(80) }.joined(separator: " ")
        for index in result.lots.indices.prefix(2) {
            spoil(&result.lots[index], with: text)
        }
        for index in result.parties.indices.prefix(1) {
            result.parties[index].name = text
            for number in result.parties[index].findings.indices {
                spoil(&result.parties[index].findings[number], with: text)
            }
        }
        result.data = [.init(code: text, records: [text], message: text)]
        result.lists = [.init(name: text, sha256: text, rows: 1)]
        result.context = [.init(text: text, low: 0, high: 1, unit: text, source: text)]
        result.claims = [
            .init(
                record: text, about: [text], text: text, source: text, published: text,
                grade: text, denominator: text, relays: text)
        ]
        result.integrity.problems = [.init(code: text, record: text, message: text)]
        for index in result.evidence.indices.prefix(1) {
            result.evidence[index].summary = text
            result.evidence[index].issuer = text
            result.evidence[index].document = text
        }
        return result
    }

    private static func spoil(_ lot: inout Lot, with text: String) {
        lot.facts.description = text
        lot.facts.originDeclared = text
        lot.facts.hs = text
        for number in lot.findings.indices { spoil(&lot.findings[number], with: text) }
        if var graph = lot.provenance {
            for number in graph.nodes.indices {
                graph.nodes[number].label = text
                graph.nodes[number].detail = text
                graph.nodes[number].country = text
                graph.nodes[number].flags = [text]
            }
            lot.provenance = graph
        }
        if var events = lot.timeline {
            for number in events.indices {
                events[number].label = text
                events[number].country = text
                events[number].kind = text
            }
            lot.timeline = events
        }
    }

    private static func spoil(_ finding: inout Finding, with text: String) {
        finding.name = text
        finding.explanation = text
        finding.innocent = [text]
        finding.ask = [text]
        finding.law = [text]
        finding.missing = [text]
        finding.records.append(text)
        finding.numbers[text] = 1
        finding.replies = [.init(party: text, date: text, text: text, record: text)]
    }
}
