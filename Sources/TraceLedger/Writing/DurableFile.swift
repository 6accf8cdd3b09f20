// SPDX-License-Identifier: Apache-2.0
public import TraceStorage

/// Files that appear whole and durably, or not at all.
enum DurableFile {
    /// Puts a file, which only its owner may read, in the place of what stood there.
    ///
    /// A crash leaves the old file or the new one, and perhaps a temporary name beside it.
    static func replace(_ path: String, with bytes: [UInt8], in files: any FileSystem) throws {
        let temporary = path + ".new"
        try? files.removeFile(at: temporary)
        let file = try files.file(at: temporary, .create(.ownerOnly))
        try file.write(bytes, at: 0)
        try file.synchronize()
        // Crash here: the temporary file is left; the next replacement removes it.
        try files.move(temporary, to: path)
        try files.synchronizeFolder(folder(of: path))
    }

    /// Removes a file, durably; one that is not there is fine.
    static func remove(_ path: String, in files: any FileSystem) throws {
        do {
            try files.removeFile(at: path)
        } catch {
            guard error.code == .notFound else { throw error }
            return
        }
        try files.synchronizeFolder(folder(of: path))
    }

    /// The folder that holds a path.
    static func folder(of path: String) -> String {
        guard let slash = path.lastIndex(of: "/") else { return "." }
        return slash == path.startIndex ? "/" : String(path[..<slash])
    }
}

extension FileSystem {
    /// Puts a file, which only its owner may read, durably in the place of what stood there.
    public func replaceFile(_ path: String, with bytes: [UInt8]) throws {
        try DurableFile.replace(path, with: bytes, in: self)
    }
}
