// SPDX-License-Identifier: Apache-2.0
#if Service
    import Foundation
    import Testing
    import TraceTesting

    /// A witness, a ledger that asks it, and a monitor that follows, each as its own process.
    @Suite("traceledger witness and monitor") struct WitnessCommandTests {
        private let ledger: CommandLedger
        private var policy: String { ledger.file("policy.txt") }

        init() throws {
            ledger = try CommandLedger(isEmpty: true)
            try ledger.folder.write("policy.txt", "")
            for line in try ledger.folder.text("trust.txt").split(separator: "\n").dropFirst() {
                try add(line.split(separator: " ").map(String.init))
            }
        }

        private func add(_ items: [String]) throws {
            let run = try CommandRun(list: ["trust", "add", policy] + items)
            try #require(run.status == 0, "\(run.errors)")
        }

        /// The log of the ledger behind a server.
        private func served() throws -> ScriptedServer {
            let log = ledger.path + "/log"
            return try ScriptedServer { request in
                guard let data = FileManager.default.contents(atPath: log + request.path) else {
                    return .answer(404, type: "text/plain", [])
                }
                return .answer(200, [UInt8](data))
            }
        }

        @Test func `a witness cosigns, a quorum is reached, and without it verify refuses`() throws
        {
            let folder = ledger.file("w")
            try FileManager.default.createDirectory(
                atPath: folder, withIntermediateDirectories: false)
            _ = try ledger.key("w/witness.key", role: "witness")
            let log = try #require(
                try ledger.folder.text("trust.txt").split(separator: "\n")
                    .first { $0.hasPrefix("log ") })
            try ledger.folder.write("w/logs.txt", log + "\nquorum none\n")
            let witness = try RunningCommand(
                "witness", folder, "--name", "w1.example", "--listen", "127.0.0.1:0")
            defer { witness.stop() }
            let line = try #require(try witness.firstLine())
            let words = line.split(separator: " ").map(String.init)
            try #require(words.count == 4, "\(line)")
            try add(["witness", "W1", words[2], words[3]])
            try add(["quorum", "W1"])
            try ledger.refuse(["trust", "check", policy, ledger.path], "W1", status: 3)
            let asked = try CommandRun("witness", "ask", ledger.path, "--policy", policy)
            #expect(asked.status == 0, "\(asked.output)\(asked.errors)")
            let verified = try ledger.run("verify", ledger.path, "--trust", policy)
            #expect(verified.output.contains("W1") || verified.output.contains("w1.example"))
            witness.stop()
            // One that is away delays nobody: the statement stands, and the rest is said.
            try ledger.folder.write("book.csv", "")
            let away = try CommandRun(
                "import", Examples.folder + "/workbooks/first-steps", "--ledger", ledger.path,
                "--witnesses", policy)
            #expect(away.status == 0, "\(away.errors)")
            #expect(away.errors.contains("Ask again with: traceledger witness ask"))
        }

        @Test func `a witness without logs, key or address is refused with what is missing`() throws
        {
            let folder = ledger.file("w")
            try FileManager.default.createDirectory(
                atPath: folder, withIntermediateDirectories: false)
            let serve = ["witness", folder, "--name", "w1.example"]
            try ledger.refuse(serve, "logs.txt")
            try ledger.folder.write("w/logs.txt", "quorum none\n")
            try ledger.refuse(serve, "only logs that it knows")
            try ledger.refuse(serve + ["--listen", "nowhere"], "127.0.0.1:8750")
        }

        @Test func `a monitor tells growth and watched records, and keeps evidence of a fork`()
            throws
        {
            let server = try served()
            defer { server.stop() }
            try ledger.folder.write("watch.txt", "hs 6704\n")
            let look = [
                "monitor", server.address, "--state", ledger.file("seen"), "--trust",
                ledger.trust, "--watch", ledger.file("watch.txt"), "--cache", "none",
            ]
            #expect(try CommandRun(list: look).status == 0)
            try ledger.run(
                "import", Examples.folder + "/workbooks/first-steps", "--ledger", ledger.path)
            let grown = try CommandRun(list: look)
            #expect(grown.status == 1, "\(grown.errors)")
            #expect(grown.output.contains("1 -> 33 entries"))
            #expect(grown.output.contains("hs 6704"))
            let again = try CommandRun(list: look)
            #expect(again.output == "unchanged: 33 entries\n")
            // Another ledger in its place is not taken over.
            let checkpoint = ledger.path + "/log/checkpoint"
            let stranger = try CommandLedger(isEmpty: true)
            try FileManager.default.removeItem(atPath: checkpoint)
            try FileManager.default.copyItem(
                atPath: stranger.path + "/log/checkpoint", toPath: checkpoint)
            #expect(try CommandRun(list: look).status == 3)
        }

        @Test func `a server that is away, or none, ends with 2`() throws {
            let server = try served()
            server.stop()
            try ledger.refuse(
                [
                    "monitor", server.address, "--state", ledger.file("seen"), "--trust",
                    ledger.trust,
                ], server.address)
            try ledger.refuse(
                ["monitor", "/tmp", "--state", ledger.file("seen"), "--trust", ledger.trust],
                "http://")
            try ledger.folder.write("watch.txt", "colour red\n")
            try ledger.refuse(
                [
                    "monitor", server.address, "--state", ledger.file("seen"), "--trust",
                    ledger.trust, "--watch", ledger.file("watch.txt"),
                ], "watch.txt", "line 1")
        }
    }
#endif
