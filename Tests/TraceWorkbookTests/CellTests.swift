// SPDX-License-Identifier: Apache-2.0
import Testing
import TracePrimitives
import TraceRecords
import TraceWorkbook

/// One column of one lot or movement, with a single cell.
private func read(_ column: String, _ cell: String, sheet: String = "movements") -> Workbook {
    let id = sheet == "movements" ? "movement" : sheet == "lots" ? "lot" : "party"
    return TestWorkbook.read(["\(sheet).csv": "\(id),\(column)\nX,\"\(cell)\"\n"])
}

@Suite("Cells") struct CellTests {
    @Test(arguments: [
        "05/03/2025", "5.3.2025", "2025/03/05", "2025-3-5", "20250305", "45721", "5 Mar 2025",
        "2025年3月5日", "2025-02-30", "2025-03-05T00:00:00", "1899-12-31", "2201-01-01", "0000-00-00",
    ])
    func `Dates in a local form`(cell: String) throws {
        let problem = try #require(read("arrived", cell).problems.first)
        #expect(problem.code == .dateForm)
        #expect(problem.cell == "B2")
        #expect(problem.column == "arrived")
        #expect(problem.file == "movements.csv")
    }

    @Test func `A local date is never guessed: both readings are named`() throws {
        let problem = try #require(read("arrived", "05/03/2025").problems.first)
        #expect(problem.remedy.contains("2025-05-03 or 2025-03-05"))
        #expect(read("arrived", "2025/3/5").problems.first?.remedy == "Write 2025-03-05")
        let late = try #require(read("arrived", "2201-01-01").problems.first)
        #expect(late.remedy.contains("days of 1900 to 2200"))
    }

    @Test(arguments: [
        "1,234.5", "12,5", "+5", ".5", "5.", "007", "12 kg", "1 000", "0x10", "1e5", "NaN", "--1",
        "-0", "1234567890123456789012",
    ])
    func `Numbers in another form`(cell: String) {
        #expect(read("net_kg", cell, sheet: "lots").codes == [.numberForm])
    }

    @Test(arguments: [
        ("104,5", "104.5"), ("1.234,5", "1234.5"), ("1,234.5", "1234.5"), ("1,234,567", "1234567"),
        ("1.234.567,25", "1234567.25"), ("1 000", "1000"), ("1'000.5", "1000.5"),
        ("0,500", "0.500"), ("1234,567", "1234.567"), ("007", "7"), (".5", "0.5"), ("5.", "5"),
        ("\u{FF11}\u{FF10}\u{FF14}", "104"), ("\u{FF11}\u{FF0C}\u{FF15}", "1.5"),
        ("-1,5", "-1.5"), ("-0", "0"),
    ])
    func `A number in a local form is named as it would have to be written`(
        cell: String, number: String
    ) {
        #expect(read("net_kg", cell, sheet: "lots").problems.first?.remedy == "Write \(number)")
    }

    @Test func `A comma before three digits is never guessed: both readings are named`() throws {
        let problem = try #require(read("net_kg", "1,234", sheet: "lots").problems.first)
        #expect(problem.remedy.contains("may mean 1234 or 1.234"))
    }

    @Test(arguments: ["12,5,5", "1,23,456", "--1", "12 kg", "+5", ",", "1.2,3,4", "1-2", "x"])
    func `What means no number gets no number as advice`(cell: String) {
        let remedy = read("net_kg", cell, sheet: "lots").problems.first?.remedy
        #expect(remedy?.contains("Write") == false)
    }

    @Test(arguments: ["net_kg", "gross_kg", "pieces"])
    func `A lot of nothing is refused, for a 0 is no blank`(column: String) throws {
        for cell in ["0", "0.00"] {
            let problem = try #require(read(column, cell, sheet: "lots").problems.first)
            #expect(problem.code == .numberRange)
            #expect(problem.remedy.contains("leave the cell blank"))
            #expect(throws: RecordForm.Failure.self) {
                try RecordForm.record(.lot, id: "L-1", cells: [column: cell], file: "lot.json")
            }
        }
        // Elsewhere 0 is a figure like any other.
        #expect(read("value", "0").isValid)
    }

    @Test(arguments: [
        ("net_kg", "-1"), ("hand_tied_pct", "101"), ("hand_tied_pct", "-1"), ("pieces", "-600"),
    ])
    func `Numbers out of range`(column: String, cell: String) {
        #expect(read(column, cell, sheet: "lots").codes == [.numberRange])
    }

    @Test(arguments: ["1.23E+17", "9.13E+17", "1E+05", "1,23E+17"])
    func `Rounded numbers are refused with advice, in numbers and in codes`(cell: String) throws {
        for (column, sheet) in [("declaration", "movements"), ("net_kg", "lots"), ("hs", "lots")] {
            let problem = try #require(read(column, cell, sheet: sheet).problems.first)
            #expect(problem.code == .rounded)
            #expect(problem.remedy.contains("format the column as text"))
        }
    }

    @Test(arguments: ["#REF!", "#N/A", "#######"])
    func `Error values of a spreadsheet`(cell: String) {
        #expect(read("net_kg", cell, sheet: "lots").codes == [.spreadsheetError])
        #expect(read("description", cell, sheet: "lots").codes == [.spreadsheetError])
    }

    @Test(arguments: [
        ("trade_mode", "110", "0110"), ("customs_office", "930", "0930"), ("hs", "50100", "050100"),
        ("hs", "5010000", "05010000"), ("hs", "501000000", "0501000000"),
    ])
    func `Lost leading zeros are restored and reported`(
        column: String, cell: String, code: String
    ) throws {
        let sheet = column == "hs" ? "lots" : "movements"
        let workbook = read(column, cell, sheet: sheet)
        #expect(workbook.isValid)
        let remark = try #require(workbook.remarks.first)
        #expect(remark.code == .codeRestored)
        #expect(remark.remedy.contains(code))
        #expect(workbook.row(column == "hs" ? .lot : .movement, "X")?.text(column) == code)
    }

    @Test(arguments: [
        ("670420", "670420"), ("6704.20", "670420"), ("6704.20.00.00", "6704200000"),
        ("6704200000999", "6704200000999"), ("6703000000", "6703000000"),
    ])
    func `HS codes`(cell: String, code: String) {
        let workbook = read("hs", cell, sheet: "lots")
        #expect(workbook.remarks == [])
        #expect(workbook.row(.lot, "X")?.text("hs") == code)
    }

    @Test(arguments: ["6704", "67042", "6704.2", "6704-20", "wigs", "401100000", "67.04.20"])
    func `What is no HS code`(cell: String) {
        #expect(read("hs", cell, sheet: "lots").codes == [.codeForm])
    }

    @Test func `Codes that no list holds are remarks, never errors`() {
        for (column, cell, sheet) in [
            ("hs", "777700", "lots"), ("raw_origin_country", "ZZ", "lots"),
            ("currency", "ABC", "movements"), ("port", "ZZABC", "movements"),
            ("incoterm", "XYZ", "movements"),
        ] {
            let workbook = read(column, cell, sheet: sheet)
            #expect(workbook.isValid, "\(column)")
            #expect(workbook.remarks.map(\.code) == [.codeUnlisted], "\(column)")
        }
        #expect(read("currency", "RMB").remarks.first?.remedy.contains("CNY") == true)
        #expect(read("from_country", "UK").remarks.first?.remedy.contains("GB") == true)
    }

    @Test(arguments: [
        ("from_country", "China"), ("from_country", "cn"), ("from_country", "CHN"),
        ("currency", "US$"), ("currency", "usd"), ("port", "Dandong"), ("port", "CNDDG1"),
        ("port", "CND01"), ("trade_mode", "1a10"), ("trade_mode", "10"),
        ("customs_office", "09300"),
    ])
    func `Codes in another form`(column: String, cell: String) {
        #expect(read(column, cell).codes == [.codeForm])
    }

    @Test func `A place may be written with a blank`() {
        #expect(read("port", "CN DDG").row(.movement, "X")?.text("port") == "CNDDG")
    }

    @Test func `Words outside the list, with the near one named`() {
        let workbook = read("mode", "Sea")
        #expect(workbook.codes == [.wordUnknown])
        #expect(workbook.problems.first?.remedy == "Write sea if that is meant")
        #expect(read("kind", "raw import").problems.first?.remedy.contains("raw_import") == true)
        #expect(read("roles", "buyer;king", sheet: "parties").codes == [.wordUnknown])
    }

    @Test(arguments: ["", " ", "A B", "A;B", "A#B", "läufer", String(repeating: "x", count: 65)])
    func `Ids`(id: String) {
        let workbook = TestWorkbook.read(["lots.csv": "lot,hs\n\"\(id)\",670300\n"])
        #expect(workbook.problems.count == 1)
        #expect([.idForm, .idMissing].contains(workbook.codes.first))
    }

    @Test func `Ids may hold what the form allows`() {
        let id = "Az09._:/-" + String(repeating: "x", count: 55)
        #expect(TestWorkbook.read(["lots.csv": "lot\n\(id)\n"]).row(.lot, id) != nil)
    }
}

@Suite("Lots in a cell") struct LotsCellTests {
    @Test func `All four forms`() throws {
        let lots = "lot,made_from\nA,\nB,\nC,\nD,\nX,A;B=12; C=12.5@3.25 ;D=@7;\n"
        let workbook = TestWorkbook.read(["lots.csv": lots])
        #expect(workbook.problems == [])
        let shares = try #require(workbook.row(.lot, "X")?.lots("made_from"))
        #expect(shares.map(\.lot) == ["A", "B", "C", "D"])
        #expect(shares.map { $0.pieces?.description } == [nil, "12", "12.5", nil])
        #expect(shares.map { $0.kg?.description } == [nil, nil, "3.25", "7"])
    }

    @Test(arguments: [
        "A=", "A=x", "A=1@", "A=@", "=1", "A=1@2@3", "A=1=2", "A=-1", "A=1,5", "A;;B", "A;A=1", ";",
        "A b",
    ])
    func `Everything else is refused`(cell: String) {
        let lots = "lot,made_from\nA,\nB,\nX,\"\(cell)\"\n"
        #expect(TestWorkbook.read(["lots.csv": lots]).codes == [.lotsForm])
    }

    @Test func `More lots than a statement has subjects`() {
        let ids = (0..<256).map { "L\($0)" }
        let lots = "lot,made_from\n" + ids.map { "\($0),\n" }.joined()
        let all = lots + "X," + ids.joined(separator: ";") + "\n"
        #expect(TestWorkbook.read(["lots.csv": all]).codes == [.lotsTooMany])
        let less = lots + "X," + ids.dropLast().joined(separator: ";") + "\n"
        #expect(TestWorkbook.read(["lots.csv": less]).isValid)
        let half = ids.dropLast(100).joined(separator: ";")
        let rest = ids.suffix(120).joined(separator: ";")
        let work = "processing,inputs,outputs\nP,\(half),\(rest)\n"
        let workbook = TestWorkbook.read(["lots.csv": lots, "processing.csv": work])
        #expect(workbook.codes == [.lotsTooMany])
    }
}

@Suite("Identifiers of a party") struct IdentifierTests {
    private func read(_ cell: String) -> Workbook {
        TestWorkbook.read(["parties.csv": "party,identifiers\nX,\(cell)\n"])
    }

    // 91350100M000100Y43 is the example commonly published with GB 32100-2015.
    @Test func `Check character of the unified social credit code`() {
        #expect(read("uscc=91350100M000100Y43").isValid)
        #expect(read("uscc=91350100M000100Y44").codes == [.identifierCheck])
        #expect(read("uscc=91530100M000100Y43").codes == [.identifierCheck])
        #expect(read("uscc=91350100M000100I43").codes == [.identifierForm])
        #expect(read("uscc=91350100M000100Y4").codes == [.identifierForm])
        #expect(read("uscc=9.135E+17").codes == [.identifierForm])
    }

    @Test func `Other schemes are doubted, not refused`() {
        #expect(read("lei=5493001KJTIIGC8Y1R12;gln=4006381333931;duns=123456789").remarks == [])
        for wrong in ["lei=5493001KJTIIGC8Y1R13", "gln=4006381333932", "duns=12"] {
            let workbook = read(wrong)
            #expect(workbook.isValid)
            #expect(workbook.remarks.map(\.code) == [.identifierCheck])
        }
    }

    @Test(arguments: ["vat=1", "91350100M000100Y43", "uscc:91350100M000100Y43", "uscc="])
    func `An unknown scheme`(cell: String) {
        #expect(read(cell).codes == [.identifierForm])
    }
}
