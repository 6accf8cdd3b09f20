// SPDX-License-Identifier: Apache-2.0
import Testing
import TracePrimitives
import TraceVerifier

@Suite struct TileTreeTests {
    private func leaf(_ number: Int) -> Digest {
        SHA256Hash.leafHash(of: Array("\(number)".utf8))
    }

    /// RFC 9162 section 2.1.1, written down as it stands there.
    private func root(_ leaves: ArraySlice<Digest>) -> Digest {
        guard leaves.count > 1 else { return leaves.first ?? SHA256Hash.hash([]) }
        var half = 1
        while half * 2 < leaves.count { half *= 2 }
        let middle = leaves.startIndex + half
        return SHA256Hash.nodeHash(
            root(leaves[..<middle]), root(leaves[middle...]))
    }

    @Test func `the root of every size is the naive one`() {
        let leaves = (0..<600).map(leaf)
        var tree = TileTree()
        for start in stride(from: 0, to: 600, by: 37) {
            tree.append(Array(leaves[start..<min(start + 37, 600)]))
        }
        for size in [0, 1, 2, 3, 255, 256, 257, 511, 512, 513, 599, 600] {
            #expect(tree.root(of: UInt64(size)) == root(leaves[..<size]))
        }
        #expect(tree.root(of: 601) == nil)
    }

    @Test func `tile roots that are given are those that would be computed`() {
        let leaves = (0..<512).map(leaf)
        var plain = TileTree()
        plain.append(leaves)
        var helped = TileTree()
        helped.append(leaves, tileRoots: [root(leaves[..<256]), root(leaves[256...])])
        #expect(helped.root(of: 512) == plain.root(of: 512))
        #expect(
            helped.tile(level: 1, index: 0, width: 2) == plain.tile(level: 1, index: 0, width: 2))
    }

    @Test func `a tile beyond the tree is no tile`() {
        var tree = TileTree()
        tree.append((0..<300).map(leaf))
        #expect(tree.tile(level: 0, index: 1, width: 44)?.count == 44 * 32)
        #expect(tree.tile(level: 0, index: 1, width: 45) == nil)
        #expect(tree.tile(level: 2, index: 0, width: 1) == nil)
        #expect(tree.tile(level: 0, index: .max, width: 1) == nil)
        #expect(tree.tile(level: 0, index: 0, width: 0) == nil)
    }
}
