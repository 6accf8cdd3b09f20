// SPDX-License-Identifier: Apache-2.0
import Testing
import TraceCOSE
import TraceLedger

/// SPEC.md section 11.
@Suite struct LimitTests {
    @Test func `R35 an entry longer than the policy's limit is refused`() throws {
        try LedgerVector.expect("entry-over-policy-limit", .entryMalformed, at: 5)
        let ledger = try TestLedger(maxEntry: 600)
        let long = Record(
            kind: .lot, id: "L-1",
            fields: ["made_from": .lots((1...12).map { LotShare(lot: "L-\($0)") })])
        let entry = try ledger.entry(long)
        #expect(entry.count > 600)
        let problem = #expect(throws: Problem.self) { try ledger.append(entry) }
        #expect(problem?.code == .entryMalformed)
    }

    @Test(arguments: [
        ("checkpoint-too-long", Problem.Code.checkpointMalformed),
        ("checkpoint-17-signatures", .checkpointMalformed),
        ("checkpoint-size-over-limit", .checkpointMalformed),
        ("header-links-257", .headerMalformed), ("payload-sd-65", .payloadMalformed),
        ("payload-nested-17", .payloadMalformed), ("payload-text-4097-bytes", .payloadMalformed),
    ])
    func `R35 what exceeds a limit has the code of its requirement`(
        name: String, code: Problem.Code
    ) throws {
        try LedgerVector.expect(name, code)
    }

    @Test func `R35 an entry of 65,536 bytes is none`() throws {
        #expect(SignedStatementBytes.maximumLength == 65_535)
        var entry: [UInt8] = [0xD2, 0x84, 0x40, 0xA0, 0x59, 0xFF, 0xFF]
        entry += [UInt8](repeating: 0, count: 65_536 - entry.count)
        let error = #expect(throws: COSEError.self) { try SignedStatementBytes(parsing: entry) }
        #expect(error?.code == .entryTooLong)
    }

    @Test func `R35 lengths that only claim to be large cost nothing`() throws {
        try LedgerVector.expect("payload-huge-array", .payloadMalformed)
        try LedgerVector.expect("payload-huge-text", .payloadMalformed)
    }

    @Test func `R35 a checkpoint of any size asks for no memory`() throws {
        let ledger = try TestLedger()
        try ledger.publish()
        var files = try ledger.files()
        let head = TreeHead(size: 1 << 40, rootHash: .zero)
        files["checkpoint"] = try ledger.log.note(head)
        let report = try verify(files)
        #expect(report.problems.first?.code == .fileMissing)
        #expect(report.problems.count <= LedgerState.maximumProblems)
    }

    @Test(arguments: [VerificationMode.exhaustive, .anchored], [1, 4])
    func `of more problems than are listed those that come first stay, whoever finds them when`(
        mode: VerificationMode, threads: Int
    ) throws {
        // A gap in a chain is judged after the ranges; what is no entry is found before.
        let whole = try TestLedger()
        try whole.fill(to: 5)
        let ledger = try TestLedger()
        try ledger.fill(to: 3)
        try ledger.appendUnchecked(whole.entries[4])
        for _ in 0..<2_200 { try ledger.appendUnchecked([0xFF]) }
        try ledger.publish()
        let report = try verify(ledger.files(), mode, threads: threads)
        #expect(report.problems.first?.code == .issuerChainBroken)
        #expect(report.problems.first?.index == 3)
        #expect(report.problems.count == LedgerState.maximumProblems)
        #expect(report.problems.last?.index == 1_002)
    }

    @Test func `R35 a note of one byte more than the limit is refused`() throws {
        let line = NoteSignature(name: "log.example", keyID: 1, bytes: [1])
        let end = SignedNote(text: [], signatures: [line]).encoded
        func note(_ count: Int) -> [UInt8] {
            [UInt8](repeating: 0x61, count: count - end.count - 1) + [0x0A] + end
        }
        _ = try SignedNote(parsing: note(SignedNote.maximumLength))
        let error = #expect(throws: MerkleError.self) {
            try SignedNote(parsing: note(SignedNote.maximumLength + 1))
        }
        #expect(error?.code == .noteFormat)
    }

    @Test func `R35 a disclosure set of more than a mebibyte is refused unread`() throws {
        let text = CBORValue.text(String(repeating: "x", count: 1 << 20))
        let salt = try #require(Salt([UInt8](repeating: 1, count: 16)))
        let set = DisclosureSet(
            record: RecordID(.zero),
            fields: [FieldDisclosure(salt: salt, key: "name", value: text)], openings: [])
        #expect(DisclosureSet(try set.encoded()) == nil)
    }
}
