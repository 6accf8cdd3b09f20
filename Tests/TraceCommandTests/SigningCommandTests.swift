// SPDX-License-Identifier: Apache-2.0
import Foundation
import Testing

/// A supplier signs in its own office, the importer registers: `key request`, `key add`, `sign`, `add`.
@Suite("Offices that sign apart") struct SigningCommandTests {
    private let ledger: CommandLedger
    private let key: String

    init() throws {
        ledger = try CommandLedger(isEmpty: true)
        key = try ledger.key("office.key")
        let request = ledger.file("office.request")
        try ledger.run("key", "request", key, "--origin", CommandLedger.origin, "-o", request)
        let added = try ledger.run(
            "key", "add", ledger.path, request, "--role", "supplier", "--authority-key",
            ledger.authority)
        #expect(added.output.contains("is admitted as supplier"))
    }

    private func record(_ id: String) throws -> String {
        try ledger.folder.write(
            id + ".json",
            #"{"kind": "lot", "id": "\#(id)", "fields": {"hs": "670411", "net_kg": "12.5"}}"#)
        return ledger.file(id + ".json")
    }

    /// Signs a lot and hands back the statement's file.
    private func sign(_ id: String) throws -> String {
        let file = ledger.file(id + ".statement")
        let signed = try ledger.run(
            "sign", record(id), "--key", key, "--origin", CommandLedger.origin, "-o", file)
        #expect(signed.output.hasPrefix("\(file): number "))
        return file
    }

    @Test func `statements are registered in sequence, and a later one waits by name`() throws {
        let files = try ["O-1", "O-2", "O-3"].map(sign)
        let early = try ledger.run("add", files[2], "--ledger", ledger.path)
        #expect(early.output.contains("number 2 waits; missing: 0, 1"))
        #expect(early.output.contains("1 waiting for earlier numbers."))
        let rest = try ledger.run("add", files[1], files[0], "--ledger", ledger.path)
        #expect(rest.output.contains("The ledger has 5 entries."))
        #expect(rest.output.split(separator: "\n").count { $0.contains(": entry ") } == 3)
        let again = try ledger.run("add", files[0], "--ledger", ledger.path)
        #expect(again.output.contains("registered already"))
        #expect(try ledger.run("verify", ledger.path, "--trust", ledger.trust).errors.isEmpty)
        // The search index followed without being asked.
        let found = try ledger.run("index", ledger.path, "--find", "O-3")
        #expect(found.output.contains("lot  O-3"))
    }

    @Test func `a statement that was touched is refused, and the ledger stays as it was`() throws {
        let file = try sign("O-1")
        let head = try Data(contentsOf: URL(fileURLWithPath: ledger.path + "/log/checkpoint"))
        try ledger.touch(file)
        let run = try CommandRun("add", file, "--ledger", ledger.path)
        #expect(run.status == 2)
        #expect((run.errors + run.output).contains(file))
        let after = try Data(contentsOf: URL(fileURLWithPath: ledger.path + "/log/checkpoint"))
        #expect(after == head)
    }

    @Test func `a key that the ledger does not know is refused by name`() throws {
        let stranger = try ledger.key("stranger.key")
        let file = ledger.file("s.statement")
        try ledger.run(
            "sign", record("S-1"), "--key", stranger, "--origin", CommandLedger.origin, "-o", file)
        try ledger.refuse(["add", file, "--ledger", ledger.path], file, "refused")
    }

    @Test func `a record that is none is refused with file and remedy, and no number is spent`()
        throws
    {
        let out = ledger.file("x.statement")
        for (text, word) in [
            ("{", "is not JSON"), (#"{"kind": "lot", "id": "L", "colour": 1}"#, "colour"),
            (#"{"kind": "nonsense"}"#, "kind is missing or unknown"),
            (#"{"kind": "lot", "id": "L", "fields": {"net_kg": "1,5"}}"#, "net_kg"),
        ] {
            try ledger.folder.write("bad.json", text)
            try ledger.refuse(
                [
                    "sign", ledger.file("bad.json"), "--key", key, "--origin",
                    CommandLedger.origin, "-o", out,
                ], "bad.json", word)
        }
        #expect(!FileManager.default.fileExists(atPath: out))
        let first = try ledger.run(
            "sign", record("O-1"), "--key", key, "--origin", CommandLedger.origin, "-o", out)
        #expect(first.output.contains("number 0,"))
    }

    @Test func `a chain needs its beginning, and a statement is never written over`() throws {
        let out = ledger.file("o.statement")
        try ledger.refuse(["sign", try record("O-1"), "--key", key, "-o", out], "--origin")
        _ = try sign("O-1")
        try ledger.refuse(
            ["sign", try record("O-2"), "--key", key, "-o", ledger.file("O-1.statement")],
            "is there already")
        let next = try ledger.run("sign", record("O-2"), "--key", key, "-o", out)
        #expect(next.output.contains("number 1,"))
    }

    @Test func `an office takes its head from a ledger, and rotates its key by statement`() throws {
        try ledger.run("add", sign("O-1"), "--ledger", ledger.path)
        try FileManager.default.removeItem(atPath: key + ".head")
        let (new, out) = (try ledger.key("next.key"), ledger.file("rotate.statement"))
        try ledger.run("sign", "--rotate-to", new, "--key", key, "--from", ledger.path, "-o", out)
        try ledger.run("add", out, "--ledger", ledger.path)
        let later = ledger.file("later.statement")
        let signed = try ledger.run("sign", record("O-2"), "--key", new, "-o", later)
        #expect(signed.output.contains("number 2,"))
        try ledger.run("add", later, "--ledger", ledger.path)
    }

    @Test func `a head is in one process's hands at a time`() throws {
        // A record that comes through a pipe nobody writes to keeps the first one waiting.
        let pipe = Process()
        pipe.executableURL = URL(fileURLWithPath: "/usr/bin/mkfifo")
        pipe.arguments = [ledger.file("pipe")]
        try pipe.run()
        pipe.waitUntilExit()
        let first = try RunningCommand(
            "sign", ledger.file("pipe"), "--key", key, "--origin", CommandLedger.origin, "-o",
            ledger.file("first.statement"))
        var holder = ""
        for _ in 0..<3_000 where !holder.hasPrefix("process ") {
            Thread.sleep(forTimeInterval: 0.01)
            holder = (try? ledger.folder.text("office.key.head.lock")) ?? ""
        }
        try #require(holder.hasPrefix("process "))
        let out = ledger.file("second.statement")
        let sign = [
            "sign", try record("O-1"), "--key", key, "--origin", CommandLedger.origin, "-o", out,
        ]
        try ledger.refuse(sign, "office.key.head is in use by another process")
        #expect(!FileManager.default.fileExists(atPath: out))
        first.stop()
        #expect(try CommandRun(list: sign).output.contains("number 0,"))
    }

    @Test func `numbers that a ledger does not hold are given again on the user's word alone`()
        throws
    {
        try ledger.run("add", sign("O-1"), "--ledger", ledger.path)
        let waiting = try ["O-2", "O-3"].map(sign)
        let out = ledger.file("again.statement")
        let again = [
            "sign", try record("O-4"), "--key", key, "--from", ledger.path, "-o", out,
        ]
        try ledger.refuse(again, "The numbers 1 to 2 in \(key).head", "--replace 1")
        try ledger.refuse(again + ["--replace", "2"], "--replace 1")
        #expect(!FileManager.default.fileExists(atPath: out))
        let replaced = try CommandRun(list: again + ["--replace", "1"])
        #expect(replaced.status == 0, "\(replaced.errors)")
        #expect(replaced.output.contains("number 1,"))
        // The statement under number 2 named the one that is replaced.
        #expect(replaced.errors.contains("To be signed again as well: "))
        try ledger.run("add", out, "--ledger", ledger.path)
        try ledger.refuse(["add", waiting[0], "--ledger", ledger.path], "is taken by another")
        // With nothing under way the head is taken without a word.
        let next = try ledger.run(
            "sign", record("O-5"), "--key", key, "--from", ledger.path, "-o",
            ledger.file("next.statement"))
        #expect(next.output.contains("number 2,"))
        let other = try CommandLedger(isEmpty: true, origin: "other.example/log")
        try other.run("key", "request", key, "--origin", "other.example/log", "-o", other.file("r"))
        try other.run(
            "key", "add", other.path, other.file("r"), "--role", "supplier", "--authority-key",
            other.authority)
        try ledger.refuse(
            [
                "sign", try record("O-6"), "--key", key, "--from", other.path, "-o",
                ledger.file("elsewhere.statement"),
            ], "--head")
    }
}
