// SPDX-License-Identifier: Apache-2.0
import Testing
import TraceMerkle
import TracePrimitives
import TraceTesting

@Suite struct ProofTests {
    /// The hashes of perfect subtrees, as a store would give them.
    private func fetch(_ nodes: [TreeNode], from tree: NaiveTree) -> [Digest] {
        nodes.map { node in
            let first = Int(node.index << UInt64(node.level))
            return NaiveTree.root(tree.leaves[first..<(first + 1 << node.level)])
        }
    }

    @Test func `planned inclusion proofs are those of RFC 9162 and verify`() throws {
        for size in Array(1...33) + [64, 65, 127, 128, 130] {
            let tree = NaiveTree(counting: size)
            for index in 0..<size {
                let plan = try InclusionProof.plan(
                    leafIndex: UInt64(index), treeSize: UInt64(size))
                let path = try plan.path(hashes: fetch(plan.nodes, from: tree))
                #expect(path == tree.inclusionPath(index))
                let length = InclusionProof.pathLength(
                    leafIndex: UInt64(index), treeSize: UInt64(size))
                #expect(path.count == length)
                let proof = InclusionProof(
                    leafIndex: UInt64(index), treeSize: UInt64(size), path: path)
                try proof.verify(leafHash: tree.leaves[index], rootHash: tree.root)
            }
        }
    }

    @Test func `planned consistency proofs are those of RFC 9162 and verify`() throws {
        for size2 in Array(0...33) + [64, 65, 130] {
            let later = NaiveTree(counting: size2)
            for size1 in 0...size2 {
                let plan = try ConsistencyProof.plan(
                    size1: UInt64(size1), size2: UInt64(size2))
                let path = try plan.path(hashes: fetch(plan.nodes, from: later))
                #expect(path == later.consistencyPath(size1))
                let length = ConsistencyProof.pathLength(
                    size1: UInt64(size1), size2: UInt64(size2))
                #expect(path.count == length)
                let proof = ConsistencyProof(
                    size1: UInt64(size1), size2: UInt64(size2), path: path)
                try proof.verify(root1: NaiveTree(counting: size1).root, root2: later.root)
            }
        }
    }

    @Test func `the seven leaves of RFC 9162 section 2.1.5`() throws {
        func nodes(_ index: UInt64) throws -> [TreeNode] {
            try InclusionProof.plan(leafIndex: index, treeSize: 7).nodes
        }
        func node(_ level: Int, _ index: UInt64) -> TreeNode {
            TreeNode(level: level, index: index)
        }
        // d0: b, h, l; d3: c, g, l; d4: f, j, k; d6: i, k. The hash l is over i and j.
        #expect(try nodes(0) == [node(0, 1), node(1, 1), node(1, 2), node(0, 6)])
        #expect(try nodes(3) == [node(0, 2), node(1, 0), node(1, 2), node(0, 6)])
        #expect(try nodes(4) == [node(0, 5), node(0, 6), node(2, 0)])
        #expect(try nodes(6) == [node(1, 2), node(2, 0)])
    }

    @Test func `damaged inclusion proofs are refused`() throws {
        let tree = NaiveTree(counting: 13)
        for index in [0, 5, 11, 12] {
            let path = tree.inclusionPath(index)
            func check(_ path: [Digest], at position: Int = index) throws(MerkleError) {
                let proof = InclusionProof(
                    leafIndex: UInt64(position), treeSize: 13, path: path)
                try proof.verify(leafHash: tree.leaves[index], rootHash: tree.root)
            }
            try check(path)
            for (element, hash) in path.enumerated() {
                for (bit, flipped) in Mutations.flips(of: hash.bytes) where bit % 5 == 0 {
                    var damaged = path
                    damaged[element] = Digest(flipped, at: 0)
                    #expect(throws: MerkleError(.rootMismatch, at: index)) { try check(damaged) }
                }
            }
            let shorter = Array(path.dropLast())
            #expect(throws: MerkleError(.proofLength, at: shorter.count)) { try check(shorter) }
            let longer = path + [tree.root]
            #expect(throws: MerkleError(.proofLength, at: longer.count)) { try check(longer) }
            #expect(throws: MerkleError.self) { try check(path.reversed()) }
            for other in 0..<13 where other != index {
                #expect(throws: MerkleError.self) { try check(path, at: other) }
            }
        }
    }

    @Test func `damaged consistency proofs are refused`() throws {
        let later = NaiveTree(counting: 13)
        for size1 in [1, 3, 4, 6, 8, 12] {
            let (root1, path) = (NaiveTree(counting: size1).root, later.consistencyPath(size1))
            func check(
                _ path: [Digest], root1: Digest = root1, root2: Digest = later.root
            ) throws(MerkleError) {
                try ConsistencyProof(size1: UInt64(size1), size2: 13, path: path)
                    .verify(root1: root1, root2: root2)
            }
            try check(path)
            for (element, hash) in path.enumerated() {
                for (bit, flipped) in Mutations.flips(of: hash.bytes) where bit % 5 == 0 {
                    var damaged = path
                    damaged[element] = Digest(flipped, at: 0)
                    #expect(throws: MerkleError(.rootMismatch, at: size1)) { try check(damaged) }
                }
            }
            #expect(throws: MerkleError(.proofLength, at: path.count - 1)) {
                try check(Array(path.dropFirst()))
            }
            #expect(throws: MerkleError(.proofLength, at: path.count + 1)) {
                try check([root1] + path)
            }
            #expect(throws: MerkleError.self) { try check(path, root1: later.root) }
            #expect(throws: MerkleError.self) { try check(path, root2: root1) }
        }
    }

    @Test func `edges of consistency`() throws {
        let root = NaiveTree(counting: 5).root
        let empty = TreeHead.empty.rootHash
        func check(_ size1: UInt64, _ size2: UInt64, _ root1: Digest, _ root2: Digest) throws {
            try ConsistencyProof(size1: size1, size2: size2, path: [])
                .verify(root1: root1, root2: root2)
        }
        try check(5, 5, root, root)
        try check(0, 5, empty, root)
        try check(0, 0, empty, empty)
        #expect(throws: MerkleError.self) { try check(5, 5, root, empty) }
        #expect(throws: MerkleError.self) { try check(0, 5, root, root) }
        #expect(throws: MerkleError.self) { try check(0, 0, empty, root) }
        #expect(throws: MerkleError(.proofPosition, at: 6)) { try check(6, 5, root, root) }
        #expect(throws: MerkleError(.proofLength, at: 0)) { try check(3, 5, root, root) }
    }

    @Test func `the largest sizes neither trap nor pass`() {
        for size in [.max, 1 << 63, 1 << 63 + 1] as [UInt64] {
            for index in [0, 1, size / 2, size - 1, size] as [UInt64] {
                let length =
                    size > index
                    ? InclusionProof.pathLength(leafIndex: index, treeSize: size) : 0
                let path = [Digest](repeating: .zero, count: length)
                let proof = InclusionProof(leafIndex: index, treeSize: size, path: path)
                #expect(throws: MerkleError.self) {
                    try proof.verify(leafHash: .zero, rootHash: .zero)
                }
                let steps = ConsistencyProof.pathLength(size1: index, size2: size)
                let other = ConsistencyProof(
                    size1: index, size2: size, path: [Digest](repeating: .zero, count: steps))
                #expect(throws: MerkleError.self) {
                    try other.verify(root1: .zero, root2: TreeHead.empty.rootHash)
                }
                #expect(throws: Never.self) {
                    try ConsistencyProof.plan(size1: index, size2: size)
                }
            }
        }
        #expect(throws: MerkleError(.proofPosition, at: 0)) {
            try InclusionProof.plan(leafIndex: 0, treeSize: 0)
        }
        #expect(throws: MerkleError(.proofPosition, at: .max)) {
            try ConsistencyProof.plan(size1: .max, size2: 1)
        }
    }

    @Test func `a plan wants exactly its hashes`() throws {
        let plan = try InclusionProof.plan(leafIndex: 2, treeSize: 7)
        #expect(throws: MerkleError(.proofLength, at: 3)) {
            try plan.path(hashes: [.zero, .zero, .zero])
        }
    }
}
