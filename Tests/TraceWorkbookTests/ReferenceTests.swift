// SPDX-License-Identifier: Apache-2.0
import Testing
import TracePrimitives
import TraceRecords
import TraceWorkbook

@Suite("Rows that name one another") struct ReferenceTests {
    @Test func `Duplicate ids leave none of the rows valid`() throws {
        let workbook = TestWorkbook.read(["lots.csv": "lot,hs\nA,670300\nB,\nA,670420\nA,\n"])
        #expect(workbook.codes == [.idTwice, .idTwice])
        #expect(workbook.problems.map(\.line) == [4, 5])
        #expect(workbook.problems.first?.found == "an id that line 2 has already")
        #expect(workbook.rows.filter { $0.sheet == "lots" }.map(\.record.id) == ["B"])
    }

    @Test func `The same id in several sheets is no duplicate`() {
        #expect(TestWorkbook.read(["lots.csv": "lot\nACME\n"]).isValid)
    }

    @Test func `Dangling ids of every form of reference`() throws {
        let workbook = TestWorkbook.read([
            "movements.csv": "movement,lots,from_party,from_site\nM,WIG=1;GONE=2,NOBODY,NOWHERE\n",
            "documents.csv": "document,attaches\nD,WIG;NOTHING;orders#O9\n",
            "orders.csv": "order,according_to,document,basis\nO,WHO,WHAT,document\n",
        ])
        #expect(workbook.problems.allSatisfy { $0.code == .referenceDangling })
        #expect(
            Set(workbook.problems.map(\.found)) == [
                "\"GONE\"", "\"NOBODY\"", "\"NOWHERE\"", "\"NOTHING\"", "\"O9\"", "\"WHO\"",
                "\"WHAT\"",
            ])
        let lots = try #require(workbook.problems.first { $0.found == "\"GONE\"" })
        #expect(lots.cell == "B2")
        #expect(lots.id == "M")
        #expect(lots.expected == "an id that stands in lots.csv")
    }

    @Test func `An id of another sheet is named as such`() {
        let workbook = TestWorkbook.read(["orders.csv": "order,buyer\nO,WIG\n"])
        #expect(workbook.problems.first?.remedy.hasPrefix("It stands in lots.csv") == true)
    }

    @Test func `A bare id is resolved, an ambiguous one names the sheets`() {
        let orders = "order,lots\nWIG,WIG\nO1,WIG\n"
        let replies = "reply,about\nR1,O1\nR2,WIG\nR3,orders#WIG;lots.csv#WIG\n"
        let workbook = TestWorkbook.read(["orders.csv": orders, "replies.csv": replies])
        #expect(workbook.codes == [.referenceAmbiguous])
        #expect(workbook.problems.first?.expected.contains("lots, orders") == true)
        #expect(workbook.row(.reply, "R1")?.references("about") == [Reference(.order, "O1")])
        #expect(
            workbook.row(.reply, "R3")?.references("about") == [
                Reference(.order, "WIG"), Reference(.lot, "WIG"),
            ])
    }

    @Test func `An unknown sheet before the mark`() {
        let workbook = TestWorkbook.read(["documents.csv": "document,attaches\nD,goods#WIG\n"])
        #expect(workbook.codes == [.referenceForm])
    }

    @Test func `Rows known by several columns`() {
        let workbook = TestWorkbook.read([
            "sites.csv": "site\nS1\n", "documents.csv": "document\nD1\n",
            "headcounts.csv":
                "site,as_of,workers,document\nS1,2025-01-01,60,D1\nS1,2025-01-01,55,\n",
            "rates.csv": "date,currency,per_usd\n2025-01-01,CNY,7.25\n2025-01-02,CNY,7.26\n",
            "replies.csv": "reply,about\nR,headcounts#S1@2025-01-01@D1\n",
        ])
        #expect(workbook.problems == [])
        #expect(workbook.row(.headCount, "S1@2025-01-01@D1")?.document == "D1")
        #expect(workbook.row(.headCount, "S1@2025-01-01") != nil)
        #expect(workbook.row(.rate, "2025-01-01/CNY")?.decimal("per_usd")?.description == "7.25")
    }

    @Test func `Key columns may not be blank, and their rows not stand twice`() {
        let rates =
            "date,currency,per_usd\n2025-01-01,CNY,7\n2025-01-01,CNY,8\n,CNY,7\n2025-01-01,EUR,\n"
        let workbook = TestWorkbook.read(["rates.csv": rates])
        #expect(workbook.codes == [.idTwice, .idMissing, .idMissing])
        #expect(workbook.count(.rate) == 0)
    }

    @Test func `Owners in a circle and dates out of order are remarks`() {
        let workbook = TestWorkbook.read([
            "parties.csv": "party,parent\nA,B\nB,A\n",
            "movements.csv": "movement,dispatched,arrived\nM,2025-03-05,2025-03-01\n",
        ])
        #expect(workbook.isValid)
        #expect(workbook.remarks.map(\.code) == [.cycle, .dateOrder])
    }
}

@Suite("Cycles") struct CycleTests {
    private func read(processing rows: String, lots: String = "lot\nA\nB\nC\n") -> Workbook {
        TestWorkbook.read([
            "lots.csv": lots, "processing.csv": "processing,kind,inputs,outputs\n" + rows,
        ])
    }

    @Test(arguments: ["finish", "relabel", "repack", ""])
    func `Work that keeps its lot ids is no cycle`(kind: String) {
        #expect(read(processing: "P,\(kind),A,A\nQ,\(kind),A;B,A;B\n").isValid)
    }

    @Test func `A transform may not keep a lot id`() {
        let workbook = read(processing: "P,transform,A;B,B\n")
        #expect(workbook.codes == [.cycle])
        #expect(workbook.problems.first?.found.contains("lot \"B\"") == true)
        #expect(workbook.count(.processing) == 0)
    }

    @Test func `A cycle is named with its lots and rows`() throws {
        let workbook = read(processing: "P,transform,A,B\nQ,finish,B,C\nR,repack,C,A\n")
        #expect(workbook.codes == [.cycle])
        let found = try #require(workbook.problems.first?.found)
        #expect(found.contains("A → B → C → A"))
        #expect(found.contains("processing.csv#P, processing.csv#Q, processing.csv#R"))
        #expect(workbook.count(.processing) == 0)
        #expect(workbook.dropped.count == 2)
    }

    @Test func `A cycle across sheets`() {
        let workbook = read(
            processing: "P,transform,A,B\n", lots: "lot,made_from\nA,B\nB,\nC,B\n")
        #expect(workbook.codes == [.cycle])
        #expect(workbook.problems.first?.found.contains("lots.csv#A, processing.csv#P") == true)
    }

    @Test func `A lot made of itself`() {
        #expect(read(processing: "", lots: "lot,made_from\nA,A\n").codes == [.cycle])
    }

    @Test func `Two separate cycles are two problems`() {
        let lots = "lot,made_from\nA,B\nB,A\nC,D\nD,C\nE,A\n"
        #expect(read(processing: "", lots: lots).codes == [.cycle, .cycle])
    }

    @Test func `A diamond is no cycle`() {
        let lots = "lot,made_from\nA,\nB,A\nC,A\nD,B;C\n"
        #expect(read(processing: "", lots: lots).isValid)
    }

    @Test func `A chain of 20,000 lots needs no deep stack`() {
        var lots = "lot,made_from\nL0,\n"
        for index in 1..<20_000 { lots += "L\(index),L\(index - 1)\n" }
        #expect(read(processing: "", lots: lots).isValid)
        let ring = lots.replacing("L0,\n", with: "L0,L19999\n")
        let workbook = read(processing: "", lots: ring)
        #expect(workbook.codes == [.cycle])
        #expect(workbook.problems.first?.found.contains("…") == true)
    }

    @Test func `Claims that relay themselves`() {
        let workbook = TestWorkbook.read(["claims.csv": "claim,derived_from\nC1,C2\nC2,C1\n"])
        #expect(workbook.codes == [.cycle])
    }
}
