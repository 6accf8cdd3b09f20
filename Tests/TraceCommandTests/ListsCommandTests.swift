// SPDX-License-Identifier: Apache-2.0
import Foundation
import Testing

@Suite("traceledger lists and screen") struct ListsCommandTests {
    private let folder = TestFolder()
    private var lists: String { folder.path + "/lists" }
    private static let un = """
        <CONSOLIDATED_LIST dateGenerated="2026-02-27T00:00:09Z"><ENTITIES><ENTITY>
          <DATAID>1</DATAID><FIRST_NAME>BEISPIEL GENERAL CORPORATION</FIRST_NAME>
          <UN_LIST_TYPE>DPRK</UN_LIST_TYPE><REFERENCE_NUMBER>KPe.900</REFERENCE_NUMBER>
        </ENTITY></ENTITIES></CONSOLIDATED_LIST>
        """

    private func add(_ text: String, _ name: String = "list.xml") throws -> CommandRun {
        try folder.write(name, text)
        return try CommandRun("lists", "add", folder.path + "/" + name, "--to", lists)
    }

    @Test func `a list is stored by kind and day, shown, and screened against`() throws {
        let added = try add(Self.un)
        #expect(added.status == 0, "\(added.errors)")
        #expect(added.output.contains("1 entries, of 2026-02-27 (as it says)"))
        #expect(try add(Self.un).output.hasPrefix("Already there"))
        let shown = try CommandRun("lists", "show", lists)
        #expect(shown.output.contains("1 listed in all, 1 under programmes on North Korea."))
        let match = try CommandRun("screen", "name", "Beispiel General Corp", "--lists", lists)
        #expect(match.status == 1)
        #expect(match.output.contains("BEISPIEL GENERAL CORPORATION"))
        #expect(try CommandRun("screen", "name", "Qwerty", "--lists", lists).status == 0)
        #expect(try CommandRun("screen", "name", " \u{200B}", "--lists", lists).status == 2)
        let audit = try CommandRun(
            "audit", Examples.folder + "/workbooks/first-steps", "--lists", lists, "--format",
            "json")
        #expect(audit.output.contains("2026-02-27"))
    }

    @Test(arguments: [
        (un.replacing("</ENTITY>", with: ""), "list.xml"), ("<html><body/></html>", "web page"),
        (un.replacing("<ENTITIES>", with: "<!DOCTYPE x><ENTITIES>"), "document type"),
        ("", "empty"),
    ])
    func `a list that is cut, or is none, is refused by name and not stored`(
        text: String, word: String
    ) throws {
        let run = try add(text)
        #expect(run.status == 2)
        #expect(run.errors.contains("list.xml") && run.errors.contains(word), "\(run.errors)")
        let stored = (try? FileManager.default.contentsOfDirectory(atPath: lists)) ?? []
        #expect(stored.isEmpty)
    }

    @Test func `XML whose bytes are no UTF-8 ends in a sentence, not in a crash`() throws {
        var bytes = Data(Self.un.replacing("<DATAID>", with: "<DAT?AID>").utf8)
        let place = try #require(bytes.range(of: Data("?".utf8)))
        bytes[place.lowerBound] = 0xC4
        let path = folder.path + "/list.xml"
        try bytes.write(to: URL(fileURLWithPath: path))
        let run = try CommandRun("lists", "add", path, "--to", lists)
        #expect(run.status == 2)
        #expect(run.errors.contains("line 2: the text is not UTF-8"))
    }

    @Test func `a decision is signed and honoured by the audit`() throws {
        let ledger = try CommandLedger()
        let decided = try ledger.run(
            "screen", "decide", ledger.path, "--party", "EX-HURRY", "--entry", "OFAC SDN:900001",
            "--not-same", "--why", "another place", "--by", "A. Analyst")
        #expect(decided.output.contains("is not OFAC SDN:900001"))
        try ledger.run("verify", ledger.path, "--trust", ledger.trust)
        try ledger.refuse(
            [
                "screen", "decide", ledger.path, "--party", "EX-HURRY", "--entry", "nonsense",
                "--same", "--why", "x", "--by", "y",
            ], "LIST:NUMBER")
    }
}
