// SPDX-License-Identifier: Apache-2.0
import Foundation
import Testing

/// Key files, and the life of keys in a ledger.
@Suite("traceledger key") struct KeyCommandTests {
    @Test func `a key is shown, exported in each form, and never replaced`() throws {
        let ledger = try CommandLedger(isEmpty: true)
        let key = try ledger.key("a.key")
        #expect(try ledger.run("key", "show", key).output.contains("encrypted   no"))
        for format in ["pem", "cose", "did", "vkey"] {
            let run = try ledger.run(
                "key", "export", key, "--format", format, "--name", "k.example", "-o",
                ledger.file(format))
            #expect(run.output.isEmpty)
            #expect(FileManager.default.fileExists(atPath: ledger.file(format)))
        }
        #expect(try ledger.folder.text("did").hasPrefix("did:key:z6Mk"))
        try ledger.refuse(["key", "new", key, "--unencrypted"], "a.key")
        try ledger.refuse(["key", "new", ledger.file("b"), "--role", "king"], "king")
        try ledger.refuse(["key", "export", key, "-o", ledger.file("pem")], "pem")
        try ledger.touch(key)
        try ledger.refuse(["key", "request", key, "--origin", "x.example"], "a.key")
        try ledger.folder.write("short.key", "TL")
        try ledger.refuse(["key", "show", ledger.file("short.key")], "short.key")
    }

    @Test func `a passphrase comes from a file, and a wrong or missing one ends with 2`() throws {
        let folder = TestFolder()
        try folder.write("good", "correct horse\n")
        try folder.write("bad", "wrong horse\n")
        for name in ["good", "bad"] {
            try FileManager.default.setAttributes(
                [.posixPermissions: 0o600], ofItemAtPath: folder.path + "/" + name)
        }
        let key = folder.path + "/k.key"
        let made = try CommandRun("key", "new", key, "--passphrase-file", folder.path + "/good")
        #expect(made.status == 0, "\(made.errors)")
        let request = ["key", "request", key, "--origin", "x.example"]
        let asked = { (more: [String]) in try CommandRun(list: request + more) }
        #expect(try asked(["--passphrase-file", folder.path + "/good"]).status == 0)
        let wrong = try asked(["--passphrase-file", folder.path + "/bad"])
        #expect(wrong.status == 2 && wrong.output.isEmpty)
        let none = try asked([])
        #expect(none.status == 2)
        #expect(none.errors.contains("TRACELEDGER_PASSPHRASE"))
    }

    @Test func `a key rotates, is retired, and another is declared compromised`() throws {
        let ledger = try CommandLedger()
        let next = try ledger.key("next.key")
        let rotated = try ledger.run("key", "rotate", ledger.path, "--to", next)
        #expect(rotated.output.hasPrefix("Entry 33: the key "))
        let book = Examples.folder + "/workbooks/first-steps"
        try ledger.refuse(["import", book, "--ledger", ledger.path], "no issuer's active key")
        let again = try ledger.run("import", book, "--ledger", ledger.path, "--issuer-key", next)
        #expect(again.output.contains("0 stated"))
        for from in ["35", "\(UInt64.max)"] {
            try ledger.refuse(
                [
                    "key", "compromised", ledger.path, "--key", next, "--from", from,
                    "--authority-key", ledger.authority,
                ], "--from \(from): the ledger has 34 entries")
        }
        let suspect = try ledger.run(
            "key", "compromised", ledger.path, "--key", next, "--from", "30", "--authority-key",
            ledger.authority)
        #expect(suspect.output.contains("compromised from entry 30 on"))
        try ledger.refuse(
            ["import", book, "--ledger", ledger.path, "--issuer-key", next], "active key")
        try ledger.refuse(
            [
                "key", "retire", ledger.path, "--key", "nonsense", "--authority-key",
                ledger.authority,
            ], "thumbprint")
        try ledger.refuse(["key", "retire", ledger.path, "--key", next], "--authority-key")
        try ledger.run("verify", ledger.path, "--trust", ledger.trust)
    }

    @Test func `an issuer retires its own key`() throws {
        let ledger = try CommandLedger(isEmpty: true)
        let retired = try ledger.run(
            "key", "retire", ledger.path, "--key", ledger.issuer, "--issuer-key", ledger.issuer)
        #expect(retired.output.contains("is retired"))
        // A second time is a slip, and nothing is wrong with the ledger.
        try ledger.refuse(
            [
                "key", "retire", ledger.path, "--key", ledger.issuer, "--authority-key",
                ledger.authority,
            ], "was replaced or retired", "nothing to do")
        #expect(try CommandRun("verify", ledger.path).status == 0)
    }

    @Test func `a request that was touched, or is for another ledger, admits nobody`() throws {
        let ledger = try CommandLedger(isEmpty: true)
        let (key, request) = (try ledger.key("o.key"), ledger.file("o.request"))
        try ledger.run("key", "request", key, "--origin", "other.example", "-o", request)
        let add = [
            "key", "add", ledger.path, request, "--role", "supplier", "--authority-key",
            ledger.authority,
        ]
        try ledger.refuse(add, "other.example")
        try ledger.run("key", "request", key, "--origin", CommandLedger.origin, "-o", request)
        let good = try String(contentsOfFile: request, encoding: .utf8)
        try ledger.folder.write("o.request", good.replacing("proof ", with: "proof 00"))
        try ledger.refuse(add, "proof of possession")
        try ledger.folder.write("o.request", good)
        let role = try CommandRun(list: add.map { $0 == "supplier" ? "emperor" : $0 })
        #expect(role.status >= 2)
        #expect(!role.errors.isEmpty)
        #expect(try CommandRun(list: add).status == 0)
    }

    @Test func `identity evidence is shown, kept with the admission, and must be for the key`()
        throws
    {
        let ledger = try CommandLedger(isEmpty: true)
        let (key, other) = (try ledger.key("o.key"), try ledger.key("p.key"))
        let (request, evidence) = (ledger.file("o.request"), ledger.file("o.evidence"))
        try ledger.run("key", "request", key, "--origin", CommandLedger.origin, "-o", request)
        let saved = try ledger.run(
            "key", "evidence", "--type", "did:key", "--key", key, "--date", "2026-05-01", "-o",
            evidence)
        #expect(saved.output.contains("not shown: It says nothing of who holds the key."))
        let add = [
            "key", "add", ledger.path, request, "--role", "supplier", "--authority-key",
            ledger.authority, "--evidence",
        ]
        let stranger = ledger.file("p.evidence")
        try ledger.run(
            "key", "evidence", "--type", "did:key", "--key", other, "--date", "2026-05-01", "-o",
            stranger)
        try ledger.refuse(add + [stranger], "another key")
        #expect(try CommandRun(list: add + [evidence]).status == 0)
        let shown = try ledger.run("key", "evidence", ledger.path)
        #expect(shown.output.contains("did:key:z6Mk"))
    }
}
