// SPDX-License-Identifier: Apache-2.0
import Testing
import TraceMerkle

@testable import TraceStorage

@Suite("Restored backups")
struct RestoredBackupTests {
    private let disk = CrashingFileSystem()
    private var folder: LedgerFolder { LedgerFolder("/ledger", files: disk) }

    private func open() throws -> Sequencer {
        try Sequencer(opening: folder, clock: { .zero }, sign: testNote)
    }

    private func grow(to size: Int, publishing: Bool = true) throws {
        if try !folder.isLedger() {
            try folder.create(journalCapacity: JournalLayout.leastCapacity)
        }
        let writer = try open()
        _ = try writer.append(entries(Int(writer.head.size)..<size))
        if publishing { try writer.close() }
    }

    @Test(
        "an old private folder beside a newer log refuses to write", arguments: [120, 300, 2_000])
    func oldPrivate(_ later: Int) throws {
        try grow(to: 100)
        let backup = disk.copy()
        try grow(to: later)
        disk.restore("/ledger/private", from: backup)
        #expect(throws: StoreError(.behind, "/ledger/log/checkpoint", "")) { try open() }
    }

    @Test("so it does when only a file under checkpoints/ tells of the newer log")
    func oldPrivateAndCheckpoint() throws {
        try grow(to: 100)
        let backup = disk.copy()
        try grow(to: 120)
        disk.restore("/ledger/private", from: backup)
        let old = try #require(try backup.contents(of: "/ledger/log/checkpoint", limit: 9_999))
        disk.alter("/ledger/log/checkpoint") { $0 = old }
        #expect(throws: StoreError(.behind, "/ledger/log/checkpoint", "")) { try open() }
    }

    @Test("a checkpoint of as many other entries refuses to write")
    func sameSizeOtherRoot() throws {
        try grow(to: 100)
        let other = try referenceHead(entries(1..<101))
        disk.alter("/ledger/log/checkpoint") { $0 = (try? testNote(other)) ?? [] }
        #expect(throws: StoreError(.behind, "/ledger/log/checkpoint", "")) { try open() }
    }

    @Test("a smaller checkpoint of other entries refuses to write", arguments: [50, 260, 600])
    func smallerSizeOtherRoot(_ size: Int) throws {
        try grow(to: 700, publishing: true)
        let other = try referenceHead(entries(1..<size + 1))
        disk.alter("/ledger/log/checkpoint") { $0 = (try? testNote(other)) ?? [] }
        #expect(throws: StoreError(.behind, "/ledger/log/checkpoint", "")) { try open() }
    }

    @Test("a log that was set back beside a newer private folder is brought up to date or refused")
    func oldLog() throws {
        try grow(to: 100)
        let backup = disk.copy()
        try grow(to: 120)
        disk.restore("/ledger/log", from: backup)
        let state = try #require(try folder.writerState())
        #expect(state.published?.size == 120)
        // Everything since is still in the journal: the log is completed from it.
        try open().close()
        #expect(try CheckedLog(folder.log).entries.count == 120)
        // Later the journal has been begun again, and what the log lacks is nowhere.
        try grow(to: 3_000)
        disk.restore("/ledger/log", from: backup)
        #expect(throws: StoreError.self) { try open() }
    }

    @Test("a folder whose checkpoint is gone is refused")
    func noCheckpoint() throws {
        try grow(to: 10)
        try disk.removeFile(at: "/ledger/log/checkpoint")
        #expect(throws: StoreError(.notFound, "/ledger/log/checkpoint", "")) { try open() }
    }

    @Test("a folder whose journal is gone is refused")
    func noJournal() throws {
        try grow(to: 10)
        try disk.removeFile(at: "/ledger/private/journal")
        #expect(throws: StoreError(.notFound, "/ledger/private/journal", "")) { try open() }
        #expect(throws: StoreError(.alreadyExists, "/ledger", "")) { try folder.create() }
    }

    @Test("a whole copy of the folder is a ledger that can be written")
    func wholeCopy() throws {
        try grow(to: 300)
        let copy = LedgerFolder("/ledger", files: disk.copy())
        let writer = try Sequencer(opening: copy, clock: { .zero }, sign: testNote)
        #expect(writer.recovery.interrupted == nil)
        _ = try writer.append(entries(300..<310))
        try writer.close()
        #expect(try CheckedLog(copy.log).entries.count == 310)
    }
}
