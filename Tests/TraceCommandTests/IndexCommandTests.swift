// SPDX-License-Identifier: Apache-2.0
import Foundation
import Testing

@Suite("traceledger index and diff") struct IndexCommandTests {
    @Test func `the index finds after an import, is deleted, spoilt, and made anew`() throws {
        let ledger = try CommandLedger()
        let path = ledger.path + "/private/index.sqlite"
        let found = try ledger.run("index", ledger.path, "--find", "FS-1")
        #expect(found.output.contains("lot  FS-1"))
        #expect(found.errors.contains("5 statements, each compared with the log."))
        #expect(try ledger.run("index", ledger.path, "--find", "NOBODY").output.isEmpty)
        try Data(repeating: 0x41, count: 5_000).write(to: URL(fileURLWithPath: path))
        let spoilt = try CommandRun("index", ledger.path, "--find", "FS-1")
        #expect(spoilt.status == 2 && spoilt.output.isEmpty)
        let again = try ledger.run("index", ledger.path, "--rebuild", "--find", "FS-1")
        #expect(again.output.contains("33 entries indexed."))
        #expect(again.output.hasSuffix(found.output))
        try ledger.refuse(["index", ledger.path], "--rebuild")
    }

    @Test func `an index that is in the way hinders no import, and is named`() throws {
        let ledger = try CommandLedger(isEmpty: true)
        let path = ledger.path + "/private/index.sqlite"
        try Data(repeating: 0x41, count: 5_000).write(to: URL(fileURLWithPath: path))
        let run = try ledger.run(
            "import", Examples.folder + "/workbooks/first-steps", "--ledger", ledger.path)
        #expect(run.output.contains("33 entries"))
        #expect(run.errors.contains("traceledger index \(ledger.path) --rebuild"))
    }

    @Test func `diff tells a new alert, and refuses what is no audit`() throws {
        let folder = TestFolder()
        let book = Examples.folder + "/workbooks/first-steps"
        let result = try CommandRun("audit", book, "--format", "json").output
        try folder.write("after.json", result)
        let before = result.replacing("\"alert\": true", with: "\"alert\": false")
        #expect(before != result)
        try folder.write("before.json", before)
        let files = ["before.json", "after.json"].map { folder.path + "/" + $0 }
        let grown = try CommandRun("diff", files[0], files[1])
        #expect(grown.status == 1, "\(grown.errors)")
        #expect(grown.output.contains("FS-3"))
        #expect(try CommandRun("diff", files[1], files[1]).status == 0)
        let json = try CommandRun("diff", files[0], files[1], "--json")
        #expect(json.output.hasPrefix("{"))
        try folder.write("cut.json", String(folder.text("after.json").prefix(3_000)))
        for other in [folder.path + "/cut.json", book + "/lots.csv"] {
            let refused = try CommandRun("diff", files[0], other)
            #expect(refused.status == 2)
            #expect(refused.errors.contains(other))
        }
    }
}
