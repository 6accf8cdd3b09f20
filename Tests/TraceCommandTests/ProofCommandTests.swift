// SPDX-License-Identifier: Apache-2.0
import Foundation
import Testing

/// Bundles and proofs, as a giver and a receiver use the command.
@Suite("traceledger prove and bundle") struct ProofCommandTests {
    private let folder = TestFolder()
    private var ledger: String { folder.path + "/ledger" }
    private var trust: String { folder.path + "/trust.txt" }
    private var bundle: String { folder.path + "/lot.bundle" }

    init() throws {
        let made = try CommandRun(
            "init", ledger, "--origin", "ledger.example/command", "--unencrypted")
        try #require(made.status == 0, "\(made.errors)")
        let pinned = made.output.split(separator: "\n").prefix(3).joined(separator: "\n")
        try folder.write("trust.txt", pinned + "\n")
        let read = try CommandRun(
            "import", Examples.folder + "/workbooks/first-steps", "--ledger", ledger)
        try #require(read.status == 0, "\(read.errors)")
    }

    private func lot() throws -> String {
        let rows = try String(
            contentsOfFile: Examples.folder + "/workbooks/first-steps/lots.csv", encoding: .utf8)
        let last = try #require(rows.split(separator: "\n").last)
        return String(try #require(last.split(separator: ",").first))
    }

    @Test func `A bundle is made without a key, verified by its receiver and audited`() throws {
        let lot = try lot()
        let made = try CommandRun(
            "bundle", lot, "--ledger", ledger, "--reveal", "all", "-o", bundle)
        #expect(made.status == 0, "\(made.errors)")
        let verified = try CommandRun("verify", bundle, "--trust", trust)
        #expect(verified.status == 0, "\(verified.errors)")
        #expect(verified.output.hasPrefix("verified exhaustively: "))
        #expect(verified.output.contains("about \(lot) as of checkpoint size"))
        #expect(verified.output.contains("not excluded: later statements"))
        let json = try CommandRun("verify", bundle, "--trust", trust, "--format", "json")
        #expect(json.output.contains("\"identity\" : \"pinned\""))
        let audited = try CommandRun("audit", bundle, "--trust", trust, "--format", "json")
        #expect(audited.status < 2, "\(audited.errors)")
        #expect(audited.output.contains("\"\(lot)\""))
    }

    @Test func `A bundle that was touched ends with 3 and names why`() throws {
        let made = try CommandRun("bundle", try lot(), "--ledger", ledger, "-o", bundle)
        #expect(made.status == 0, "\(made.errors)")
        var bytes = try Data(contentsOf: URL(fileURLWithPath: bundle))
        bytes[bytes.count / 2] ^= 1
        try bytes.write(to: URL(fileURLWithPath: bundle))
        for command in ["verify", "audit"] {
            let run = try CommandRun(command, bundle, "--trust", trust)
            #expect(run.status == 3)
            #expect(run.errors.contains("proof-root-mismatch") || run.errors.contains("bundle-"))
        }
    }

    @Test func `A field that nobody has is refused, and so is an unknown lot`() throws {
        for arguments in [
            ["bundle", try lot(), "--ledger", ledger, "--reveal", "unitprice", "-o", bundle],
            ["bundle", "no-such-lot", "--ledger", ledger, "-o", bundle],
            ["prove", "no-such-lot", "--ledger", ledger],
            ["prove", String(repeating: "0", count: 64), "--ledger", ledger],
            ["prove", "--ledger", ledger],
        ] {
            let run = try CommandRun(list: arguments)
            #expect(run.status == 2, "\(arguments)")
            #expect(run.errors.hasPrefix("Error:"))
        }
    }

    @Test func `Each form of proof is verified with the trust file`() throws {
        for form in ["statement", "tlog-proof", "receipt", "transparent"] {
            let run = try CommandRun(
                "prove", try lot(), "--ledger", ledger, "--format", form, "-o",
                folder.path + "/" + form)
            #expect(run.status == 0, "\(form): \(run.errors)")
        }
        let names = try FileManager.default.contentsOfDirectory(
            atPath: folder.path + "/statement")
        #expect(names.count > 1)
        for name in names {
            let index = name.prefix { $0 != "." }
            let entry = folder.path + "/statement/" + name
            for form in ["tlog-proof", "receipt", "transparent"] {
                let proof = "\(folder.path)/\(form)/\(index).\(form)"
                let good = try CommandRun("verify", proof, "--trust", trust, "--entry", entry)
                #expect(good.status == 0, "\(form): \(good.errors)")
                #expect(good.output.contains("the statement is entry \(index) "))
                #expect(try CommandRun("verify", proof).status == 2)
            }
            let other = folder.path + "/statement/" + (names.first { $0 != name } ?? name)
            for form in ["tlog-proof", "receipt", "transparent"] {
                let proof = "\(folder.path)/\(form)/\(index).\(form)"
                let bad = try CommandRun("verify", proof, "--trust", trust, "--entry", other)
                #expect(bad.status == 3, "\(form): \(bad.output)")
            }
        }
    }

    @Test func `An entry that nothing would be compared with is refused`() throws {
        try #require(
            try CommandRun("bundle", try lot(), "--ledger", ledger, "-o", bundle).status == 0)
        for input in [ledger, bundle] {
            let run = try CommandRun("verify", input, "--trust", trust, "--entry", "no-file")
            #expect(run.status == 2)
            #expect(run.errors.contains("--entry goes with a tlog-proof or a receipt"))
        }
    }

    @Test func `A proof without its statement is wrong use, and the way to it is named`() throws {
        for form in ["tlog-proof", "receipt"] {
            let made = try CommandRun(
                "prove", try lot(), "--ledger", ledger, "--format", form, "-o",
                folder.path + "/" + form)
            let names = try FileManager.default.contentsOfDirectory(
                atPath: folder.path + "/" + form)
            #expect(made.output.contains("\(names.count) \(form)s in \(folder.path)/\(form)"))
            #expect(made.errors.contains("--entry STATEMENT"))
            let proof = "\(folder.path)/\(form)/\(try #require(names.first))"
            let run = try CommandRun("verify", proof, "--trust", trust)
            #expect(run.status == 2, "\(run.output)")
            #expect(run.errors.contains("--format statement"))
        }
    }

    @Test func `A file that proves nothing is called so`() throws {
        for arguments in [[], ["--trust", trust]] {
            let sheet = Examples.folder + "/workbooks/first-steps/lots.csv"
            let run = try CommandRun(list: ["verify", sheet] + arguments)
            #expect(run.status == 2)
            #expect(run.errors.contains("is no lot bundle, tlog-proof"), "\(run.errors)")
        }
    }

    @Test func `A consistency receipt of an earlier checkpoint`() throws {
        let run = try CommandRun(
            "prove", "--ledger", ledger, "--since", ledger + "/log/checkpoints/1", "-o",
            folder.path + "/consistency")
        #expect(run.status == 0, "\(run.errors)")
        let stranger = try CommandRun(
            "prove", "--ledger", ledger, "--since", trust, "-o", folder.path + "/none")
        #expect(stranger.status == 3)
        #expect(stranger.errors.contains("proof-checkpoint"))
    }
}
