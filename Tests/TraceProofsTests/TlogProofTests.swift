// SPDX-License-Identifier: Apache-2.0
import Foundation
import Testing
import TraceLedger
import TraceTesting

/// C2SP tlog-proof files.
struct TlogProofTests {
    private let ledger: ProofLedger

    init() throws { ledger = try ProofLedger() }

    private func text(_ proof: TlogProof) -> String { String(decoding: proof.text, as: UTF8.self) }

    @Test func `every entry has a proof that comes back and verifies`() throws {
        var prover = try ledger.prover()
        for (index, entry) in ledger.entries.enumerated() {
            let proof = try prover.tlogProof(of: UInt64(index))
            #expect(try TlogProof(parsing: proof.text) == proof)
            let published = try proof.verify(entry: entry, log: ledger.log())
            #expect(published.checkpoint.head.size == UInt64(ledger.entries.count))
            #expect(
                code { try proof.verify(entry: entry + [0], log: ledger.log()) }
                    == "proof-root-mismatch")
        }
    }

    @Test func `extra bytes stand before the index and vouch for nothing`() throws {
        var prover = try ledger.prover()
        let plain = try prover.tlogProof(of: 3)
        let proof = TlogProof(
            try prover.inclusion(of: 3), note: plain.note, extra: Array("more".utf8))
        #expect(text(proof).contains("\nextra bW9yZQ==\nindex 3\n"))
        #expect(try TlogProof(parsing: proof.text).extra == Array("more".utf8))
    }

    @Test func `what is not written canonically is refused`() throws {
        var prover = try ledger.prover()
        let good = text(try prover.tlogProof(of: 3))
        let bad = [
            good.replacingOccurrences(of: "index 3", with: "index 03"),
            good.replacingOccurrences(of: "index 3", with: "index +3"),
            good.replacingOccurrences(of: "index 3", with: "index -3"),
            good.replacingOccurrences(of: "index 3", with: "index 3 "),
            good.replacingOccurrences(of: "@v1", with: "@v2"),
            good.replacingOccurrences(of: "index 3\n", with: ""),
            good.replacingOccurrences(of: "index 3\n", with: "index 3\nAAAA\n"),
            good.replacingOccurrences(of: "\n\n", with: "\n"), "", "\n", "c2sp.org/tlog-proof@v1",
            "c2sp.org/tlog-proof@v1\n" + String(repeating: "index 1\n", count: 100),
            String(repeating: "a", count: 100_000),
        ]
        for text in bad {
            #expect(code { _ = try TlogProof(parsing: Array(text.utf8)) } == "tlog-proof-format")
        }
    }

    @Test func `another log, a stranger's note, another path`() throws {
        var prover = try ledger.prover()
        let proof = try prover.tlogProof(of: 3)
        let entry = ledger.entries[3]
        let other = try VerifierKey(
            name: ProofLedger.origin, key: SampleStatement.key(9).publicKey)
        #expect(code { try proof.verify(entry: entry, log: other) } == "proof-checkpoint")
        let moved = TlogProof(
            InclusionProof(
                leafIndex: 2, treeSize: prover.size, path: proof.path), note: proof.note)
        #expect(
            code { try moved.verify(entry: entry, log: ledger.log()) } == "proof-root-mismatch")
    }

    @Test func `witnesses that are known count, strangers are named`() throws {
        var prover = try ledger.prover()
        let proof = try prover.tlogProof(of: 3)
        let witness = try SampleStatement.key(8)
        let note = try SignedNote(parsing: proof.note).cosigned(
            name: "witness.example", at: 1_767_225_601, by: witness)
        let cosigned = TlogProof(try prover.inclusion(of: 3), note: note.encoded)
        let key = try VerifierKey(
            name: "witness.example", kind: .cosignature, key: witness.publicKey)
        let known = try cosigned.verify(
            entry: ledger.entries[3], log: ledger.log(), witnesses: [key])
        #expect(known.cosignatures.map(\.time) == [1_767_225_601])
        #expect(known.strangers.isEmpty)
        let unknown = try cosigned.verify(entry: ledger.entries[3], log: ledger.log())
        #expect(unknown.cosignatures.isEmpty)
        #expect(unknown.strangers == ["witness.example"])
    }
}
