// SPDX-License-Identifier: Apache-2.0
import TraceStorage

/// What is derived from ledger and annex, and may hold what an erasure deletes.
enum DerivedFiles {
    /// Wipes the search index with its side files and makes it anew where there was one.
    static func renew(_ folder: LedgerFolder) throws {
        var existed = false
        for suffix in ["", "-journal", "-wal", "-shm"] {
            let path = folder.indexPath + suffix
            if try wipe(path, in: folder.files) { existed = true }
        }
        #if SQLite
            // Crash here: no index; it is made anew on request.
            if existed { try LedgerIndex(folder).rebuild() }
        #endif
    }

    /// Overwrites and removes a file; says whether it was there.
    private static func wipe(_ path: String, in files: any FileSystem) throws -> Bool {
        let file: any StoredFile
        do {
            file = try files.file(at: path, .update)
        } catch {
            guard error.code == .notFound else { throw error }
            return false
        }
        try file.write([UInt8](repeating: 0, count: try file.size()), at: 0)
        try file.synchronize()
        try DurableFile.remove(path, in: files)
        return true
    }
}
