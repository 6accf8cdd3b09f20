// SPDX-License-Identifier: Apache-2.0
#if Service
    import Foundation
    import Testing
    import TraceTesting

    /// Proofs of a log behind a static server.
    @Suite("traceledger prove of an address") struct RemoteProofTests {
        private let folder = TestFolder()
        private var ledger: String { folder.path + "/ledger" }
        private var trust: String { folder.path + "/trust.txt" }
        private var annex: String { ledger + "/private/annex/disclosures" }
        private let server: ScriptedServer

        init() throws {
            let log = folder.path + "/ledger/log"
            server = try ScriptedServer { request in
                guard let data = FileManager.default.contents(atPath: log + request.path) else {
                    return .answer(404, [])
                }
                return .keep([UInt8](data))
            }
            let made = try CommandRun(
                "init", ledger, "--origin", "ledger.example/remote", "--unencrypted")
            try #require(made.status == 0, "\(made.errors)")
            let pinned = made.output.split(separator: "\n").prefix(3).joined(separator: "\n")
            try folder.write("trust.txt", pinned + "\n")
            let read = try CommandRun(
                "import", Examples.folder + "/workbooks/first-steps", "--ledger", ledger)
            try #require(read.status == 0, "\(read.errors)")
        }

        private func prove(_ subject: String, _ more: [String]) throws -> CommandRun {
            try CommandRun(
                list: [
                    "prove", subject, "--ledger", server.address, "--cache", folder.path + "/cache",
                ] + more)
        }

        @Test func `A lot's statements are proved as from the folder`() throws {
            defer { server.stop() }
            let there = try CommandRun(
                "prove", "FS-1", "--ledger", ledger, "-o", folder.path + "/folder")
            #expect(there.status == 0, "\(there.errors)")
            // Twice: the second time from tiles that were kept.
            for name in ["remote", "again"] {
                let run = try prove(
                    "FS-1",
                    ["--trust", trust, "--disclosures", annex, "-o", folder.path + "/" + name])
                #expect(run.status == 0, "\(run.errors)")
            }
            let names = try FileManager.default.contentsOfDirectory(atPath: folder.path + "/folder")
            #expect(names.count > 1)
            for name in names {
                let text = try folder.text("folder/" + name)
                #expect(try folder.text("remote/" + name) == text)
                #expect(try folder.text("again/" + name) == text)
            }
        }

        @Test func `Without a policy it says what it rests on; a receipt needs the log's key`()
            throws
        {
            defer { server.stop() }
            let bare = try prove(
                "FS-1", ["--disclosures", annex, "-o", folder.path + "/bare"])
            #expect(bare.status == 0, "\(bare.errors)")
            #expect(bare.errors.contains("Nothing pins this ledger"))
            let receipt = try prove(
                "FS-1",
                ["--disclosures", annex, "--format", "receipt", "-o", folder.path + "/receipts"])
            #expect(receipt.status == 2)
            #expect(receipt.errors.contains("--log-key"))
            let unknown = try prove("FS-1", ["--trust", trust])
            #expect(unknown.status == 2)
            #expect(unknown.errors.contains("pseudonym"))
        }

        @Test func `A server with another ledger, or a changed one, ends with 3`() throws {
            defer { server.stop() }
            let other = folder.path + "/other"
            let made = try CommandRun(
                "init", other, "--origin", "ledger.example/remote", "--unencrypted")
            try folder.write(
                "other.txt",
                made.output.split(separator: "\n").prefix(3).joined(separator: "\n") + "\n")
            let refused = try prove(
                "FS-1", ["--trust", folder.path + "/other.txt", "--disclosures", annex])
            #expect(refused.status == 3)
            #expect(refused.errors.contains("checkpoint-signature"))
            // A statement that is altered or left out does not lead to the root.
            let entries = ledger + "/log/tile/entries"
            let files = FileManager.default.enumerator(atPath: entries)?.compactMap {
                $0 as? String
            }
            for file in try #require(files) {
                let url = URL(fileURLWithPath: entries + "/" + file)
                guard var bytes = try? Data(contentsOf: url) else { continue }
                bytes[bytes.count - 1] ^= 1
                try bytes.write(to: url)
            }
            let altered = try prove(
                "FS-1", ["--trust", trust, "--disclosures", annex, "-o", folder.path + "/no"])
            #expect(altered.status == 3)
            #expect(altered.errors.contains("proof-root-mismatch"))
        }
    }
#endif
