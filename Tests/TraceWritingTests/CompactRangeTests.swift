// SPDX-License-Identifier: Apache-2.0
import Testing
import TraceMerkle
import TracePrimitives
import TraceTesting
import TraceWriting

@Suite struct CompactRangeTests {
    private func range(_ tree: NaiveTree, _ begin: Int, _ end: Int) -> CompactRange {
        var range = CompactRange(begin: UInt64(begin))
        for leaf in tree.leaves[begin..<end] { range.append(leaf) }
        return range
    }

    @Test func `the tree without leaves`() throws {
        #expect(
            TreeHead.empty.rootHash.hex
                == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")
        #expect(try CompactRange().treeHead() == .empty)
    }

    @Test func `roots of sizes 0 to 130, folded into one hash`() throws {
        var rolling = SHA256Hash()
        var naive = SHA256Hash()
        var range = CompactRange()
        for size in 0...130 {
            let tree = NaiveTree(counting: size)
            if let last = tree.leaves.last { range.append(last) }
            #expect(range.end == UInt64(size))
            rolling.update(try range.rootHash().bytes)
            naive.update(tree.root.bytes)
        }
        #expect(rolling.finalized() == naive.finalized())
        // Pinned, so that fast and naive cannot change together.
        #expect(
            rolling.finalized().hex
                == "196670de0bd29a0054f9ad3589c01512a8b2fd81861ea7f690369d31546fbcf2")
    }

    @Test func `ranges computed apart merge to the same value, wherever they are cut`() throws {
        let tree = NaiveTree(counting: 70)
        for begin in [0, 1, 2, 3, 7, 8, 31, 32, 33] {
            let whole = range(tree, begin, 70)
            for cut in begin...70 {
                var left = range(tree, begin, cut)
                try left.append(range(tree, cut, 70))
                #expect(left == whole, "\(begin) \(cut)")
            }
        }
        // Three parts, merged from the right first.
        var middle = range(tree, 13, 44)
        try middle.append(range(tree, 44, 70))
        var all = range(tree, 0, 13)
        try all.append(middle)
        #expect(try all.rootHash() == tree.root)
    }

    @Test func `its hashes are those of the nodes that cover it`() throws {
        let tree = NaiveTree(counting: 40)
        for begin in 0...40 {
            for end in begin...40 {
                let span = UInt64(begin)..<UInt64(end)
                let expected = TreeNode.covering(span).map { node in
                    let first = Int(node.index << UInt64(node.level))
                    return NaiveTree.root(tree.leaves[first..<(first + 1 << node.level)])
                }
                let computed = range(tree, begin, end)
                #expect(computed.hashes == expected)
                #expect(try CompactRange(span, hashes: expected) == computed)
            }
        }
        #expect(throws: MerkleError(.rangePosition, at: 1)) {
            try CompactRange(0..<3, hashes: [.zero])
        }
    }

    @Test func `ranges that do not touch are refused`() throws {
        var left = CompactRange(begin: 4)
        left.append(.zero)
        #expect(throws: MerkleError(.rangePosition, at: 4)) { try left.rootHash() }
        var right = left
        #expect(throws: MerkleError(.rangePosition, at: 4)) { try right.append(left) }
        #expect(throws: MerkleError(.rangePosition, at: 9)) {
            try right.append(CompactRange(begin: 9))
        }
        #expect(right == left)
    }
}
