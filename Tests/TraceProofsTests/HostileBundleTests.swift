// SPDX-License-Identifier: Apache-2.0
import Testing
import TraceLedger
import TraceTesting

/// Bundles that someone changed: each is refused, and the code says for what.
struct HostileBundleTests {
    private let ledger: ProofLedger
    private let good: LotBundle

    init() throws {
        ledger = try ProofLedger()
        good = try ledger.bundle()
    }

    private func error(_ bundle: LotBundle, witnesses: [VerifierKey] = []) -> ProofError? {
        do {
            _ = try BundleVerification(trust: try ledger.trust(), witnesses: witnesses)
                .run(bundle.encoded())
            return nil
        } catch let error as ProofError { return error } catch { return nil }
    }

    private func code(_ bytes: [UInt8]) -> String {
        TraceProofsTests.code { _ = try BundleVerification(trust: try ledger.trust()).run(bytes) }
    }

    /// The bundle with parts replaced and an honest proof of what is then in it.
    private func forged(
        items: [LotBundle.Item]? = nil, lots: [Digest]? = nil, chains: [Digest]? = nil,
        note: [UInt8]? = nil, openings: [SubjectOpening]? = nil, proves: Bool = true
    ) throws -> LotBundle {
        let items = items ?? good.items
        return LotBundle(
            lots: lots ?? good.lots, chains: chains ?? good.chains, note: note ?? good.note,
            items: items,
            proof: proves ? try ledger.hashes(for: items.map(\.index).sorted()) : good.proof,
            openings: openings ?? good.openings)
    }

    /// The statements without those of some indexes.
    private func items(without indexes: Set<UInt64>) -> [LotBundle.Item] {
        good.items.filter { !indexes.contains($0.index) }
    }

    private func index(_ kind: RecordKind) throws -> UInt64 {
        try #require(
            good.items.first {
                StatementView(entry: $0.entry, disclosed: [])?.kind == kind
            }
        ).index
    }

    @Test func `as it was made it verifies`() throws {
        #expect(error(good) == nil)
        #expect(try forged() == good)
    }

    @Test func `one statement left out is a gap in a chain`() throws {
        // The order stands between the lot and its correction; the processing begins its chain.
        for kind in [RecordKind.order, .processing] {
            let bundle = try forged(items: items(without: [try index(kind)]))
            let found = try #require(error(bundle))
            #expect(found.code == .chainGap)
            #expect(found.reason.contains("is missing before it"))
            #expect(found.location != nil)
        }
    }

    @Test func `one statement left out of the file alone breaks the proof`() throws {
        let bundle = try forged(items: items(without: [try index(.order)]), proves: false)
        #expect(["proof-length", "proof-root-mismatch"].contains(error(bundle)?.code.rawValue))
    }

    @Test func `all statements of an input lot left out`() throws {
        // The processing still stands in that lot's chain, as number 0 of another issuer: the
        // supplier's own chain about it is empty then, which a chain cannot show. The claim can.
        let lot = ledger.subject(.lot, "R-1")
        let bundle = try forged(chains: good.chains.filter { $0 != lot })
        #expect(error(bundle)?.code == .chainMissing)
    }

    @Test func `a key statement left out`() throws {
        let later = try #require(
            good.items.last { StatementView(entry: $0.entry, disclosed: [])?.kind == .key })
        // The authority's last one cannot be missed by its chain; an earlier one can.
        #expect(error(try forged(items: items(without: [later.index]))) == nil)
        #expect(error(try forged(items: items(without: [0])))?.code.rawValue == "policy-missing")
    }

    @Test func `a key of in a lot that hides where the lot comes from`() throws {
        let lot = ledger.subject(.lot, "W-1")
        try ledger.stateLot(
            "W-1",
            [
                "made_from": .lots([LotShare(lot: "R-1")]),
                "maker": .reference(Reference(.party, "P-1")),
            ], beside: "of", .text("rate"))
        try ledger.publish()
        let bundle = try ledger.bundle("W-1")
        #expect(bundle.chains.contains(ledger.subject(.lot, "R-1")))
        #expect(bundle.chains.contains(ledger.subject(.party, "P-1")))
        #expect(error(bundle) == nil)
        let own = bundle.items.filter { item in
            let view = StatementView(entry: item.entry, disclosed: [])
            return view?.kind == .policy || view?.kind == .key
                || view?.links.contains { $0.subject == lot } == true
        }
        let bare = LotBundle(
            lots: [lot], chains: [lot], note: bundle.note, items: own,
            proof: try ledger.hashes(for: own.map(\.index)), openings: [])
        #expect(error(bare)?.code == .chainMissing)
    }

    @Test func `a declaration of a compromise left out of a recovery key's chain`() throws {
        let first = try ledger.compromise(from: 1)
        let second = try ledger.compromise(from: UInt64(ledger.entries.count))
        try ledger.publish()
        let whole = try ledger.bundle()
        #expect(error(whole) == nil)
        let report = try BundleVerification(trust: ledger.trust()).run(whole).report
        #expect(!report.underSuspicion.isEmpty)
        func without(_ indexes: Set<UInt64>) throws -> LotBundle {
            let items = whole.items.filter { !indexes.contains($0.index) }
            return LotBundle(
                lots: whole.lots, chains: whole.chains, note: whole.note, items: items,
                proof: try ledger.hashes(for: items.map(\.index)), openings: [])
        }
        let gap = try #require(error(try without([first])))
        #expect(gap.code == .chainGap && gap.location == second)
        // The end of a chain can be cut off and no number tells: the verdict says that it cannot.
        let cut = try BundleVerification(trust: ledger.trust()).run(without([first, second]))
        #expect(cut.report.underSuspicion.isEmpty)
        #expect(
            cut.report.caveats.contains {
                $0.hasPrefix("not excluded: key statements") && $0.contains("compromise")
                    && $0.contains("an issuer's own rotation or retirement anywhere")
            })
    }

    @Test func `a disclosure changed in value, salt or key`() throws {
        let place = try #require(good.items.firstIndex { !$0.fields.isEmpty })
        let item = good.items[place]
        let field = item.fields[0]
        let salt = try #require(Salt([UInt8](repeating: 7, count: 16)))
        for changed in [
            FieldDisclosure(salt: field.salt, key: field.key, value: .text("Another Name")),
            FieldDisclosure(salt: salt, key: field.key, value: field.value),
            FieldDisclosure(salt: field.salt, key: "address", value: field.value),
        ] {
            var items = good.items
            items[place] = LotBundle.Item(
                index: item.index, entry: item.entry,
                fields: [changed] + item.fields.dropFirst())
            let found = try #require(error(try forged(items: items)))
            #expect(found.code == .disclosureRefused)
            #expect(found.location == item.index)
        }
    }

    @Test func `a disclosure of another statement, or on the policy`() throws {
        let field = try #require(good.items.first { !$0.fields.isEmpty }).fields[0]
        for position in [0, good.items.count - 1] {
            var items = good.items
            items[position] = LotBundle.Item(
                index: items[position].index, entry: items[position].entry, fields: [field])
            #expect(error(try forged(items: items))?.code == .disclosureRefused)
        }
    }

    @Test func `a cosignature of a stranger counts for nothing and is named`() throws {
        let note = try SignedNote(parsing: good.note).cosigned(
            name: "stranger.example", at: 1_767_225_601, by: SampleStatement.key(8))
        let bundle = try forged(note: note.encoded)
        let report = try BundleVerification(trust: ledger.trust()).run(bundle).report
        #expect(report.cosignatures.isEmpty)
        #expect(report.strangers == ["stranger.example"])
        #expect(report.caveats.contains { $0.hasPrefix("no witness has cosigned") })
        #expect(report.caveats.contains { $0.contains("stranger.example") })
    }

    @Test func `a cosignature of a known witness that does not verify refuses the bundle`() throws {
        let witness = try VerifierKey(
            name: "witness.example", kind: .cosignature, key: SampleStatement.key(7).publicKey)
        let honest = try SignedNote(parsing: good.note).cosigned(
            name: "witness.example", at: 1_767_225_601, by: SampleStatement.key(7))
        let signed = try BundleVerification(trust: ledger.trust(), witnesses: [witness])
            .run(forged(note: honest.encoded)).report
        #expect(signed.cosignatures.map(\.key) == [witness])
        // A stranger's signature under the witness's name and key id.
        let line = try #require(honest.signatures.last)
        let false_ = NoteSignature(
            name: line.name, keyID: line.keyID, bytes: Array(line.bytes.dropLast()) + [0xFF])
        let note = SignedNote(text: honest.text, signatures: [honest.signatures[0], false_])
        #expect(
            error(try forged(note: note.encoded), witnesses: [witness])?.code == .cosignature)
    }

    @Test func `a checkpoint that a stranger signed`() throws {
        let text = try SignedNote(parsing: good.note).text
        let stranger = try SignedNote(text: text, signatures: []).signed(
            name: ProofLedger.origin, by: SampleStatement.key(9))
        #expect(
            error(try forged(note: stranger.encoded))?.code.rawValue == "checkpoint-signature")
        #expect(error(try forged(note: []))?.code.rawValue == "checkpoint-malformed")
        #expect(error(try forged(note: text))?.code.rawValue == "checkpoint-malformed")
    }

    @Test func `statements of a lot that was not asked for`() throws {
        let stray = UInt64(5)
        let entry = ledger.entries[5]
        #expect(StatementView(entry: entry, disclosed: [])?.kind == .lot)
        let more = good.items + [LotBundle.Item(index: stray, entry: entry)]
        let found = try #require(error(try forged(items: more)))
        #expect(found.code == .strayStatement)
        #expect(found.location == stray)
        let claim = try #require(StatementView(entry: entry, disclosed: [])?.links.first).subject
        #expect(
            error(try forged(items: more, chains: good.chains + [claim]))?.code == .strayChain)
        #expect(error(try forged(chains: good.chains + [.zero]))?.code == .strayChain)
    }

    @Test func `a lot asked for that it says nothing about`() throws {
        #expect(error(try forged(lots: [.zero]))?.code == .lotUnstated)
        #expect(error(try forged(lots: [ledger.subject(.lot, "X-0")]))?.code == .lotUnstated)
    }

    @Test func `the target of a correction left out`() throws {
        let lot = try #require(
            good.items.first { StatementView(entry: $0.entry, disclosed: [])?.kind == .correction }
        )
        let target = try #require(StatementView(entry: lot.entry, disclosed: [])?.target)
        let place = try #require(
            good.items.first { SHA256Hash.leafHash(of: $0.entry) == target })
        let found = error(try forged(items: items(without: [place.index])))?.code
        #expect(found == .chainGap || found == .targetMissing)
    }

    @Test func `an opening changed, twice, or of something else`() throws {
        let first = good.openings[0]
        let other = SubjectOpening(salt: first.salt, kind: first.kind, id: first.id + "!")
        #expect(
            error(try forged(openings: good.openings.dropFirst() + [other]))?.code
                == .openingUnused)
        #expect(error(try forged(openings: good.openings + [first]))?.code == .bundleOrder)
    }

    @Test func `a statement twice, or in another place`() throws {
        let item = good.items[3]
        let twice = LotBundle(
            lots: good.lots, chains: good.chains, note: good.note, items: good.items + [item],
            proof: good.proof, openings: good.openings)
        #expect(error(twice)?.code == .bundleOrder)
        var items = good.items
        items[3] = LotBundle.Item(
            index: items[3].index, entry: items[4].entry, fields: items[3].fields)
        #expect(error(try forged(items: items))?.code == .rootMismatch)
    }

    @Test func `an entry with one bit flipped`() throws {
        var items = good.items
        var entry = items[2].entry
        entry[entry.count - 1] ^= 1
        items[2] = LotBundle.Item(index: items[2].index, entry: entry, fields: items[2].fields)
        #expect(error(try forged(items: items))?.code == .rootMismatch)
    }

    @Test func `another ledger than the one that is trusted`() throws {
        let trust = try ledger.trust()
        for (other, expected) in [
            (
                TrustFile(origin: "other.example", log: trust.log, entry0: trust.entry0),
                "trust-origin"
            ),
            (
                TrustFile(
                    origin: trust.origin,
                    log: try VerifierKey(
                        name: trust.origin, key: SampleStatement.key(9).publicKey),
                    entry0: trust.entry0), "trust-key"
            ),
            (
                TrustFile(origin: trust.origin, log: trust.log, entry0: RecordID(.zero)),
                "trust-entry0"
            ),
        ] {
            #expect(
                TraceProofsTests.code { _ = try BundleVerification(trust: other).run(good) }
                    == expected)
        }
    }

    @Test func `truncated, with more behind it, with huge counts, too long`() throws {
        let bytes = try good.encoded()
        for length in stride(from: 0, to: bytes.count, by: 13) {
            #expect(code(Array(bytes[..<length])) == "bundle-format")
        }
        #expect(code(bytes + [0]) == "bundle-format")
        // After the label: an array of 2^40 lots, of 2^63 lots, of 2^64 - 1 bytes.
        let start = Array(bytes[..<26])
        for head: [UInt8] in [
            [0x9B, 0, 0, 1, 0, 0, 0, 0, 0], [0x9B, 0x80, 0, 0, 0, 0, 0, 0, 0],
            [0x5B] + [UInt8](repeating: 0xFF, count: 8),
        ] {
            #expect(code(start + head + bytes[26...]) == "bundle-format")
        }
        let long = [UInt8](repeating: 0x87, count: LotBundle.maximumLength + 1)
        #expect(code(long) == "bundle-too-long")
    }

    @Test func `flipped bits all over the file`() throws {
        let bytes = try good.encoded()
        for position in stride(from: 0, to: bytes.count, by: 29) {
            var flipped = bytes
            flipped[position] ^= 1 << UInt8(position % 8)
            #expect(code(flipped) != "accepted", "byte \(position)")
        }
    }
}
