// SPDX-License-Identifier: Apache-2.0
import Foundation
import TraceLedger

/// Lot bundles: their size, and the time to make and to verify them.
enum BundleBench {
    static func run(rounds: Int) throws {
        for lots in [25, 250] {
            let ledger = try ChainOfLots(lots: lots)
            try measure(ledger, rounds)
        }
    }

    private static func measure(_ ledger: ChainOfLots, _ rounds: Int) throws {
        let source = ledger.store.log
        var bundle: LotBundle?
        let made = try (0..<rounds).map { _ in
            var prover = try LedgerProver(source)
            return try seconds {
                bundle = try prover.bundle(
                    [ledger.last], disclosures: ledger.disclosures, revealing: .everything
                ).bundle
            }
        }
        guard let bundle else { throw BenchError("no bundle") }
        let bytes = try bundle.encoded()
        let checked = try (0..<rounds).map { _ in
            try seconds { _ = try BundleVerification().run(bytes) }
        }
        print(
            """
            bundle of \(bundle.items.count) statements out of \(ledger.entries), everything \
            disclosed: \(bytes.count / bundle.items.count) bytes a statement (asked 2200); made in \
            \(median(made.map { $0 * 1_000 })) ms with the subject index at hand (asked 200 for \
            1000 statements); verified exhaustively in \(median(checked.map { $0 * 1_000 })) ms on \
            one core (asked 20 for 100 statements)
            """)
    }
}

/// A ledger in which each lot is made from the one before: four statements a lot.
private struct ChainOfLots {
    let store: MemoryLedgerStore
    let last: Digest
    private(set) var disclosures: [RecordID: DisclosureSet] = [:]
    private(set) var entries = 1

    init(lots: Int) throws {
        let origin = "bench.example/bundle"
        let log = CheckpointIssuer(try SecretKey(seed: Self.seed(1)), origin: origin)
        let authority = StatementSigner(try SecretKey(seed: Self.seed(2)), origin: origin)
        let issuer = StatementSigner(try SecretKey(seed: Self.seed(3)), origin: origin)
        store = MemoryLedgerStore { try log.note($0) }
        var book = SubjectBook(random: .system)
        let policy = Policy(
            origin: origin, checkpointKey: log.publicKey, authority: authority.publicKey,
            recovery: nil, profile: .standard, roles: LedgerCreation.standardRoles,
            issuers: [Policy.Issuer(key: issuer.publicKey, role: "recorder")])
        let ref = book.opening(Reference(.policy, origin)).subject
        let first = try authority.signFirst(
            ControlPayload.policy(policy, ref: ref), subject: ref, time: 1)
        var state = try LedgerState(
            genesis: Genesis(entry: first, 0..<first.count), seed: 1)
        _ = try state.admit([first]) { _ in nil }
        _ = try store.append([PendingEntry(first)])
        var encoder = PayloadEncoder(profile: .standard, random: .system, book: book)
        for number in 0..<lots {
            for record in Self.records(number) {
                let encoded = try encoder.encode(record)
                let entry = try issuer.sign(
                    encoded.payload, subjects: encoded.subjects, after: state, time: 1)
                _ = try state.admit([entry]) { _ in nil }
                _ = try store.append([PendingEntry(entry)])
                let id = RecordID(SHA256Hash.leafHash(of: entry))
                disclosures[id] = encoded.disclosures(of: id)
                entries += 1
            }
        }
        try store.publish()
        last = encoder.book.opening(Reference(.lot, "L-\(lots - 1)")).subject
    }

    private static func seed(_ number: Int) -> [UInt8] {
        SHA256Hash.hash(Array("bundle bench \(number)".utf8)).bytes
    }

    /// A lot with its making, its order and its way, as full as an importer's sheets.
    private static func records(_ number: Int) -> [Record] {
        let lot = LotShare(lot: "L-\(number)", kg: DecimalNumber(120))
        let mass = FieldValue.decimal(DecimalNumber(120))
        var making: [String: FieldValue] = [
            "type": .text("transform"), "outputs": .lots([lot]),
            "started": .text("2025-01-07"), "finished": .text("2025-02-09"),
            "steps": .texts(["knot", "wash"]), "workers": .decimal(DecimalNumber(40)),
        ]
        if number > 0 { making["inputs"] = .lots([LotShare(lot: "L-\(number - 1)")]) }
        return [
            Record(
                kind: .lot, id: "L-\(number)",
                fields: [
                    "description": .text("Wig, human hair, machine weft"), "sku": .text("EX-001"),
                    "hs": .text("670420"), "pieces": .decimal(DecimalNumber(1_200)),
                    "net_kg": mass, "unit": .text("piece"), "raw_origin_country": .text("CN"),
                ], basis: "document"),
            Record(
                kind: .processing, id: "T-\(number)", fields: making, basis: "supplier_statement"),
            Record(
                kind: .order, id: "O-\(number)",
                fields: [
                    "lots": .lots([lot]), "sku": .text("EX-001"),
                    "unit_price": .decimal(DecimalNumber(42)), "currency": .text("USD"),
                    "ordered": .text("2024-11-01"), "remarks": .text("as the sample of October"),
                ], basis: "document"),
            Record(
                kind: .movement, id: "M-\(number)",
                fields: [
                    "type": .text("transfer"), "lots": .lots([lot]),
                    "dispatched": .text("2025-02-10"), "container": .text("EXMU 123456 7"),
                    "waybill": .text("WB-\(number)-2025"), "seal": .text("S-\(number)"),
                    "value": .decimal(DecimalNumber(50_400)), "currency": .text("USD"),
                ], basis: "document"),
        ]
    }
}
