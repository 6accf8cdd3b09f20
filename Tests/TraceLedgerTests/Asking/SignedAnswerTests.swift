// SPDX-License-Identifier: Apache-2.0
import Testing
import TraceTesting

@testable import TraceLedger

/// Answers that were signed, and what may have happened to them.
@Suite struct SignedAnswerTests {
    private let folder: TestFolder
    private let ledger: VerifiedLedger
    private let state: LedgerState
    private let answer: [UInt8]
    private let records: [Checked]

    init() throws {
        folder = try TestFolder()
        _ = try folder.importing(AskedBook.workbook())
        let outcome = try LedgerVerification(
            folder.folder.log, VerificationOptions(keepsStatements: true)
        ).run()
        ledger = try #require(outcome.ledger)
        state = try #require(outcome.state)
        let sets = Dictionary(try AnnexFile.sets(in: folder.folder).map { ($0.record, $0) }) { $1 }
        records = ledger.checked(sets) { _, _ in }
        let network = LotNetwork(StandingRecord.standing(records))
        let impact = try #require(
            network.impact(of: Reference(.party, "D"), records: records.count))
        answer = Array(AskingText.csv(impact).utf8)
    }

    private func note(
        _ question: String = "impact party:D", checkpoint: Checkpoint? = nil, key: UInt8 = 61,
        answer other: [UInt8]? = nil
    ) throws -> SignedAnswer {
        let bytes = try AnswerNote(
            question: question, checkpoint: checkpoint ?? ledger.checkpoint,
            answer: other ?? answer
        ).signed(by: try SampleStatement.key(key))
        return try SignedAnswer(parsing: bytes)
    }

    private func fault(
        _ note: SignedAnswer, _ answer: [UInt8]? = nil
    ) throws -> SignedAnswer.Fault.Code? {
        do throws(SignedAnswer.Fault) {
            _ = try note.verify(answer: answer ?? self.answer, in: ledger, state: state)
            return nil
        } catch { return error.code }
    }

    @Test func `a signed answer belongs to its issuer, its ledger and its state`() throws {
        let name = try note().verify(answer: answer, in: ledger, state: state)
        let key = try SampleStatement.key(61).publicKey
        #expect(name == COSEKey.issuerName(COSEKey.thumbprint(of: key)))
        #expect(try note().isReproduced(answer, by: records) == true)
        #expect(SignedAnswer.isLikely(Array("traceledger/answer/1\n".utf8)))
    }

    @Test func `an answer about an earlier state stays good while the ledger grows`() throws {
        let early = try #require(state.tree.root(of: 2))
        let head = TreeHead(size: 2, rootHash: early)
        let checkpoint = try Checkpoint(origin: TestFolder.origin, head: head)
        #expect(try fault(note(checkpoint: checkpoint)) == nil)
        // The records of that state are fewer: the answer does not come out of them.
        #expect(try note(checkpoint: checkpoint).isReproduced(answer, by: records) == false)
    }

    @Test func `a changed answer is refused`() throws {
        for place in stride(from: 0, to: answer.count, by: 11) {
            var bent = answer
            bent[place] ^= 1
            #expect(try fault(note(), bent) == .changed)
        }
        #expect(try fault(note(), []) == .changed)
        #expect(try note().isReproduced(answer + [0x0A], by: records) == false)
    }

    @Test func `another ledger's note is refused`() throws {
        let other = try Checkpoint(origin: "ledger.example/other", head: ledger.checkpoint.head)
        #expect(try fault(note(checkpoint: other)) == .otherLedger)
    }

    @Test func `a state that the ledger never had is refused`() throws {
        let head = ledger.checkpoint.head
        for bent in [
            TreeHead(size: head.size + 1, rootHash: head.rootHash),
            TreeHead(size: head.size - 1, rootHash: head.rootHash),
            TreeHead(size: head.size, rootHash: SHA256Hash.hash([1])),
            TreeHead(size: .max, rootHash: head.rootHash),
        ] {
            let checkpoint = try Checkpoint(origin: TestFolder.origin, head: bent)
            #expect(try fault(note(checkpoint: checkpoint)) == .otherState)
        }
    }

    @Test(arguments: [60, 62, 63, 64] as [UInt8])
    func `a key that is no issuer's signs nothing: authority, log, recovery, stranger`(
        _ key: UInt8
    ) throws {
        #expect(try fault(note(key: key)) == .signature)
    }

    @Test func `a key that was ever declared compromised signs nothing, early states neither`()
        throws
    {
        let key = try SampleStatement.key(61).publicKey
        let change = KeyChange(
            .compromised, issuer: COSEKey.issuerName(COSEKey.thumbprint(of: key)), key: key,
            fromIndex: 5)
        let control = try folder.writer(60)
        try control.declare(change, time: TestFolder.time)
        try control.close()
        let outcome = try LedgerVerification(
            folder.folder.log, VerificationOptions(keepsStatements: true)
        ).run()
        let later = try #require(outcome.ledger)
        let state = try #require(outcome.state)
        #expect(throws: SignedAnswer.Fault.self) {
            try note().verify(answer: answer, in: later, state: state)
        }
    }

    @Test func `a key alone checks bytes and signature, under the ledger's name`() throws {
        let key = try SampleStatement.key(61).publicKey
        let name = TestFolder.origin + "/issuer"
        try note().verify(answer: answer, key: VerifierKey(name: name, key: key))
        let others = [
            (try VerifierKey(name: name, key: SampleStatement.key(62).publicKey), answer),
            (try VerifierKey(name: TestFolder.origin, key: key), answer),
            (try VerifierKey(name: name, key: key), answer + [1]),
        ]
        for (key, bytes) in others {
            #expect(throws: SignedAnswer.Fault.self) { try note().verify(answer: bytes, key: key) }
        }
    }

    @Test func `a note of another form is none`() throws {
        let good = try AnswerNote(
            question: "impact party:D", checkpoint: ledger.checkpoint, answer: answer
        ).signed(by: try SampleStatement.key(61))
        var faults = 0
        for place in good.indices {
            var bent = good
            bent[place] ^= 0x20
            let read: SignedAnswer
            do throws(SignedAnswer.Fault) {
                read = try SignedAnswer(parsing: bent)
            } catch {
                #expect(error.code == .malformed)
                faults += 1
                continue
            }
            let found = try fault(read)
            #expect(found != nil, "byte \(place)")
        }
        #expect(faults > 0)
        for text in ["", "traceledger/answer/1\n", "traceledger/answer/2\nq\no\n1\nx\ny\n\n"] {
            #expect(throws: SignedAnswer.Fault.self) {
                try SignedAnswer(parsing: Array(text.utf8))
            }
        }
    }

    @Test func `a question that is not known here is not asked again`() throws {
        #expect(try note("weather today").isReproduced(answer, by: records) == nil)
        #expect(try note("impact nonsense").isReproduced(answer, by: records) == nil)
        #expect(try note("impact party:nobody").isReproduced(answer, by: records) == false)
    }
}
