// SPDX-License-Identifier: Apache-2.0
import Testing
import TraceLedger

@Suite struct LedgerVectorTests {
    @Test func `there are at least forty tampered ledgers and every code is among them`() {
        let failed = LedgerVector.all.filter { $0.content.expect.verdict == "failed" }
        #expect(failed.count >= 40)
        let codes = Set(failed.compactMap(\.content.expect.code))
        let missing = Problem.Code.allCases.map(\.rawValue).filter { !codes.contains($0) }
        // A rollback shows only beside the writer's head, which no copy of `log/` has;
        // a quorum only under a trust policy (SPEC.md Appendix D), which Swift's tests give.
        #expect(Set(missing) == ["rollback", "trust-quorum"])
    }

    @Test(arguments: LedgerVector.all)
    func `exhaustive verification agrees`(_ vector: LedgerVector) throws {
        guard vector.content.expect.mode != "anchored" else { return }
        try agree(vector, vector.verify(.exhaustive, threads: 2))
    }

    @Test(arguments: LedgerVector.all)
    func `anchored verification agrees`(_ vector: LedgerVector) throws {
        guard vector.content.expect.mode != "exhaustive" else { return }
        try agree(vector, vector.verify(.anchored, threads: 1))
    }

    private func agree(_ vector: LedgerVector, _ report: VerificationReport) throws {
        let expect = vector.content.expect
        #expect(report.isVerified == (expect.verdict == "verified"))
        #expect(report.problems.first?.code.rawValue == expect.code)
        #expect(report.problems.first?.index == expect.index)
    }
}
