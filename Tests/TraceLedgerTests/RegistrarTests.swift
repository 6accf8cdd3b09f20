// SPDX-License-Identifier: Apache-2.0
import Foundation
import Testing
import TraceTesting

@testable import TraceLedger

@Suite struct RegistrarTests {
    private func ledger() throws -> TestFolder {
        try TestFolder(issuers: [TestOffice.issuer()])
    }

    private func isRefused(_ outcome: Registrar.Outcome?, _ word: String) -> Bool {
        if case .refused(let reason)? = outcome { reason.contains(word) } else { false }
    }

    @Test func `statements of a supplier stand in the ledger and open to their values`() throws {
        let test = try ledger()
        var office = try TestOffice()
        let party = try office.sign(
            #"{"kind": "party", "id": "P-1", "fields": {"name": "Blue Heron Hair"}}"#)
        let lot = try office.lot("L-1")
        let outcomes = try test.add([party, lot])
        #expect(outcomes == [.registered(index: 1), .registered(index: 2)])
        let outcome = try test.verify()
        #expect(outcome.report.isVerified && outcome.report.entries == 3)
        let audit = try LedgerAudit(Audit()).run(test.folder)
        #expect(audit.refusedDisclosures == [])
        #expect(audit.result.lots.map(\.lot) == ["L-1"])
        #expect(try test.add([lot]) == [.known(newDisclosures: 0)])
    }

    @Test func `later statements wait durably and the missing number is named`() throws {
        let test = try ledger()
        var office = try TestOffice()
        let all = try (0..<5).map { try office.lot("L-\($0)") }
        #expect(
            try test.add([all[4], all[2]]) == [
                .held(missing: [0, 1, 3]), .held(missing: [0, 1, 3]),
            ])
        // Another run finds them again.
        #expect(try test.add([all[0]]) == [.registered(index: 1)])
        #expect(try test.registrar().waiting.map(\.seq) == [2, 4])
        let registrar = try test.registrar()
        let results = try registrar.add([all[1]])
        try registrar.close()
        #expect(results.map(\.outcome) == [.registered(index: 2), .registered(index: 3)])
        #expect(registrar.waiting.map(\.seq) == [4])
        #expect(try test.add([all[3]]) == [.registered(index: 4)])
        #expect(try test.registrar().waiting.isEmpty)
        #expect(try test.verify().report.entries == 6)
    }

    @Test func `a lost statement is replaced under its number; the first registered counts`() throws
    {
        let test = try ledger()
        var office = try TestOffice()
        let lost = try office.lot("L-1")
        _ = try office.office.withdraw(from: 0)
        let replacement = try office.lot("L-1", kg: "13")
        #expect(lost.seq == replacement.seq)
        let outcomes = try test.add([replacement, lost])
        #expect(outcomes[0] == .registered(index: 1))
        #expect(isRefused(outcomes[1], "taken by another statement"))
        let kept = try FileManager.default.contentsOfDirectory(
            atPath: test.folder.privatePath + "/forks")
        #expect(kept.count == 1)
        #expect(try test.verify().report.isVerified)
    }

    @Test func `of two held statements under one number the second is named as a fork`() throws {
        let test = try ledger()
        var office = try TestOffice()
        let first = try office.lot("L-1")
        let second = try office.lot("L-2")
        _ = try office.office.withdraw(from: 1)
        let twin = try office.lot("L-2", kg: "13")
        #expect(try test.add([second, twin]).allSatisfy { $0 == .held(missing: [0]) })
        let registrar = try test.registrar()
        let results = try registrar.add([first])
        try registrar.close()
        #expect(results.count { if case .registered = $0.outcome { true } else { false } } == 2)
        #expect(results.count { isRefused($0.outcome, "taken") } == 1)
        #expect(registrar.waiting.isEmpty)
        #expect(try test.verify().report.entries == 3)
    }

    @Test(arguments: [UInt8(61), 62, 63])
    func `a statement in an issuer's name by the key of another is neither kept nor held`(
        signer: UInt8
    ) throws {
        // The recorder's, the log's and the authority's recovery key: the ledger names them all.
        let test = try ledger()
        var office = try TestOffice()
        let first = try office.lot("L-1")
        #expect(try test.add([first]) == [.registered(index: 1)])
        var forger = try TestOffice(
            signer,
            head: SignerHead(
                origin: TestFolder.origin, profile: .standard, issuer: first.issuer), seed: 9)
        let twin = try forger.lot("L-1", kg: "900")
        _ = try forger.lot("L-2")
        let far = try forger.lot("L-3")
        #expect(twin.issuer == first.issuer && twin.kid != first.kid)
        let outcomes = try test.add([twin, far])
        #expect(isRefused(outcomes[0], "taken by another statement"))
        #expect(!isRefused(outcomes[0], "Both are signed"))
        #expect(isRefused(outcomes[1], "signature"))
        let path = test.folder.privatePath + "/forks"
        #expect(!FileManager.default.fileExists(atPath: path))
        #expect(try test.registrar().waiting.isEmpty)
        // Nor does the log's key make an issuer, under its own name.
        var stranger = try TestOffice(62, seed: 9)
        _ = try stranger.lot("L-1")
        #expect(isRefused(try test.add([stranger.lot("L-2")]).first, "not known"))
    }

    @Test func `one issuer does not fill the room of the others that wait`() throws {
        let test = try TestFolder(issuers: [TestOffice.issuer(), TestOffice.issuer(65)])
        var office = try TestOffice()
        let all = try (0...257).map { try office.lot("L-\($0)") }
        let outcomes = try test.add(Array(all.dropFirst()))
        #expect(outcomes.count { if case .held = $0 { true } else { false } } == 256)
        #expect(isRefused(outcomes.last, "256 statements of this issuer wait already"))
        var other = try TestOffice(65)
        _ = try other.lot("L-1")
        #expect(try test.add([other.lot("L-2")]) == [.held(missing: [0])])
        #expect(try test.add([all[0], all[257]]).map { isRefused($0, "") } == [false, false])
        #expect(try test.registrar().waiting.map(\.issuer) == [other.office.head.issuer])
    }

    @Test func `statements of strangers, for others and by broken signatures are refused`() throws {
        let test = try ledger()
        var stranger = try TestOffice(70)
        let unknown = try stranger.lot("L-1")
        let later = try stranger.lot("L-2")
        let outcomes = try test.add([unknown, later])
        #expect(isRefused(outcomes[0], "issuer-unknown"))
        #expect(isRefused(outcomes[1], "not known"))
        var office = try TestOffice()
        let first = try office.lot("L-1")
        let second = try office.lot("L-2")
        for statement in [first, second] {
            var bytes = statement.bytes
            bytes[bytes.count - 1] ^= 1
            let broken = try SubmittedStatement(bytes, name: "broken")
            #expect(isRefused(try test.add([broken]).first, "signature"))
        }
        let elsewhere = SignerHead(
            origin: "ledger.example/other", profile: .standard, issuer: first.issuer)
        let secret = try SampleStatement.key(TestOffice.supplier)
        var other = SigningOffice(
            elsewhere, signer: StatementSigner(secret, origin: "ledger.example/other"))
        let document = try RecordDocument(
            Array(#"{"kind": "lot", "id": "L-1", "fields": {}}"#.utf8), file: "r")
        let foreign = try office.submitted(other.sign(document, time: 1))
        #expect(isRefused(try test.add([foreign]).first, "ledger.example/other"))
        #expect(try test.verify().report.entries == 1)
    }

    @Test func `a supplier states what its role allows and asserts only for itself`() throws {
        let test = try ledger()
        var office = try TestOffice()
        let hearsay = try office.sign(
            #"{"kind": "lot", "id": "L-1", "fields": {"according_to": "P-9"}}"#)
        #expect(isRefused(try test.add([hearsay]).first, "assertion-not-permitted"))
        _ = try office.office.withdraw(from: 0)
        let own = try office.lot("L-1")
        #expect(try test.add([own]) == [.registered(index: 1)])
    }

    @Test func `disclosures of another statement or of a changed value are refused`() throws {
        var office = try TestOffice()
        let party = try office.sign(
            #"{"kind": "party", "id": "P-1", "fields": {"name": "Blue Heron Hair"}}"#)
        let lot = try office.lot("L-1")
        let set = try #require(party.disclosures)
        #expect(throws: WritingError.self) {
            try SubmittedStatement(lot.bytes, disclosures: set.encoded(), name: "x")
        }
        let field = try #require(set.fields.first)
        let changed = DisclosureSet(
            record: set.record,
            fields: [FieldDisclosure(salt: field.salt, key: "name", value: .text("Red Heron"))],
            openings: set.openings)
        #expect(throws: WritingError.self) {
            try SubmittedStatement(party.bytes, disclosures: changed.encoded(), name: "x")
        }
        for cut in [0, 1, 40, party.bytes.count - 1] {
            #expect(throws: WritingError.self) {
                try SubmittedStatement(Array(party.bytes.prefix(cut)), name: "x")
            }
        }
    }

    @Test func `disclosures that come later are kept with those that were there`() throws {
        let test = try ledger()
        var office = try TestOffice()
        let party = try office.sign(
            #"{"kind": "party", "id": "P-1", "fields": {"name": "Blue Heron Hair"}}"#)
        #expect(
            try test.add([SubmittedStatement(party.bytes, name: "x")]) == [.registered(index: 1)])
        #expect(try test.add([party]) == [.known(newDisclosures: 2)])
        let sets = try AnnexFile.sets(in: test.folder)
        #expect(sets.last?.fields.first?.value == .text("Blue Heron Hair"))
    }

    @Test func `an office corrects and takes back what it stated`() throws {
        let test = try ledger()
        var office = try TestOffice()
        let lot = try office.lot("L-1")
        let correction = try office.sign(
            #"{"kind": "lot", "id": "L-1", "fields": {"net_kg": "13"}, "corrects": "\#(lot.record)"}"#
        )
        let retraction = try office.sign(
            #"""
            {"kind": "retraction", "of": "lot", "id": "L-1", "target": "\#(lot.record)",
             "reason": "entered-in-error"}
            """#)
        let outcomes = try test.add([lot, correction, retraction])
        #expect(outcomes == [1, 2, 3].map { .registered(index: $0) })
        #expect(try test.verify().report.isVerified)
        let audit = try LedgerAudit(Audit()).run(test.folder).result
        #expect(audit.lots.isEmpty && audit.data.contains { $0.code == "retracted" })
    }

    @Test func `an office takes its head from the ledger and goes on`() throws {
        let test = try ledger()
        var office = try TestOffice()
        #expect(try test.add([office.lot("L-1")]) == [.registered(index: 1)])
        let kid = COSEKey.thumbprint(of: try SampleStatement.key(TestOffice.supplier).publicKey)
        let head = try SignerHead(
            verifying: test.folder.log, issuerWithKey: kid,
            disclosures: AnnexFile.sets(in: test.folder), location: "ledger")
        var again = try TestOffice(head: head, seed: 11)
        let second = try again.lot("L-1", kg: "14")
        #expect(second.seq == 1)
        #expect(try test.add([second]) == [.registered(index: 2)])
        #expect(try test.verify().report.isVerified)
    }

    @Test func `a file that is handed in again brings no erased value back`() throws {
        let test = try ledger()
        var office = try TestOffice()
        let party = try office.sign(
            #"{"kind": "party", "id": "P-1", "fields": {"name": "Blue Heron Hair"}}"#)
        #expect(try test.add([party]) == [.registered(index: 1)])
        let writer = try test.writer(TestOffice.supplier)
        let entry = try #require(writer.current[Reference(.party, "P-1")])
        _ = try writer.erase(entry, fields: [], reason: "safety", time: TestFolder.time)
        try writer.close()
        #expect(isRefused(try test.add([party]).first, "entry 2 states that values of it were"))
        #expect(try AnnexFile.sets(in: test.folder).flatMap(\.fields).isEmpty)
        let bare = try SubmittedStatement(party.bytes, name: "x")
        #expect(try test.add([bare]) == [.known(newDisclosures: 0)])
        let registrar = try test.registrar()
        registrar.takesErasedAgain = true
        #expect(try registrar.add([party]).map(\.outcome) == [.known(newDisclosures: 1)])
        // What it has learned it knows, without opening the folder again.
        #expect(try registrar.add([party]).map(\.outcome) == [.known(newDisclosures: 0)])
        try registrar.close()
    }

    @Test func `a log that cannot be read is no reason to refuse a statement that waits`() throws {
        let test = try ledger()
        var office = try TestOffice()
        let lot = try office.lot("L-1")
        let correction = try office.sign(
            #"{"kind": "lot", "id": "L-1", "fields": {"net_kg": "13"}, "corrects": "\#(lot.record)"}"#
        )
        #expect(try test.add([lot]) == [.registered(index: 1)])
        var held = try HeldStatements(in: test.folder)
        try held.hold(correction)
        let registrar = try test.registrar()
        let entries = test.folder.logPath + "/tile/entries/000.p/2"
        try FileManager.default.moveItem(atPath: entries, toPath: test.root + "/entries")
        #expect(throws: StoreError.self) { _ = try registrar.add([]) }
        #expect(registrar.waiting.map(\.record) == [correction.record])
        #expect(try HeldStatements(in: test.folder).contains(correction))
        try FileManager.default.moveItem(atPath: test.root + "/entries", toPath: entries)
        #expect(try registrar.add([]).map(\.outcome) == [.registered(index: 2)])
        try registrar.close()
        #expect(try test.verify().report.isVerified)
    }
}
