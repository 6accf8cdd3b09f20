// SPDX-License-Identifier: Apache-2.0
import Testing
import TracePrimitives
import TraceRecords
import TraceWorkbook

@Suite("Sheets whose rows are signed as claims")
struct NoteSheetTests {
    private func read(_ more: [String: String]) -> Workbook {
        var files = [
            "parties.csv": "party,name,country\nS,Example Works,CN\n",
            "lots.csv": "lot,hs\nL,670420\n",
        ]
        files.merge(more) { $1 }
        return Workbook.read(files: files.mapValues { Array($0.utf8) })
    }

    @Test func `a stock count becomes a claim that hides its heading`() throws {
        let book = read(["stock.csv": "stock,party,as_of,hs,kg\nST,S,2025-01-02,670300,12.5\n"])
        #expect(book.isValid)
        let row = try #require(book.rows.first { $0.sheet == "stock" })
        #expect(row.record.kind == .claim)
        #expect(row.label == "stock.csv#ST")
        #expect(row.record.references("about") == [Reference(.party, "S")])
        #expect(row.record.text("denominator") == "stock/670300")
        #expect(row.record.decimal("value_low")?.description == "12.5")
        #expect(RecordSchema.claim["denominator"]?.privacy == .committed)
    }

    @Test func `markings, answers and indicators keep their grades`() throws {
        let book = read([
            "sites.csv": "site,operator\nF,S\n",
            "markings.csv": "marking,lot,sort,reviewers,confidence\nM,L,juche_date,2,medium\n",
            "questionnaires.csv":
                "answer_id,party,topic,asked,answered\nA,S,origin,2024-01-01,\nB,S,origin,2024-01-01,2024-02-01\n",
            "indicators.csv":
                "indicator,site,category,reliability,credibility\nI,F,housing,C,3\n",
        ])
        #expect(book.isValid)
        func claim(_ id: String) throws -> Record {
            try #require(book.rows.first { $0.record.id == id }).record
        }
        #expect(try claim("M").text("credibility") == "3")
        #expect(try claim("A").decimal("value_low")?.description == "0")
        #expect(try claim("B").decimal("value_low")?.description == "1")
        #expect(try claim("I").text("reliability") == "C")
        #expect(try claim("I").references("about") == [Reference(.site, "F")])
    }

    @Test
    func `a party that is nowhere, a topic that is none, and an id of two sheets are refused`() {
        #expect(!read(["stock.csv": "stock,party\nST,NOBODY\n"]).isValid)
        #expect(!read(["questionnaires.csv": "answer_id,party,topic\nA,S,love\n"]).isValid)
        let twice = read([
            "claims.csv": "claim,about\nC1,S\n", "stock.csv": "stock,party\nC1,S\n",
        ])
        #expect(twice.problems.contains { "\($0)".contains("claims.csv") })
    }

    @Test func `templates hold the new sheets`() {
        let names = WorkbookTemplates.files().map(\.name)
        for name in ["stock", "questionnaires", "markings", "indicators"] {
            #expect(names.contains(name + ".csv"))
        }
    }
}
