// SPDX-License-Identifier: Apache-2.0
import Foundation
import Synchronization
import TraceStorage

/// A ledger folder in memory-backed storage whose journal is replaced by the bytes under test.
enum JournalFolder {
    private static let path: String = {
        let base = FileManager.default.fileExists(atPath: "/dev/shm") ? "/dev/shm" : "/tmp"
        return "\(base)/tracefuzz-\(getpid())"
    }()

    /// Where the journal of a ledger lies.
    private static var journal: URL { URL(fileURLWithPath: "\(path)/private/journal") }

    /// Removes the folder again.
    static func remove() {
        try? FileManager.default.removeItem(atPath: path)
    }

    /// The journal of a new ledger up to its last byte that is not zero; it is filled up again.
    static func fresh() -> [UInt8]? {
        remove()
        try? FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
        guard (try? LedgerFolder(path).create(journalCapacity: 0)) != nil,
            let content = try? Data(contentsOf: journal),
            let last = content.lastIndex(where: { $0 != 0 })
        else { return nil }
        length.withLock { $0 = content.count }
        return [UInt8](content[...last])
    }

    /// The least length of a journal, known once one was made.
    private static let length = Mutex(0)

    @Sendable static func accepts(_ bytes: [UInt8]) -> Bool {
        if !FileManager.default.fileExists(atPath: journal.path) { _ = fresh() }
        let missing = max(0, length.withLock { $0 } - bytes.count)
        let content = Data(bytes) + Data(count: missing)
        guard (try? content.write(to: journal)) != nil else { return false }
        return (try? LedgerFolder(path).writerState()) != nil
    }
}
