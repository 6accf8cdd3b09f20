// SPDX-License-Identifier: Apache-2.0
import Foundation
import Testing
import TraceLedger

/// The table of SPEC.md section 12 and the codes of the verifier, which must say the same.
@Suite struct CodeTableTests {
    struct Row {
        let code, requirements, meaning, remedy: String
    }

    static func rows() throws -> [Row] {
        let text = try ProjectFolder.text("SPEC.md")
        let start = try #require(text.range(of: "<!-- codes -->")).upperBound
        let end = try #require(text.range(of: "<!-- /codes -->")).lowerBound
        var rows: [Row] = []
        for line in text[start..<end].split(separator: "\n") where line.hasPrefix("| `") {
            let cells = line.split(separator: "|").map(\.trimmed)
            try #require(cells.count == 4, "\(line)")
            let remedy = cells[3] == "as above" ? rows.last?.remedy ?? "" : cells[3]
            rows.append(
                Row(
                    code: String(cells[0].dropFirst().dropLast()), requirements: cells[1],
                    meaning: cells[2], remedy: remedy))
        }
        return rows
    }

    @Test func `every code stands in the table, with its requirement and remedy`() throws {
        let rows = try Self.rows()
        let codes = Set(Problem.Code.allCases.map(\.rawValue) + ["disclosure-refused"])
        #expect(Set(rows.map(\.code)) == codes)
        #expect(rows.count == codes.count)
        for row in rows {
            guard let code = Problem.Code(rawValue: row.code) else { continue }
            #expect(row.requirements.hasPrefix(code.requirement), "\(row.code)")
            #expect(row.remedy == code.remedy, "\(row.code)")
        }
    }

    @Test func `problems are ordered by group, entry and step`() {
        let ordered: [Problem] = [
            Problem(.checkpointMalformed), Problem(.fileMissing, file: "tile/0/000"),
            Problem(.entryAltered, at: 4), Problem(.tileAltered, file: "tile/0/000"),
            Problem(.fileUnexpected, file: "tile/d\u{323}"),
            Problem(.fileUnexpected, file: "tile/e"),
            Problem(.signatureInvalid, at: 2), Problem(.entryMalformed, at: 3),
            Problem(.kindUnknown, at: 4), Problem(.payloadMalformed, at: 4),
            Problem(.fieldInClear, at: 4), Problem(.issuerFork, at: 4),
            Problem(.subjectChainBroken, at: 4), Problem(.issuerUnknown, at: 4),
            Problem(.kindNotPermitted, at: 4), Problem(.targetUnknown, at: 4),
            Problem(.keyUnacceptable, at: 4), Problem(.keyStatementUnauthorised, at: 4),
            Problem(.possessionUnproved, at: 4), Problem(.signatureInvalid, at: 4),
            Problem(.checkpointOrigin), Problem(.checkpointInconsistent, file: "checkpoints/1"),
            Problem(.checkpointInconsistent, file: "checkpoints/9"),
            Problem(.checkpointInconsistent, file: "checkpoints/10"),
            Problem(.overlapMissing, file: "checkpoints/7"), Problem(.trustKey),
            Problem(.sinceNewer),
        ]
        #expect(ordered.reversed().sorted(by: Problem.precedes) == ordered)
    }
}
