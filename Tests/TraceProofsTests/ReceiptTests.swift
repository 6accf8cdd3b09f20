// SPDX-License-Identifier: Apache-2.0
import Testing
import TraceLedger
import TraceTesting

/// Inclusion and consistency receipts: what is issued verifies, what was touched does not.
struct ReceiptTests {
    private let ledger: ProofLedger
    private let log: VerifierKey

    init() throws {
        ledger = try ProofLedger()
        log = try ledger.log()
    }

    private func receipt(_ index: UInt64) throws -> [UInt8] {
        var prover = try ledger.prover()
        return try prover.receipt(of: index, by: ledger.issuer())
    }

    @Test func `every statement has a receipt that leads to the published root`() throws {
        for (index, entry) in ledger.entries.enumerated() {
            let receipt = try InclusionReceipt(parsing: receipt(UInt64(index)))
            #expect(receipt.proof.leafIndex == UInt64(index))
            let root = try receipt.verify(statement: entry, log: log)
            #expect(root == NaiveTree(ledger.entries.map { SHA256Hash.leafHash(of: $0) }).root)
            for (other, wrong) in ledger.entries.enumerated() where other != index {
                #expect(code { try receipt.verify(statement: wrong, log: log) } != "accepted")
            }
        }
    }

    /// RFC 9942 signs the root alone: another size with a path of the same shape changes nothing.
    @Test func `each flipped bit of a receipt is refused, save in a size that decides nothing`()
        throws
    {
        let bytes = try receipt(7)
        let honest = try InclusionReceipt(parsing: bytes)
        for (bit, flipped) in Mutations.flips(of: bytes) {
            let found = code {
                let receipt = try InclusionReceipt(parsing: flipped)
                try receipt.verify(statement: ledger.entries[7], log: log)
                #expect(receipt.proof.treeSize != honest.proof.treeSize)
                #expect(receipt.proof.leafIndex == honest.proof.leafIndex)
                #expect(receipt.proof.path == honest.proof.path)
                throw ProofError(.receiptPath, "a size of the same shape")
            }
            #expect(found.hasPrefix("receipt-"), "bit \(bit): \(found)")
        }
        for prefix in Mutations.prefixes(of: bytes) {
            #expect(code { _ = try InclusionReceipt(parsing: prefix) } != "accepted")
        }
    }

    @Test func `a receipt by another log or key is refused`() throws {
        let receipt = try InclusionReceipt(parsing: receipt(7))
        let key = try SampleStatement.key(9).publicKey
        let others = [
            try VerifierKey(name: ProofLedger.origin, key: key),
            try VerifierKey(name: "ledger.example/other", key: ledger.logKey),
        ]
        for other in others {
            #expect(
                code { try receipt.verify(statement: ledger.entries[7], log: other) }
                    == "receipt-wrong-log")
        }
        #expect(
            code { try receipt.verify(entry: ledger.entries[7], key: key) } == "receipt-signature")
    }

    @Test func `only the log's own key issues receipts`() throws {
        #expect(
            code { _ = try ReceiptIssuer(SampleStatement.key(9), log: log) } == "receipt-wrong-log")
    }

    @Test func `an unpublished head gives no receipt`() throws {
        var prover = try ledger.prover()
        let before = prover.size
        let index = try ledger.state(.lot, "N-1", ["hs": .text("670420")])
        // Committed, not published: the log's checkpoint ends before it.
        #expect(index >= before)
        #expect(throws: (any Error).self) { try prover.receipt(of: index, by: ledger.issuer()) }
        try ledger.publish()
        var later = try ledger.prover()
        let bytes = try later.receipt(of: index, by: ledger.issuer())
        try InclusionReceipt(parsing: bytes).verify(
            statement: ledger.entries[Int(index)], log: log)
    }

    @Test func `a note that the log has not signed publishes nothing`() throws {
        let key = try SampleStatement.key(9)
        let head = try Checkpoint(
            origin: ProofLedger.origin, head: TreeHead(size: 9, rootHash: .zero))
        let note = try head.note.signed(name: ProofLedger.origin, by: key)
        #expect(code { _ = try PublishedCheckpoint(note.encoded, log: log) } == "proof-checkpoint")
    }

    @Test func `a tree of one entry gives no receipt, its path would be empty`() throws {
        let published = try PublishedCheckpoint(ledger.notes[0], log: log)
        #expect(published.checkpoint.head.size == 1)
        var prover = try ledger.prover()
        let (statement, _) = try prover.statement(0)
        #expect(
            code {
                _ = try ledger.issuer().inclusion(
                    of: statement, InclusionProof(leafIndex: 0, treeSize: 1, path: []),
                    under: published)
            } == "receipt-empty-path")
    }

    @Test func `a consistency receipt shows that the log goes on`() throws {
        var prover = try ledger.prover()
        let earlier = try PublishedCheckpoint(ledger.notes[0], log: log)
        let path = try prover.consistency(from: earlier)
        let bytes = try ledger.issuer().consistency(
            from: earlier, to: prover.published, path: path)
        let receipt = try ConsistencyReceipt(parsing: bytes)
        let (root1, root2) = (
            earlier.checkpoint.head.rootHash, prover.published.checkpoint.head.rootHash
        )
        try receipt.verify(earlier: root1, later: root2, log: log)
        #expect(
            code { try receipt.verify(earlier: root2, later: root2, log: log) } == "receipt-path")
        #expect(
            code { try receipt.verify(earlier: root1, later: root1, log: log) }
                == "receipt-signature")
        #expect(code { _ = try InclusionReceipt(parsing: bytes) } == "receipt-proof")
        for (bit, flipped) in Mutations.flips(of: bytes) {
            let found = code {
                let other = try ConsistencyReceipt(parsing: flipped)
                try other.verify(earlier: root1, later: root2, log: log)
                #expect(other.proof.path == receipt.proof.path)
                #expect(other.proof.size2 != receipt.proof.size2)
                throw ProofError(.receiptPath, "a size of the same shape")
            }
            #expect(found.hasPrefix("receipt-"), "bit \(bit): \(found)")
        }
        #expect(
            code {
                _ = try ledger.issuer().consistency(from: earlier, to: earlier, path: [])
            } == "receipt-empty-path")
    }
}
