// SPDX-License-Identifier: Apache-2.0
import Testing
import TraceMerkle
import TracePrimitives
import TraceTesting

@Suite(.enabled(if: SharedData.isPresent, "needs the shared vectors folder"))
struct ProofVectorTests {
    private static let folder = "vectors/transparency-dev-merkle/testdata"

    private struct Case: Decodable {
        let leafIdx, treeSize, size, size1, size2, start, end: UInt64?
        let root, leafHash, root1, root2: String?
        let proof: [String]?
        let desc: String
        let wantErr: Bool

        /// A digest; fillers of other lengths, which some cases hold, by their hash.
        func digest(_ text: String?) throws -> Digest {
            let bytes = try #require(text.flatMap { Base64.decode($0) })
            return Digest(bytes) ?? SHA256Hash.hash(bytes)
        }

        func path() throws -> [Digest] { try (proof ?? []).map { try digest($0) } }
    }

    private func cases(_ folder: String) throws -> [Case] {
        try SharedData.files(under: "\(ProofVectorTests.folder)/\(folder)").map {
            try SharedData.json($0)
        }
    }

    private func includes(_ test: Case, index: UInt64, size: UInt64) throws -> Bool {
        let proof = InclusionProof(leafIndex: index, treeSize: size, path: try test.path())
        let (leaf, root) = try (test.digest(test.leafHash), test.digest(test.root))
        // That set refuses leaf hashes of other lengths, which the type does here.
        guard test.leafHash?.utf8.count == 44 else { return false }
        return (try? proof.verify(leafHash: leaf, rootHash: root)) != nil
    }

    private func isConsistent(_ test: Case, _ size1: UInt64, _ size2: UInt64) throws -> Bool {
        let proof = ConsistencyProof(size1: size1, size2: size2, path: try test.path())
        let (root1, root2) = try (test.digest(test.root1), test.digest(test.root2))
        return (try? proof.verify(root1: root1, root2: root2)) != nil
    }

    /// How many cases are marked good and bad; Tests/Interop/README.md lists them.
    private func counts(_ cases: [Case]) -> [Int] {
        [cases.count { !$0.wantErr }, cases.count(where: \.wantErr)]
    }

    @Test func `transparency-dev inclusion`() throws {
        let cases = try cases("inclusion")
        #expect(counts(cases) == [3, 63])
        for test in cases {
            let isValid = try includes(
                test, index: #require(test.leafIdx), size: #require(test.treeSize))
            #expect(isValid != test.wantErr, "\(test.desc)")
        }
    }

    @Test func `transparency-dev consistency`() throws {
        let cases = try cases("consistency")
        #expect(counts(cases) == [4, 64])
        for test in cases {
            let isValid = try isConsistent(
                test, #require(test.size1), #require(test.size2))
            #expect(isValid != test.wantErr, "\(test.desc)")
        }
    }

    @Test func `transparency-dev subtree inclusion, a subtree being a tree of its own`() throws {
        let cases = try cases("subtreeinclusion")
        #expect(counts(cases) == [8, 127])
        for test in cases {
            let (index, start, end) = try (
                #require(test.leafIdx), #require(test.start), #require(test.end)
            )
            // The set's own rule for what is a subtree: it begins at a multiple of its span.
            let size = end > start ? end - start : 0
            let span =
                size > 1 << 63 ? 0 : size <= 1 ? 1 : 1 << (64 - (size - 1).leadingZeroBitCount)
            let isSubtree = size > 0 && (span == 0 ? start == 0 : start % UInt64(span) == 0)
            let isValid =
                try isSubtree && index >= start && includes(test, index: index - start, size: size)
            #expect(isValid != test.wantErr, "\(test.desc)")
        }
    }

    @Test func `transparency-dev subtree consistency, where the subtree begins at leaf 0`() throws {
        var compared: [Case] = []
        for test in try cases("subtreeconsistency") {
            let (start, end, size) = try (
                #require(test.start), #require(test.end), #require(test.size)
            )
            // An empty subtree is consistent with anything in that set, with nothing here.
            guard start == 0, end > 0 else { continue }
            #expect(try isConsistent(test, end, size) != test.wantErr, "\(test.desc)")
            compared.append(test)
        }
        // The other 5 good and 12 bad ones are about subtrees that no proof here has.
        #expect(counts(compared) == [4, 63])
    }

    private struct Made: Decodable {
        let size, index, size1, size2: UInt64?
        let leaf, root, root1, root2: String?
        let path: [String]
    }

    private func digest(_ hex: String?) throws -> Digest {
        try #require(hex.flatMap { Digest(hex: $0) })
    }

    @Test func `proofs of the log of 657 entries`() throws {
        for made in try SharedData.json("vectors/tracedata/inclusion.json", as: [Made].self) {
            let proof = InclusionProof(
                leafIndex: try #require(made.index), treeSize: try #require(made.size),
                path: made.path.compactMap { Digest(hex: $0) })
            try proof.verify(
                leafHash: SHA256Hash.leafHash(of: Array(try #require(made.leaf).utf8)),
                rootHash: try digest(made.root))
        }
        for made in try SharedData.json("vectors/tracedata/consistency.json", as: [Made].self) {
            let proof = ConsistencyProof(
                size1: try #require(made.size1), size2: try #require(made.size2),
                path: made.path.compactMap { Digest(hex: $0) })
            try proof.verify(
                root1: try digest(made.root1),
                root2: try digest(made.root2))
        }
    }

    private struct Receipt: Decodable {
        let leaf_entry, reconstructed_root: String
        let leaf_index, tree_size: UInt64
        let inclusion_path: [String]
    }

    @Test(arguments: ["valid-eddsa", "valid-es256"])
    func `inclusion paths of scitt-cose receipts`(name: String) throws {
        let receipt = try SharedData.json(
            "vectors/scitt-cose/test-vectors/v1/\(name)/expected.json", as: Receipt.self)
        let proof = InclusionProof(
            leafIndex: receipt.leaf_index, treeSize: receipt.tree_size,
            path: receipt.inclusion_path.compactMap { Digest(hex: $0) })
        let entry = try #require(Hex.decode(receipt.leaf_entry))
        #expect(
            try proof.rootHash(leafHash: SHA256Hash.leafHash(of: entry)).hex
                == receipt.reconstructed_root)
    }
}
