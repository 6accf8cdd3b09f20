// SPDX-License-Identifier: Apache-2.0

/// Where the bytes of a log come from: a folder, a store of objects, an address.
///
/// Nothing it returns may be believed before a verifier has led it back to a checkpoint.
public protocol LogSource: Sendable {
    /// The bytes under a path such as `tile/0/000`; nil when there are none, an error beyond `limit`.
    func bytes(_ path: String, limit: Int) throws(StoreError) -> [UInt8]?

    /// Every file there is, sorted by path.
    func list() throws(StoreError) -> [LogFile]

    /// How a message names the file under a path.
    func location(of path: String) -> String
}

extension LogSource {
    /// The path itself.
    public func location(of path: String) -> String { path }
}

/// A name that was found under a log.
public struct LogFile: Hashable, Sendable {
    /// The path within the log.
    public let path: String

    /// The length in bytes; nil for a link, a pipe or a device.
    public let size: Int?

    /// A path and its length.
    public init(path: String, size: Int?) {
        self.path = path
        self.size = size
    }
}

/// A log in a folder.
public struct FolderLogSource: LogSource {
    /// The folder that holds `checkpoint` and `tile`.
    public let path: String

    private let files: any FileSystem

    /// Deeper folders are none of a log's; 9 levels hold any tile path.
    private static let greatestDepth = 12

    /// Names the folder, without looking at it.
    public init(_ path: String, files: any FileSystem = POSIXFileSystem()) {
        self.path = path
        self.files = files
    }

    /// The bytes of a file in the folder.
    public func bytes(_ path: String, limit: Int) throws(StoreError) -> [UInt8]? {
        try files.contents(of: location(of: path), limit: limit)
    }

    /// The full path.
    public func location(of path: String) -> String { self.path + "/" + path }

    /// Every file under the folder, links and other things included, sorted by path.
    public func list() throws(StoreError) -> [LogFile] {
        var found: [LogFile] = []
        try collect(in: "", depth: 0, &found)
        return found.sorted { $0.path < $1.path }
    }

    private func collect(
        in prefix: String, depth: Int, _ found: inout [LogFile]
    ) throws(StoreError) {
        for entry in try files.entries(of: prefix.isEmpty ? path : location(of: prefix)) {
            let name = prefix.isEmpty ? entry.name : prefix + "/" + entry.name
            switch entry.kind {
            case .file(let size): found.append(LogFile(path: name, size: size))
            case .other: found.append(LogFile(path: name, size: nil))
            case .folder where depth >= Self.greatestDepth:
                found.append(LogFile(path: name, size: nil))
            case .folder: try collect(in: name, depth: depth + 1, &found)
            }
        }
    }
}
