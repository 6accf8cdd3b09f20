// SPDX-License-Identifier: Apache-2.0
import Synchronization
import Testing
import TraceMerkle
import TracePrimitives

@testable import TraceStorage

@Suite("Sequencer")
struct SequencerTests {
    private func folder(_ disk: CrashingFileSystem) throws -> LedgerFolder {
        let folder = LedgerFolder("/ledger", files: disk)
        try folder.create(journalCapacity: JournalLayout.leastCapacity)
        return folder
    }

    @Test("it publishes by itself at most once a second, and only what is new")
    func publicationInterval() throws {
        let now = Mutex(Duration.zero)
        let folder = try folder(CrashingFileSystem())
        let writer = try Sequencer(opening: folder, clock: { now.withLock { $0 } }, sign: testNote)
        let turns: [(Int, UInt64?)] = [(0, nil), (999, nil), (1_000, 3), (1_500, 3), (2_000, 5)]
        for (milliseconds, published) in turns {
            now.withLock { $0 = .milliseconds(milliseconds) }
            _ = try writer.append([entry(Int(writer.head.size))])
            #expect(writer.published?.size == published)
        }
        #expect(try LogInventory(of: folder.log).checkpoints.map(\.size) == [3, 5])
        #expect(
            try folder.writerState() == WriterState(committed: writer.head, published: writer.head))
    }

    @Test("one commit writes one record and makes one file durable")
    func cheapCommit() throws {
        let disk = CrashingFileSystem()
        let writer = try Sequencer(opening: folder(disk), clock: { .zero }, sign: testNote)
        let before = disk.steps.count
        for number in 0..<50 { _ = try writer.append([entry(number)]) }
        let steps = disk.steps[before...].map(\.description)
        #expect(steps.count == 100)
        #expect(
            Set(steps) == ["write /ledger/private/journal", "synchronize /ledger/private/journal"])
    }

    @Test("a signer that fails takes back nothing that was acknowledged")
    func failingSigner() throws {
        struct NoKey: Error {}
        let disk = CrashingFileSystem()
        let folder = try folder(disk)
        let writer = try Sequencer(opening: folder, clock: { .zero }, sign: { _ in throw NoKey() })
        #expect(try writer.append(entries(0..<5)) == 0..<5)
        #expect(throws: NoKey.self) { try writer.publish() }
        let next = try Sequencer(
            opening: LedgerFolder("/ledger", files: disk.afterKill()), sign: testNote)
        #expect(next.head.size == 5)
        #expect(next.published?.size == 5)
    }

    @Test("a checkpoint of another head is not put in place")
    func wrongNote() throws {
        let folder = try folder(CrashingFileSystem())
        let writer = try Sequencer(opening: folder) { head in
            try testNote(TreeHead(size: head.size + 1, rootHash: head.rootHash))
        }
        _ = try writer.append([entry(0)])
        #expect(throws: StoreError(.wrongCheckpoint, "/ledger/log/checkpoints/1", "")) {
            try writer.publish()
        }
        #expect(try LogInventory(of: folder.log).checkpoints.isEmpty)
    }

    @Test("many tasks append at once: each its own place, commits shared")
    func groupCommit() async throws {
        let disk = CrashingFileSystem()
        let committer = try GroupCommitter(
            Sequencer(opening: folder(disk), clock: { .zero }, sign: testNote))
        let before = disk.steps.count
        let places = try await withThrowingTaskGroup(of: (Int, Range<UInt64>).self) { group in
            for number in 0..<200 {
                group.addTask { (number, try await committer.append([entry(number)])) }
            }
            var places: [UInt64: Int] = [:]
            for try await (number, range) in group { places[range.lowerBound] = number }
            return places
        }
        #expect(places.count == 200)
        #expect(disk.steps.count - before < 400)
        try await committer.close()
        let log = try CheckedLog(LedgerFolder("/ledger", files: disk).log)
        for (place, number) in places { #expect(log.entries[Int(place)] == entry(number).bytes) }
        await #expect(throws: StoreError.self) { try await committer.append([entry(0)]) }
    }

    @Test("one refused entry does not touch the other callers")
    func refusalInGroup() async throws {
        struct Refusal: Error {}
        let store = MemoryLedgerStore(sign: testNote)
        store.admit = { bytes, _ in if bytes == [13] { throw Refusal() } }
        let committer = GroupCommitter(store)
        await withTaskGroup(of: Void.self) { group in
            for number in 0..<20 {
                group.addTask {
                    let entry = PendingEntry([UInt8(number)])
                    if number == 13 {
                        await #expect(throws: Refusal.self) { try await committer.append([entry]) }
                    } else {
                        _ = try? await committer.append([entry])
                    }
                }
            }
        }
        let head = try TreeHead(checkpoint: await committer.publish())
        #expect(head?.size == 19)
    }

    @Test("a tile that differs from the committed entries is not written over")
    func foreignTile() throws {
        let disk = CrashingFileSystem()
        let folder = try folder(disk)
        let writer = try Sequencer(opening: folder, clock: { .zero }, sign: testNote)
        try disk.makeFolder(at: "/ledger/log/tile/0", .everyone)
        let file = try disk.file(at: "/ledger/log/tile/0/000", .create(.everyone))
        try file.write([1, 2, 3], at: 0)
        _ = try writer.append(entries(0..<256))
        #expect(throws: StoreError(.damaged, "/ledger/log/tile/0/000", "")) { try writer.publish() }
    }
}
