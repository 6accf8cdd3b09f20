// SPDX-License-Identifier: Apache-2.0
import Testing
import TraceLedger
import TraceTesting

/// The sentences of SPEC.md section 9, word for word.
@Suite struct VerdictTests {
    static let witness =
        "no witness has cosigned this checkpoint: the operator could have shown others something else"

    private func lines(_ report: VerificationReport) -> [String] {
        VerificationText.plain(report).split(separator: "\n", omittingEmptySubsequences: false)
            .prefix { !$0.isEmpty }.map(String.init)
    }

    @Test func `verified exhaustively, with what was not checked`() throws {
        let ledger = try TestLedger()
        try ledger.fill(to: 4)
        try ledger.publish()
        let files = try ledger.files()
        let verdict = "verified exhaustively: 4 entries; 4 signatures checked"
        let alone = try lines(verify(files))
        #expect(
            alone == [
                verdict, "consistent in itself; identity, freshness and forks not checked",
                Self.witness,
            ])
        let trust = try ledger.trust()
        let pinned = try lines(verify(files, trust: trust))
        #expect(pinned == [verdict, "freshness not checked", Self.witness])
        let fresh = try lines(verify(files, trust: trust, since: files["checkpoint"]))
        #expect(fresh == [verdict, Self.witness])
    }

    @Test func `verified by anchors, with what that does not show`() throws {
        let ledger = try TestLedger()
        try ledger.fill(to: 4)
        try ledger.publish()
        let pinned = try lines(verify(ledger.files(), .anchored, trust: ledger.trust()))
        #expect(
            pinned == [
                "verified by anchors: 4 entries; 2 signatures checked; the other 2 were not. "
                    + "For those: each key's holder later signed a hash covering these bytes. "
                    + "Not shown: that each was signed by that key, would verify alone, or was "
                    + "signed when it says", "freshness not checked", Self.witness,
            ])
    }

    @Test func `statements under suspicion are counted`() throws {
        let vector = try LedgerVector.named("good-key-compromised-and-replaced")
        for mode in vector.modes {
            let report = try vector.verify(mode, threads: 1)
            #expect(report.underSuspicion.count > 0)
            #expect(
                lines(report).last == "\(report.underSuspicion.count) statements under suspicion")
        }
    }

    @Test func `failed, at an entry or without one`() throws {
        let fork = try LedgerVector.named("fork-same-number").verify(.exhaustive, threads: 1)
        #expect(lines(fork) == ["failed: 1 problems; first: issuer-fork at entry 5"])
        let tile = try LedgerVector.named("tile-flipped").verify(.anchored, threads: 1)
        #expect(lines(tile) == ["failed: 1 problems; first: tile-altered"])
        #expect(fork.caveats.isEmpty && tile.caveats.isEmpty)
    }

    @Test func `the specification holds every sentence`() throws {
        let text = try ProjectFolder.text("SPEC.md")
        for sentence in [
            "verified exhaustively: N entries; N signatures checked\n",
            "verified by anchors: N entries; S signatures checked; the other N-S were not. For "
                + "those: each key's holder later signed a hash covering these bytes. Not shown: "
                + "that each was signed by that key, would verify alone, or was signed when it "
                + "says\n",
            "failed: P problems; first: CODE at entry I\n", "failed: P problems; first: CODE\n",
            "consistent in itself; identity, freshness and forks not checked  ",
            "\nfreshness not checked  ", "\n\(Self.witness)\n", "\nM statements under suspicion  ",
            "\nF files reaching beyond the checkpoint  ",
        ] {
            #expect(text.contains(sentence), "\(sentence)")
        }
    }

    @Test func `a problem names its place, requirement and remedy`() throws {
        let report = try LedgerVector.named("fork-same-number").verify(.exhaustive, threads: 1)
        let problem = try #require(report.problems.first)
        let file = "tile/entries/000.p/\(report.entries)"
        #expect(problem.file == file)
        #expect(problem.record != nil && problem.byteRange != nil)
        #expect(problem.issuer?.hasPrefix("urn:ietf:params:oauth:ckt:sha-256:") == true)
        let text = VerificationText.plain(report)
        #expect(text.contains("issuer-fork (R12), entry 5, file \(file), bytes "))
        #expect(text.contains("remedy: ask the issuer which one it stands by"))
        #expect(try VerificationText.json(report).contains(#""requirement" : "R12""#))
    }

    @Test func `an altered entry is named by its file, its bytes and the record that was signed`()
        throws
    {
        let ledger = try TestLedger()
        try ledger.fill(to: 4)
        try ledger.publish()
        var files = try ledger.files()
        let path = "tile/entries/000.p/4"
        var bundle = try #require(files[path])
        bundle[bundle.count - 1] ^= 1
        files[path] = bundle
        let problem = try #require(try verify(files).problems.first)
        #expect(problem.code == .entryAltered && problem.index == 3)
        #expect(problem.file == path)
        #expect(problem.byteRange?.upperBound == bundle.count)
        let leaves = try #require(files["tile/0/000.p/4"])
        #expect(problem.record == RecordID(Digest(leaves, at: 3 * Digest.byteCount)))
        #expect(problem.issuer == nil)
    }

    @Test func `a ledger that is not the pinned one is named beside it`() throws {
        let ledger = try TestLedger()
        try ledger.publish()
        let right = try ledger.trust()
        let other = TrustFile(origin: "other.example", log: right.log, entry0: right.entry0)
        let origin = try verify(ledger.files(), trust: other).problems.first
        #expect(origin?.detail == "\(TestLedger.origin), not other.example")
        let stranger = try VerifierKey(
            name: TestLedger.origin,
            key: SampleStatement.key(99).publicKey)
        let key = TrustFile(origin: right.origin, log: stranger, entry0: right.entry0)
        let signed = try verify(ledger.files(), trust: key).problems.first
        #expect(signed?.detail == "\(right.log), not \(stranger)")
        let entry = TrustFile(origin: right.origin, log: right.log, entry0: RecordID(.zero))
        let first = try verify(ledger.files(), trust: entry).problems.first
        #expect(first?.record == right.entry0)
        #expect(first?.detail == "not \(RecordID(.zero))")
    }
}
