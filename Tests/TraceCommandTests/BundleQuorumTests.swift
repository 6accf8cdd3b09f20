// SPDX-License-Identifier: Apache-2.0
import Foundation
import Testing
import TraceLedger
import TraceTesting

/// A bundle under a policy with witnesses, as its receiver sees it.
@Suite("traceledger verify of a bundle with witnesses") struct BundleQuorumTests {
    private let folder = TestFolder()
    private var ledger: String { folder.path + "/ledger" }
    private var policy: String { folder.path + "/policy.txt" }
    private var bundle: String { folder.path + "/lot.bundle" }

    init() throws {
        let made = try CommandRun(
            "init", ledger, "--origin", "ledger.example/quorum", "--unencrypted")
        try #require(made.status == 0, "\(made.errors)")
        let read = try CommandRun(
            "import", Examples.folder + "/workbooks/first-steps", "--ledger", ledger)
        try #require(read.status == 0, "\(read.errors)")
        let pinned = made.output.split(separator: "\n").prefix(3).joined(separator: "\n")
        let witnesses = try (UInt8(11)...12).map { number in
            let key = try VerifierKey(
                name: "w\(number).example", kind: .cosignature,
                key: SampleStatement.key(number).publicKey)
            return "witness W\(number) \(key)\n"
        }
        try folder.write(
            "policy.txt",
            pinned + "\n\(witnesses.joined())group both 2 W11 W12\nquorum both\n")
    }

    /// Makes a bundle under the checkpoint with these cosignatures.
    private func make(cosignedBy keys: [UInt8]) throws {
        try underCheckpoint(cosignedBy: keys) {
            try CommandRun("bundle", "FS-1", "--ledger", ledger, "-o", bundle)
        }
    }

    /// Makes the proofs of a lot's statements in some form, and the statements beside them.
    private func prove(cosignedBy keys: [UInt8], _ form: String) throws -> [String] {
        let path = folder.path + "/" + form
        for form in [form, "statement"] {
            try underCheckpoint(cosignedBy: keys) {
                try CommandRun(
                    "prove", "FS-1", "--ledger", ledger, "--format", form, "-o", path)
            }
        }
        let names = try FileManager.default.contentsOfDirectory(atPath: path)
        let proof = try #require(names.filter { $0.hasSuffix("." + form) }.min())
        let entry = proof.replacingOccurrences(of: form, with: "statement")
        return [path + "/" + proof, "--entry", path + "/" + entry]
    }

    private func underCheckpoint(
        cosignedBy keys: [UInt8], _ make: () throws -> CommandRun
    ) throws {
        let checkpoint = URL(fileURLWithPath: ledger + "/log/checkpoint")
        let bytes = try Data(contentsOf: checkpoint)
        var note = try SignedNote(parsing: [UInt8](bytes))
        for number in keys {
            note = try note.cosigned(
                name: "w\(number).example", at: 1_767_225_600, by: SampleStatement.key(number))
        }
        try Data(note.encoded).write(to: checkpoint)
        let run = try make()
        try bytes.write(to: checkpoint)
        try #require(run.status == 0, "\(run.errors)")
    }

    @Test func `A quorum that is met ends with 0 and says since when`() throws {
        try make(cosignedBy: [11, 12])
        let run = try CommandRun("verify", bundle, "--trust", policy)
        #expect(run.status == 0, "\(run.errors)")
        #expect(run.output.hasPrefix("verified exhaustively: "))
        #expect(run.output.contains("existed no later than 2026-01-01T00:00:00Z (quorum both)"))
        #expect(run.output.contains("witnesses      2"))
        let audit = try CommandRun("audit", bundle, "--trust", policy, "--format", "json")
        #expect(audit.status < 2, "\(audit.errors)")
    }

    @Test func `A stranger in the place of a witness ends with 3 and is named`() throws {
        try make(cosignedBy: [11, 99])
        for command in ["verify", "audit"] {
            let run = try CommandRun(command, bundle, "--trust", policy)
            #expect(run.status == 3)
            #expect(run.errors.contains("trust-quorum"))
            #expect(run.errors.contains("the quorum both is not reached"))
            #expect(run.errors.contains("w99.example"))
            #expect(!run.output.contains("verified exhaustively"))
        }
    }

    @Test func `No cosignature at all ends with 3`() throws {
        try make(cosignedBy: [])
        let run = try CommandRun("verify", bundle, "--trust", policy)
        #expect(run.status == 3)
        #expect(run.errors.contains("no witness of the policy has cosigned this checkpoint"))
    }

    @Test func `A tlog-proof is held to the quorum as a bundle is`() throws {
        let alone = try prove(cosignedBy: [11], "tlog-proof")
        let refused = try CommandRun(list: ["verify"] + alone + ["--trust", policy])
        #expect(refused.status == 3, "\(refused.output)")
        #expect(refused.errors.contains("trust-quorum"))
        #expect(refused.errors.contains("the quorum both is not reached"))
        let both = try prove(cosignedBy: [11, 12], "tlog-proof")
        let run = try CommandRun(list: ["verify"] + both + ["--trust", policy])
        #expect(run.status == 0, "\(run.errors)")
        #expect(run.output.contains("existed no later than 2026-01-01T00:00:00Z (quorum both)"))
    }

    @Test func `A receipt says that it can show no quorum`() throws {
        for form in ["receipt", "transparent"] {
            let proof = try prove(cosignedBy: [11, 12], form)
            let run = try CommandRun(list: ["verify"] + proof + ["--trust", policy])
            #expect(run.status == 0, "\(run.errors)")
            #expect(run.output.contains("not checked: "))
            #expect(run.output.contains("the quorum both of the policy: a receipt carries no"))
        }
    }

    @Test func `Any log line of the policy counts for a proof`() throws {
        let lines = try folder.text("policy.txt").split(separator: "\n").map(String.init)
        let log = try #require(lines.first { $0.hasPrefix("log ") })
        let entry0 = try #require(lines.first { $0.hasPrefix("entry0 ") })
        let former = try VerifierKey(
            name: "ledger.example/quorum", key: SampleStatement.key(21).publicKey)
        let other = try VerifierKey(name: "a.example", key: SampleStatement.key(22).publicKey)
        try folder.write(
            "logs.txt", "log \(other)\nlog \(former)\n\(entry0)\n\(log)\nquorum none\n")
        try folder.write("others.txt", "log \(other)\nlog \(former)\n\(entry0)\nquorum none\n")
        for form in ["tlog-proof", "receipt", "transparent"] {
            let proof = try prove(cosignedBy: [], form)
            let trust = ["--trust", folder.path + "/logs.txt"]
            let run = try CommandRun(list: ["verify"] + proof + trust)
            #expect(run.status == 0, "\(form): \(run.errors)")
            #expect(run.output.contains("of ledger.example/quorum"))
            let others = ["--trust", folder.path + "/others.txt"]
            let refused = try CommandRun(list: ["verify"] + proof + others)
            #expect(refused.status == 3)
        }
    }
}
