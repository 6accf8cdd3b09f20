// SPDX-License-Identifier: Apache-2.0
import Foundation
import Testing
import TraceLedger

/// Sentences and exit statuses that a user relies on without reading the manual.
@Suite("Honest ends", .serialized) struct HonestEndTests {
    private let workbook = Examples.folder + "/workbooks/first-steps"

    @Test func `A column that import does not know is named, for its values go unsigned`() throws {
        let ledger = try CommandLedger(isEmpty: true)
        let copy = ledger.file("workbook")
        try FileManager.default.copyItem(atPath: workbook, toPath: copy)
        let sheet = URL(fileURLWithPath: copy + "/lots.csv")
        let text = try String(contentsOf: sheet, encoding: .utf8)
        try Data(text.replacingOccurrences(of: ",net_kg,", with: ",nett_kg,").utf8).write(to: sheet)
        let run = try CommandRun("import", copy, "--ledger", ledger.path)
        #expect(run.status == 0)
        #expect(run.errors.contains("nett_kg"), "\(run.errors)")
        #expect(run.errors.contains("Rename it to net_kg"))
    }

    @Test(arguments: ["a b", "", "ledger.example+1", "https://ledger.example/x", "a\nb"])
    func `A name that no checkpoint can bear is refused before anything is written`(
        origin: String
    ) throws {
        let folder = TestFolder()
        let run = try CommandRun("init", folder.path + "/l", "--origin", origin, "--unencrypted")
        #expect(run.status == 2)
        #expect(run.errors.contains("ledger.example.com/imports"), "\(run.errors)")
        let again = try CommandRun("init", folder.path + "/l", "--unencrypted")
        #expect(again.status == 0, "\(again.errors)")
    }

    @Test func `A ledger without lots is no clean one`() throws {
        let ledger = try CommandLedger(isEmpty: true)
        for format in ["text", "json", "csv", "html"] {
            try ledger.refuse(["audit", ledger.path, "--format", format], ledger.path, "no lot")
        }
        let whole = try CommandLedger()
        try whole.refuse(["audit", whole.path, "--as-of", "2000-01-01"], "no lot")
    }

    @Test func `CSV on standard output ends as in a file`() throws {
        let folder = TestFolder()
        let file = folder.path + "/report.csv"
        let shown = try CommandRun("audit", workbook, "--format", "csv")
        _ = try CommandRun("audit", workbook, "--format", "csv", "-o", file)
        #expect(shown.output.utf8.elementsEqual(try folder.text("report.csv").utf8))
        #expect(shown.output.hasSuffix("\r\n"))
    }

    @Test func `An earlier checkpoint that does not hold is named with what was found`() throws {
        let ledger = try CommandLedger()
        let other = try CommandLedger(isEmpty: true, origin: "ledger.example/other")
        let log = ledger.path + "/log"
        try ledger.folder.write("text", "nothing\n")
        let newest = try ledger.folder.text("ledger/log/checkpoint")
        try ledger.folder.write(
            "unsigned", newest.replacingOccurrences(of: "\u{2014} ", with: "\u{2014} x"))
        let cases = [
            (ledger.file("text"), "since-malformed", "three lines"),
            (other.path + "/log/checkpoint", "since-signature", "of ledger.example/other"),
            (ledger.file("unsigned"), "since-signature", "not signed by the log's key"),
        ]
        for (file, code, found) in cases {
            for format in ["text", "json"] {
                try ledger.refuse(
                    ["verify", log, "--since", file, "--format", format], code,
                    format == "text" ? file : "\"file\"", found, status: 3)
            }
        }
        try FileManager.default.copyItem(atPath: ledger.path, toPath: ledger.file("copy"))
        let sheet = ledger.file("workbook")
        try FileManager.default.copyItem(atPath: workbook, toPath: sheet)
        let lots = URL(fileURLWithPath: sheet + "/lots.csv")
        let text = try String(contentsOf: lots, encoding: .utf8)
        try Data(text.replacingOccurrences(of: ",69.2,", with: ",70.2,").utf8).write(to: lots)
        try ledger.run("import", sheet, "--ledger", ledger.path)
        try ledger.refuse(
            ["verify", ledger.file("copy"), "--since", log + "/checkpoint"], "since-newer",
            log + "/checkpoint", "of 34 entries; the ledger has 33", status: 3)
    }

    @Test func `An older checkpoint than the writer's is told with both sizes`() throws {
        let ledger = try CommandLedger()
        let first = try ledger.folder.text("ledger/log/checkpoints/1")
        try ledger.folder.write("ledger/log/checkpoint", first)
        try ledger.refuse(
            ["verify", ledger.path], "rollback (R33), file checkpoint: of 1 entries",
            "the writer has published 33", status: 3)
    }

    @Test func `An older checkpoint is not passed over where the writer's head is gone`() throws {
        let ledger = try CommandLedger()
        let first = try ledger.folder.text("ledger/log/checkpoints/1")
        try ledger.folder.write("ledger/log/checkpoint", first)
        let journal = URL(fileURLWithPath: ledger.path + "/private/journal")
        let length = try Data(contentsOf: journal).count
        try Data(count: length).write(to: journal)
        try ledger.refuse(["verify", ledger.path], "rollback not checked", "private/journal")
        // The log alone cannot tell, and says what it always says.
        try ledger.run("verify", ledger.path + "/log")
        try FileManager.default.removeItem(at: journal)
        let run = try ledger.run("verify", ledger.path)
        #expect(run.errors.contains("rollback not checked"), "\(run.errors)")
    }

    @Test func `A trust file holds the ledger to its origin, and to the name of its key`() throws {
        let ledger = try CommandLedger()
        let good = try #require(TrustFile(try ledger.folder.text("trust.txt")))
        let renamed = try VerifierKey(name: "other.example", key: good.log.key)
        let cases = [
            (TrustFile(origin: "other.example", log: good.log, entry0: good.entry0), "origin"),
            (TrustFile(origin: good.origin, log: renamed, entry0: good.entry0), "key"),
        ]
        for (file, code) in cases {
            try ledger.folder.write("other.txt", file.text)
            for command in ["verify", "audit"] {
                try ledger.refuse(
                    [command, ledger.path, "--trust", ledger.file("other.txt")], "trust-\(code)",
                    status: 3)
            }
            try ledger.refuse(
                ["trust", "check", ledger.file("other.txt"), ledger.path], "not accepted", status: 3
            )
            let words = try ledger.run("trust", "show", ledger.file("other.txt")).output
            #expect(words.contains("no ledger is accepted"))
        }
    }

    @Test func `A list with a fault is named with its folder`() throws {
        let folder = TestFolder()
        try folder.write("sdn.csv", "a,b,c\n")
        let run = try CommandRun("audit", workbook, "--lists", folder.path)
        #expect(run.status == 2)
        #expect(run.errors.contains(folder.path + "/sdn.csv, line 1"), "\(run.errors)")
    }

    @Test func `A fault without a record is told without a place`() throws {
        let ledger = try CommandLedger()
        let other = try CommandLedger(isEmpty: true, origin: "ledger.example/other")
        let run = try CommandRun("audit", ledger.path, "--trust", other.trust)
        #expect(run.status == 3)
        #expect(run.output.contains("trust-origin: "))
        #expect(!run.output.contains(" at :"), "\(run.output)")
    }

    @Test func `An audit weighs the records of issuers whom the policy trusts alone`() throws {
        let ledger = try CommandLedger()
        func policy(_ key: String, _ kinds: String) throws -> String {
            let shown = try ledger.run("key", "show", key).output
            let name = try #require(
                shown.split(whereSeparator: \.isWhitespace).first { $0.hasPrefix("urn:") })
            let pinned = try String(contentsOfFile: ledger.trust, encoding: .utf8)
            try ledger.folder.write("policy.txt", pinned + "issuer \(name) \(kinds)\n")
            return ledger.file("policy.txt")
        }
        let whole = try policy(ledger.issuer, "any")
        let all = try CommandRun("audit", ledger.path, "--trust", whole)
        #expect(all.status == 1 && !all.errors.contains("does not trust for them"))
        let lots = try policy(ledger.issuer, "lot")
        let part = try CommandRun("audit", ledger.path, "--trust", lots)
        #expect(part.status < 2 && part.output != all.output, "\(part.errors)")
        #expect(part.errors.contains("does not trust for them"))
        let stranger = try policy(ledger.key("strange.key"), "any")
        try ledger.refuse(["audit", ledger.path, "--trust", stranger], "no lot to audit")
    }

    @Test func `A check that cannot be made is refused rather than left out`() throws {
        let ledger = try CommandLedger()
        let bundle = ledger.file("lot.bundle")
        try ledger.run("bundle", "FS-1", "--ledger", ledger.path, "-o", bundle)
        let earlier = ledger.path + "/log/checkpoints/1"
        for command in ["verify", "audit"] {
            try ledger.refuse([command, bundle, "--since", earlier], bundle, "--since")
        }
        for option in [["--trust", ledger.trust], ["--since", earlier], ["--anchored"]] {
            try ledger.refuse(["audit", workbook] + option, workbook, "nobody signed")
        }
    }

    @Test func `A damaged search index is named, with the way to make it anew`() throws {
        let ledger = try CommandLedger()
        let index = ledger.path + "/private/index.sqlite"
        try ledger.folder.write("ledger/private/index.sqlite", "no database at all")
        try ledger.refuse(["index", ledger.path, "--find", "FS-1"], index, "--rebuild")
        try ledger.run("index", ledger.path, "--rebuild")
        try ledger.run("index", ledger.path, "--find", "FS-1")
    }

    @Test func `A folder of tables takes the place of those that the program carries`() throws {
        let data = Examples.folder + "/../Sources/TraceRisk/Data"
        let folder = TestFolder()
        let windows = try String(contentsOfFile: data + "/border-windows.csv", encoding: .utf8)
        try folder.write("Border-Windows.CSV", windows + "2031-01-01,,rail,suspended,a notice\n")
        let arguments = ["audit", workbook, "--format", "json", "--parameters"]
        let run = try CommandRun(list: arguments + [folder.path])
        #expect(run.status == 1, "\(run.errors)")
        let carried = try CommandRun("audit", workbook, "--format", "json")
        #expect(run.output != carried.output)
        for (name, text, words) in [
            ("parameters.csv", "key\n", "the columns must be key,low"),
            ("border-windows.csv", windows + "2031-01-01,,rail,suspended,\n", "column source"),
            ("border-windows.csv", windows + "1.1.2031,,rail,suspended,x\n", "column start"),
            ("goods.csv", "class\n", "no table of this name can be replaced"),
            ("notes.txt", "", "holds no table"),
        ] {
            let wrong = TestFolder()
            try wrong.write(name, text)
            let run = try CommandRun(list: arguments + [wrong.path])
            #expect(run.status == 2)
            #expect(run.errors.contains(wrong.path) && run.errors.contains(words), "\(run.errors)")
        }
    }

    @Test func `A report on a pinned ledger says whether its freshness was checked`() throws {
        let ledger = try CommandLedger()
        let pinned = ["audit", ledger.path, "--trust", ledger.trust]
        let earlier = ["--since", ledger.path + "/log/checkpoints/1"]
        let words = "How fresh the ledger is"
        #expect(try CommandRun(list: pinned).output.contains(words))
        #expect(try !CommandRun(list: pinned + earlier).output.contains(words))
        for (arguments, value) in [(pinned, "not-checked"), (pinned + earlier, "compared")] {
            let json = try CommandRun(list: arguments + ["--format", "json"]).output
            #expect(json.contains("\"freshness\": \"\(value)\""))
        }
    }
}
