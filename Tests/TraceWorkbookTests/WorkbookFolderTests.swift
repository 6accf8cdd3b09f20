// SPDX-License-Identifier: Apache-2.0
import Foundation
import Testing
import TracePrimitives
import TraceRecords
import TraceWorkbook

/// A folder that is gone when the test is over.
private final class TestFolder {
    let path: String

    init() throws {
        path = NSTemporaryDirectory() + "traceledger-workbook-" + UUID().uuidString
        try FileManager.default.createDirectory(
            atPath: path + "/documents", withIntermediateDirectories: true)
        for (name, text) in TestWorkbook.base { try write(name, text) }
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }

    func write(_ name: String, _ text: String) throws {
        try Data(text.utf8).write(to: URL(fileURLWithPath: path + "/" + name))
    }

    func link(_ name: String, to target: String) throws {
        try FileManager.default.createSymbolicLink(
            atPath: path + "/" + name, withDestinationPath: target)
    }
}

@Suite("Folders") struct WorkbookFolderTests {
    @Test func `A folder with documents`() throws {
        let folder = try TestFolder()
        try folder.write("documents/a.pdf", "invoice")
        try folder.write("DOCUMENTS.CSV", "document,file\nD,a.pdf\n")
        try folder.write("README.md", "no sheet")
        try folder.write("~$lots.csv", "left by a spreadsheet")
        let workbook = try WorkbookFolder.read(at: folder.path)
        #expect(workbook.problems == [])
        #expect(workbook.remarks.map(\.code) == [.fileHashed])
        let hash = SHA256Hash.hash(Array("invoice".utf8))
        #expect(workbook.row(.document, "D")?.bytes("sha256") == hash.bytes)
    }

    @Test(arguments: ["xlsx", "XLS", "ods", "numbers", "txt", "csv.txt"])
    func `A sheet saved in another form is told of, beside an empty one too`(
        ending: String
    ) throws {
        let folder = try TestFolder()
        try folder.write("movements.csv", "movement,lots\n")
        try folder.write("movements.\(ending)", "PK")
        try folder.write("notes.txt", "no sheet")
        let workbook = try WorkbookFolder.read(at: folder.path)
        #expect(workbook.isValid && workbook.remarks.map(\.code) == [.sheetUnknown])
        let remark = try #require(workbook.remarks.first)
        #expect(remark.file == "movements.\(ending)")
        #expect(remark.remedy.contains("It was not read"))
        #expect(remark.remedy.contains("named movements.csv"))
    }

    @Test func `A missing sheet that stands there in another form is named`() throws {
        for (name, remedy) in [
            ("lots.xlsx", "named lots.csv"), ("lots (1).csv", "Rename it to lots.csv"),
        ] {
            let folder = try TestFolder()
            try FileManager.default.removeItem(atPath: folder.path + "/lots.csv")
            try folder.write(name, "lot,hs\n")
            let problem = try #require(WorkbookFolder.read(at: folder.path).problems.first)
            #expect(problem.code == .sheetMissing)
            #expect(problem.found.contains(name))
            #expect(problem.remedy.contains(remedy))
        }
    }

    @Test(arguments: [
        "movements (1).csv", "movements - Copy.csv", "Copy of movements.csv", "movements.csv.csv",
    ])
    func `A copy of a sheet is told its name`(name: String) throws {
        let folder = try TestFolder()
        try folder.write(name, "movement\nM\n")
        let workbook = try WorkbookFolder.read(at: folder.path)
        #expect(workbook.count(.movement) == 0)
        #expect(workbook.remarks.first?.remedy.contains("Rename it to movements.csv") == true)
    }

    @Test func `A book of all sheets is told to be saved sheet by sheet`() throws {
        let folder = try TestFolder()
        try folder.write("my-year.xlsx", "PK")
        let workbook = try WorkbookFolder.read(at: folder.path)
        #expect(workbook.remarks.first?.remedy.contains("each of its sheets") == true)
    }

    @Test func `Links are not followed`() throws {
        let folder = try TestFolder()
        try folder.link("orders.csv", to: "/etc/hostname")
        try folder.link("documents/a.pdf", to: "/etc/hostname")
        try folder.write("documents.csv", "document,file\nD,a.pdf\n")
        let workbook = try WorkbookFolder.read(at: folder.path)
        #expect(workbook.codes == [.sheetUnreadable, .fileAbsent])
        #expect(workbook.problems.allSatisfy { $0.found.contains("no regular file") })
    }

    @Test func `A folder in place of a sheet`() throws {
        let folder = try TestFolder()
        try FileManager.default.createDirectory(
            atPath: folder.path + "/sites.csv", withIntermediateDirectories: false)
        #expect(try WorkbookFolder.read(at: folder.path).codes == [.sheetUnreadable])
    }

    @Test func `No folder`() {
        #expect(throws: WorkbookFolder.Failure.self) {
            try WorkbookFolder.read(at: "/nowhere/at/all")
        }
        #expect(!WorkbookFolder.looksLikeWorkbook("/nowhere/at/all"))
    }

    @Test func `What looks like a workbook`() throws {
        let folder = try TestFolder()
        #expect(WorkbookFolder.looksLikeWorkbook(folder.path))
        #expect(!WorkbookFolder.looksLikeWorkbook(folder.path + "/documents"))
        try folder.write("documents/lots.xlsx", "PK")
        #expect(WorkbookFolder.looksLikeWorkbook(folder.path + "/documents"))
    }
}

@Suite("Examples") struct ExampleWorkbookTests {
    static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent()
        .appendingPathComponent("Examples/workbooks").path
    static let names = ((try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? [])
        .filter { WorkbookFolder.looksLikeWorkbook(folder + "/" + $0) }.sorted()

    @Test(arguments: names) func `Example workbooks read without problems`(name: String) throws {
        let workbook = try WorkbookFolder.read(at: Self.folder + "/" + name)
        #expect(workbook.problems == [])
        #expect(workbook.count(.lot) > 0)
    }
}
