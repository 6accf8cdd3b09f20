// SPDX-License-Identifier: Apache-2.0
import Testing
import TraceLedger
import TraceTesting

/// What a bundle holds, what its verification says, and what an audit gets of it.
struct LotBundleTests {
    private let ledger: ProofLedger

    init() throws { ledger = try ProofLedger() }

    private func verified(_ bundle: LotBundle) throws -> VerifiedBundle {
        try BundleVerification(trust: ledger.trust()).run(bundle.encoded())
    }

    @Test func `a bundle comes back byte for byte`() throws {
        let bundle = try ledger.bundle()
        let bytes = try bundle.encoded()
        #expect(LotBundle.isLikely(bytes))
        let read = try LotBundle(decoding: bytes)
        #expect(read == bundle)
        #expect(try read.encoded() == bytes)
        #expect(try ledger.bundle().encoded() == bytes)
    }

    @Test func `it holds the lot, its input, sites, parties, policy and keys, and nothing else`()
        throws
    {
        let bundle = try ledger.bundle()
        let expected = [
            ledger.subject(.lot, "L-1"), ledger.subject(.lot, "R-1"),
            ledger.subject(.site, "S-1"), ledger.subject(.party, "P-1"),
            ledger.subject(.party, "P-2"),
        ]
        #expect(bundle.chains == expected.sorted())
        // All but the three X lots and the movement of one of them.
        #expect(bundle.items.count == ledger.entries.count - 4)
        let kinds = try verified(bundle).excerpt.statements.map(\.payload.kind)
        #expect(kinds.count { $0 == .policy } == 1)
        #expect(kinds.count { $0 == .key } == 1)
        #expect(kinds.count { $0 == .headCount } == 1)
    }

    @Test func `the verdict says how far each issuer goes and what is not excluded`() throws {
        let report = try verified(ledger.bundle()).report
        let size = ledger.entries.count
        #expect(
            report.verdict
                == "verified exhaustively: \(size - 4) statements under one checkpoint of size "
                + "\(size); \(size - 4) signatures checked")
        let importer = COSEKey.issuerName(ledger.importer.issuer)
        // T-1, L-1, O-1 and the correction: numbers 0 to 3.
        #expect(
            report.completeness.contains(
                "\(importer): complete to number 3 about L-1 as of checkpoint size \(size); "
                    + "4 further chains of the ancestry without a gap"))
        #expect(report.completeness.count == 2)
        #expect(report.caveats.first?.hasPrefix("not excluded: later statements") == true)
        #expect(report.caveats.contains("freshness not checked"))
        #expect(report.unstated.isEmpty)
        #expect(report.isPinned)
    }

    @Test func `without a reveal only the asked lot's id is opened`() throws {
        let bundle = try ledger.bundle(reveal: .nothing)
        #expect(bundle.openings.map(\.id) == ["L-1"])
        #expect(bundle.items.flatMap(\.fields).isEmpty)
        let result = try verified(bundle)
        #expect(result.report.withheld == 5)
        #expect(result.records.contains { $0.record.kind == .lot && $0.record.id == "L-1" })
        #expect(!result.records.contains { $0.record.id == "P-1" })
    }

    @Test func `a giver opens single fields`() throws {
        let bundle = try ledger.bundle(reveal: RevealChoice(["order.unit_price", "name"]))
        let keys = bundle.items.flatMap(\.fields).map(\.key).sorted()
        #expect(keys == ["name", "name", "unit_price"])
        let order = try verified(bundle).records.first { $0.record.kind == .order }
        #expect(order?.record.decimal("unit_price") == DecimalNumber(42))
        #expect(throws: WritingError.self) { try RevealChoice(["unitprice"]) }
        #expect(throws: WritingError.self) { try RevealChoice(["party.unit_price"]) }
    }

    @Test func `an audit of the bundle sees what an audit of the ledger sees of that lot`() throws {
        let bundled = try verified(ledger.bundle())
        let outcome = try LedgerVerification(
            ledger.source, VerificationOptions(threads: 1, keepsStatements: true)
        ).run()
        let whole = try #require(outcome.ledger).checked(ledger.disclosures) { _, _ in }
        let ids = Set(bundled.records.map(\.label))
        #expect(ids.count == bundled.records.count)
        for record in bundled.records {
            let same = try #require(whole.first { $0.label == record.label })
            #expect(same.record == record.record)
            #expect(record.assurance == .verified)
            #expect(record.index == same.index)
        }
        let audit = Audit()
        let one = audit.run(bundled.records, integrity: .init(bundled.report))
        #expect(one.integrity.status == .verified)
        #expect(one.integrity.records == one.integrity.signaturesChecked)
        #expect(one.lots.map(\.lot).sorted() == ["L-1", "R-1"])
    }

    @Test func `in a closed profile the giver's knowledge finds the ancestry`() throws {
        let closed = try ProofLedger(profile: .closed)
        let bundle = try closed.bundle(reveal: .nothing)
        #expect(bundle.chains.contains(closed.subject(.lot, "R-1")))
        let report = try BundleVerification(trust: closed.trust()).run(bundle.encoded()).report
        #expect(report.isClosed)
        #expect(report.caveats.contains { $0.hasPrefix("the profile is closed") })
    }

    @Test func `a statement costs little`() throws {
        let bytes = try ledger.bundle().encoded().count
        #expect(bytes / (ledger.entries.count - 4) < 2_200)
    }

    @Test func `a party that nobody describes is listed`() throws {
        try ledger.state(
            .movement, "M-2",
            [
                "lots": .lots([LotShare(lot: "L-1")]),
                "to_party": .reference(Reference(.party, "P-77")),
            ])
        try ledger.publish()
        #expect(try verified(ledger.bundle()).report.unstated == ["P-77"])
    }
}
