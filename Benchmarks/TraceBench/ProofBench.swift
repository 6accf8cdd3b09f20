// SPDX-License-Identifier: Apache-2.0
import Foundation
import TraceLedger

import struct Crypto.SHA256

/// Proofs of a large tree, and proofs made from a ledger's files; one core each.
enum ProofBench {
    static func run(leaves: Int, rounds: Int) throws {
        var tree = TileTree()
        tree.append((0..<leaves).map { SHA256Hash.hash(Array("leaf \($0)".utf8)) })
        let head = TreeHead(
            size: UInt64(leaves), rootHash: tree.root(of: UInt64(leaves)) ?? .zero)
        // Spread over the tree without a random generator.
        let asked = (0..<min(leaves, 100_000)).map { UInt64($0 &* 7_919 % leaves) }
        let proofs = try asked.map { try Self.proof(of: $0, in: tree) }
        try lone(proofs, tree, head, rounds)
        try remembered(proofs, tree, head, rounds)
        try fromFiles(entries: min(leaves, 100_000), rounds: rounds)
    }

    /// The proof of a leaf, from the rows of the whole tree.
    private static func proof(of index: UInt64, in tree: TileTree) throws -> InclusionProof {
        let plan = try InclusionProof.plan(leafIndex: index, treeSize: tree.size)
        let hashes = plan.nodes.map { node -> Digest in
            let (level, height) = (node.level / 8, UInt64(node.level % 8))
            let start = Int(node.index << height)
            var row = Array(tree.levels[level][start..<(start + 1 << Int(height))])
            while row.count > 1 {
                row = stride(from: 0, to: row.count - 1, by: 2).map {
                    SHA256Hash.nodeHash(row[$0], row[$0 + 1])
                }
            }
            return row[0]
        }
        return InclusionProof(
            leafIndex: index, treeSize: tree.size, path: try plan.path(hashes: hashes))
    }

    /// What swift-crypto itself takes for 65 bytes.
    private static func secondsOfHash(_ count: Int) -> Double {
        let input = Data(repeating: 1, count: 65)
        var last: UInt8 = 0
        let time = seconds {
            for _ in 0..<count {
                for byte in SHA256.hash(data: input).prefix(1) { last ^= byte }
            }
        }
        precondition(last == last, "the hashes are used")
        return time / Double(count)
    }

    private static func lone(
        _ proofs: [InclusionProof], _ tree: TileTree, _ head: TreeHead, _ rounds: Int
    ) throws {
        let hashes = proofs.reduce(0) { $0 + $1.path.count }
        let results = try (0..<rounds).map { _ in
            let one = secondsOfHash(500_000)
            let time = try seconds {
                for proof in proofs {
                    try proof.verify(
                        leafHash: tree.levels[0][Int(proof.leafIndex)], rootHash: head.rootHash)
                }
            }
            return (Double(hashes) * one / time, Double(proofs.count) / time, 1e9 * one)
        }
        print(
            """
            lone inclusion proofs in a tree of \(head.size): \(median(results.map(\.1))) a second a \
            core; \(median(results.map(\.0))) of what swift-crypto's \(median(results.map(\.2))) ns \
            for 65 bytes allow (asked 0.85)
            """)
    }

    private static func remembered(
        _ proofs: [InclusionProof], _ tree: TileTree, _ head: TreeHead, _ rounds: Int
    ) throws {
        let results = try (0..<rounds).map { _ in
            var known = RememberedTree(head)
            let time = try seconds {
                for proof in proofs {
                    try known.verify(
                        proof, leafHash: tree.levels[0][Int(proof.leafIndex)])
                }
            }
            return Double(proofs.count) / time
        }
        print(
            """
            \(proofs.count) inclusion proofs under one root, nodes remembered: \(median(results)) a \
            second a core (asked 330000)
            """)
    }

    private static func fromFiles(entries: Int, rounds: Int) throws {
        try withFolder { directory in
            _ = try SampleLedger(entries: entries, issuers: 64, subjects: 20_000)
                .write(to: directory)
            var prover = try LedgerProver(LedgerFolder(directory).log)
            let asked = (0..<20_000).map { UInt64($0 &* 7_919 % entries) }
            for index in asked { _ = try prover.inclusion(of: index) }
            let rates = try (0..<rounds).map { _ in
                Double(asked.count)
                    / (try seconds { for index in asked { _ = try prover.inclusion(of: index) } })
            }
            print(
                """
                proofs made from the files of \(entries) entries, warm, each led to the root: \
                \(median(rates)) a second a core (asked 20000)
                """)
        }
    }

    /// A folder of its own, removed afterwards.
    static func withFolder(_ body: (String) throws -> Void) throws {
        let directory = NSTemporaryDirectory() + "trace-bench-\(UUID().uuidString)"
        defer { try? FileManager.default.removeItem(atPath: directory) }
        try FileManager.default.createDirectory(
            atPath: directory, withIntermediateDirectories: true)
        try body(directory)
    }
}
