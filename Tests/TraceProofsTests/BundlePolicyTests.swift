// SPDX-License-Identifier: Apache-2.0
import Testing
import TraceLedger
import TraceTesting

/// Bundles under a trust policy with three witnesses, two of whom have to have cosigned.
struct BundlePolicyTests {
    private let ledger: ProofLedger
    private let good: LotBundle
    private static let time: UInt64 = 1_767_225_600

    init() throws {
        ledger = try ProofLedger()
        good = try ledger.bundle()
    }

    private func policy() throws -> TrustPolicy {
        let witnesses = try (UInt8(11)...13).map { number in
            let key = try VerifierKey(
                name: "w\(number).example", kind: .cosignature,
                key: SampleStatement.key(number).publicKey)
            return "witness W\(number) \(key)\n"
        }
        let text =
            "log \(try ledger.log())\nentry0 \(ledger.genesis.record)\n\(witnesses.joined())"
            + "group two 2 W11 W12 W13\nquorum two\n"
        return try TrustPolicy(parsing: Array(text.utf8))
    }

    /// The checkpoint with a cosignature of each key, at times one second apart.
    private func note(_ keys: [UInt8]) throws -> SignedNote {
        var note = try SignedNote(parsing: good.note)
        for (second, number) in keys.enumerated() {
            note = try note.cosigned(
                name: "w\(number).example", at: Self.time + UInt64(second),
                by: SampleStatement.key(number))
        }
        return note
    }

    private func bundle(
        _ note: SignedNote, lots: [Digest]? = nil, items: [LotBundle.Item]? = nil
    ) throws -> LotBundle {
        LotBundle(
            lots: lots ?? good.lots, chains: good.chains, note: note.encoded,
            items: items ?? good.items,
            proof: try ledger.hashes(for: (items ?? good.items).map(\.index)),
            openings: good.openings)
    }

    private func run(_ bundle: LotBundle) throws -> VerifiedBundle {
        let policy = try policy()
        return try BundleVerification.run(
            LotBundle(decoding: bundle.encoded()), pin: policy.pin(for: ProofLedger.origin),
            policy: policy)
    }

    private func error(_ bundle: LotBundle) -> ProofError? {
        do {
            _ = try run(bundle)
            return nil
        } catch { return error as? ProofError }
    }

    @Test func `a quorum that is met is named, with the time that follows`() throws {
        let report = try run(bundle(note([12, 11]))).report
        #expect(report.isPinned)
        #expect(report.cosignatures.map(\.key.name) == ["w12.example", "w11.example"])
        let sentence = try #require(report.witnessed)
        #expect(sentence.contains("W12 at 2026-01-01T00:00:00Z, W11 at 2026-01-01T00:00:01Z"))
        #expect(sentence.contains("existed no later than 2026-01-01T00:00:01Z (quorum two)"))
        #expect(report.caveats.contains(sentence))
        #expect(!report.caveats.contains { $0.hasPrefix("no witness") })
        #expect(try BundleText.json(report).contains("existed no later than"))
    }

    @Test func `a stranger in the place of a witness is named, not counted, and refuses`() throws {
        let found = try #require(error(try bundle(note([11, 99]))))
        #expect(found.code.rawValue == "trust-quorum")
        #expect(found.reason.contains("W11"))
        #expect(found.reason.contains("the quorum two is not reached"))
        #expect(found.reason.contains("not counted, because the policy does not name them"))
        #expect(found.reason.contains("w99.example"))
        // Beside a quorum it is only named.
        let report = try run(bundle(note([11, 99, 13]))).report
        #expect(report.strangers == ["w99.example"])
        #expect(report.cosignatures.count == 2)
    }

    @Test func `without a cosignature, and with those of strangers alone`() throws {
        for keys: [UInt8] in [[], [98, 99]] {
            let found = try #require(error(try bundle(note(keys))))
            #expect(found.code.rawValue == "trust-quorum")
            #expect(found.reason.contains("no witness of the policy has cosigned"))
        }
    }

    @Test func `one witness twice counts once`() throws {
        #expect(error(try bundle(note([11, 11])))?.code.rawValue == "trust-quorum")
        let twice = try note([11])
        let same = SignedNote(
            text: twice.text, signatures: twice.signatures + twice.signatures.suffix(1))
        #expect(error(try bundle(same))?.code.rawValue == "trust-quorum")
    }

    @Test func `a stranger's signature under the name of a witness refuses`() throws {
        let line = try #require(try note([11, 12]).signatures.last)
        let theirs = try #require(try note([11, 99]).signatures.last)
        let note = try note([11, 13])
        let false_ = NoteSignature(name: line.name, keyID: line.keyID, bytes: theirs.bytes)
        let mixed = SignedNote(text: note.text, signatures: note.signatures + [false_])
        #expect(error(try bundle(mixed))?.code == .cosignature)
    }

    @Test func `a cosignature of another checkpoint refuses`() throws {
        let other = try SignedNote(parsing: ledger.notes[0]).cosigned(
            name: "w12.example", at: Self.time, by: SampleStatement.key(12))
        let note = try note([11])
        let mixed = SignedNote(
            text: note.text, signatures: note.signatures + other.signatures.suffix(1))
        #expect(error(try bundle(mixed))?.code == .cosignature)
    }

    @Test func `sixteen lines are read, seventeen and a thousand are not`() throws {
        let strangers = try (UInt8(100)..<113).map { number in
            try #require(try note([number]).signatures.last)
        }
        let quorum = try note([11, 12])
        let full = SignedNote(text: quorum.text, signatures: quorum.signatures + strangers)
        #expect(full.signatures.count == 16)
        #expect(try run(bundle(full)).report.strangers.count == 13)
        for count in [1, 984] {
            let more = Array(repeating: strangers[0], count: count)
            let long = SignedNote(text: full.text, signatures: full.signatures + more)
            #expect(error(try bundle(long))?.code.rawValue == "checkpoint-malformed")
        }
    }

    @Test func `a quorum makes up for nothing else`() throws {
        let note = try note([11, 12, 13])
        // The order stands between the lot and its correction.
        let fewer = good.items.filter {
            StatementView(entry: $0.entry, disclosed: [])?.kind != .order
        }
        #expect(error(try bundle(note, items: fewer))?.code == .chainGap)
        #expect(error(try bundle(note, lots: [ledger.subject(.lot, "X-0")]))?.code == .lotUnstated)
        let stray = LotBundle.Item(index: 5, entry: ledger.entries[5])
        let more = (good.items + [stray]).sorted { $0.index < $1.index }
        #expect(error(try bundle(note, items: more))?.code == .strayStatement)
        var items = good.items
        let place = try #require(items.firstIndex { !$0.fields.isEmpty })
        let field = items[place].fields[0]
        items[place] = LotBundle.Item(
            index: items[place].index, entry: items[place].entry,
            fields: [FieldDisclosure(salt: field.salt, key: field.key, value: .text("Other"))]
                + items[place].fields.dropFirst())
        #expect(error(try bundle(note, items: items))?.code == .disclosureRefused)
    }

    @Test func `another log than the policy's`() throws {
        let key = try VerifierKey(
            name: ProofLedger.origin, key: SampleStatement.key(9).publicKey)
        let text = "log \(key)\nentry0 \(ledger.genesis.record)\n"
        let policy = try TrustPolicy(parsing: Array(text.utf8))
        let bundle = try bundle(note([11, 12]))
        #expect(
            code {
                _ = try BundleVerification.run(
                    bundle, pin: policy.pin(for: ProofLedger.origin), policy: policy)
            } == "trust-key")
    }
}
