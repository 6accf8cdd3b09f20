// SPDX-License-Identifier: Apache-2.0
import TraceMerkle

/// Puts immutable files under `log`, each at once and durable before its name appears.
final class TileInstaller {
    private let files: any FileSystem
    private let log: String
    private let stage: String
    private var waiting: [(file: any StoredFile, temporary: String, path: String)] = []
    private var known: Set<String> = []
    private var changed: Set<String> = []

    /// So many files are written before the first of them is synchronized.
    private static let greatestWaiting = 32

    init(_ folder: LedgerFolder) {
        files = folder.files
        log = folder.logPath
        stage = folder.privatePath + "/" + LedgerFolder.stagePrefix
        known = [log, log + "/checkpoints", log + "/tile"]
    }

    /// Writes a file to be named by `flush()`; says whether it was absent, refuses to change one.
    @discardableResult
    func put(_ tile: TileFile) throws(StoreError) -> Bool {
        let path = log + "/" + tile.tile.path
        if let present = try files.contents(of: path, limit: tile.bytes.count + 1) {
            guard present == tile.bytes else {
                throw StoreError(.damaged, path, "the file differs from the committed entries")
            }
            // A name that is there need not be durable: its writer may have ended before it said so.
            try makeFolder(parent(of: path))
            changed.insert(parent(of: path))
            return false
        }
        let temporary = stage + "tile-\(waiting.count)"
        let file = try files.file(at: temporary, .create(.everyone))
        // Crash here or below: temporary files in the private folder, removed when next opened.
        try file.write(tile.bytes, at: 0)
        waiting.append((file, temporary, path))
        if waiting.count >= Self.greatestWaiting { try name() }
        return true
    }

    /// Returns when every file that was put is durable under its name.
    func flush() throws(StoreError) {
        try name()
        for folder in changed { try files.synchronizeFolder(folder) }
        changed = []
    }

    private func name() throws(StoreError) {
        for file in waiting { try file.file.synchronize() }
        // Crash here: every byte is durable, no name is; opening the folder writes the files again.
        for file in waiting {
            let folder = parent(of: file.path)
            try makeFolder(folder)
            try files.move(file.temporary, to: file.path)
            changed.insert(folder)
            // Crash here: some files are in place, the others are not; replay compares and completes.
        }
        waiting = []
    }

    private func makeFolder(_ path: String) throws(StoreError) {
        guard !known.contains(path) else { return }
        let above = parent(of: path)
        try makeFolder(above)
        try files.makeFolder(at: path, .everyone)
        known.insert(path)
        changed.insert(above)
    }

    /// Forgets a folder that was removed.
    func forgetFolder(_ folder: String) {
        known.remove(log + "/" + folder)
        changed.remove(log + "/" + folder)
        changed.insert(parent(of: log + "/" + folder))
    }

    private func parent(of path: String) -> String {
        path.lastIndex(of: "/").map { String(path[..<$0]) } ?? "."
    }
}
