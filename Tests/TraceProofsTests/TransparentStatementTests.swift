// SPDX-License-Identifier: Apache-2.0
import Testing
import TraceLedger
import TraceTesting

/// Statements that carry their receipts outside the registered bytes.
struct TransparentStatementTests {
    private let ledger: ProofLedger
    private let bytes: [UInt8]

    init() throws {
        ledger = try ProofLedger()
        var prover = try ledger.prover()
        bytes = try prover.transparent(9, by: ledger.issuer()).encoded()
    }

    @Test func `the registered entry comes back byte for byte`() throws {
        let statement = try TransparentStatement(parsing: bytes)
        #expect(statement.entry == ledger.entries[9])
        #expect(try statement.encoded() == bytes)
        #expect(statement.isSigned(by: ledger.importer.publicKey))
        #expect(!statement.isSigned(by: ledger.supplier.publicKey))
        #expect(try statement.verify(log: ledger.log()).proof.leafIndex == 9)
    }

    @Test func `each flipped bit and each beginning is refused`() throws {
        let log = try ledger.log()
        for (bit, flipped) in Mutations.flips(of: bytes) {
            let found = code {
                let receipt = try TransparentStatement(parsing: flipped).verify(log: log)
                // As with a lone receipt: a size of the same shape decides nothing.
                #expect(receipt.proof.leafIndex == 9)
                #expect(receipt.proof.treeSize != UInt64(ledger.entries.count))
                throw ProofError(.receiptPath, "a size of the same shape")
            }
            #expect(found.hasPrefix("receipt-"), "bit \(bit): \(found)")
        }
        for prefix in Mutations.prefixes(of: bytes) {
            #expect(code { _ = try TransparentStatement(parsing: prefix) } == "receipt-not-sign1")
        }
    }

    @Test func `receipts of other logs are passed over`() throws {
        let receipt = try #require(try TransparentStatement(parsing: bytes).receipts.first)
        let stranger = Array("no receipt".utf8)
        let both = try TransparentStatement(
            entry: ledger.entries[9], receipts: [stranger, receipt])
        try TransparentStatement(parsing: both.encoded()).verify(log: ledger.log())
        let none = try TransparentStatement(
            entry: ledger.entries[9], receipts: [stranger, stranger])
        #expect(code { try none.verify(log: ledger.log()) } == "receipt-wrong-log")
    }

    @Test func `a receipt of another statement is refused`() throws {
        var prover = try ledger.prover()
        let other = try prover.receipt(of: 8, by: ledger.issuer())
        let statement = try TransparentStatement(entry: ledger.entries[9], receipts: [other])
        #expect(
            ["receipt-wrong-statement", "receipt-signature"].contains(
                code { try statement.verify(log: ledger.log()) }))
    }

    @Test func `no receipt and seventeen are refused`() throws {
        for count in [0, 17] {
            #expect(
                code {
                    _ = try TransparentStatement(
                        entry: ledger.entries[9], receipts: Array(repeating: [1], count: count))
                } == "receipt-count")
        }
        #expect(code { _ = try TransparentStatement(parsing: ledger.entries[9]) } != "accepted")
    }
}
