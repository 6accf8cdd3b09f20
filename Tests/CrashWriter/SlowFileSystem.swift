// SPDX-License-Identifier: Apache-2.0
import TraceStorage

#if canImport(Darwin)
    import Darwin
#elseif canImport(Musl)
    import Musl
#else
    import Glibc
#endif

/// The disk, with a pause after each step that changes it, so that a kill can fall between any two.
struct SlowFileSystem: FileSystem {
    private let disk = POSIXFileSystem()

    static func pause() { usleep(.random(in: 0...1_500)) }

    /// Prints at once: a killed process writes no buffers.
    static func say(_ text: String) {
        let bytes = Array(text.utf8)
        _ = unsafe bytes.withUnsafeBytes { unsafe write(1, $0.baseAddress, $0.count) }
    }

    func file(at path: String, _ access: FileAccess) throws(StoreError) -> any StoredFile {
        let file = try disk.file(at: path, access)
        guard access != .read else { return file }
        Self.pause()
        return SlowFile(file)
    }

    func entries(of path: String) throws(StoreError) -> [FolderEntry] {
        try disk.entries(of: path)
    }

    func makeFolder(at path: String, _ visibility: FileVisibility) throws(StoreError) {
        try disk.makeFolder(at: path, visibility)
        Self.pause()
    }

    func move(_ path: String, to newPath: String) throws(StoreError) {
        try disk.move(path, to: newPath)
        Self.pause()
    }

    func removeFile(at path: String) throws(StoreError) {
        try disk.removeFile(at: path)
        Self.pause()
    }

    func removeFolder(at path: String) throws(StoreError) {
        try disk.removeFolder(at: path)
        Self.pause()
    }

    func synchronizeFolder(_ path: String) throws(StoreError) {
        try disk.synchronizeFolder(path)
        Self.pause()
    }

    func lock(at path: String) throws(StoreError) -> any FileLock {
        try disk.lock(at: path)
    }
}

/// A file that is written in two halves, cut at a sector, with a pause after each.
private final class SlowFile: StoredFile {
    private let file: any StoredFile

    init(_ file: any StoredFile) {
        self.file = file
    }

    func read(at offset: Int, count: Int) throws(StoreError) -> [UInt8] {
        try file.read(at: offset, count: count)
    }

    func write(_ bytes: [UInt8], at offset: Int) throws(StoreError) {
        let half = bytes.count / 2 / 512 * 512
        try file.write(Array(bytes[..<half]), at: offset)
        SlowFileSystem.pause()
        try file.write(Array(bytes[half...]), at: offset + half)
        SlowFileSystem.pause()
    }

    func synchronize() throws(StoreError) {
        try file.synchronize()
        SlowFileSystem.pause()
    }

    func size() throws(StoreError) -> Int {
        try file.size()
    }
}
