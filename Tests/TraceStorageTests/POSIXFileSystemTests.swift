// SPDX-License-Identifier: Apache-2.0
import Foundation
import Testing
import TraceTesting

@testable import TraceStorage

@Suite("POSIX files")
struct POSIXFileSystemTests {
    private let temporary: TemporaryFolder
    private let files = POSIXFileSystem()
    private var path: String { temporary.path }

    init() throws {
        temporary = try TemporaryFolder()
    }

    private func mode(_ name: String) throws -> Int {
        let attributes = try FileManager.default.attributesOfItem(atPath: path + "/" + name)
        return try #require(attributes[.posixPermissions] as? Int)
    }

    @Test("bytes are read back where they were written")
    func roundTrip() throws {
        let file = try files.file(at: path + "/a", .create(.everyone))
        try file.write([1, 2, 3], at: 5)
        try file.write([], at: 100)
        try file.synchronize()
        #expect(try file.size() == 8)
        #expect(try file.read(at: 4, count: 100) == [0, 1, 2, 3])
        #expect(try file.read(at: 8, count: 1) == [])
        #expect(try files.contents(of: path + "/a", limit: 8) == [0, 0, 0, 0, 0, 1, 2, 3])
    }

    @Test("failures carry their kind and path")
    func kinds() throws {
        _ = try files.file(at: path + "/a", .create(.everyone))
        #expect(throws: StoreError(.alreadyExists, path + "/a", "")) {
            try files.file(at: path + "/a", .create(.everyone))
        }
        #expect(throws: StoreError(.notFound, path + "/b", "")) {
            try files.file(at: path + "/b", .read)
        }
        #expect(throws: StoreError(.tooLarge, path + "/a", "")) {
            let file = try files.file(at: path + "/a", .update)
            try file.write([1, 2], at: 0)
            _ = try files.contents(of: path + "/a", limit: 1)
        }
        #expect(try files.contents(of: path + "/b", limit: 1) == nil)
        #expect(throws: StoreError(.notFound, path + "/b", "")) {
            try files.removeFile(at: path + "/b")
        }
    }

    @Test("a link, a pipe or a folder is not read as a file", .timeLimit(.minutes(1)))
    func otherThings() throws {
        try FileManager.default.createSymbolicLink(
            atPath: path + "/link", withDestinationPath: "/etc/passwd")
        try files.makeFolder(at: path + "/folder", .everyone)
        let pipe = Process()
        pipe.executableURL = URL(fileURLWithPath: "/usr/bin/mkfifo")
        pipe.arguments = [path + "/pipe"]
        try pipe.run()
        pipe.waitUntilExit()
        for name in ["link", "folder", "pipe"] {
            #expect(throws: StoreError(.notAFile, path + "/" + name, "")) {
                try files.file(at: path + "/" + name, .read)
            }
        }
        let kinds = try files.entries(of: path).map { "\($0.name) \($0.kind)" }.sorted()
        #expect(kinds == ["folder folder", "link other", "pipe other"])
        let log = try FolderLogSource(path).list()
        #expect(log == [LogFile(path: "link", size: nil), LogFile(path: "pipe", size: nil)])
    }

    @Test("the private part is the owner's alone")
    func visibility() throws {
        let folder = LedgerFolder(path + "/ledger/")
        try folder.create()
        #expect(folder.path == path + "/ledger")
        for name in ["private", "private/keys", "private/annex"] {
            #expect(try mode("ledger/" + name) & 0o777 == 0o700)
        }
        #expect(try mode("ledger/private/journal") & 0o777 == 0o600)
        #expect(try mode("ledger/log") & 0o700 == 0o700)
    }

    @Test("the holder of the lock is named, and its end frees it")
    func lock() throws {
        let lockPath = path + "/lock"
        var lock: (any FileLock)? = try files.lock(at: lockPath)
        let error = #expect(throws: StoreError.self) { try files.lock(at: lockPath) }
        #expect(error?.code == .locked)
        let process = ProcessInfo.processInfo.processIdentifier
        #expect(error?.reason == "the ledger is being written by process \(process)")
        withExtendedLifetime(lock) {}
        lock = nil
        _ = try files.lock(at: lockPath)
    }

    @Test("3,000 lone appends leave less than 8 MiB on the disk, the journal included")
    func diskUse() throws {
        let folder = LedgerFolder(path + "/ledger")
        try folder.create()
        let writer = try Sequencer(opening: folder, sign: testNote)
        for number in 0..<3_000 { _ = try writer.append([entry(number, length: 1_024)]) }
        try writer.close()
        #expect(try files.allocatedBytes(under: folder.path) < 8 << 20)
        #expect(try CheckedLog(folder.log).entries.count == 3_000)
    }

    @Test("a process that never closed its writer leaves a ledger that recovers")
    func unclosed() throws {
        let folder = LedgerFolder(path + "/ledger")
        try folder.create()
        do {
            let writer = try Sequencer(opening: folder, clock: { .zero }, sign: testNote)
            _ = try writer.append(entries(0..<700))
            #expect(writer.published == nil)
        }
        let writer = try Sequencer(opening: folder, sign: testNote)
        #expect(writer.recovery.interrupted == .apply)
        #expect(writer.recovery.replayedEntries == 700)
        #expect(writer.published == writer.head)
        #expect(try CheckedLog(folder.log).entries == entries(0..<700).map(\.bytes))
    }
}
