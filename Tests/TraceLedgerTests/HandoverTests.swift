// SPDX-License-Identifier: Apache-2.0
import Testing
import TraceTesting

@testable import TraceLedger

@Suite struct HandoverTests {
    private static let carrier: UInt8 = 65

    /// What a side says of the transfer, beside parties and lot.
    private func movement(
        _ id: String, pieces: String = "10", kg: String = "12.50", day: String = "2026-01-05",
        seal: String = "S-1", more: String = ""
    ) -> String {
        #"""
        {"kind": "movement", "id": "\#(id)", "fields": {"kind": "transfer", "lots": "L-1=\#(pieces)@\#(kg)",
         "from_party": "P-1", "to_party": "P-2", "dispatched": "\#(day)", "seal": "\#(seal)"\#(more)}}
        """#
    }

    /// Two offices that share the pseudonyms of lot and parties.
    private func offices() throws -> (giver: TestOffice, taker: TestOffice, [SubmittedStatement]) {
        var giver = try TestOffice()
        let shared = [
            try giver.lot("L-1"),
            try giver.sign(#"{"kind": "party", "id": "P-1", "fields": {"name": "Giver"}}"#),
            try giver.sign(#"{"kind": "party", "id": "P-2", "fields": {"name": "Taker"}}"#),
        ]
        var taker = try TestOffice(Self.carrier, seed: 8)
        taker.office.learn(shared.compactMap(\.disclosures))
        return (giver, taker, shared)
    }

    private func ledger(sharedRecovery: Bool = false) throws -> TestFolder {
        try TestFolder(issuers: [
            TestOffice.issuer(recovery: 95),
            TestOffice.issuer(Self.carrier, recovery: sharedRecovery ? 95 : 96),
        ])
    }

    private func audit(_ test: TestFolder) throws -> AuditResult {
        try LedgerAudit(Audit()).run(test.folder).result
    }

    @Test func `the statements of giver and taker are matched, whatever ids they use`() throws {
        let test = try ledger()
        var (giver, taker, shared) = try offices()
        let given = try giver.sign(movement("OUT-7"))
        let taken = try taker.sign(movement("IN-3", kg: "12.5"))
        #expect(
            try test.add(shared + [given, taken]).allSatisfy { outcome in
                if case .registered = outcome { true } else { false }
            })
        let result = try audit(test)
        #expect(result.handovers.count == 1)
        let handover = try #require(result.handovers.first)
        #expect(handover.standing == .matched)
        #expect(handover.differences.isEmpty && handover.lots == ["L-1"])
        #expect(handover.records == [given.record.description, taken.record.description])
        #expect(!result.data.contains { $0.code == "handover" })
        #expect(AuditJSON.render(result).contains(#""standing": "matched""#))
    }

    @Test func `differences in mass, date and seal are findings`() throws {
        let test = try ledger()
        var (giver, taker, shared) = try offices()
        _ = try test.add(
            shared + [
                giver.sign(movement("OUT-7")),
                taker.sign(movement("IN-3", kg: "11", day: "2026-01-09", seal: "S-9")),
            ])
        let result = try audit(test)
        let handover = try #require(result.handovers.first)
        #expect(handover.standing == .matched)
        #expect(handover.differences.map(\.field) == ["lots.L-1.kg", "dispatched", "seal"])
        #expect(handover.differences.first?.first == "12.50")
        #expect(result.data.count { $0.code == "handover" } == 1)
    }

    @Test func `differences in pieces and place are findings`() throws {
        let test = try ledger()
        var (giver, taker, shared) = try offices()
        _ = try test.add(
            shared + [
                giver.sign(
                    movement("OUT-7", more: #", "port": "CNDDG", "place_of_receipt": "CNSHY""#)),
                taker.sign(
                    movement(
                        "IN-3", pieces: "9",
                        more: #", "port": "CNHUC", "place_of_receipt": "CNSHY""#)),
            ])
        let result = try audit(test)
        let handover = try #require(result.handovers.first)
        #expect(handover.differences.map(\.field) == ["lots.L-1.pieces", "port"])
        #expect(handover.differences.last?.second == "CNHUC")
        #expect(result.data.count { $0.code == "handover" } == 1)
    }

    @Test func `two issuers under one recovery key are not matched`() throws {
        let test = try ledger(sharedRecovery: true)
        var (giver, taker, shared) = try offices()
        _ = try test.add(
            shared + [giver.sign(movement("OUT-7")), taker.sign(movement("IN-3"))])
        let result = try audit(test)
        #expect(result.handovers.map(\.standing) == [.sharedKeys])
        #expect(
            result.data.contains { $0.code == "handover" && $0.message.contains("not a match") })
    }

    @Test func `one issuer that quotes both sides is one source`() throws {
        let test = try TestFolder()
        let movements = """
            movement,kind,lots,from_party,to_party,dispatched,according_to
            M-1,transfer,L-1=10@12.5,P-1,P-2,2026-01-05,P-1
            M-2,transfer,L-1=10@12.5,P-1,P-2,2026-01-05,P-2
            M-3,transfer,L-2,P-1,P-2,2026-01-05,
            M-4,transfer,L-2,P-1,P-2,2026-01-05,

            """
        let workbook = Workbook.read(files: [
            "parties.csv": Array(SmallBook.parties.utf8), "lots.csv": Array(SmallBook.lots.utf8),
            "movements.csv": Array(movements.utf8),
        ])
        _ = try test.importing(workbook)
        let result = try audit(test)
        #expect(result.handovers.map(\.standing) == [.recordedByOne])
        #expect(result.handovers.first?.transfer == "M-1")
        let remark = try #require(result.data.first { $0.code == "handover" })
        #expect(remark.message.contains("recorded on both sides by"))
    }

    @Test func `other lots, other parties and distant dates are no double entry`() throws {
        let test = try ledger()
        var (giver, taker, shared) = try offices()
        let statements = try [
            giver.sign(movement("OUT-7")),
            taker.sign(movement("IN-3", day: "2026-06-01")),
            taker.sign(
                #"{"kind": "movement", "id": "IN-4", "fields": {"kind": "transfer", "lots": "L-9", "from_party": "P-1", "to_party": "P-2"}}"#
            ),
        ]
        _ = try test.add(shared + statements)
        #expect(try audit(test).handovers.isEmpty)
    }

    @Test func `two things under one id of two issuers stay two things`() throws {
        let test = try ledger()
        var one = try TestOffice()
        var two = try TestOffice(Self.carrier, seed: 8)
        _ = try test.add([one.lot("L-1", kg: "5"), two.lot("L-1", kg: "9")])
        let lots = try audit(test).lots
        #expect(lots.count == 2)
        #expect(lots.first?.lot == "L-1" && lots.last?.lot.hasPrefix("L-1~") == true)
        #expect(lots.map(\.facts.netKg) == [5, 9])
    }
}
