// SPDX-License-Identifier: Apache-2.0
// The C calls of this module, and the only place in it where `unsafe` appears.
#if canImport(Darwin)
    import Darwin
#elseif canImport(Musl)
    import Musl
#else
    import Glibc
#endif

/// The disk of this machine.
public struct POSIXFileSystem: FileSystem {
    /// The disk of this machine.
    public init() {}

    /// Opens or creates a regular file.
    public func file(at path: String, _ access: FileAccess) throws(StoreError) -> any StoredFile {
        let descriptor =
            switch access {
            case .read: try POSIXFile.descriptor(path, O_RDONLY | O_NONBLOCK)
            case .update: try POSIXFile.descriptor(path, O_RDWR)
            case .create(.everyone):
                try POSIXFile.descriptor(path, O_RDWR | O_CREAT | O_EXCL, 0o644)
            case .create(.ownerOnly):
                try POSIXFile.descriptor(path, O_RDWR | O_CREAT | O_EXCL, 0o600)
            }
        let file = POSIXFile(descriptor, path)
        guard try (file.status().st_mode & S_IFMT) == S_IFREG else {
            throw StoreError(.notAFile, path, "a regular file was expected")
        }
        return file
    }

    /// The names in a folder, in no order.
    public func entries(of path: String) throws(StoreError) -> [FolderEntry] {
        guard let folder = unsafe opendir(path) else { throw .latest(path, "list") }
        defer { unsafe closedir(folder) }
        var result: [FolderEntry] = []
        while let entry = unsafe readdir(folder) {
            let name = unsafe withUnsafeBytes(of: &entry.pointee.d_name) {
                unsafe String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self)
            }
            guard name != ".", name != ".." else { continue }
            var status = stat()
            let kind: FolderEntry.Kind =
                if unsafe lstat(path + "/" + name, &status) != 0 {
                    .other
                } else {
                    switch status.st_mode & S_IFMT {
                    case S_IFREG: .file(size: Int(status.st_size))
                    case S_IFDIR: .folder
                    default: .other
                    }
                }
            result.append(FolderEntry(name: name, kind: kind))
        }
        return result
    }

    /// Makes one folder; one that exists is left as it is.
    public func makeFolder(
        at path: String, _ visibility: FileVisibility
    ) throws(StoreError) {
        let mode: mode_t = visibility == .ownerOnly ? 0o700 : 0o755
        guard unsafe mkdir(path, mode) != 0, errno != EEXIST else { return }
        throw .latest(path, "make the folder")
    }

    /// Gives a file another name and replaces what stood there, in one step.
    public func move(_ path: String, to newPath: String) throws(StoreError) {
        guard unsafe rename(path, newPath) == 0 else { throw .latest(newPath, "put in place") }
    }

    /// Removes a file.
    public func removeFile(at path: String) throws(StoreError) {
        guard unsafe unlink(path) == 0 else { throw .latest(path, "remove") }
    }

    /// Removes an empty folder.
    public func removeFolder(at path: String) throws(StoreError) {
        guard unsafe rmdir(path) == 0 else { throw .latest(path, "remove the folder") }
    }

    /// Makes the names in a folder durable.
    public func synchronizeFolder(_ path: String) throws(StoreError) {
        let folder = POSIXFile(try POSIXFile.descriptor(path, O_RDONLY | O_DIRECTORY), path)
        try folder.synchronizeWithMetadata()
    }

    /// What everything under a folder takes on the disk, in bytes.
    public func allocatedBytes(under path: String) throws(StoreError) -> Int {
        var status = stat()
        guard unsafe lstat(path, &status) == 0 else { throw .latest(path, "look at") }
        var total = Int(status.st_blocks) * 512
        guard status.st_mode & S_IFMT == S_IFDIR else { return total }
        for entry in try entries(of: path) {
            total += try allocatedBytes(under: path + "/" + entry.name)
        }
        return total
    }

    /// Takes the one lock of a ledger, or says who holds it.
    public func lock(at path: String) throws(StoreError) -> any FileLock {
        let file = POSIXFile(try POSIXFile.descriptor(path, O_RDWR | O_CREAT, 0o600), path)
        try file.takeLock()
        return file
    }
}

/// An open descriptor, closed when the object goes.
final class POSIXFile: StoredFile, FileLock {
    private let descriptor: CInt
    private let path: String

    init(_ descriptor: CInt, _ path: String) {
        self.descriptor = descriptor
        self.path = path
    }

    deinit { close(descriptor) }

    static func descriptor(
        _ path: String, _ flags: CInt, _ mode: mode_t = 0
    ) throws(StoreError) -> CInt {
        while true {
            let result = unsafe open(path, flags | O_CLOEXEC | O_NOFOLLOW, mode)
            if result >= 0 { return result }
            guard errno == EINTR else { throw .latest(path, "open") }
        }
    }

    func status() throws(StoreError) -> stat {
        var status = stat()
        guard unsafe fstat(descriptor, &status) == 0 else { throw .latest(path, "look at") }
        return status
    }

    func size() throws(StoreError) -> Int {
        try Int(status().st_size)
    }

    func read(at offset: Int, count: Int) throws(StoreError) -> [UInt8] {
        var failed = false
        let bytes = unsafe [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
            while filled < count {
                let result = unsafe pread(
                    descriptor, buffer.baseAddress.map { unsafe $0 + filled },
                    count - filled, off_t(offset + filled))
                if result < 0 && errno == EINTR { continue }
                failed = result < 0
                guard result > 0 else { return }
                filled += result
            }
        }
        if failed { throw .latest(path, "read") }
        return bytes
    }

    func write(_ bytes: [UInt8], at offset: Int) throws(StoreError) {
        var written = 0
        while written < bytes.count {
            let result = unsafe bytes.withUnsafeBytes {
                unsafe pwrite(
                    descriptor, $0.baseAddress.map { unsafe $0 + written },
                    $0.count - written, off_t(offset + written))
            }
            if result < 0 && errno == EINTR { continue }
            guard result > 0 else { throw .latest(path, "write") }
            written += result
        }
    }

    func synchronize() throws(StoreError) {
        #if canImport(Darwin)
            try synchronizeWithMetadata()
        #else
            while fdatasync(descriptor) != 0 {
                guard errno == EINTR else { throw notDurable() }
            }
        #endif
    }

    func synchronizeWithMetadata() throws(StoreError) {
        #if canImport(Darwin)
            // fsync on Darwin leaves bytes in the drive's cache.
            if fcntl(descriptor, F_FULLFSYNC) == 0 { return }
        #endif
        while fsync(descriptor) != 0 {
            guard errno == EINTR else { throw notDurable() }
        }
    }

    private func notDurable() -> StoreError {
        let cause = StoreError.latest(path, "synchronize")
        return StoreError(cause.code == .diskFull ? .diskFull : .notDurable, path, cause.reason)
    }

    func takeLock() throws(StoreError) {
        while flock(descriptor, LOCK_EX | LOCK_NB) != 0 {
            if errno == EINTR { continue }
            guard errno == EWOULDBLOCK else { throw .latest(path, "lock") }
            let name = try read(at: 0, count: 80).filter { (0x20..<0x7F).contains($0) }
            let holder = name.isEmpty ? "another writer" : String(decoding: name, as: UTF8.self)
            throw StoreError(.locked, path, "the ledger is being written by \(holder)")
        }
        // The name is for people only; the lock itself ends with the process, however it ends.
        guard ftruncate(descriptor, 0) == 0 else { throw .latest(path, "write") }
        try write(Array("process \(getpid())\n".utf8), at: 0)
    }
}

extension StoreError {
    /// The failure that `errno` names, right after a call that failed.
    fileprivate static func latest(_ path: String, _ verb: String) -> StoreError {
        let number = errno
        let code: Code =
            switch number {
            case ENOENT, ENOTDIR: .notFound
            case EEXIST: .alreadyExists
            case EACCES, EPERM, EROFS: .permissionDenied
            case ENOSPC, EDQUOT, EFBIG: .diskFull
            case ELOOP, EISDIR, ENXIO: .notAFile
            default: .inputOutput
            }
        let text = unsafe strerror(number).map { unsafe String(cString: $0) }
        return StoreError(code, path, "cannot \(verb): \(text ?? "error \(number)")")
    }
}
