// SPDX-License-Identifier: Apache-2.0
import Testing
import TraceTesting

@testable import TraceLedger

@Suite struct AnswerNoteTests {
    private func note(_ answer: String) throws -> AnswerNote {
        let head = TreeHead(size: 7, rootHash: SHA256Hash.hash([1]))
        return AnswerNote(
            question: "impact party:P-1",
            checkpoint: try Checkpoint(origin: "ledger.example/tests", head: head),
            answer: Array(answer.utf8))
    }

    @Test func `a signed answer is checked by its key, its text and its state of the ledger`()
        throws
    {
        let key = try SampleStatement.key(61)
        let public61 = key.publicKey
        let signed = try note("lot,tier\n").signed(by: key)
        #expect(try note("lot,tier\n").isValid(signed, signedBy: public61))
        #expect(try !note("lot,tier,x\n").isValid(signed, signedBy: public61))
        let other = try SampleStatement.key(62)
        #expect(try !note("lot,tier\n").isValid(signed, signedBy: other.publicKey))
        for place in stride(from: 0, to: signed.count, by: 7) {
            var bent = signed
            bent[place] ^= 1
            #expect(try !note("lot,tier\n").isValid(bent, signedBy: public61))
        }
        #expect(try !note("lot,tier\n").isValid([], signedBy: public61))
    }
}
