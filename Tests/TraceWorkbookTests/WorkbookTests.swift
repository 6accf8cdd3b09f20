// SPDX-License-Identifier: Apache-2.0
import Testing
import TracePrimitives
import TraceRecords
import TraceVerifier
import TraceWorkbook

@Suite("Workbooks as a whole") struct WorkbookTests {
    @Test func `Two sheets are needed`() {
        let workbook = Workbook.read(files: ["orders.csv": Array("order\n".utf8)])
        #expect(workbook.codes == [.sheetMissing, .sheetMissing])
        #expect(workbook.problems.map(\.file) == ["parties.csv", "lots.csv"])
    }

    @Test func `File names in any case, one for each sheet`() {
        let workbook = TestWorkbook.read(["Orders.CSV": "order\nO\n", "orders.csv": "order\nO\n"])
        #expect(workbook.codes == [.sheetTwice])
        #expect(TestWorkbook.read(["ORDERS.CSV": "order\nO\n"]).count(.order) == 1)
    }

    @Test func `An unknown sheet is remarked upon`() {
        let workbook = TestWorkbook.read(["movement.csv": "movement\nM\n", "notes.csv": "x\n"])
        #expect(workbook.isValid)
        #expect(workbook.remarks.map(\.code) == [.sheetUnknown, .sheetUnknown])
        #expect(workbook.remarks.first?.remedy.contains("movements.csv") == true)
    }

    @Test func `Unknown columns are reported and kept only on request`() {
        let lots = "lot,colour,net_kgs\nA,black,5\n"
        let plain = TestWorkbook.read(["lots.csv": lots])
        #expect(plain.isValid)
        #expect(plain.remarks.map(\.code) == [.columnUnknown, .columnUnknown])
        #expect(plain.remarks.last?.remedy.contains("net_kg") == true)
        #expect(plain.rows.allSatisfy { $0.kept.isEmpty })
        let kept = TestWorkbook.read(["lots.csv": lots], keep: ["colour", "size"])
        #expect(kept.rows.last?.kept == ["colour": "black"])
        #expect(kept.remarks.map(\.code) == [.columnKept, .columnUnknown])
    }

    @Test(arguments: [
        ("net_weight", "net_kg"), ("Weight (kg)", "net_kg"), ("NW", "net_kg"), ("qty", "pieces"),
        ("Quantity", "pieces"), ("HS code", "hs"), ("hs_code", "hs"), ("net_total", "net_kg"),
    ])
    func `A column under another name is told which column the sheet lacks`(
        name: String, column: String
    ) throws {
        let remark = try #require(
            TestWorkbook.read(["lots.csv": "lot,\(name)\nA,1\n"]).remarks.first)
        #expect(remark.code == .columnUnknown)
        #expect(remark.remedy.contains("lots has no column \(column)"))
    }

    @Test func `A column that stands already is no advice for another one`() throws {
        let lots = "lot,net_kg,net_weight\nA,1,2\n"
        let remark = try #require(TestWorkbook.read(["lots.csv": lots]).remarks.first)
        #expect(!remark.remedy.contains("net_kg"))
        #expect(remark.remedy.contains("--keep net_weight"))
    }

    @Test func `A kept column may not take the place of a key of the record`() {
        for name in ["v", "_sd", "ref", "read_from"] {
            let workbook = TestWorkbook.read(["lots.csv": "lot,\(name)\nA,1\n"], keep: [name])
            #expect(workbook.codes == [.columnKept])
        }
    }

    @Test func `Common columns stand in every sheet`() throws {
        let workbook = TestWorkbook.read([
            "documents.csv": "document,kind,according_to\nD,invoice,SUP\n",
            "lots.csv": "lot,according_to,document,basis\nA,SUP,D,supplier_statement\n",
        ])
        #expect(workbook.problems == [])
        let lot = try #require(workbook.row(.lot, "A"))
        #expect(lot.accordingTo == "SUP")
        #expect(lot.document == "D")
        #expect(lot.basis == "supplier_statement")
        let document = try #require(workbook.row(.document, "D"))
        #expect(document.accordingTo == "SUP")
        #expect(document.document == nil)
        #expect(document.text("type") == "invoice")
    }

    @Test func `The rows of a broken workbook that can be taken alone`() {
        let workbook = TestWorkbook.read([
            "lots.csv": "lot,net_kg,made_from\nA,x,\nB,1,A\nC,1,B\nD,1,\n",
            "movements.csv": "movement,lots\nM1,C\nM2,D\n",
            "documents.csv": "document,attaches\nD1,M1\nD2,M2\n",
        ])
        #expect(workbook.codes == [.numberForm])
        #expect(
            workbook.rows.filter { $0.sheet != "parties" }.map(\.label) == [
                "lots.csv#D", "movements.csv#M2", "documents.csv#D2",
            ])
        #expect(Set(workbook.dropped.compactMap(\.id)) == ["B", "C", "M1", "D1"])
        #expect(workbook.dropped.allSatisfy { $0.code == .referenceDropped })
    }

    @Test func `A file that cannot be read makes no flood of dangling ids`() {
        let orders = "order,buyer\n" + (0..<50).map { "O\($0),ACME\n" }.joined()
        let workbook = TestWorkbook.read(
            bytes: ["parties.csv": [0xFF], "orders.csv": Array(orders.utf8)])
        #expect(workbook.codes == [.notUTF8])
        #expect(workbook.dropped.count == 50)
        #expect(workbook.count(.order) == 0)
    }

    @Test func `The hash of a document is compared with its file`() {
        let hash = SHA256Hash.hash(Array("invoice".utf8))
        func read(_ sha256: String, _ file: DocumentFile, name: String = "a.pdf") -> Workbook {
            TestWorkbook.read(
                ["documents.csv": "document,sha256,file\nD,\(sha256),\(name)\n"],
                document: { $0 == "a.pdf" ? file : .absent })
        }
        let same = read(hash.hex.uppercased(), .hashed(hash))
        #expect(same.problems == [] && same.remarks == [])
        #expect(read(String(repeating: "0", count: 64), .hashed(hash)).codes == [.fileDiffers])
        let taken = read("", .hashed(hash))
        #expect(taken.remarks.map(\.code) == [.fileHashed])
        #expect(taken.row(.document, "D")?.bytes("sha256") == hash.bytes)
        #expect(read("", .absent).remarks.map(\.code) == [.fileAbsent])
        #expect(read("", .unreadable("is a pipe")).codes == [.fileAbsent])
        #expect(read("abc", .absent).codes == [.digestForm])
        for name in ["../a.pdf", "/etc/passwd", "x\\a.pdf", ".hidden"] {
            #expect(read("", .absent, name: name).codes == [.fileName])
        }
    }

    @Test func `Rows for an audit are unsigned and labelled by sheet and id`() {
        let checked = TestWorkbook.read().checked()
        #expect(checked.map(\.label).last == "lots.csv#WIG")
        #expect(checked.allSatisfy { $0.assurance == .unsigned && $0.issuer == "workbook" })
        #expect(checked.map(\.index) == [0, 1, 2, 3])
    }

    @Test func `Notes are one calm sentence each`() throws {
        let workbook = TestWorkbook.read(["lots.csv": "lot,net_kg\nA,\"1,5\"\n"])
        let note = try #require(workbook.problems.first)
        #expect(
            note.description
                == "lots.csv line 2, column net_kg (B2), id A: found \"1,5\"; expected "
                + "digits, with a point before decimals. Write 1.5.")
    }

    @Test func `Codes of notes are distinct`() {
        #expect(Set(WorkbookCode.allCases.map(\.rawValue)).count == WorkbookCode.allCases.count)
    }
}
