// SPDX-License-Identifier: Apache-2.0
import Testing
import TraceMerkle
import TracePrimitives
import TraceTesting

@Suite struct TileTests {
    @Test(
        arguments: [
            ("tile/0/000", .hashes(level: 0), 0, 256), ("tile/0/000.p/1", .hashes(level: 0), 0, 1),
            ("tile/0/x001/x234/067", .hashes(level: 0), 1_234_067, 256),
            ("tile/7/000.p/255", .hashes(level: 7), 0, 255),
            ("tile/1/x001/000", .hashes(level: 1), 1_000, 256),
            ("tile/entries/999.p/16", .entries, 999, 16),
            ("tile/entries/x072/x057/x594/x037/x927/935", .entries, 72_057_594_037_927_935, 256),
        ] as [(String, Tile.Kind, UInt64, Int)])
    func `paths print and read back`(
        path: String, kind: Tile.Kind, index: UInt64, width: Int
    ) throws {
        let tile = try #require(Tile(kind, index: index, width: width))
        #expect(tile.path == path)
        #expect(Tile(path: path) == tile)
    }

    @Test(arguments: [
        "", "tile", "tile/0", "tile/0/", "tile/0/0", "tile/0/00", "tile/0/0000", "tile/00/000",
        "tile/8/000",
        "tile/-1/000", "tile/+1/000", "tile/0/x000/000", "tile/0/001/000", "tile/0/x001/x000",
        "tile/0/X001/000", "tile/0/xx01/000", "tile/0/000.p", "tile/0/000.p/", "tile/0/000.p/0",
        "tile/0/000.p/256", "tile/0/000.p/08", "tile/0/000.p/+8", "tile/0/000.P/8",
        "tile/0/000.p/8/9",
        "tile/0/000/8", "/tile/0/000", "tile/0/000/", "tile//000", "tile/data/000", "tile/0/0a0",
        "tile/0/x072/x057/x594/x037/x927/936", "tile/7/001", "tile/0/x001/000.p/1.p/1",
        "tile/0/٠٠٠",
        "tile/0/x999/x999/x999/x999/x999/x999/x999/999", "../tile/0/000", "tile/0/.p/1",
    ])
    func `other paths are refused`(path: String) {
        #expect(Tile(path: path) == nil)
    }

    @Test func `the example of tlog-tiles: a log of 70,000`() {
        func tiles(_ kind: Tile.Kind) -> [Tile] { Array(Tile.tiles(kind, inLogOf: 70_000)) }
        let bottom = tiles(.hashes(level: 0))
        #expect(bottom.count == 274)
        #expect(bottom.filter { !$0.isFull }.count == 1)
        #expect(bottom.last?.path == "tile/0/273.p/112")
        #expect(tiles(.entries).last?.path == "tile/entries/273.p/112")
        #expect(tiles(.hashes(level: 1)).map(\.path) == ["tile/1/000", "tile/1/001.p/17"])
        #expect(tiles(.hashes(level: 2)).map(\.path) == ["tile/2/000.p/1"])
        #expect(
            Tile.kinds(inLogOf: 70_000) == [
                .entries, .hashes(level: 0), .hashes(level: 1), .hashes(level: 2),
            ])
    }

    @Test func `edges of the set of tiles`() {
        #expect(Tile.kinds(inLogOf: 0).isEmpty)
        #expect(Array(Tile.tiles(.entries, inLogOf: 0)).isEmpty)
        #expect(Tile.kinds(inLogOf: 255) == [.entries, .hashes(level: 0)])
        #expect(
            Array(Tile.tiles(.hashes(level: 1), inLogOf: 256)).map(\.path) == ["tile/1/000.p/1"])
        #expect(Array(Tile.tiles(.hashes(level: 0), inLogOf: 256)).map(\.path) == ["tile/0/000"])
        #expect(Tile(.hashes(level: 0), index: 1, inLogOf: 256) == nil)
        #expect(Tile(.hashes(level: 0), index: .max, inLogOf: .max) == nil)
        #expect(Tile(.hashes(level: 7), index: 0, inLogOf: .max)?.width == 255)
        #expect(Tile.itemCount(.hashes(level: 9), size: .max) == 0)
        #expect(Tile(.entries, index: 0, width: 0) == nil)
        #expect(Tile(.entries, index: 0, width: 257) == nil)
        #expect(Tile(.hashes(level: -1), index: 0) == nil)
    }

    @Test func `nodes lie in tiles that hash to them`() throws {
        let tree = NaiveTree(counting: 600)
        func tileBytes(_ tile: Tile) -> [UInt8] {
            guard case .hashes(let level) = tile.kind else { return [] }
            let span = 1 << (8 * level)
            let first = Int(tile.index) * 256
            return (first..<(first + tile.width)).flatMap {
                NaiveTree.root(tree.leaves[($0 * span)..<(($0 + 1) * span)]).bytes
            }
        }
        for node in [(0, 0), (0, 599), (3, 74), (7, 3), (8, 0), (8, 1), (9, 0)] {
            let place = try #require(
                TreeNode(level: node.0, index: UInt64(node.1)).place(inLogOf: 600))
            let first = node.1 << node.0
            let hash = try TreeNode.hash(inTile: tileBytes(place.tile), place.hashes)
            #expect(hash == NaiveTree.root(tree.leaves[first..<(first + 1 << node.0)]))
        }
        #expect(TreeNode(level: 0, index: 600).place(inLogOf: 600) == nil)
        #expect(TreeNode(level: 4, index: 37).place(inLogOf: 600) == nil)
        #expect(TreeNode(level: 10, index: 0).place(inLogOf: 600) == nil)
        #expect(throws: MerkleError(.tileFormat, at: 40)) {
            try TreeNode.hash(inTile: [UInt8](repeating: 0, count: 40), 0..<2)
        }
    }
}

@Suite struct EntryBundleTests {
    @Test func `entries come back at their places`() throws {
        let entries: [[UInt8]] = [[1, 2, 3], [], [UInt8](repeating: 7, count: 65_535), [9]]
        var bundle: [UInt8] = []
        for entry in entries { try EntryBundle.append(entry, to: &bundle) }
        #expect(try EntryBundle.entries(4, in: bundle).map { Array(bundle[$0]) } == entries)
        #expect(try EntryBundle.entries(0, in: []).isEmpty)
        #expect(throws: MerkleError(.bundleFormat, at: 0)) {
            var other: [UInt8] = []
            try EntryBundle.append([UInt8](repeating: 0, count: 65_536), to: &other)
        }
    }

    @Test(
        arguments: [
            ("one entry fewer", 2, [0, 1, 5], 3), ("one entry more", 1, [0, 1, 5, 0, 0], 3),
            ("a length cut off", 2, [0, 1, 5, 0], 3), ("an entry cut off", 1, [0, 2, 5], 0),
            ("a byte behind", 1, [0, 1, 5, 6], 3), ("nothing for one", 1, [], 0),
            ("something for none", 0, [0, 0], 0), ("a length of 65,535", 1, [0xFF, 0xFF, 1], 0),
        ] as [(String, Int, [UInt8], Int)])
    func `bundles of other counts or lengths are refused`(
        name: String, count: Int, bytes: [UInt8], offset: Int
    ) {
        #expect(throws: MerkleError(.bundleFormat, at: offset)) {
            try EntryBundle.entries(count, in: bytes)
        }
    }
}
