// SPDX-License-Identifier: Apache-2.0
import Testing
import TraceLedger

/// SPEC.md section 9: what a reader knows beforehand.
@Suite struct TrustTests {
    @Test func `R31 origin, key and entry 0 are those that were pinned`() throws {
        try LedgerVector.expect("trust-other-origin", .trustOrigin)
        try LedgerVector.expect("trust-other-key", .trustKey)
        try LedgerVector.expect("trust-other-key-name", .trustKey)
        try LedgerVector.expect("trust-other-entry0", .trustEntry0)
        try LedgerVector.expect("good-trust", nil)
        try LedgerVector.expect("good-trust-comments", nil)
    }

    @Test func `R31 the order is origin, key, entry 0`() throws {
        let ledger = try TestLedger()
        try ledger.publish()
        let (right, files) = (try ledger.trust(), try ledger.files())
        let other = try TestLedger(40).trust()
        let all = TrustFile(origin: "elsewhere", log: other.log, entry0: other.entry0)
        #expect(try first(files, all) == .trustOrigin)
        let two = TrustFile(origin: right.origin, log: other.log, entry0: other.entry0)
        #expect(try first(files, two) == .trustKey)
        let one = TrustFile(origin: right.origin, log: right.log, entry0: other.entry0)
        #expect(try first(files, one) == .trustEntry0)
        #expect(try first(files, right) == nil)
    }

    private func first(_ files: [String: [UInt8]], _ trust: TrustFile) throws -> Problem.Code? {
        try verify(files, trust: trust).problems.first?.code
    }

    @Test func `R31 a trust file of another form is unreadable`() throws {
        let trust = try TestLedger().trust()
        let text = trust.text
        #expect(TrustFile(text)?.text == text)
        let witness = try VerifierKey(name: trust.origin, kind: .cosignature, key: trust.log.key)
        #expect(TrustFile(text.replacing("\(trust.log)", with: "\(witness)")) == nil)
        #expect(TrustFile("# pinned by hand\n\n" + text)?.text == text)
        let lines = text.split(separator: "\n").map(String.init)
        let bad = [
            "", "\n", String(text.dropLast()), lines[0] + "\n" + lines[1] + "\n",
            text + lines[0] + "\n", text + "more x\n", text.replacing("origin ", with: "origin  "),
            text.replacing("entry0 ", with: "entry0 A"), text.uppercased(), text + " \n",
            text.replacing("\n", with: "\r\n"), text.replacing("+", with: " "),
            lines.reversed().map { $0 + "\n" }.joined(),
        ]
        for text in bad { #expect(TrustFile(text) == nil, "\(text)") }
    }

    @Test func `R32 the ledger continues the checkpoint seen earlier`() throws {
        try LedgerVector.expect("since-malformed", .sinceMalformed)
        try LedgerVector.expect("since-of-another-key", .sinceSignature)
        try LedgerVector.expect("since-of-another-origin", .sinceSignature)
        try LedgerVector.expect("since-newer-and-of-another-key", .sinceSignature)
        try LedgerVector.expect("since-newer", .sinceNewer)
        try LedgerVector.expect("since-inconsistent", .sinceInconsistent)
        try LedgerVector.expect("good-since-smaller", nil)
        try LedgerVector.expect("good-since-same", nil)
    }

    @Test func `R33 a folder that has published more than it shows was rolled back`() throws {
        let ledger = try TestLedger()
        try ledger.fill(to: 3)
        try ledger.publish()
        let old = try ledger.files()
        #expect(try verify(old, published: 3).isVerified)
        #expect(try verify(old, published: 2).isVerified)
        for mode in [VerificationMode.exhaustive, .anchored] {
            let report = try verify(old, mode, published: 4)
            #expect(report.problems.map(\.code) == [.rollback])
            #expect(report.problems.first?.code.requirement == "R33")
        }
    }
}
