// SPDX-License-Identifier: Apache-2.0
import TraceLedger

/// Ledgers whose files are damaged in every way: made once, read by several suites.
struct HostileLedger: Sendable {
    let files: [String: [UInt8]]
    let trust: TrustFile

    /// Three entries with a checkpoint, partial tiles and bundles of each size on the way.
    static let small = Result { try HostileLedger(10, sizes: [1, 2, 3]) }

    /// 657 entries: three bundles, three tiles of level 0, one above, and superseded ones.
    static let large = Result { try HostileLedger(20, sizes: [3, 256, 300, 657]) }

    /// Another ledger of the same size under the same origin.
    static let otherSmall = Result { try HostileLedger(30, sizes: [1, 2, 3]) }

    private init(_ number: UInt8, sizes: [Int]) throws {
        let ledger = try TestLedger(number)
        for size in sizes {
            try ledger.fill(to: size)
            try ledger.publish()
        }
        files = try ledger.files()
        trust = try ledger.trust()
    }

    /// The files with one of them changed or, without bytes, gone.
    func with(_ path: String, _ bytes: [UInt8]?) -> [String: [UInt8]] {
        var changed = files
        changed[path] = bytes
        return changed
    }

    /// Checkpoints are small and every byte of them counts; so are hash tiles of a small ledger.
    var paths: [String] { files.keys.sorted() }
}
