// SPDX-License-Identifier: Apache-2.0
import Testing
import TraceLedger

/// SPEC.md section 5.
@Suite struct ChainTests {
    @Test(arguments: ["fork-same-number", "fork-from-zero", "entry-twice"])
    func `R12 a number used twice is a fork`(name: String) throws {
        try LedgerVector.expect(name, .issuerFork, at: 5)
    }

    @Test func `R11 R12 a log that repeats an entry breaks no earlier correction of it`() throws {
        try LedgerVector.expect("entry-twice-after-its-correction", .issuerFork, at: 6)
    }

    @Test(arguments: [
        "chain-gap", "chain-begins-at-one", "chain-prev-of-another", "entry-removed",
        "entries-reordered", "policy-begins-at-one",
    ])
    func `R12 a number left out or another predecessor breaks the chain`(name: String) throws {
        try LedgerVector.expect(name, .issuerChainBroken)
    }

    @Test(arguments: ["subject-chain-gap", "subject-chain-begins-again", "subject-chain-prev"])
    func `R13 every subject has a chain of its own`(name: String) throws {
        try LedgerVector.expect(name, .subjectChainBroken, at: 5)
    }
}
