// SPDX-License-Identifier: Apache-2.0
import Testing
import TraceRisk

@testable import TraceReports

@Suite("CSV") struct AuditCSVTests {
    @Test func `one row for each lot and finding`() {
        let result = Fixture.year()
        let rows = AuditCSV.render(result).split(separator: "\r\n")
        #expect(rows.count == 1 + result.lots.reduce(0) { $0 + max(1, $1.findings.count) })
        #expect(rows.first.map { String($0) } == AuditCSV.columns.joined(separator: ","))
        #expect(rows.allSatisfy { fields(String($0)).count == AuditCSV.columns.count })
    }

    @Test func `rows that compare with lists name them, with day and hash`() throws {
        let result = Fixture.year()
        let rows = AuditCSV.render(result).split(separator: "\r\n").map { fields(String($0)) }
        let pattern = try #require(AuditCSV.columns.firstIndex(of: "pattern"))
        let compared = rows.dropFirst().filter { $0[pattern] == "P15" }
        #expect(!compared.isEmpty)
        for row in compared {
            let lists = try #require(row.last)
            for list in result.lists { #expect(lists.contains(list.sha256 ?? "not given")) }
            #expect(lists.contains("sdn.csv 2026-11-20"))
            #expect(lists.contains("alt.csv no date known"))
        }
        for row in rows.dropFirst() where row[pattern] == "P01" { #expect(row.last == "") }
        for row in rows.dropFirst() {
            #expect(row.dropLast(1).last == "2024.1 " + result.parameters.sha256)
            #expect(row.dropLast(2).last == "unsigned")
        }
    }

    @Test(arguments: [
        "=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", " =1", "\u{FF1D}1", "\u{200B}=1",
        "\u{FEFF}=cmd|' /C calc'!A0", "\u{A0}+1",
    ])
    func `a formula is led by an apostrophe`(text: String) {
        let cell = AuditCSV.cell(text)
        #expect(cell.hasPrefix("'") || cell.hasPrefix("\"'"))
    }

    @Test func `quotes, commas and line ends stay in one cell`() {
        #expect(AuditCSV.cell("a,b") == "\"a,b\"")
        #expect(AuditCSV.cell("say \"no\"") == "\"say \"\"no\"\"\"")
        #expect(AuditCSV.cell("a\r\nb") == "a\u{240D}\u{240A}b")
        // A quote that shares its cluster with a combining mark is still doubled.
        #expect(AuditCSV.cell("a,\"\u{301}b") == "\"a,\"\"[U+0301]b\"")
    }

    @Test func `posterior and prior are not in it`() {
        let text = AuditCSV.render(Fixture.year())
        for forbidden in ["posterior", "prior", "0.31742", "0.0613"] {
            #expect(!text.contains(forbidden))
        }
    }

    /// The fields of one row, as RFC 4180 reads them.
    private func fields(_ row: String) -> [String] {
        var fields = [""]
        var isQuoted = false
        for scalar in row.unicodeScalars {
            if scalar == "\"" {
                isQuoted.toggle()
            } else if scalar == ",", !isQuoted {
                fields.append("")
            } else {
                fields[fields.count - 1].unicodeScalars.append(scalar)
            }
        }
        return fields
    }
}
