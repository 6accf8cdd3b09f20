// SPDX-License-Identifier: Apache-2.0
import Testing
import TraceLedger
import TraceTesting

/// Multiproofs and remembered nodes agree with the plain proofs of RFC 9162.
struct TreeProofTests {
    @Test func `a multiproof gives back the path of each leaf`() throws {
        var random = SeededRandom(11)
        for size in 1...70 {
            let tree = NaiveTree(counting: size)
            for round in 0..<6 {
                let chosen = (0..<size).filter { _ in
                    round == 0 || Int.random(in: 0..<6, using: &random) < round
                }
                guard !chosen.isEmpty else { continue }
                let leaves = chosen.map { UInt64($0) }
                let ranges = try Multiproof.plan(leaves: leaves, treeSize: UInt64(size))
                let proof = Multiproof(
                    treeSize: UInt64(size), leaves: leaves,
                    hashes: ranges.map {
                        NaiveTree.root(tree.leaves[Int($0.lowerBound)..<Int($0.upperBound)])
                    })
                let (root, paths) = try proof.paths(leafHashes: chosen.map { tree.leaves[$0] })
                #expect(root == tree.root)
                for (index, path) in zip(chosen, paths) {
                    #expect(path.path == tree.inclusionPath(index))
                }
            }
        }
    }

    @Test func `each needed node stands once`() throws {
        // Two neighbours of eight share their way: two hashes instead of six.
        #expect(try Multiproof.plan(leaves: [2, 3], treeSize: 8) == [0..<2, 4..<8])
        #expect(try Multiproof.plan(leaves: [6], treeSize: 7) == [0..<4, 4..<6])
    }

    @Test func `hashes too few, too many or changed`() throws {
        let tree = NaiveTree(counting: 11)
        let leaves: [UInt64] = [1, 4, 10]
        let hashes = try Multiproof.plan(leaves: leaves, treeSize: 11).map {
            NaiveTree.root(tree.leaves[Int($0.lowerBound)..<Int($0.upperBound)])
        }
        let known = [1, 4, 10].map { tree.leaves[$0] }
        func result(_ hashes: [Digest], _ leaves: [UInt64], _ size: UInt64 = 11) -> String {
            code {
                let proof = Multiproof(treeSize: size, leaves: leaves, hashes: hashes)
                let (root, _) = try proof.paths(leafHashes: known)
                if root != tree.root { throw ProofError(.rootMismatch, "") }
            }
        }
        #expect(result(hashes, leaves) == "accepted")
        #expect(result(hashes.dropLast(), leaves) == "proof-length")
        #expect(result(hashes + [.zero], leaves) == "proof-length")
        #expect(result([.zero] + hashes.dropFirst(), leaves) == "proof-root-mismatch")
        #expect(result(hashes, [1, 4]) == "proof-length")
        #expect(result(hashes, [4, 1, 10]) == "proof-position")
        #expect(result(hashes, [1, 1, 10]) == "proof-position")
        #expect(result(hashes, [1, 4, 11]) == "proof-position")
        #expect(result(hashes, [1, 4, 10], UInt64.max) == "proof-position")
        #expect(result(hashes, [1, 5, 10]) != "accepted")
    }

    @Test func `remembered nodes decide as a lone proof does`() throws {
        var random = SeededRandom(12)
        for size in [1, 2, 3, 5, 7, 8, 13, 33, 64, 65, 100] {
            let tree = NaiveTree(counting: size)
            let head = TreeHead(size: UInt64(size), rootHash: tree.root)
            var remembered = RememberedTree(head)
            for round in 0..<300 {
                let index = Int.random(in: 0..<size, using: &random)
                var path = tree.inclusionPath(index)
                if round % 3 == 1, !path.isEmpty {
                    path[Int.random(in: 0..<path.count, using: &random)] = .zero
                }
                let leaf =
                    round % 5 == 4
                    ? tree.leaves[Int.random(in: 0..<size, using: &random)] : tree.leaves[index]
                let proof = InclusionProof(
                    leafIndex: UInt64(index), treeSize: UInt64(size), path: path)
                let lone = (try? proof.verify(leafHash: leaf, rootHash: tree.root)) != nil
                let many = (try? remembered.verify(proof, leafHash: leaf)) != nil
                #expect(lone == many, "size \(size), round \(round)")
            }
            #expect(remembered.count <= 2 * size)
        }
    }

    @Test func `nothing is remembered of a proof that fails`() throws {
        let tree = NaiveTree(counting: 8)
        var remembered = RememberedTree(TreeHead(size: 8, rootHash: tree.root))
        let forged = InclusionProof(leafIndex: 3, treeSize: 8, path: [.zero, .zero, .zero])
        #expect(throws: MerkleError.self) {
            try remembered.verify(forged, leafHash: tree.leaves[3])
        }
        #expect(remembered.count == 0)
        let other = InclusionProof(leafIndex: 3, treeSize: 9, path: tree.inclusionPath(3))
        #expect(throws: MerkleError.self) {
            try remembered.verify(other, leafHash: tree.leaves[3])
        }
    }
}
