// SPDX-License-Identifier: Apache-2.0
import Testing
import TraceLedger

/// Any single flipped bit under `log/` is noticed, wherever it is.
@Suite struct FlippedBitTests {
    @Test func `the small ledger verifies and has superseded files of every sort`() throws {
        let ledger = try HostileLedger.small.get()
        for mode in [VerificationMode.exhaustive, .anchored] {
            #expect(try verify(ledger.files, mode, trust: ledger.trust).isVerified)
        }
        #expect(
            ledger.paths == [
                "checkpoint", "checkpoints/1", "checkpoints/2", "checkpoints/3",
                "tile/0/000.p/1", "tile/0/000.p/2", "tile/0/000.p/3", "tile/entries/000.p/1",
                "tile/entries/000.p/2", "tile/entries/000.p/3",
            ])
    }

    /// Every byte of every file, one bit each: another one from byte to byte.
    @Test(arguments: try HostileLedger.small.get().paths)
    func `a flipped bit in any byte is noticed`(path: String) throws {
        let ledger = try HostileLedger.small.get()
        let bytes = try #require(ledger.files[path])
        var allowed = allowedCodes(path)
        if path == "tile/entries/000.p/3" { allowed.insert(.entryAltered) }
        var unnoticed: [Int] = []
        var surprising: Set<String> = []
        for offset in bytes.indices {
            var changed = bytes
            changed[offset] ^= 1 << UInt8((offset * 5 + 1) % 8)
            // The modes take turns: what they judge differently is signatures, and the tree
            // notices a flipped one before any signature is looked at.
            let mode = offset.isMultiple(of: 2) ? VerificationMode.exhaustive : .anchored
            let report = try verify(ledger.with(path, changed), mode, trust: ledger.trust)
            guard let code = report.problems.first?.code else {
                unnoticed.append(offset)
                continue
            }
            if !allowed.contains(code) { surprising.insert("\(offset): \(code.rawValue)") }
        }
        #expect(unnoticed == [])
        #expect(surprising == [])
    }

    /// What a flipped bit in a file can be found as.
    private func allowedCodes(_ path: String) -> Set<Problem.Code> {
        switch path {
        case "checkpoint":
            [
                .checkpointMalformed, .checkpointOrigin, .checkpointSignature, .rootMismatch,
                .fileMissing, .bundleMalformed, .entryAltered, .fileUnexpected, .tileAltered,
            ]
        case _ where path.hasPrefix("checkpoints/"): [.checkpointInconsistent]
        case "tile/entries/000.p/3": [.bundleMalformed]
        default: [.tileAltered]
        }
    }

    /// Where nothing but arithmetic stands between a bit and belief, every bit of every byte.
    @Test(arguments: ["checkpoint", "checkpoints/2", "tile/0/000.p/2", "tile/0/000.p/3"])
    func `every bit of a checkpoint and of a tile counts`(path: String) throws {
        let ledger = try HostileLedger.small.get()
        let bytes = try #require(ledger.files[path])
        for offset in bytes.indices {
            for bit in 0..<8 where bit != (offset * 5 + 1) % 8 {
                var changed = bytes
                changed[offset] ^= 1 << UInt8(bit)
                let report = try verify(ledger.with(path, changed), .anchored)
                if report.isVerified { Issue.record("\(path), byte \(offset), bit \(bit)") }
            }
        }
    }

    /// 657 entries: the first, the last and some bytes between, of every tile and bundle.
    @Test func `flipped bytes in every tile of 657 entries are noticed`() throws {
        let ledger = try HostileLedger.large.get()
        #expect(try verify(ledger.files, .anchored, trust: ledger.trust).isVerified)
        let tiles = ledger.paths.filter { $0.hasPrefix("tile/") }
        #expect(tiles.contains("tile/1/000.p/2") && tiles.contains("tile/entries/001.p/44"))
        for path in tiles {
            let bytes = try #require(ledger.files[path])
            for offset in [0, bytes.count / 2, bytes.count - 1] {
                var changed = bytes
                changed[offset] ^= 0x10
                let report = try verify(ledger.with(path, changed), .anchored, threads: 2)
                #expect(!report.isVerified, "\(path), byte \(offset)")
                let place = report.problems.first.map { ($0.file, $0.index) }
                #expect(place?.0 == path || place?.1 != nil || offset == 0, "\(path)")
            }
        }
    }

    /// The comparison that a driver calls for each tile, with a byte of every hash in it flipped.
    @Test func `every hash of every tile of 657 entries counts`() throws {
        let ledger = try HostileLedger.large.get()
        var tree = TileTree()
        for path in ["tile/0/000", "tile/0/001", "tile/0/002.p/145"] {
            let bytes = try #require(ledger.files[path])
            tree.append(stride(from: 0, to: bytes.count, by: 32).map { Digest(bytes, at: $0) })
        }
        #expect(tree.size == 657)
        var compared = 0
        for path in ledger.paths {
            guard let tile = Tile(path: path), case .hashes(let level) = tile.kind else { continue }
            var bytes = try #require(ledger.files[path])
            #expect(TreeCheck.problem(bytes, of: tile, level: level, in: tree) == nil)
            for hash in 0..<tile.width {
                let offset = hash * 32 + hash % 32
                bytes[offset] ^= 0x80
                let found = TreeCheck.problem(bytes, of: tile, level: level, in: tree)
                if found?.byteRange?.contains(offset) != true {
                    Issue.record("\(path), byte \(offset): \(String(describing: found))")
                }
                bytes[offset] ^= 0x80
                compared += 1
            }
        }
        #expect(compared >= 657 + 2)
    }
}
