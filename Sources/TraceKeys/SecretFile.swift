// SPDX-License-Identifier: Apache-2.0
internal import TracePrimitives
internal import TraceWriting

#if canImport(Darwin)
    internal import Darwin
#else
    internal import Glibc
#endif

/// Files that only their owner may read, from and to guarded memory.
enum SecretFile {
    /// Reads a regular file of at most so many bytes; says how many of the memory it filled.
    ///
    /// The memory has `limit` + 1 bytes, so that a longer file is seen to be longer.
    static func read(
        _ path: String, limit: Int
    ) throws(KeyError) -> SecretContent {
        // Without O_NONBLOCK a pipe without a writer would hold us.
        let file = unsafe open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY)
        guard file >= 0 else { throw failure(errno == ENOENT ? .missing : .unreadable, path) }
        defer { _ = close(file) }
        var status = stat()
        guard unsafe fstat(file, &status) == 0 else { throw failure(.unreadable, path) }
        guard status.st_mode & S_IFMT == S_IFREG else {
            throw KeyError(.unreadable, file: path, reason: "it is not a regular file")
        }
        guard status.st_mode & 0o077 == 0 else { throw KeyError(.permissions, file: path) }
        guard var memory = try? SecretMemory(count: limit + 1)
        else { throw KeyError(.memory, file: path) }
        var count = 0
        while count <= limit {
            let got = unsafe memory.withMutableBytes {
                unsafe Glue.read(file, UnsafeMutableRawBufferPointer(rebasing: $0.dropFirst(count)))
            }
            if got < 0 && errno == EINTR { continue }
            guard got >= 0 else { throw failure(.unreadable, path) }
            if got == 0 { break }
            count += got
        }
        return SecretContent(memory: memory, count: count)
    }

    /// Writes a new file, mode 0600, durably; a file that is there is left as it is.
    static func create(_ path: String, _ content: borrowing SecretMemory) throws(KeyError) {
        let flags = O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW
        let file = unsafe open(path, flags, 0o600)
        guard file >= 0 else { throw failure(errno == EEXIST ? .exists : .unwritable, path) }
        // Crash here: an empty or short file, which no reader takes for a key.
        let isWritten = fchmod(file, 0o600) == 0 && write(file, content) && fsync(file) == 0
        let error = errno
        let isClosed = close(file) == 0
        guard isWritten && isClosed else {
            _ = unsafe unlink(path)
            errno = isWritten ? errno : error
            throw failure(.unwritable, path)
        }
        try synchronizeFolder(of: path)
    }

    private static func write(_ file: Int32, _ content: borrowing SecretMemory) -> Bool {
        var sent = 0
        while sent < content.count {
            let wrote = unsafe content.withBytes {
                unsafe Glue.write(file, UnsafeRawBufferPointer(rebasing: $0.dropFirst(sent)))
            }
            if wrote < 0 && errno == EINTR { continue }
            guard wrote > 0 else { return false }
            sent += wrote
        }
        return true
    }

    /// Makes the new name itself durable.
    private static func synchronizeFolder(of path: String) throws(KeyError) {
        let folder = path.lastIndex(of: "/").map { String(path[...$0]) } ?? "."
        let file = unsafe open(folder, O_RDONLY | O_CLOEXEC | O_DIRECTORY)
        guard file >= 0 else { throw failure(.unwritable, folder) }
        defer { _ = close(file) }
        guard fsync(file) == 0 else { throw failure(.unwritable, folder) }
    }

    static func failure(_ code: KeyError.Code, _ path: String) -> KeyError {
        KeyError(code, file: path, reason: unsafe String(cString: strerror(errno)))
    }
}

/// What was read of a secret file, in memory that may be longer.
struct SecretContent: ~Copyable {
    let memory: SecretMemory
    let count: Int
}

/// The system's calls under names that the methods of this module do not hide.
enum Glue {
    static func read(_ file: Int32, _ buffer: UnsafeMutableRawBufferPointer) -> Int {
        #if canImport(Darwin)
            unsafe Darwin.read(file, buffer.baseAddress, buffer.count)
        #else
            unsafe Glibc.read(file, buffer.baseAddress, buffer.count)
        #endif
    }

    static func write(_ file: Int32, _ buffer: UnsafeRawBufferPointer) -> Int {
        #if canImport(Darwin)
            unsafe Darwin.write(file, buffer.baseAddress, buffer.count)
        #else
            unsafe Glibc.write(file, buffer.baseAddress, buffer.count)
        #endif
    }
}
