// SPDX-License-Identifier: Apache-2.0
import CSodium
import Dispatch
import Foundation
import TraceLedger

/// The entries of a ledger in memory, for the arithmetic alone.
struct Items: Sendable {
    private let bundles: [(bytes: [UInt8], places: [Range<Int>])]
    private let signed: [SignedItem]
    let chains: Int
    let meanSize: Int

    private struct SignedItem: Sendable {
        let key: [UInt8]
        let signature: [UInt8]
        let message: [UInt8]
    }

    init(_ directory: String, keepsSignatures: Bool) throws {
        let reader = LogReader(LedgerFolder(directory).log)
        guard let note = try reader.unverifiedCheckpoint(), let read = ReadCheckpoint(note) else {
            throw BenchError("no checkpoint")
        }
        let size = read.checkpoint.head.size
        var bundles: [(bytes: [UInt8], places: [Range<Int>])] = []
        var signed: [SignedItem] = []
        var keys: [Digest: PublicKey] = [:]
        var pairs: Set<[Digest]> = []
        var (total, count) = (0, 0)
        try reader.forEachBatch(of: 0..<size, inLogOf: size) { batch in
            bundles.append((batch.bytes, batch.places))
            for place in batch.places {
                total += place.count
                if keys.isEmpty {
                    let genesis = try Genesis(entry: batch.bytes, place)
                    for key in genesis.policy.namedKeys {
                        keys[COSEKey.thumbprint(of: key)] = key
                    }
                }
                var links: [SubjectLink] = []
                let parts = try SignedStatementBytes(parsing: batch.bytes, place)
                let header = try ProtectedHeader(
                    parsing: batch.bytes, parts.protectedHeader, subjects: &links)
                for link in links { pairs.insert([header.issuer, link.subject]) }
                count += 1
                guard keepsSignatures else { continue }
                guard let key = keys[header.kid] else { throw BenchError("unknown key") }
                var message: [UInt8] = []
                SigStructure.write(parts, of: batch.bytes, to: &message)
                signed.append(
                    SignedItem(
                        key: key.bytes, signature: Array(batch.bytes[parts.signature]),
                        message: message))
            }
        }
        self.bundles = bundles
        self.signed = signed
        chains = pairs.count
        meanSize = total / max(1, count)
    }

    /// libsodium alone on every signature, all threads at once.
    func verifyAll() {
        let threads = Cores.count
        DispatchQueue.concurrentPerform(iterations: threads) { thread in
            for index in stride(from: thread, to: signed.count, by: threads) {
                let item = signed[index]
                let status = unsafe crypto_sign_ed25519_verify_detached(
                    item.signature, item.message, UInt64(item.message.count), item.key)
                precondition(status == 0, "a sample's signature is valid")
            }
        }
    }

    /// Leaf and node hashes of every entry by swift-crypto, all threads at once.
    func hashAll() {
        let threads = Cores.count
        DispatchQueue.concurrentPerform(iterations: threads) { thread in
            for index in stride(from: thread, to: bundles.count, by: threads) {
                let (bytes, places) = bundles[index]
                var row = places.map { SHA256Hash.leafHash(of: bytes, $0) }
                while row.count > 1 {
                    row = stride(from: 0, to: row.count - 1, by: 2).map {
                        SHA256Hash.nodeHash(row[$0], row[$0 + 1])
                    }
                }
            }
        }
    }
}
