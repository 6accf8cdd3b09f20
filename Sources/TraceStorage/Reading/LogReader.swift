// SPDX-License-Identifier: Apache-2.0
public import TraceMerkle

/// Reads checkpoints, entry bundles and tiles of a log, in the pieces in which they are stored.
///
/// It checks lengths and counts only. What it returns is as trustworthy as whoever keeps the log.
public struct LogReader<Source: LogSource>: Sendable {
    /// Where the bytes come from.
    public let source: Source

    /// The longest entry bundle: 256 entries of the greatest length, with their lengths.
    public static var greatestBundle: Int { Tile.fullWidth * (EntryBundle.maximumEntry + 2) }

    /// A reader of a source.
    public init(_ source: Source) {
        self.source = source
    }

    /// The note of the latest checkpoint, which is not verified; nil when there is none.
    public func unverifiedCheckpoint() throws(StoreError) -> [UInt8]? {
        try source.bytes("checkpoint", limit: SignedNote.maximumLength)
    }

    /// The bytes of a tile or bundle under exactly this name; nil when there is no such file.
    public func bytes(of tile: Tile) throws(StoreError) -> [UInt8]? {
        try source.bytes(tile.path, limit: greatestLength(tile))
    }

    private func greatestLength(_ tile: Tile) -> Int {
        switch tile.kind {
        case .entries: tile.width * (EntryBundle.maximumEntry + 2)
        case .hashes: tile.width * 32
        }
    }

    /// The first items of a tile or bundle under its own width, or the full one where that is gone.
    ///
    /// The bytes may go on behind the items that were asked for: `name` says which file they are.
    public func unverifiedTile(_ tile: Tile) throws(StoreError) -> (name: Tile, bytes: [UInt8]) {
        if let bytes = try bytes(of: tile) { return (tile, bytes) }
        if !tile.isFull, let full = Tile(tile.kind, index: tile.index),
            let bytes = try bytes(of: full)
        {
            return (full, bytes)
        }
        throw StoreError(
            .notFound, source.location(of: tile.path), "the log's size asks for this file")
    }

    /// The entries of one bundle of a log of a size, by number; an error beyond its end.
    public func unverifiedEntries(
        bundle index: UInt64, inLogOf size: UInt64
    ) throws(StoreError) -> EntryBatch {
        guard let tile = Tile(.entries, index: index, inLogOf: size) else {
            throw StoreError(
                .notFound, source.location(of: "tile/entries"),
                "a log of \(size) entries has no bundle \(index)")
        }
        let (name, bytes) = try unverifiedTile(tile)
        do {
            let places = try EntryBundle.entries(name.width, in: bytes)
            return EntryBatch(
                first: index << 8, tile: name, bytes: bytes,
                places: Array(places.prefix(tile.width)))
        } catch {
            throw StoreError(
                .damaged, source.location(of: name.path),
                "the file is no bundle of \(name.width) entries: byte \(error.location)")
        }
    }

    /// The bundles of a log of a size that hold a range of entries, one at a time.
    ///
    /// A batch is a whole bundle: it may begin before the range and end behind it.
    public func forEachBatch(
        of entries: Range<UInt64>, inLogOf size: UInt64,
        _ body: (EntryBatch) throws -> Void
    ) throws {
        let range = entries.clamped(to: 0..<size)
        guard !range.isEmpty else { return }
        for index in range.lowerBound >> 8...(range.upperBound - 1) >> 8 {
            try body(try unverifiedEntries(bundle: index, inLogOf: size))
        }
    }
}

/// The entries of one bundle, in place.
public struct EntryBatch: Sendable {
    /// The index of the first entry.
    public let first: UInt64

    /// The file they were read from.
    public let tile: Tile

    /// Its bytes.
    public let bytes: [UInt8]

    /// Where each entry stands in `bytes`.
    public let places: [Range<Int>]

    /// The indexes of the entries.
    public var indexes: Range<UInt64> { first..<first + UInt64(places.count) }

    /// The bytes of the entry with an index of the log; nil when it is not in this batch.
    public func entry(_ index: UInt64) -> [UInt8]? {
        guard indexes.contains(index) else { return nil }
        return Array(bytes[places[Int(index - first)]])
    }
}
