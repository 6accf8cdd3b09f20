// SPDX-License-Identifier: Apache-2.0
import Synchronization
import TraceLedger

/// The disk under a process that is killed after so many steps: what was done stays, nothing more is.
final class StoppingFileSystem: FileSystem {
    private let disk = POSIXFileSystem()
    private let left: Mutex<Int>

    init(after steps: Int) { left = Mutex(steps) }

    /// Whether the process was still alive at the end.
    var isAlive: Bool { left.withLock { $0 >= 0 } }

    fileprivate func step(_ path: String) throws(StoreError) {
        let isAlive = left.withLock { left in
            left = max(left, 0) - 1
            return left >= 0
        }
        guard isAlive else { throw StoreError(.inputOutput, path, "the process was killed") }
    }

    func file(at path: String, _ access: FileAccess) throws(StoreError) -> any StoredFile {
        if case .create = access { try step(path) }
        return StoppingFile(try disk.file(at: path, access), self, path)
    }

    func entries(of path: String) throws(StoreError) -> [FolderEntry] {
        try disk.entries(of: path)
    }

    func makeFolder(at path: String, _ visibility: FileVisibility) throws(StoreError) {
        try step(path)
        try disk.makeFolder(at: path, visibility)
    }

    func move(_ path: String, to newPath: String) throws(StoreError) {
        try step(path)
        try disk.move(path, to: newPath)
    }

    func removeFile(at path: String) throws(StoreError) {
        try step(path)
        try disk.removeFile(at: path)
    }

    func removeFolder(at path: String) throws(StoreError) {
        try step(path)
        try disk.removeFolder(at: path)
    }

    func synchronizeFolder(_ path: String) throws(StoreError) {
        try step(path)
        try disk.synchronizeFolder(path)
    }

    func lock(at path: String) throws(StoreError) -> any FileLock { try disk.lock(at: path) }
}

private final class StoppingFile: StoredFile {
    private let file: any StoredFile
    private let disk: StoppingFileSystem
    private let path: String

    init(_ file: any StoredFile, _ disk: StoppingFileSystem, _ path: String) {
        self.file = file
        self.disk = disk
        self.path = path
    }

    func read(at offset: Int, count: Int) throws(StoreError) -> [UInt8] {
        try file.read(at: offset, count: count)
    }

    func write(_ bytes: [UInt8], at offset: Int) throws(StoreError) {
        try disk.step(path)
        try file.write(bytes, at: offset)
    }

    func synchronize() throws(StoreError) {
        try disk.step(path)
        try file.synchronize()
    }

    func size() throws(StoreError) -> Int { try file.size() }
}
