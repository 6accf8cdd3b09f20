// SPDX-License-Identifier: Apache-2.0
import Foundation
import Testing

/// Two ledgers under one, as someone who audits them together uses the command.
@Suite("traceledger audit of a merged ledger") struct MergedAuditTests {
    private let folder = TestFolder()
    private var merged: String { folder.path + "/merged" }

    init() throws {
        for name in ["one", "two"] {
            let made = try CommandRun(
                "init", folder.path + "/" + name, "--origin", "ledger.example/\(name)",
                "--unencrypted")
            try #require(made.status == 0, "\(made.errors)")
        }
        let workbooks = Examples.folder + "/workbooks/"
        let first = try CommandRun(
            "import", workbooks + "first-steps", "--ledger", folder.path + "/one")
        try #require(first.status == 0, "\(first.errors)")
        let own = folder.path + "/book"
        try FileManager.default.copyItem(atPath: workbooks + "first-steps", toPath: own)
        for file in try FileManager.default.contentsOfDirectory(atPath: own) {
            let path = own + "/" + file
            let text = try String(contentsOfFile: path, encoding: .utf8)
            try text.replacingOccurrences(of: "FS-", with: "ZZ-").write(
                toFile: path, atomically: true, encoding: .utf8)
        }
        let second = try CommandRun("import", own, "--ledger", folder.path + "/two")
        try #require(second.status == 0, "\(second.errors)")
        let run = try CommandRun(
            "merge", folder.path + "/one", folder.path + "/two", "--into", merged, "--unencrypted")
        try #require(run.status == 0, "\(run.errors)")
    }

    @Test func `An audit of a merged ledger sees the lots of both`() throws {
        let run = try CommandRun("audit", merged, "--format", "json")
        #expect(run.status < 2, "\(run.errors)")
        #expect(run.output.contains("\"FS-1\""))
        #expect(run.output.contains("\"ZZ-1\""))
        #expect(run.errors.contains("source ledger.example/two"))
        let early = try CommandRun("audit", merged, "--as-of", "2001-01-01", "--format", "json")
        // Nothing stood in it by then, which is no clean result.
        #expect(early.status == 2, "\(early.errors)")
        #expect(early.errors.contains("By 2001-01-01, 0 of"))
        #expect(early.errors.contains("no lot"))
        let late = try CommandRun("audit", merged, "--as-of", "2999-01-01", "--format", "json")
        #expect(late.output.contains("\"as-of\"") && !run.output.contains("\"as-of\""))
    }

    @Test func `The verdict on a merged ledger names its sources as JSON too`() throws {
        let run = try CommandRun("verify", merged, "--format", "json")
        #expect(run.status == 0)
        let object = try JSONSerialization.jsonObject(with: Data(run.output.utf8))
        let verdict = try #require(object as? [String: Any])
        #expect(verdict["verified"] as? Bool == true)
        let whole = try #require(verdict["merged"] as? [String: Any])
        let sources = try #require(whole["sources"] as? [[String: Any]])
        #expect(sources.compactMap { $0["first"] as? Int } == [0, sources[0]["entries"] as? Int])
        #expect(whole["repeated"] as? Int == 0)
        let alone = try CommandRun("verify", folder.path + "/one", "--format", "json")
        #expect(!alone.output.contains("\"merged\""))
    }

    @Test func `A changed source ends verify and audit with 3, and is named`() throws {
        let path = merged + "/sources/1/source"
        var bytes = try Data(contentsOf: URL(fileURLWithPath: path))
        bytes[bytes.count / 2] ^= 1
        try bytes.write(to: URL(fileURLWithPath: path))
        for arguments in [["verify", merged], ["audit", merged]] {
            let run = try CommandRun(list: arguments)
            #expect(run.status == 3)
            #expect(run.errors.contains("sources/1/source"))
            // No verdict on a part stands where the whole fails.
            #expect(!run.output.contains("verified"))
        }
        let verdict = try CommandRun("verify", merged, "--format", "json")
        #expect(verdict.status == 3)
        #expect(verdict.output.contains(#""verified" : false"#))
        #expect(verdict.output.contains("failed: 1 problems; first: source-failed"))
        #expect(verdict.output.contains("sources/1/source"))
        #expect(!verdict.output.contains("verified exhaustively"))
        let json = try CommandRun("audit", merged, "--format", "json")
        #expect(json.status == 3)
        #expect(json.output.contains("\"status\": \"failed\""))
        #expect(json.output.contains("source-failed"))
    }

    @Test func `An id that both sources use is asked for apart`() throws {
        let bare = try CommandRun("impact", merged, "EX-HURRY")
        #expect(bare.status == 2)
        let names = bare.errors.components(separatedBy: " or ")
        #expect(names.count == 2)
        let other = try #require(names.last).prefix { !". ".contains($0) && !$0.isNewline }
        #expect(other.hasPrefix("party:EX-HURRY~"))
        let first = try CommandRun("impact", merged, "party:EX-HURRY")
        #expect(first.status == 0 && first.errors.contains(other))
        let second = try CommandRun("impact", merged, String(other))
        #expect(second.status == 0, "\(second.errors)")
        let lots = [first.output, second.output]
        #expect(lots[0].contains("FS-3") != lots[0].contains("ZZ-3"))
        #expect(lots[1].contains("FS-3") != lots[1].contains("ZZ-3"))
        #expect(lots[0].contains("FS-3") != lots[1].contains("FS-3"))
    }

    @Test func `A proof is asked of the ledger that was merged`() throws {
        let out = folder.path + "/out"
        for arguments in [
            ["prove", "FS-1", "--ledger", merged, "-o", out],
            ["bundle", "FS-1", "--ledger", merged, "-o", out],
        ] {
            let run = try CommandRun(list: arguments)
            #expect(run.status == 2)
            #expect(run.errors.contains("is a merged ledger"))
        }
    }
}
