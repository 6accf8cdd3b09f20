// SPDX-License-Identifier: Apache-2.0
internal import TraceMerkle
public import TraceStorage
internal import TraceVerifier

/// A log behind a static HTTP server, as of one checkpoint that was fetched before.
///
/// The checkpoint stands still while the log is read, however fast it grows. A server cannot be asked
/// what files it has: `list` names what the checkpoint's size asks for, and earlier checkpoints are
/// not among them.
public struct RemoteLogSource: LogSource {
    /// The address of the log, the folder that holds `checkpoint`, without a slash at its end.
    public let address: String
    /// The checkpoint as it was fetched, not verified.
    public let unverifiedCheckpoint: [UInt8]
    /// What was fetched before.
    public let cache: TileCache
    private let fetcher: HTTPFetcher

    /// Fetches the checkpoint of a log.
    public init(
        _ address: String, fetcher: HTTPFetcher, cache: TileCache
    ) throws(StoreError) {
        let address = Self.trimmed(address)
        guard let bytes = try Self.checkpoint(address, fetcher) else {
            throw StoreError(
                .notFound, address + "/checkpoint",
                "no checkpoint: this is no address of a log, or nothing was published yet")
        }
        self.init(address, at: bytes, fetcher: fetcher, cache: cache)
    }

    /// A log as of a checkpoint that is at hand.
    public init(_ address: String, at checkpoint: [UInt8], fetcher: HTTPFetcher, cache: TileCache) {
        self.address = Self.trimmed(address)
        unverifiedCheckpoint = checkpoint
        self.fetcher = fetcher
        self.cache = cache
    }

    /// Whether a text is the address of a log rather than a path.
    public static func isAddress(_ text: String) -> Bool {
        text.hasPrefix("https://") || text.hasPrefix("http://")
    }

    private static func trimmed(_ address: String) -> String {
        var address = address
        while address.hasSuffix("/") { address.removeLast() }
        return address
    }

    /// The checkpoint at the address given, or in its `log` folder.
    private static func checkpoint(
        _ address: String, _ fetcher: HTTPFetcher
    ) throws(StoreError) -> [UInt8]? {
        try fetcher.get(address + "/checkpoint", limit: SignedNote.maximumLength)
    }

    /// The bytes of a file, from the cache where it is a tile that was fetched before.
    public func bytes(_ path: String, limit: Int) throws(StoreError) -> [UInt8]? {
        if path == "checkpoint" {
            guard unverifiedCheckpoint.count <= limit else {
                throw StoreError(.tooLarge, location(of: path), "more than \(limit) bytes")
            }
            return unverifiedCheckpoint
        }
        let isTile = Tile(path: path) != nil
        if isTile, let known = cache.bytes(path, limit: limit) { return known }
        guard let bytes = try fetcher.get(location(of: path), limit: limit) else { return nil }
        if isTile { cache.keep(bytes, as: path) }
        return bytes
    }

    /// The files that the checkpoint's size asks for; of their lengths nothing is known.
    public func list() throws(StoreError) -> [LogFile] {
        var files = [LogFile(path: "checkpoint", size: unverifiedCheckpoint.count)]
        guard let read = ReadCheckpoint(unverifiedCheckpoint) else { return files }
        let size = read.checkpoint.head.size
        guard size <= fetcher.limits.entries else {
            throw StoreError(
                .limitReached, location(of: "checkpoint"),
                "it states \(size) entries, at most \(fetcher.limits.entries) are fetched")
        }
        for kind in Tile.kinds(inLogOf: size) {
            for tile in Tile.tiles(kind, inLogOf: size) {
                files.append(LogFile(path: tile.path, size: 0))
            }
        }
        return files.sorted { $0.path < $1.path }
    }

    /// The full address.
    public func location(of path: String) -> String { "\(address)/\(path)" }
}
