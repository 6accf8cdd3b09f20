// SPDX-License-Identifier: Apache-2.0
import Foundation
import Testing

/// What is asked for and cannot be done is refused with what would help, and never passed over.
@Suite("Refusals") struct RefusalTests {
    private let workbook = Examples.folder + "/workbooks/first-steps"

    @Test func `An answer is signed with no key that its readers would refuse`() throws {
        let ledger = try CommandLedger()
        let next = try ledger.key("next.key")
        try ledger.run("key", "rotate", ledger.path, "--to", next)
        let answer = ledger.file("answer.csv")
        let ask = ["impact", ledger.path, "party:EX-OPEN", "--sign", "-o", answer]
        try ledger.refuse(ask, "no issuer's active key", "--issuer-key")
        try ledger.refuse(
            ask + ["--issuer-key", try ledger.key("strange.key")], "no issuer's active key")
        #expect(!FileManager.default.fileExists(atPath: answer))
        let signed = try CommandRun(list: ask + ["--issuer-key", next])
        #expect(signed.status == 0, "\(signed.errors)")
        try ledger.run("verify", answer + ".note", "--ledger", ledger.path)
    }

    @Test func `An option that is not looked at does not seem to have been`() throws {
        let ledger = try CommandLedger()
        let bundle = ledger.file("lot.bundle")
        try ledger.run("bundle", "FS-1", "--ledger", ledger.path, "-o", bundle)
        for option in ["--signer", "--ledger", "--answer"] {
            for input in [ledger.path, bundle] {
                try ledger.refuse(["verify", input, option, "x"], option, "signed answer")
            }
        }
        for command in ["verify", "audit"] {
            try ledger.refuse([command, bundle, "--anchored"], "--anchored", bundle)
        }
        for input in [ledger.path, bundle] {
            try ledger.refuse(["audit", input, "--partial"], "--partial", input)
        }
    }

    @Test func `What withheld ids may name is not said to be named by nobody`() throws {
        let ledger = try CommandLedger()
        for asked in [["impact", "party:EX-OPEN"], ["impact", "EX-OPEN"], ["trace", "FS-1"]] {
            let withheld = [asked[0], ledger.path + "/log", asked[1]]
            try ledger.refuse(withheld, "opened here", "withheld")
            let open = try CommandRun(asked[0], ledger.path, "nobody")
            #expect(open.status == 2)
            #expect(open.errors.contains("No record names"), "\(open.errors)")
        }
        try ledger.refuse(
            ["packet", ledger.path + "/log", "FS-1", ledger.file("packet")], "withheld")
    }

    @Test func `A name is not cleared by a comparison that was none`() throws {
        let ask = ["screen", "name", "Golden Heron", "--lists", Examples.folder + "/lists"]
        let cases = [
            ["--threshold", "90"], ["--threshold", "nan"], ["--threshold", "-1"],
            ["--country", "China"], ["--country", "1"],
        ]
        for wrong in cases {
            let run = try CommandRun(list: ask + wrong)
            #expect(run.status == 2, "\(run.output)")
            #expect(run.errors.contains(wrong[0]), "\(run.errors)")
        }
        let number = try CommandRun("screen", "name", "123", "--lists", Examples.folder + "/lists")
        #expect(number.status == 2)
        #expect(number.errors.contains("no letter"))
        #expect(try CommandRun(list: ask + ["--country", "cn"]).status < 2)
    }

    @Test func `A proof of a log with a new key says which line is missing`() throws {
        let ledger = try CommandLedger()
        let earlier = try ledger.folder.text("ledger/log/checkpoint")
        try ledger.folder.write("earlier", earlier)
        let next = try ledger.key("log.key", role: "log")
        try ledger.run("key", "rotate", ledger.path, "--log", "--to", next)
        // The checkpoint of the change bears both keys; the next one bears the new key alone.
        try ledger.run(
            "retract", "parties#EX-SHOP", "--ledger", ledger.path, "--reason", "duplicate",
            "--log-key", next)
        let (proofs, statements) = (ledger.file("proofs"), ledger.file("statements"))
        for (format, folder) in [("tlog-proof", proofs), ("statement", statements)] {
            try ledger.run(
                "prove", "FS-1", "--ledger", ledger.path, "--format", format, "-o", folder)
        }
        let name = try #require(
            try FileManager.default.contentsOfDirectory(atPath: proofs).sorted().first)
        let number = String(name.prefix { $0 != "." })
        try ledger.refuse(
            [
                "verify", "\(proofs)/\(name)", "--trust", ledger.trust, "--entry",
                "\(statements)/\(number).statement",
            ], "proof-checkpoint", "add a `log` line", status: 3)
        try ledger.refuse(
            [
                "prove", "--ledger", ledger.path, "--since", ledger.file("earlier"), "--log-key",
                next, "-o", ledger.file("receipt"),
            ], "traceledger verify \(ledger.path) --since", status: 3)
        try ledger.run("verify", ledger.path, "--since", ledger.file("earlier"))
    }

    @Test func `Nothing is begun where no passphrase can be had`() throws {
        let folder = TestFolder()
        let run = try CommandRun("init", folder.path + "/ledger")
        #expect(run.status == 2)
        #expect(!FileManager.default.fileExists(atPath: folder.path + "/ledger"))
    }

    @Test func `Wrong names and places are refused with the right form`() throws {
        let ledger = try CommandLedger(isEmpty: true)
        try ledger.refuse(["key", "export", ledger.issuer, "--format", "vkey"], "--name")
        for address in ["HTTP://ledger.example/log", "ftp://ledger.example/log"] {
            try ledger.refuse(["verify", address], address, "http:// or https://")
        }
        try ledger.refuse(
            [
                "merge", ledger.path, ledger.path + "/", "--into", ledger.file("both"),
                "--unencrypted",
            ], "named twice")
        try ledger.folder.write("file", "")
        try ledger.refuse(
            ["monitor", ledger.path, "--state", ledger.file("file"), "--trust", ledger.trust],
            ledger.file("file") + " cannot be made a folder", "there already")
    }

    #if Service
        @Test func `A witness by a name that no key line bears is refused`() throws {
            let ledger = try CommandLedger(isEmpty: true)
            let folder = ledger.file("w")
            try FileManager.default.createDirectory(
                atPath: folder, withIntermediateDirectories: false)
            _ = try ledger.key("w/witness.key", role: "witness")
            try ledger.folder.write("w/logs.txt", try ledger.folder.text("trust.txt"))
            for name in ["bad name", "bad+", ""] {
                try ledger.refuse(
                    ["witness", folder, "--name", name, "--listen", "127.0.0.1:0"], "--name",
                    "w1.example.com")
            }
        }
    #endif
}
