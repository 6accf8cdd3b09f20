// SPDX-License-Identifier: Apache-2.0

/// The file operations a ledger folder rests on, so that a test can stand in for the disk.
///
/// Paths are plain text with `/`. Nothing written is durable before `synchronize()` on the file and
/// `synchronizeFolder(_:)` on the folder that holds a new or moved name.
public protocol FileSystem: Sendable {
    /// Opens or creates a regular file; anything else under that name is refused.
    func file(at path: String, _ access: FileAccess) throws(StoreError) -> any StoredFile

    /// The names in a folder, in no order.
    func entries(of path: String) throws(StoreError) -> [FolderEntry]

    /// Makes one folder; one that exists is left as it is.
    func makeFolder(at path: String, _ visibility: FileVisibility) throws(StoreError)

    /// Gives a file another name and replaces what stood there, in one step.
    func move(_ path: String, to newPath: String) throws(StoreError)

    /// Removes a file.
    func removeFile(at path: String) throws(StoreError)

    /// Removes an empty folder.
    func removeFolder(at path: String) throws(StoreError)

    /// Makes the names in a folder durable.
    func synchronizeFolder(_ path: String) throws(StoreError)

    /// Takes the one lock of a ledger, or says who holds it.
    func lock(at path: String) throws(StoreError) -> any FileLock
}

/// An open file; closed when the last reference goes.
public protocol StoredFile: AnyObject {
    /// At most `count` bytes from `offset`; fewer only at the end of the file.
    func read(at offset: Int, count: Int) throws(StoreError) -> [UInt8]

    /// Writes all the bytes at `offset`.
    func write(_ bytes: [UInt8], at offset: Int) throws(StoreError)

    /// Returns after everything written to this file is durable.
    func synchronize() throws(StoreError)

    /// The length in bytes.
    func size() throws(StoreError) -> Int
}

/// A lock, given back when the last reference goes.
public protocol FileLock: AnyObject {}

/// What a file is opened for.
public enum FileAccess: Sendable, Equatable {
    /// Read an existing file.
    case read
    /// Read and write an existing file.
    case update
    /// Make a new file; one that exists is an error.
    case create(FileVisibility)
}

/// Who may look at a new file or folder.
public enum FileVisibility: Sendable, Equatable {
    /// Everyone: what belongs to the log.
    case everyone
    /// The owner alone: what belongs to the writer.
    case ownerOnly
}

/// One name in a folder.
public struct FolderEntry: Hashable, Sendable {
    /// What the name stands for.
    public enum Kind: Hashable, Sendable {
        /// A regular file of this many bytes.
        case file(size: Int)
        /// A folder.
        case folder
        /// A link, a pipe, a device, a socket.
        case other
    }

    /// The name, without its folder.
    public let name: String

    /// What it stands for.
    public let kind: Kind

    /// A name and what it stands for.
    public init(name: String, kind: Kind) {
        self.name = name
        self.kind = kind
    }
}

extension FileSystem {
    /// The whole file, or nil when there is none; a longer one than `limit` is refused unread.
    public func contents(of path: String, limit: Int) throws(StoreError) -> [UInt8]? {
        let file: any StoredFile
        do {
            file = try self.file(at: path, .read)
        } catch {
            guard error.code == .notFound else { throw error }
            return nil
        }
        let size = try file.size()
        guard size <= limit else {
            throw StoreError(
                .tooLarge, path, "the file has \(size) bytes, at most \(limit) are read")
        }
        return try file.read(at: 0, count: size)
    }

    /// Puts a file under its name at once and durably, by way of a temporary name beside it or elsewhere.
    ///
    /// A crash leaves either no file (or the old one) or the whole new one, and perhaps the temporary name.
    /// The folder of `path` still has to be synchronized for the name itself to be durable.
    func install(
        _ bytes: [UInt8], at path: String, by temporary: String, _ visibility: FileVisibility
    ) throws(StoreError) {
        try removeIfPresent(temporary)
        let file = try self.file(at: temporary, .create(visibility))
        // Crash here or below: a temporary file in the private folder, removed when next opened.
        try file.write(bytes, at: 0)
        try file.synchronize()
        // Crash here: the bytes are durable under the temporary name only.
        try move(temporary, to: path)
    }

    /// Removes a file that may not be there.
    func removeIfPresent(_ path: String) throws(StoreError) {
        do {
            try removeFile(at: path)
        } catch {
            guard error.code == .notFound else { throw error }
        }
    }

    /// The names in a folder that may not be there.
    func entriesIfPresent(of path: String) throws(StoreError) -> [FolderEntry] {
        do {
            return try entries(of: path)
        } catch {
            guard error.code == .notFound else { throw error }
            return []
        }
    }
}
