// SPDX-License-Identifier: Apache-2.0
import Testing
import TraceMerkle
import TracePrimitives
import TraceTesting

/// Whole logs made by other programs: checkpoints, bundles and tiles agree with what is computed here.
@Suite(.enabled(if: SharedData.isPresent, "needs the shared vectors folder"))
struct LogVectorTests {
    struct Log: Sendable, CustomTestStringConvertible {
        let folder: String, key: String, sizes: [UInt64]
        var testDescription: String { folder }
    }

    static let logs = [
        Log(
            folder: "vectors/tessera-testdata/testdata/log",
            key: "example.com/log/testdata+33d7b496+AeHTu4Q3hEIMHNqc6fASMsq3rKNx280NI+oO5xCFkkSx",
            sizes: Array(0...15)),
        Log(
            folder: "vectors/tracedata/tile-log-657",
            key: "log.example/trace+63a34c76+AQOhB7/zzhC+HXDdGOdLwJln5NYwm6UNXx3chmQSVTG4",
            sizes: [1, 2, 7, 256, 257, 657]),
    ]

    private func entries(_ log: Log, size: UInt64) throws -> [[UInt8]] {
        try Tile.tiles(.entries, inLogOf: size).flatMap { tile in
            let bundle = try SharedData.bytes("\(log.folder)/\(tile.path)")
            return try EntryBundle.entries(tile.width, in: bundle).map { Array(bundle[$0]) }
        }
    }

    @Test(arguments: logs)
    func `every checkpoint verifies and has the root of its entries`(log: Log) throws {
        let key = try VerifierKey(log.key)
        #expect(key.description == log.key)
        for size in log.sizes {
            let bytes = try SharedData.bytes("\(log.folder)/checkpoint.\(size)")
            let note = try SignedNote(parsing: bytes)
            #expect(note.encoded == bytes)
            #expect(try note.verify([key]).map(\.key) == [key])
            let checkpoint = try Checkpoint(parsing: note.text)
            #expect(checkpoint.text == note.text)
            #expect(checkpoint.origin == key.name)
            var range = CompactRange()
            for entry in try entries(log, size: size) {
                range.append(SHA256Hash.leafHash(of: entry))
            }
            #expect(try range.treeHead() == checkpoint.head)
        }
    }

    @Test(arguments: zip(logs, [16, 6]))
    func `every checkpoint with a changed text, signature or key is refused`(
        log: Log, count: Int
    ) throws {
        let key = try VerifierKey(log.key)
        let other = try VerifierKey(name: key.name, key: SampleStatement.key(5).publicKey)
        #expect(log.sizes.count == count)
        for size in log.sizes {
            let note = try SignedNote(
                parsing: SharedData.bytes("\(log.folder)/checkpoint.\(size)"))
            let line = note.signatures[0]
            var (text, signature) = (note.text, line.bytes)
            text[text.count - 5] ^= 1
            signature[signature.count - 1] ^= 1
            let changed = NoteSignature(name: line.name, keyID: line.keyID, bytes: signature)
            for bad in [
                SignedNote(text: text, signatures: note.signatures),
                SignedNote(text: note.text, signatures: [changed]),
            ] {
                #expect(throws: MerkleError.self) { try bad.verify([key]) }
            }
            #expect(throws: MerkleError.self) { try note.verify([other]) }
        }
    }

    @Test(arguments: logs)
    func `every tile holds the hashes of the subtrees below it`(log: Log) throws {
        for size in log.sizes {
            let leaves = try entries(log, size: size).map { SHA256Hash.leafHash(of: $0) }
            for kind in Tile.kinds(inLogOf: size) {
                guard case .hashes(let level) = kind else { continue }
                let span = 1 << (8 * level)
                for tile in Tile.tiles(kind, inLogOf: size) {
                    let first = Int(tile.index) * 256
                    let expected = (first..<(first + tile.width)).flatMap {
                        NaiveTree.root(leaves[($0 * span)..<(($0 + 1) * span)]).bytes
                    }
                    #expect(try SharedData.bytes("\(log.folder)/\(tile.path)") == expected)
                }
            }
        }
    }

    @Test(arguments: logs)
    func `every file of a log is one that its sizes ask for`(log: Log) throws {
        let asked = Set(
            log.sizes.flatMap { size in
                Tile.kinds(inLogOf: size).flatMap { Tile.tiles($0, inLogOf: size).map(\.path) }
            })
        let files = try SharedData.files(under: "\(log.folder)/tile").map {
            String($0.dropFirst(log.folder.count + 1))
        }
        #expect(!files.isEmpty)
        for file in files {
            #expect(Tile(path: file)?.path == file)
            #expect(asked.contains(file))
        }
    }

    private struct Witness: Decodable { let verifier_keys: [String] }

    @Test(arguments: [
        (
            "witness/witness.v0.json",
            "witness/000de184301123b9278c086a7d9f68c9577e83872224c197058fd90784ea9706"
        ),
        (
            "witness2/witness.v0.json",
            "witness2/88ad7a28caeb0b2aa890fdf0304c2fcaf59fca2ee140134ff8c1300bac493482"
        ),
        (
            "witness/mirror/mirror.v0.json",
            "witness/mirror/000de184301123b9278c086a7d9f68c9577e83872224c197058fd90784ea9706"
        ),
    ])
    func `cosignatures of sunlight's witnesses verify`(keyFile: String, folder: String) throws {
        let root = "vectors/sunlight-skylight/cmd/skylight/testdata"
        let witness = try SharedData.json("\(root)/\(keyFile)", as: Witness.self)
        let key = try VerifierKey(try #require(witness.verifier_keys.first))
        #expect(key.kind == .cosignature)
        let bytes = try SharedData.bytes("\(root)/\(folder)/checkpoint")
        let note = try SignedNote(parsing: bytes)
        #expect(note.encoded == bytes)
        #expect(try note.verify([key]).map(\.time) == [1_767_139_200])
        let line = try #require(note.signatures.last { $0.keyID == key.id })
        for place in [0, 7, 8, line.bytes.count - 1] {
            var signature = line.bytes
            signature[place] ^= 1
            let changed = NoteSignature(name: line.name, keyID: line.keyID, bytes: signature)
            let bad = SignedNote(text: note.text, signatures: [changed])
            #expect(throws: MerkleError.self) { try bad.verify([key]) }
        }
        let head = try Checkpoint(parsing: note.text).head
        #expect(head.size == 300)
    }

    @Test func `sunlight's hash tiles give the root of the mirror's checkpoint`() throws {
        let folder =
            "vectors/sunlight-skylight/cmd/skylight/testdata/witness/mirror/"
            + "000de184301123b9278c086a7d9f68c9577e83872224c197058fd90784ea9706"
        let note = try SignedNote(parsing: SharedData.bytes("\(folder)/checkpoint"))
        let head = try Checkpoint(parsing: note.text).head
        let nodes = TreeNode.covering(0..<head.size)
        let hashes = try nodes.map { node in
            let place = try #require(node.place(inLogOf: head.size))
            return try TreeNode.hash(
                inTile: SharedData.bytes("\(folder)/\(place.tile.path)"), place.hashes)
        }
        #expect(try CompactRange(0..<head.size, hashes: hashes).treeHead() == head)
    }
}
