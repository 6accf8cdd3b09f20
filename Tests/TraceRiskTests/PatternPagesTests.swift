// SPDX-License-Identifier: Apache-2.0
import Foundation
import Testing

@testable import TraceRisk

/// Documentation/patterns says what the code does: `Scripts/pattern-pages` writes it, this compares.
@Suite("Pages of the patterns")
struct PatternPagesTests {
    static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent()
        .appendingPathComponent("Documentation/patterns")

    private func page(_ id: String) throws -> String {
        try String(contentsOf: Self.folder.appendingPathComponent(id + ".md"), encoding: .utf8)
    }

    @Test(arguments: Catalogue.types.map { $0.card.id })
    func `a page says what the card says`(id: String) throws {
        let card = try #require(Catalogue.types.first { $0.card.id == id }?.card)
        let text = try page(id)
        #expect(text.hasPrefix("# \(id) "))
        #expect(text.contains("| id | \(card.id) |"))
        #expect(text.contains("| name | \(card.name) |"))
        #expect(text.contains("| group | \(card.group.rawValue) |"))
        #expect(text.contains("| strength | \(card.strength.rawValue) |"))
        for sentence in card.innocent + card.ask { #expect(text.contains("* \(sentence)\n")) }
        for heading in ["What it sees", "What it needs", "Its maths", "Traps"] {
            #expect(text.contains("## \(heading)\n"))
        }
    }

    @Test(arguments: Catalogue.types.map { $0.card.id })
    func `the parameters of a page are those of the set`(id: String) throws {
        let text = try page(id)
        let rows = text.split(separator: "\n").map { line in
            line.split(separator: "|", omittingEmptySubsequences: false)
                .map { $0.trimmingCharacters(in: .whitespaces) }
        }.filter { $0.count == 10 && $0[1] != "key" && !$0[1].hasPrefix("---") }
        // A table with another number of columns would have no row to compare.
        #expect(!rows.isEmpty || !text.contains("| key |"))
        for row in rows {
            let parameter = try #require(ParameterSet.standard.find(row[1]), "\(row[1])")
            #expect(Double(row[2]) == parameter.interval.low, "\(row[1])")
            #expect(Double(row[3]) == parameter.base, "\(row[1])")
            #expect(Double(row[4]) == parameter.interval.high, "\(row[1])")
            #expect(row[7] == parameter.grade, "\(row[1])")
        }
    }

    @Test func `every pattern of the catalogue of forty has a page, and the index names it`() throws
    {
        let index = try page("README")
        for number in 1...40 {
            let id = number < 10 ? "P0\(number)" : "P\(number)"
            #expect(index.contains("[\(id)](\(id).md)"))
            #expect(try page(id).count > 500)
        }
    }

    @Test func `every parameter that a pattern reads stands on a page`() throws {
        var all = ""
        for number in 1...40 { all += try page(number < 10 ? "P0\(number)" : "P\(number)") }
        // The score's own numbers, the prior and the limit of a chain belong to no one pattern.
        let common = ["set.", "size.", "cap.", "alert.", "prior.", "graph."]
        for key in ParameterSet.standard.rows.keys.sorted() {
            if common.contains(where: key.hasPrefix) { continue }
            #expect(all.contains("| \(key) |"), "\(key)")
        }
    }
}
