// SPDX-License-Identifier: Apache-2.0
import Synchronization
import TraceStorage

/// The disk of this machine, whose files can be made to fail when they are to become durable.
final class FailingFiles: FileSystem {
    let fails = Atomic<Bool>(false)
    private let disk = POSIXFileSystem()

    func file(at path: String, _ access: FileAccess) throws(StoreError) -> any StoredFile {
        FailingFile(try disk.file(at: path, access), path, self)
    }
    func entries(of path: String) throws(StoreError) -> [FolderEntry] { try disk.entries(of: path) }
    func makeFolder(at path: String, _ visibility: FileVisibility) throws(StoreError) {
        try disk.makeFolder(at: path, visibility)
    }
    func move(_ path: String, to newPath: String) throws(StoreError) {
        try disk.move(path, to: newPath)
    }
    func removeFile(at path: String) throws(StoreError) { try disk.removeFile(at: path) }
    func removeFolder(at path: String) throws(StoreError) { try disk.removeFolder(at: path) }
    func synchronizeFolder(_ path: String) throws(StoreError) { try disk.synchronizeFolder(path) }
    func lock(at path: String) throws(StoreError) -> any FileLock { try disk.lock(at: path) }

    private final class FailingFile: StoredFile {
        private let file: any StoredFile
        private let path: String
        private let owner: FailingFiles

        init(_ file: any StoredFile, _ path: String, _ owner: FailingFiles) {
            self.file = file
            self.path = path
            self.owner = owner
        }
        func read(at offset: Int, count: Int) throws(StoreError) -> [UInt8] {
            try file.read(at: offset, count: count)
        }
        func write(_ bytes: [UInt8], at offset: Int) throws(StoreError) {
            try file.write(bytes, at: offset)
        }
        func synchronize() throws(StoreError) {
            guard !owner.fails.load(ordering: .relaxed) else {
                throw StoreError(.notDurable, path, "made to fail")
            }
            try file.synchronize()
        }
        func size() throws(StoreError) -> Int { try file.size() }
    }
}
