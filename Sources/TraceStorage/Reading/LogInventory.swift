// SPDX-License-Identifier: Apache-2.0
public import TraceMerkle

/// Every file under a log, by what its name says it is: nothing may be there that is not checked.
public struct LogInventory: Sendable {
    /// A checkpoint that was published, under the size that its name states.
    public struct NamedCheckpoint: Hashable, Sendable {
        /// The size in the name.
        public let size: UInt64
        /// The file.
        public let file: LogFile
    }

    /// A tile or entry bundle, full or partial.
    public struct NamedTile: Hashable, Sendable {
        /// What its path names.
        public let tile: Tile
        /// The file.
        public let file: LogFile
    }

    /// Whether `checkpoint` is there.
    public private(set) var hasCheckpoint = false

    /// The files in `checkpoints/`, by size.
    public private(set) var checkpoints: [NamedCheckpoint] = []

    /// The tiles and bundles, by path.
    public private(set) var tiles: [NamedTile] = []

    /// Every other name, links and devices included.
    public private(set) var unexpected: [LogFile] = []

    /// Lists a log.
    public init(of source: some LogSource) throws(StoreError) {
        for file in try source.list() { add(file) }
        checkpoints.sort { $0.size < $1.size }
    }

    private mutating func add(_ file: LogFile) {
        if file.size == nil {
            unexpected.append(file)
        } else if file.path == "checkpoint" {
            hasCheckpoint = true
        } else if let size = Self.checkpointSize(file.path) {
            checkpoints.append(NamedCheckpoint(size: size, file: file))
        } else if let tile = Tile(path: file.path) {
            tiles.append(NamedTile(tile: tile, file: file))
        } else {
            unexpected.append(file)
        }
    }

    private static func checkpointSize(_ path: String) -> UInt64? {
        guard path.hasPrefix("checkpoints/") else { return nil }
        let name = path.dropFirst("checkpoints/".count)
        guard let size = UInt64(name), size > 0, String(size) == name else { return nil }
        return size
    }
}
