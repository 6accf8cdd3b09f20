// SPDX-License-Identifier: Apache-2.0
internal import Foundation
internal import Synchronization
internal import TracePrimitives

/// Tiles and bundles that were fetched, on disk: they never change, so they are fetched once.
///
/// It is believed no more than the server that it was filled from. After a verification that failed
/// on it, it is emptied and everything is fetched again.
public final class TileCache: Sendable {
    /// The folder.
    public let path: String
    private let isTemporary: Bool
    private let run = Mutex(Run())

    private struct Run {
        /// Files that were kept since this object was made.
        var kept: Set<String> = []
        /// How often a file was taken that had been there before.
        var hits = 0
    }

    /// A cache of one log below a folder of caches; its name follows from the address.
    public convenience init(of address: String, below folder: String) {
        let name = SHA256Hash.hash(Array(address.utf8)).hex.prefix(32)
        self.init(path: "\(folder)/\(name)", isTemporary: false)
    }

    /// A cache that is gone with the object.
    public convenience init() {
        self.init(
            path: NSTemporaryDirectory() + "traceledger-tiles-" + UUID().uuidString,
            isTemporary: true)
    }

    private init(path: String, isTemporary: Bool) {
        self.path = path
        self.isTemporary = isTemporary
    }

    deinit { if isTemporary { try? FileManager.default.removeItem(atPath: path) } }

    /// Where caches lie unless someone says otherwise.
    public static var standardFolder: String {
        let environment = ProcessInfo.processInfo.environment
        return environment["XDG_CACHE_HOME"].map { "\($0)/traceledger" }
            ?? NSHomeDirectory() + "/.cache/traceledger"
    }

    /// Whether anything was taken from files of an earlier run.
    public var wasUsed: Bool { run.withLock { $0.hits } > 0 }

    /// A file, when it is there and not longer than it may be.
    func bytes(_ name: String, limit: Int) -> [UInt8]? {
        guard let data = FileManager.default.contents(atPath: "\(path)/\(name)"),
            data.count <= limit
        else { return nil }
        run.withLock { if !$0.kept.contains(name) { $0.hits += 1 } }
        return [UInt8](data)
    }

    /// Keeps a file; that a cache cannot be written is no reason to stop reading.
    func keep(_ bytes: [UInt8], as name: String) {
        let url = URL(fileURLWithPath: "\(path)/\(name)")
        try? FileManager.default.createDirectory(
            at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
        try? Data(bytes).write(to: url, options: .atomic)
        run.withLock { _ = $0.kept.insert(name) }
    }

    /// Removes everything.
    public func empty() {
        try? FileManager.default.removeItem(atPath: "\(path)/tile")
        run.withLock { $0 = Run() }
    }
}
