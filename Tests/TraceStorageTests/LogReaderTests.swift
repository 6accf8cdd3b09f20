// SPDX-License-Identifier: Apache-2.0
import Testing
import TraceMerkle

@testable import TraceStorage

@Suite("Reading a log")
struct LogReaderTests {
    private func files(_ count: Int) throws -> [String: [UInt8]] {
        let store = MemoryLedgerStore(sign: testNote)
        _ = try store.append(entries(0..<count))
        try store.publish()
        var files: [String: [UInt8]] = [:]
        for file in try store.log.list() {
            files[file.path] = try store.log.bytes(file.path, limit: 1 << 30)
        }
        return files
    }

    @Test("batches cover a range by whole bundles")
    func batches() throws {
        let reader = LogReader(MemoryLogSource(try files(600)))
        var indexes: [Range<UInt64>] = []
        try reader.forEachBatch(of: 250..<520, inLogOf: 600) { batch in
            indexes.append(batch.indexes)
            #expect(batch.entry(batch.first) == entry(Int(batch.first)).bytes)
            #expect(batch.entry(batch.indexes.upperBound) == nil)
        }
        #expect(indexes == [0..<256, 256..<512, 512..<600])
        try reader.forEachBatch(of: 600..<900, inLogOf: 600) { _ in Issue.record("beyond the end") }
    }

    @Test("where a partial bundle is gone, the full one is read as far as was asked")
    func fallback() throws {
        let reader = LogReader(MemoryLogSource(try files(600)))
        let batch = try reader.unverifiedEntries(bundle: 1, inLogOf: 300)
        #expect(batch.tile.path == "tile/entries/001")
        #expect(batch.indexes == 256..<300)
        #expect(throws: StoreError(.notFound, "tile/entries/002.p/10", "")) {
            try reader.unverifiedEntries(bundle: 2, inLogOf: 522)
        }
        #expect(throws: StoreError.self) { try reader.unverifiedEntries(bundle: 3, inLogOf: 600) }
    }

    @Test("a bundle of another count, cut off or too long is an error", arguments: 0..<4)
    func hostileBundles(_ number: Int) throws {
        var files = try files(300)
        let path = "tile/entries/001.p/44"
        var bytes = try #require(files[path])
        switch number {
        case 0: bytes.removeLast()
        case 1: bytes += [0, 0]
        case 2: bytes = []
        default: bytes = [UInt8](repeating: 0, count: 44 * 65_537 + 1)
        }
        files[path] = bytes
        let error = #expect(throws: StoreError.self) {
            try LogReader(MemoryLogSource(files)).unverifiedEntries(bundle: 1, inLogOf: 300)
        }
        #expect(error == StoreError(number == 3 ? .tooLarge : .damaged, path, ""))
    }

    @Test("the inventory names every file that no log has")
    func inventory() throws {
        var files = try files(300)
        let strays = [
            "tile/0/1", "tile/0/001.p/0", "tile/0/001.p/256", "tile/8/000", "tile/00/000",
            "tile/entries/x000/001", "checkpoints/07", "checkpoints/0", "checkpoints/x",
            "notes.txt",
            "checkpoint~", "tile/0/000.p/1/2", "private/journal", "checkpoints/1/2",
        ]
        for stray in strays { files[stray] = [1] }
        let inventory = try LogInventory(of: MemoryLogSource(files))
        #expect(inventory.unexpected.map(\.path) == strays.sorted())
        #expect(inventory.hasCheckpoint)
        #expect(inventory.checkpoints.map(\.size) == [300])
        #expect(
            inventory.tiles.map(\.tile.path) == [
                "tile/0/000", "tile/0/001.p/44", "tile/1/000.p/1", "tile/entries/000",
                "tile/entries/001.p/44",
            ])
    }
}
