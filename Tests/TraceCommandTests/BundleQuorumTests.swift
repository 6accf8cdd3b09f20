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
        let checkpoint = URL(fileURLWithPath: ledger + "/log/checkpoint")
        let bytes = try Data(contentsOf: checkpoint)
        var note = try SignedNote(parsing: [UInt8](bytes))
        for number in keys {
            note = try note.cosigned(
                name: "w\(number).example", at: 1_767_225_600, by: SampleStatement.key(number))
        }
        try Data(note.encoded).write(to: checkpoint)
        let run = try CommandRun("bundle", "FS-1", "--ledger", ledger, "-o", bundle)
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
}
