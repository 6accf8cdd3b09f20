// SPDX-License-Identifier: Apache-2.0
import Testing
import TraceRecords
import TraceTesting
import TraceWorkbook

@Suite("The encoding of CSV files") struct EncodingTests {
    private func problem(_ bytes: [UInt8]) throws -> WorkbookNote {
        let workbook = TestWorkbook.read(bytes: ["lots.csv": bytes])
        #expect(workbook.problems.count == 1)
        #expect(workbook.count(.lot) == 0)
        return try #require(workbook.problems.first)
    }

    @Test func `Latin-1 bytes are refused with offset, line and advice`() throws {
        let start = Array("lot,description\nA,Per".utf8)
        let problem = try problem(start + [0xFC, 0x63, 0x6B, 0x65] + Array("n\n".utf8))
        #expect(problem.code == .notUTF8)
        #expect(problem.found.contains("byte 0xFC"))
        #expect(problem.found.contains("Latin-1"))
        #expect(problem.found.contains("at byte offset \(start.count)"))
        #expect(problem.line == 2)
        #expect(problem.position == 6)
        #expect(problem.remedy.contains("iconv -f WINDOWS-1252 -t UTF-8"))
    }

    @Test func `GB18030 bytes are recognised`() throws {
        // 人发假发, human-hair wigs, as GB18030 writes it.
        let hair: [UInt8] = [0xC8, 0xCB, 0xB7, 0xA2, 0xBC, 0xD9, 0xB7, 0xA2]
        let problem = try problem(Array("lot,description\nA,".utf8) + hair + [0x0A])
        #expect(problem.code == .notUTF8)
        #expect(problem.found.contains("GB18030"))
        #expect(problem.found.contains("at byte offset 18"))
        #expect(problem.remedy.contains("iconv -f GB18030 -t UTF-8"))
    }

    @Test(.enabled(if: SharedData.isPresent, "needs the shared vectors folder"))
    func `A download of China customs in GB18030`() throws {
        let bytes = try SharedData.bytes(
            "samples/csv-realities/china-customs-gacc/2025out.gb18030.csv")
        #expect(try problem(bytes).found.contains("GB18030"))
        let text = try SharedData.bytes("samples/csv-realities/china-customs-gacc/2025out.utf8.csv")
        #expect(try problem(text).code == .columnMissing)
    }

    @Test func `UTF-16 with and without its mark`() throws {
        #expect(try problem([0xFF, 0xFE, 0x6C, 0x00]).found.contains("UTF-16"))
        let plain = Array("lot,hs\n".utf8).flatMap { [$0, UInt8(0)] }
        let problem = try problem(plain)
        #expect(problem.found.contains("zero byte"))
        #expect(problem.found.contains("at byte offset 1"))
    }

    @Test func `A zero byte in the middle`() throws {
        let problem = try problem(Array("lot,hs\nA,67\u{0}0300\n".utf8))
        #expect(problem.code == .notUTF8)
        #expect(problem.line == 2)
        #expect(problem.position == 5)
    }

    @Test func `A character cut off at the end`() throws {
        #expect(try problem(Array("lot\nA\n".utf8) + [0xE4, 0xBA]).found.contains("offset 6"))
    }

    @Test func `Overlong and surrogate forms`() throws {
        #expect(try problem(Array("lot\n".utf8) + [0xC0, 0xAF]).code == .notUTF8)
        #expect(try problem(Array("lot\n".utf8) + [0xED, 0xA0, 0x80]).code == .notUTF8)
    }

    @Test func `A spreadsheet file with another name`() throws {
        #expect(try problem([0x50, 0x4B, 0x03, 0x04, 0x14, 0x00]).code == .notCSV)
    }
}
