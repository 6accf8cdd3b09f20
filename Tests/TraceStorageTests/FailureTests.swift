// SPDX-License-Identifier: Apache-2.0
import Testing
import TraceMerkle

@testable import TraceStorage

@Suite("Failing disks")
struct FailureTests {
    private static let path = "/ledger"
    private static let journal = "/ledger/private/journal"

    private func made(_ disk: CrashingFileSystem) throws -> LedgerFolder {
        let folder = LedgerFolder(Self.path, files: disk)
        try folder.create(journalCapacity: JournalLayout.leastCapacity)
        return folder
    }

    private func open(_ folder: LedgerFolder) throws -> Sequencer {
        try Sequencer(opening: folder, clock: { .zero }, sign: testNote)
    }

    /// Opens on a disk that works again: acknowledged entries are there, the log is whole.
    private func reopen(_ disk: CrashingFileSystem, acknowledged: Int) throws {
        disk.fail(nil)
        let writer = try open(LedgerFolder(Self.path, files: disk))
        let size = Int(writer.head.size)
        #expect(size >= acknowledged)
        _ = try writer.append([entry(size)])
        try writer.close()
        #expect(try CheckedLog(writer.log).entries == entries(0..<size + 1).map(\.bytes))
    }

    @Test("a full disk stops the writer and loses nothing", arguments: ["tile", "checkpoint"])
    func fullDisk(_ place: String) throws {
        let disk = CrashingFileSystem()
        let writer = try open(made(disk))
        _ = try writer.append(entries(0..<255))
        disk.fail {
            $0.operation == "write" && $0.path.contains("stage-\(place)") ? .diskFull : nil
        }
        // The journal was reserved in full: the entry is durable although its tile finds no room.
        #expect(try writer.append([entry(255)]) == 255..<256)
        let error = #expect(throws: StoreError.self) { try writer.publish() }
        #expect(error?.code == .diskFull)
        #expect(throws: StoreError.self) { try writer.append([entry(256)]) }
        let later = disk.afterKill()
        later.fail { $0.operation == "write" && $0.path.contains("stage-") ? .diskFull : nil }
        #expect(throws: StoreError.self) { try open(LedgerFolder(Self.path, files: later)) }
        try reopen(later.restarted(.nothing), acknowledged: 256)
    }

    @Test("a full disk while the journal begins again loses nothing")
    func fullDiskAtReset() throws {
        let disk = CrashingFileSystem()
        let writer = try open(made(disk))
        disk.fail { $0.path.contains("tail.") ? .diskFull : nil }
        var acknowledged = 0
        let error = #expect(throws: StoreError.self) {
            while acknowledged < 5_000 {
                _ = try writer.append([entry(acknowledged)])
                acknowledged += 1
            }
        }
        #expect(error?.code == .diskFull)
        #expect(acknowledged > 50)
        try reopen(disk.restarted(.nothing), acknowledged: acknowledged)
    }

    @Test("a folder without write permission is refused with its path")
    func noPermission() throws {
        let disk = CrashingFileSystem()
        disk.fail { $0.path.hasPrefix("/ledger") ? .permissionDenied : nil }
        let error = #expect(throws: StoreError.self) { try made(disk) }
        #expect(error == StoreError(.permissionDenied, "/ledger", ""))
        disk.fail(nil)
        let folder = try made(disk)
        disk.fail { $0.path.hasPrefix("/ledger/private") ? .permissionDenied : nil }
        let later = #expect(throws: StoreError.self) { try open(folder) }
        #expect(later?.code == .permissionDenied)
    }

    @Test("a failed synchronization is fatal until reopened, and what it hid is written again")
    func failedSynchronization() throws {
        let disk = CrashingFileSystem()
        let writer = try open(made(disk))
        _ = try writer.append(entries(0..<10))
        disk.fail { $0.operation == "synchronize" && $0.path == Self.journal ? .notDurable : nil }
        #expect(throws: StoreError(.notDurable, Self.journal, "")) {
            try writer.append([entry(10)])
        }
        disk.fail(nil)
        #expect(throws: StoreError(.notDurable, Self.journal, "")) {
            try writer.append([entry(10)])
        }
        #expect(throws: StoreError.self) { try writer.publish() }
        // The record is visible and not on the disk; opening takes it, and must make it durable first.
        let visible = disk.afterKill()
        let folder = LedgerFolder(Self.path, files: visible)
        let next = try open(folder)
        #expect(next.head.size == 11)
        let published = try #require(next.published)
        let later = visible.restarted(.nothing)
        #expect(try LedgerFolder(Self.path, files: later).writerState()?.committed == published)
        try reopen(later, acknowledged: 11)
    }

    @Test("a failed synchronization of a tile leaves the committed entries in the journal")
    func failedTileSynchronization() throws {
        let disk = CrashingFileSystem()
        let writer = try open(made(disk))
        disk.fail { $0.operation == "synchronize" && $0.path.contains("tile") ? .notDurable : nil }
        _ = try writer.append(entries(0..<300))
        #expect(throws: StoreError.self) { try writer.publish() }
        try reopen(disk.restarted(.nothing), acknowledged: 300)
    }

    @Test("a second writer is refused and told who holds the lock")
    func twoWriters() throws {
        let disk = CrashingFileSystem()
        let folder = try made(disk)
        let writer = try open(folder)
        let error = #expect(throws: StoreError.self) { try open(folder) }
        #expect(error?.code == .locked)
        #expect(error?.reason.contains("being written by") == true)
        _ = try writer.append([entry(0)])
        try writer.close()
        #expect(try open(folder).head.size == 1)
    }

    @Test("a ledger is not made over another")
    func createTwice() throws {
        let disk = CrashingFileSystem()
        let folder = try made(disk)
        #expect(throws: StoreError(.alreadyExists, "/ledger", "")) { try folder.create() }
    }
}
