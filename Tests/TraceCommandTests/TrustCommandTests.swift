// SPDX-License-Identifier: Apache-2.0
import Foundation
import Testing
import TraceLedger
import TraceTesting

@Suite struct TrustCommandTests {
    private let folder = TestFolder()
    private var policy: String { folder.path + "/policy.txt" }

    private func key(_ number: UInt8, _ kind: VerifierKey.Kind, _ name: String) throws
        -> VerifierKey
    {
        try VerifierKey(name: name, kind: kind, key: SampleStatement.key(number).publicKey)
    }

    /// A checkpoint by key 1, cosigned by some witnesses.
    private func checkpoint(_ witnesses: [UInt8], name: String = "checkpoint") throws -> String {
        let head = TreeHead(size: 5, rootHash: SampleStatement.digest("root"))
        var note = try Checkpoint(origin: "l.example", head: head).note
            .signed(name: "l.example", by: SampleStatement.key(1))
        for number in witnesses {
            note = try note.cosigned(
                name: "w\(number).example", at: 1_767_225_600, by: SampleStatement.key(number))
        }
        let path = folder.path + "/" + name
        try Data(note.encoded).write(to: URL(fileURLWithPath: path))
        return path
    }

    @Test func `a policy is written line by line, shown, and tried on a checkpoint`() throws {
        let add = { (items: [String]) in try CommandRun(list: ["trust", "add", policy] + items) }
        let first = try add(["log", "\(key(1, .ed25519, "l.example"))"])
        #expect(first.status == 0)
        #expect(first.output.contains(": 1 line") && !first.output.contains("1 lines"))
        #expect(
            try add(["witness", "A", "\(key(2, .cosignature, "w2.example"))"]).output.contains(
                "still needs"))
        #expect(try add(["witness", "B", "\(key(3, .cosignature, "w3.example"))"]).status == 0)
        #expect(try add(["quorum", "A"]).status == 0)
        #expect(try add(["group", "both", "all", "A", "B"]).status == 0)
        #expect(try add(["quorum", "both"]).status == 0)
        #expect(try CommandRun("trust", "show", policy).output.contains("both: 2 of A, B"))
        let one = try CommandRun("trust", "check", policy, checkpoint([2]))
        #expect(one.status == 3)
        #expect(one.output.contains("the quorum both is not reached"))
        let two = try CommandRun("trust", "check", policy, checkpoint([2, 3]))
        #expect(two.status == 0, "\(two.output)\(two.errors)")
        #expect(two.output.contains("existed no later than 2026-01-01T00:00:00Z"))
    }

    @Test func `a line that is none leaves the file as it was`() throws {
        try folder.write("policy.txt", "quorum none\n")
        let run = try CommandRun("trust", "add", policy, "witness", "A", "nokey")
        #expect(run.status == 2)
        #expect(run.errors.contains("line 2"))
        #expect(try folder.text("policy.txt") == "quorum none\n")
    }

    @Test func `a policy without entry 0 is no pin, and says what to add`() throws {
        try folder.write("policy.txt", "log \(key(1, .ed25519, "l.example"))\nquorum none\n")
        let log = folder.path + "/log"
        try FileManager.default.createDirectory(atPath: log, withIntermediateDirectories: true)
        _ = try checkpoint([], name: "log/checkpoint")
        let run = try CommandRun("verify", log, "--trust", policy)
        #expect(run.status == 2)
        #expect(run.errors.contains("trust add"))
    }

    @Test func `evidence of a fork is checked by verify, and ends with 3`() throws {
        let log = try key(1, .ed25519, "l.example")
        let notes = try ["a", "b"].map { text in
            try Checkpoint(
                origin: "l.example", head: TreeHead(size: 5, rootHash: SampleStatement.digest(text))
            ).note.signed(name: "l.example", by: SampleStatement.key(1))
        }
        let path = folder.path + "/5.fork"
        let evidence = ForkEvidence(log: log, smaller: notes[0], larger: notes[1])
        try Data(evidence.encoded).write(to: URL(fileURLWithPath: path))
        try folder.write("policy.txt", "log \(log)\nquorum none\n")
        let run = try CommandRun("verify", path, "--trust", policy)
        #expect(run.status == 3)
        #expect(run.output.contains("two trees of 5 entries"))
        #expect(run.output.contains("The key is the policy's"))
        // The same checkpoint twice is no fork.
        let nothing = ForkEvidence(log: log, smaller: notes[0], larger: notes[0])
        try Data(nothing.encoded).write(to: URL(fileURLWithPath: path))
        #expect(try CommandRun("verify", path).status == 2)
    }
}
