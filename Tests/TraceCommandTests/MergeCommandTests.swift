// SPDX-License-Identifier: Apache-2.0
import Foundation
import Testing

@Suite("traceledger merge") struct MergeCommandTests {
    private let first: CommandLedger
    private let second: CommandLedger
    private var into: String { first.file("both") }

    init() throws {
        first = try CommandLedger()
        second = try CommandLedger(origin: "other.example/ledger")
    }

    @Test func `two ledgers stand whole in a third, and it is verified with them`() throws {
        let made = try first.run(
            "merge", first.path, second.path, "--into", into, "--unencrypted")
        #expect(made.output.contains("merged ledger: verified exhaustively: 3 entries"))
        for origin in [CommandLedger.origin, "other.example/ledger"] {
            #expect(made.output.contains("source \(origin): 33 entries from "))
        }
        let verified = try first.run("verify", into)
        #expect(verified.output.contains("source other.example/ledger: 33 entries"))
        // A byte of a source, and the whole is not verified any more.
        let tiles = into + "/sources/1/log/tile/entries"
        let names = try FileManager.default.subpathsOfDirectory(atPath: tiles)
        let bundle = try #require(names.first { $0.hasSuffix("33") || $0.hasSuffix("000") })
        try first.touch(tiles + "/" + bundle)
        let failed = try CommandRun("verify", into)
        #expect(failed.status == 3, "\(failed.output)\(failed.errors)")
    }

    @Test func `a source that does not verify, one alone, and a ledger in the way are refused`()
        throws
    {
        try first.refuse(["merge", first.path, "--into", into, "--unencrypted"], "two ledgers")
        try first.refuse(
            ["merge", first.path, second.path, "--into", second.path, "--unencrypted"],
            "holds a ledger already")
        try first.touch(second.path + "/log/checkpoint")
        let run = try CommandRun(
            "merge", first.path, second.path, "--into", into, "--unencrypted")
        #expect(run.status >= 2)
        #expect(run.errors.contains(second.path) || run.errors.contains("checkpoint"))
        #expect(!FileManager.default.fileExists(atPath: into + "/log/checkpoint"))
    }

    @Test func `a merged ledger takes no rows, and no remedy leads to its ruin`() throws {
        try first.run("merge", first.path, second.path, "--into", into, "--unencrypted")
        let book = Examples.folder + "/workbooks/first-steps"
        try first.refuse(["import", book, "--ledger", into], "is a merged ledger")
        try first.refuse(
            [
                "retract", "documents#source/0", "--ledger", into, "--reason",
                "entered-in-error",
            ], "states a source of this merged ledger")
        try first.run("verify", into)
    }

    @Test func `a ledger that does not verify ends every command on it with 3`() throws {
        let tiles = second.path + "/log/tile/entries"
        let names = try FileManager.default.subpathsOfDirectory(atPath: tiles)
        let bundle = try #require(names.first { $0.hasSuffix("33") || $0.hasSuffix("000") })
        try second.touch(tiles + "/" + bundle)
        let key = try second.key("reader.key", role: "recipient")
        let line = try second.run("key", "recipient", key).output
        try second.folder.write(
            "lot.json", #"{"kind": "lot", "id": "L-9", "fields": {"hs": "670411"}}"#)
        for arguments in [
            ["import", Examples.folder + "/workbooks/first-steps", "--ledger", second.path],
            ["merge", first.path, second.path, "--into", into, "--unencrypted"],
            [
                "reveal", "FS-1", "--all", "--to", line, "--ledger", second.path, "-o",
                second.file("for-reader"),
            ],
            [
                "sign", second.file("lot.json"), "--key", second.issuer, "--from", second.path,
                "-o", second.file("lot.statement"),
            ],
        ] {
            try second.refuse(arguments, "does not verify", status: 3)
        }
    }
}
