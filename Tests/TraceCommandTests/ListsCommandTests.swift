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

    @Test func `a list of a day to come is refused, and told where it says so itself`() throws {
        let slip = try CommandRun(
            "lists", "add", Examples.folder + "/lists/sdn.csv", "--to", lists, "--date",
            "2999-11-20")
        #expect(slip.status == 2 && slip.errors.contains("2999-11-20 is a day to come"))
        #expect(!FileManager.default.fileExists(atPath: lists))
        #expect(try add(Self.un.replacing("2026-02-27", with: "2999-02-27")).status == 0)
        let book = Examples.folder + "/workbooks/first-steps"
        for arguments in [["lists", "show", lists], ["audit", book, "--lists", lists]] {
            let run = try CommandRun(list: arguments)
            #expect(run.errors.contains("is of 2999-02-27, a day to come"), "\(run.errors)")
        }
    }

    @Test func `an analyst is named in both forms, and one whom no record names is refused`() throws
    {
        let ledger = try CommandLedger()
        let shown = try ledger.run("key", "show", ledger.issuer).output
        let name = try #require(
            shown.split(whereSeparator: \.isWhitespace).map(String.init).first {
                $0.hasPrefix("urn:")
            })
        let bare = try #require(name.split(separator: ":").last.map(String.init))
        let lists = Examples.folder + "/lists"
        let audit = ["audit", ledger.path, "--lists", lists, "--format", "json", "--analyst"]
        let outputs = try [name, bare].map { try CommandRun(list: audit + [$0]) }
        #expect(outputs.allSatisfy { $0.status < 2 }, "\(outputs[0].errors)")
        #expect(outputs[0].output == outputs[1].output)
        try ledger.refuse(audit + ["foo"], "--analyst", "foo")
        let stranger = try ledger.run("key", "show", ledger.key("strange.key")).output
        let other = try #require(
            stranger.split(whereSeparator: \.isWhitespace).map(String.init).first {
                $0.hasPrefix("urn:")
            })
        try ledger.refuse(audit + [other], "No record of", other)
        try ledger.refuse(
            ["packet", ledger.path, "FS-1", ledger.file("out"), "--analyst", other], other)
        try ledger.refuse(
            ["watch", ledger.path, "--state", ledger.file("state"), "--analyst", other], other)
    }

    @Test func `a decision that a party is the listed one decides, whatever the likeness`() throws {
        let ledger = try CommandLedger()
        try ledger.run(
            "screen", "decide", ledger.path, "--party", "EX-OPEN", "--entry", "OFAC SDN:990004",
            "--same", "--why", "the same number", "--by", "A. Analyst")
        let lists = Examples.folder + "/lists"
        let run = try CommandRun("audit", ledger.path, "--lists", lists, "--format", "json")
        #expect(run.status == 1)
        #expect(run.output.contains("\"matches-listed-party\""))
        #expect(run.output.contains("entry 990004"))
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
