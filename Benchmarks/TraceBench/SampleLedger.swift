// SPDX-License-Identifier: Apache-2.0
import Foundation
import TraceLedger

/// A ledger of processing statements on disk, as large as a benchmark asks for.
struct SampleLedger {
    let entries: Int
    let issuers: Int
    let subjects: Int
    /// Whether statements have 10 payload keys instead of 13.
    var isShort = false

    /// What tells it from other samples.
    var name: String { "\(entries)-\(issuers)-\(subjects)\(isShort ? "-short" : "")" }

    /// Writes `DIR/log`: policy, statements of all issuers in turn, tiles, checkpoint.
    ///
    /// Each statement has two subjects, 13 payload keys (10 when short), and a signature of its own.
    func write(to directory: String) throws {
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
        var bundle: [UInt8] = []
        try EntryBundle.append(first, to: &bundle)
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
            if number % 256 == 0 {
                try write(&bundle, Tile(.entries, index: UInt64(number / 256 - 1)), to: directory)
            }
            try EntryBundle.append(entry, to: &bundle)
            leaves.append(SHA256Hash.leafHash(of: entry))
        }
        let size = UInt64(entries)
        try write(
            &bundle, Tile(.entries, index: (size - 1) / 256, inLogOf: size), to: directory)
        var tree = TileTree()
        tree.append(leaves)
        for kind in Tile.kinds(inLogOf: size) {
            guard case .hashes(let level) = kind else { continue }
            for tile in Tile.tiles(kind, inLogOf: size) {
                var bytes = tree.tile(level: level, index: tile.index, width: tile.width) ?? []
                try write(&bytes, tile, to: directory)
            }
        }
        let head = TreeHead(
            size: size, rootHash: tree.root(of: size) ?? .zero)
        let note = try CheckpointIssuer(log, origin: origin).note(head)
        try Data(note).write(to: URL(fileURLWithPath: directory + "/log/checkpoint"))
    }

    private func seed(_ number: Int) -> [UInt8] {
        SHA256Hash.hash(Array("bench key \(number)".utf8)).bytes
    }

    private func subject(_ number: Int) -> Digest {
        SHA256Hash.hash(Array("bench subject \(number)".utf8))
    }

    private func payload(_ number: Int, inputs: Digest, outputs: Digest) throws -> [UInt8] {
        let mass = CBORValue.decimal(DecimalNumber(Int32(number % 900 + 10)))
        var pairs = [
            CBORPair("kind", .text("processing")), CBORPair("v", .unsigned(1)),
            CBORPair("ref", .digest(outputs)), CBORPair("type", .text("transform")),
            CBORPair("site", .digest(inputs)), CBORPair("started", .text("2025-01-07")),
            CBORPair("finished", .text("2025-02-09")),
            CBORPair("inputs", .array([.array([.digest(inputs), .null, mass])])),
            CBORPair("outputs", .array([.array([.digest(outputs), .null, mass])])),
            CBORPair("workers", .decimal(DecimalNumber(40))),
        ]
        if !isShort {
            pairs += [
                CBORPair("basis", .text("document")),
                CBORPair("steps", .array([.text("knot"), .text("wash")])),
                CBORPair("worker_hours", .decimal(DecimalNumber(9_600))),
            ]
        }
        return try CBORValue.map(pairs).encoded()
    }

    /// Writes a tile and empties its bytes.
    private func write(_ bytes: inout [UInt8], _ tile: Tile?, to directory: String) throws {
        guard let tile else { throw BenchError("a sample has no such tile") }
        let url = URL(fileURLWithPath: directory + "/log/" + tile.path)
        try FileManager.default.createDirectory(
            at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(bytes).write(to: url)
        bytes.removeAll(keepingCapacity: true)
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
