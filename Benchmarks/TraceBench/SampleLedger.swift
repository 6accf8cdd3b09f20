// SPDX-License-Identifier: Apache-2.0
import Foundation
import TraceLedger

/// A ledger of processing statements on disk, as large as a benchmark asks for.
struct SampleLedger {
    let entries: Int
    let issuers: Int
    let subjects: Int

    /// Writes `DIR/log`: policy, statements of all issuers in turn, tiles, checkpoint.
    ///
    /// Each statement has two subjects and 13 payload keys, and a signature of its own.
    func write(to directory: String) throws -> (bytes: Int, count: Int) {
        var keys: [StatementSigner] = []
        var policyIssuers: [Policy.Issuer] = []
        let origin = "bench.example/ledger"
        for number in 0..<issuers {
            let key = try SecretKey(seed: seed(number))
            policyIssuers.append(Policy.Issuer(key: key.publicKey, role: "recorder"))
            keys.append(StatementSigner(key, origin: origin))
        }
        let authority = try SecretKey(seed: seed(9_001))
        let log = try SecretKey(seed: seed(9_002))
        let policy = Policy(
            origin: origin, checkpointKey: log.publicKey, authority: authority.publicKey,
            recovery: nil, profile: .standard, roles: LedgerCreation.standardRoles,
            issuers: policyIssuers)
        let first = try StatementSigner(authority, origin: origin).signFirst(
            ControlPayload.policy(policy, ref: subject(0)), subject: subject(0), time: 1)
        var chains = SampleChains(issuers: issuers)
        var all: [[UInt8]] = [first]
        var tree = TileTree()
        var leaves = [SHA256Hash.leafHash(of: first)]
        for number in 1..<entries {
            let issuer = number % issuers
            // Two different lots of the range, spread over it without a random generator.
            let a = subject(1 + number &* 7_919 % subjects)
            let b = subject(1 + (number &* 104_729 &+ subjects / 2) % subjects)
            let pair = a == b ? [a, subject(1 + number % subjects)] : [a, b]
            let used = Array(Set(pair)).sorted()
            let payload = try payload(number, inputs: used[0], outputs: used[used.count - 1])
            let entry = try chains.sign(payload, used, keys[issuer], issuer)
            all.append(entry)
            leaves.append(SHA256Hash.leafHash(of: entry))
        }
        tree.append(leaves)
        try write(all, tree, to: directory)
        let head = TreeHead(
            size: UInt64(entries), rootHash: tree.root(of: UInt64(entries)) ?? .zero)
        let note = try CheckpointIssuer(log, origin: origin).note(head)
        try Data(note).write(to: URL(fileURLWithPath: directory + "/log/checkpoint"))
        return (all.reduce(0) { $0 + $1.count }, entries)
    }

    private func seed(_ number: Int) -> [UInt8] {
        SHA256Hash.hash(Array("bench key \(number)".utf8)).bytes
    }

    private func subject(_ number: Int) -> Digest {
        SHA256Hash.hash(Array("bench subject \(number)".utf8))
    }

    private func payload(_ number: Int, inputs: Digest, outputs: Digest) throws -> [UInt8] {
        let mass = CBORValue.decimal(DecimalNumber(Int32(number % 900 + 10)))
        return try CBORValue.map([
            CBORPair("kind", .text("processing")), CBORPair("v", .unsigned(1)),
            CBORPair("ref", .digest(outputs)), CBORPair("type", .text("transform")),
            CBORPair("site", .digest(inputs)), CBORPair("basis", .text("document")),
            CBORPair("started", .text("2025-01-07")), CBORPair("finished", .text("2025-02-09")),
            CBORPair("steps", .array([.text("knot"), .text("wash")])),
            CBORPair("inputs", .array([.array([.digest(inputs), .null, mass])])),
            CBORPair("outputs", .array([.array([.digest(outputs), .null, mass])])),
            CBORPair("workers", .decimal(DecimalNumber(40))),
            CBORPair("worker_hours", .decimal(DecimalNumber(9_600))),
        ]).encoded()
    }

    private func write(_ entries: [[UInt8]], _ tree: TileTree, to directory: String) throws {
        let size = UInt64(entries.count)
        for kind in Tile.kinds(inLogOf: size) {
            for tile in Tile.tiles(kind, inLogOf: size) {
                var bytes: [UInt8] = []
                if case .hashes(let level) = kind {
                    bytes = tree.tile(level: level, index: tile.index, width: tile.width) ?? []
                } else {
                    let start = Int(tile.index) * 256
                    for entry in entries[start..<(start + tile.width)] {
                        try EntryBundle.append(entry, to: &bytes)
                    }
                }
                let url = URL(fileURLWithPath: directory + "/log/" + tile.path)
                try FileManager.default.createDirectory(
                    at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
                try Data(bytes).write(to: url)
            }
        }
    }
}

/// The heads of the chains that a sample's issuers write.
private struct SampleChains {
    private var issuers: [(seq: UInt64, last: Digest)]
    private var subjects: [Digest: [Int: (seq: UInt64, last: Digest)]] = [:]

    init(issuers: Int) {
        self.issuers = Array(repeating: (0, .zero), count: issuers)
    }

    mutating func sign(
        _ payload: [UInt8], _ used: [Digest], _ signer: StatementSigner, _ issuer: Int
    ) throws -> [UInt8] {
        let links = used.map { subject in
            let head = subjects[subject]?[issuer] ?? (0, .zero)
            return SubjectLink(subject: subject, seq: head.seq, prev: head.last)
        }
        let header = try StatementHeader(
            kid: signer.kid, issuer: signer.issuer, audience: "bench.example/ledger",
            issuedAt: 1_760_000_000, seq: issuers[issuer].seq, prev: issuers[issuer].last,
            subjects: links
        ).encoded()
        let signature = signer.signMessage(
            SigStructure.bytes(protectedHeader: header, payload: payload))
        let entry = try SignedStatementBytes.encode(
            protectedHeader: header, payload: payload, signature: signature)
        let record = SHA256Hash.leafHash(of: entry)
        issuers[issuer] = (issuers[issuer].seq + 1, record)
        for link in links { subjects[link.subject, default: [:]][issuer] = (link.seq + 1, record) }
        return entry
    }
}
