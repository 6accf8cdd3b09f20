// SPDX-License-Identifier: Apache-2.0
internal import TraceMerkle
public import TraceStorage
internal import TraceVerifier

/// A log behind a static HTTP server, as of one checkpoint that was fetched before; or in a folder that
/// is followed like one, because it may be replaced at any time.
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
    private let place: Place

    /// Where files come from.
    private enum Place: Sendable {
        case server(HTTPFetcher)
        case folder(FolderLogSource)
    }

    /// Fetches the checkpoint of a log.
    public init(
        _ address: String, fetcher: HTTPFetcher, cache: TileCache
    ) throws(StoreError) {
        self.init(address, at: [], fetcher: fetcher, cache: cache)
        self = try withCheckpoint()
    }

    /// Reads the checkpoint of a log folder, whose files are kept in the cache like a server's.
    public init(following folder: FolderLogSource, cache: TileCache) throws(StoreError) {
        self.init(folder.path, [], .folder(folder), cache)
        self = try withCheckpoint()
    }

    /// A log as of a checkpoint that is at hand.
    public init(_ address: String, at checkpoint: [UInt8], fetcher: HTTPFetcher, cache: TileCache) {
        self.init(Self.trimmed(address), checkpoint, .server(fetcher), cache)
    }

    private init(_ address: String, _ checkpoint: [UInt8], _ place: Place, _ cache: TileCache) {
        self.address = address
        unverifiedCheckpoint = checkpoint
        self.place = place
        self.cache = cache
    }

    /// The same log as of another checkpoint, whose tiles are those that were kept.
    public func at(_ checkpoint: [UInt8]) -> RemoteLogSource {
        RemoteLogSource(address, checkpoint, place, cache)
    }

    private func withCheckpoint() throws(StoreError) -> RemoteLogSource {
        guard let bytes = try fetch("checkpoint", limit: SignedNote.maximumLength) else {
            throw StoreError(
                .notFound, address + "/checkpoint",
                "no checkpoint: this is no address of a log, or nothing was published yet")
        }
        return at(bytes)
    }

    private func fetch(_ path: String, limit: Int) throws(StoreError) -> [UInt8]? {
        switch place {
        case .server(let fetcher): try fetcher.get(location(of: path), limit: limit)
        case .folder(let folder): try folder.bytes(path, limit: limit)
        }
    }

    private var mostEntries: UInt64 {
        if case .server(let fetcher) = place { fetcher.limits.entries } else { .max }
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
        guard let bytes = try fetch(path, limit: limit) else { return nil }
        if isTile { cache.keep(bytes, as: path) }
        return bytes
    }

    /// The files that the checkpoint's size asks for; of their lengths nothing is known.
    public func list() throws(StoreError) -> [LogFile] {
        var files = [LogFile(path: "checkpoint", size: unverifiedCheckpoint.count)]
        guard let read = ReadCheckpoint(unverifiedCheckpoint) else { return files }
        let size = read.checkpoint.head.size
        guard size <= mostEntries else {
            throw StoreError(
                .limitReached, location(of: "checkpoint"),
                "it states \(size) entries, at most \(mostEntries) are fetched")
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
