// SPDX-License-Identifier: Apache-2.0
import Testing
import TracePrimitives
import TraceRecords
import TraceWorkbook

@Suite("The shape of CSV files") struct CSVShapeTests {
    @Test func `The base workbook has no problems`() {
        let workbook = TestWorkbook.read()
        #expect(workbook.problems == [])
        #expect(workbook.remarks == [])
        #expect(
            workbook.rows.map(\.label) == [
                "parties.csv#ACME", "parties.csv#SUP", "lots.csv#RAW", "lots.csv#WIG",
            ])
    }

    @Test(arguments: ["\n", "\r\n"]) func `Both line ends, with and without the last`(end: String) {
        let text = ["lot,hs", "A,670300", "B,670420"].joined(separator: end)
        #expect(TestWorkbook.read(["lots.csv": text]).count(.lot) == 2)
        #expect(TestWorkbook.read(["lots.csv": text + end]).count(.lot) == 2)
    }

    @Test func `A byte-order mark is accepted`() {
        let workbook = TestWorkbook.read(["lots.csv": "\u{FEFF}lot,hs\nA,670300\n"])
        #expect(workbook.isValid)
        #expect(workbook.count(.lot) == 1)
    }

    @Test func `Quoted cells keep commas, quotes and line ends`() {
        let text = "lot,description\nA,\"12\"\" wig, \"\"lace\"\"\nsecond line\"\nB,plain\n"
        let workbook = TestWorkbook.read(["lots.csv": text])
        #expect(workbook.row(.lot, "A")?.text("description") == "12\" wig, \"lace\"\nsecond line")
        #expect(workbook.rows.last?.line == 4)
    }

    @Test func `Surrounding blanks of every keyboard are no content`() {
        let workbook = TestWorkbook.read(["lots.csv": "lot,hs\n A ,\u{3000}670300\u{A0}\n"])
        #expect(workbook.row(.lot, "A")?.text("hs") == "670300")
    }

    @Test func `Empty rows are passed over and still counted`() throws {
        let workbook = TestWorkbook.read(["lots.csv": "lot,net_kg\n,\n\nA,x\n"])
        let problem = try #require(workbook.problems.first)
        #expect(workbook.problems.count == 1)
        #expect(problem.line == 4)
        #expect(problem.cell == "B4")
        #expect(problem.position == 3)
    }

    @Test func `Columns in any order, capitalised by a spreadsheet`() {
        let workbook = TestWorkbook.read(["lots.csv": "Net_kg, LOT \n1.50,A\n"])
        #expect(workbook.row(.lot, "A")?.decimal("net_kg")?.description == "1.50")
    }

    @Test func `An unterminated quote names the line where it opens`() throws {
        let workbook = TestWorkbook.read(["lots.csv": "lot,hs\nA,670300\nB,\"6704\nC,1\n"])
        let problem = try #require(workbook.problems.first)
        #expect(problem.code == .quoteUnclosed)
        #expect(problem.line == 3)
        #expect(problem.position == 3)
        #expect(workbook.row(.lot, "A") != nil)
    }

    @Test(arguments: ["A,6\"703", "A,\"670300\"x", "A, \"670300\""])
    func `A quote in the wrong place`(row: String) {
        let workbook = TestWorkbook.read(["lots.csv": "lot,hs\n\(row)\nB,670300\n"])
        #expect(workbook.codes == [.quoteStray])
        #expect(workbook.problems.first?.line == 2)
        #expect(workbook.row(.lot, "A") == nil)
        #expect(workbook.row(.lot, "B") != nil)
    }

    @Test(arguments: [("A", 1), ("A,670300,x", 3)]) func `Ragged rows`(row: String, cells: Int) {
        let workbook = TestWorkbook.read(["lots.csv": "lot,hs\n\(row)\nB,670300\n"])
        #expect(workbook.codes == [.rowLength])
        #expect(workbook.problems.first?.found == "\(cells) cells")
        #expect(workbook.count(.lot) == 1)
    }

    @Test func `A lone carriage return`() {
        #expect(TestWorkbook.read(["lots.csv": "lot,hs\rA,670300\r"]).codes == [.lineEnd])
    }

    @Test func `A cell of 10 MB`() {
        let long = String(repeating: "x", count: 10_485_760)
        let workbook = TestWorkbook.read(["lots.csv": "lot,description\nA,\(long)\nB,short\n"])
        #expect(workbook.codes == [.cellTooLong])
        #expect(workbook.problems.first?.found == "a cell of 10485760 bytes")
        #expect(workbook.problems.first?.description.utf8.count ?? .max < 400)
        #expect(workbook.row(.lot, "B") != nil)
    }

    @Test func `A text of more than 4,096 bytes`() {
        let long = String(repeating: "x", count: 4097)
        let workbook = TestWorkbook.read(["lots.csv": "lot,description\nA,\(long)\n"])
        #expect(workbook.codes == [.textTooLong])
    }

    @Test func `Control characters`() {
        let workbook = TestWorkbook.read(["lots.csv": "lot,description\nA,\u{1B}[31mred\n"])
        #expect(workbook.codes == [.controlCharacter])
    }

    @Test func `An empty file`() {
        #expect(TestWorkbook.read(["lots.csv": ""]).codes == [.sheetEmpty])
        #expect(TestWorkbook.read(["orders.csv": "\u{FEFF}"]).codes == [.sheetEmpty])
    }

    @Test func `A header alone is valid, and remarked upon where rows are needed`() {
        let workbook = TestWorkbook.read(["lots.csv": "lot,hs\n", "orders.csv": "order\n"])
        #expect(workbook.isValid)
        #expect(workbook.remarks.map(\.file) == ["lots.csv"])
    }

    @Test func `A column twice`() {
        #expect(TestWorkbook.read(["lots.csv": "lot,hs,HS\nA,1,2\n"]).codes == [.columnTwice])
    }

    @Test func `Semicolons or tabs instead of commas`() {
        for separator in [";", "\t"] {
            let workbook = TestWorkbook.read([
                "lots.csv": "lot\(separator)hs\nA\(separator)670300\n"
            ])
            #expect(workbook.codes == [.delimiter])
        }
    }

    @Test func `No id column, with the near one named`() {
        let workbook = TestWorkbook.read(["lots.csv": "lots,hs\nA,670300\n"])
        #expect(workbook.codes == [.columnMissing])
        #expect(workbook.problems.first?.remedy == "Rename lots to lot")
    }

    @Test func `A column without a name may be empty and may not hold anything`() {
        #expect(TestWorkbook.read(["lots.csv": "lot,hs,\nA,670300,\n"]).isValid)
        #expect(TestWorkbook.read(["lots.csv": "lot,hs,\nA,670300,7\n"]).codes == [.columnNameless])
    }

    @Test func `A file that customs statistics deliver is no sheet`() throws {
        let text = "\"数据年月\",\"商品编码\",\"人民币\",\n\"202501\",\"12019011\",\"634,583\",\n"
        #expect(TestWorkbook.read(["lots.csv": text]).codes == [.columnMissing])
    }
}
