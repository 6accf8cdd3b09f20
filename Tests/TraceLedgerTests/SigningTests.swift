// SPDX-License-Identifier: Apache-2.0
import Testing
import TraceTesting

@testable import TraceLedger

@Suite struct SigningTests {
    @Test func `a head is read back by its own key alone, and not when a byte is changed`() throws {
        var office = try TestOffice()
        _ = try office.lot("L-1")
        _ = try office.lot("L-2")
        let bytes = try office.office.sealedHead()
        let key = try SampleStatement.key(TestOffice.supplier).publicKey
        #expect(try SignerHead(bytes, sealedBy: key) == office.office.head)
        let other = try SampleStatement.key(65).publicKey
        #expect(throws: SignerHeadError.self) { try SignerHead(bytes, sealedBy: other) }
        for position in bytes.indices {
            var changed = bytes
            changed[position] ^= 1
            #expect(throws: (any Error).self, "byte \(position)") {
                try SignerHead(changed, sealedBy: key)
            }
        }
    }

    @Test func `each statement continues the chains of the one before`() throws {
        var office = try TestOffice()
        let first = try office.lot("L-1")
        let second = try office.lot("L-1", kg: "13")
        #expect(first.seq == 0 && second.seq == 1)
        #expect(second.prev == first.record.digest)
        #expect(second.subjects == first.subjects)
        let subject = try #require(first.subjects.first)
        #expect(office.office.head.end(of: subject).seq == 2)
    }

    @Test func `a number is signed again only when it is asked for, with all after it`() throws {
        var office = try TestOffice()
        _ = try office.lot("L-1")
        let second = try office.lot("L-2")
        let third = try office.lot("L-3")
        #expect(try office.office.withdraw(from: 1) == [second.record, third.record])
        let again = try office.lot("L-2", kg: "14")
        #expect(again.seq == 1 && again.record != second.record)
        #expect(throws: SignerHeadError.self) { _ = try office.office.withdraw(from: 2) }
    }

    @Test func `a partner's lot keeps its pseudonym, and one's own id is not taken over`() throws {
        var giver = try TestOffice()
        let lot = try giver.lot("L-1")
        var taker = try TestOffice(65, seed: 8)
        let own = try taker.lot("L-9")
        taker.office.learn([try #require(lot.disclosures)])
        let movement = try taker.sign(
            #"{"kind": "movement", "id": "M-1", "fields": {"kind": "transfer", "lots": "L-1=5@3"}}"#
        )
        #expect(movement.subjects == lot.subjects)
        #expect(own.subjects != lot.subjects)
        var stranger = try TestOffice(66, seed: 9)
        _ = try stranger.lot("L-1")
        stranger.office.learn([try #require(lot.disclosures)])
        #expect(try stranger.lot("L-1", kg: "1").subjects != lot.subjects)
    }

    @Test func `withheld fields are committed and the record then stands for itself`() throws {
        var office = try TestOffice()
        office.office.withholding = try Withholding(["net_kg", "movements.lots"])
        let lot = try office.lot("L-1")
        let payload = try CBORValue.decode(lot.payload)
        #expect(payload["net_kg"] == nil && payload["hs"] != nil)
        #expect(lot.disclosures?.fields.map(\.key) == ["net_kg"])
        let movement = try office.sign(
            #"{"kind": "movement", "id": "M-1", "fields": {"kind": "transfer", "lots": "L-1"}}"#)
        #expect(movement.subjects.count == 2)
        #expect(try CBORValue.decode(movement.payload)["lots"] == nil)
    }

    @Test(arguments: ["nothing", "lots.colour", "policy.origin", "a.b.c", "target"])
    func `names that no record could withhold are refused`(name: String) {
        #expect(throws: Withholding.Failure.self) { try Withholding([name]) }
    }

    @Test(arguments: [
        "", "[]", "{", #"{"kind": "lot"}"#, #"{"kind": "castle", "id": "L-1", "fields": {}}"#,
        #"{"kind": "lot", "id": "L 1", "fields": {}}"#,
        #"{"kind": "lot", "id": "L-1", "fields": {"net_kg": 12.5}}"#,
        #"{"kind": "lot", "id": "L-1", "fields": {"net_kg": "1,5"}}"#,
        #"{"kind": "lot", "id": "L-1", "fields": {"colour": "red"}}"#,
        #"{"kind": "lot", "id": "L-1", "fields": {}, "colour": "red"}"#,
        #"{"kind": "lot", "id": "L-1", "fields": {}, "corrects": "abc"}"#,
        #"{"kind": "policy", "id": "L-1", "fields": {}}"#,
        #"{"kind": "retraction", "of": "lot", "id": "L-1", "target": "00", "reason": "duplicate"}"#,
        #"{"kind": "document", "id": "D-1", "fields": {"attaches": "L-1"}}"#,
    ])
    func `a malformed record document is refused by name`(json: String) {
        let error = #expect(throws: (any Error).self) {
            try RecordDocument(Array(json.utf8), file: "record.json")
        }
        #expect(error.map { "\($0)".contains("record.json") } == true)
    }
}
