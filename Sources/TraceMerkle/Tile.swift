// SPDX-License-Identifier: Apache-2.0
/// A tile or entry bundle of a C2SP tlog-tiles log: its place, its width and its path.
public struct Tile: Hashable, Sendable {
    /// What a tile holds.
    public enum Kind: Hashable, Sendable {
        /// Hashes of subtrees of 256 to the power of the level leaves.
        case hashes(level: Int)
        /// Entries.
        case entries
    }

    /// The number of items in a full tile.
    public static let fullWidth = 256
    /// The highest level of hashes that 64-bit sizes reach.
    public static let maximumLevel = 7

    /// What it holds.
    public let kind: Kind
    /// Its number at its level.
    public let index: UInt64
    /// How many items it has, 1 to 256.
    public let width: Int

    /// A tile, or nil for a level, index or width that no tree has.
    public init?(_ kind: Kind, index: UInt64, width: Int = fullWidth) {
        let level = if case .hashes(let level) = kind { level } else { 0 }
        guard (0...Tile.maximumLevel).contains(level), (1...Tile.fullWidth).contains(width),
            index >> UInt64(56 - 8 * level) == 0
        else { return nil }
        self.kind = kind
        self.index = index
        self.width = width
    }

    /// Whether it has all 256 items.
    public var isFull: Bool { width == Tile.fullWidth }

    /// How many items of a kind a log of a size has.
    public static func itemCount(_ kind: Kind, size: UInt64) -> UInt64 {
        guard case .hashes(let level) = kind else { return size }
        return level > maximumLevel ? 0 : size >> UInt64(8 * level)
    }

    /// The tile of an index with the width that a log of a size asks for; nil beyond its end.
    public init?(_ kind: Kind, index: UInt64, inLogOf size: UInt64) {
        let count = Tile.itemCount(kind, size: size)
        guard index <= count >> 8, count - index << 8 > 0 else { return nil }
        self.init(kind, index: index, width: Int(min(count - index << 8, 256)))
    }

    /// All tiles of a kind that a log of a size asks for, in order.
    public static func tiles(_ kind: Kind, inLogOf size: UInt64) -> some Sequence<Tile> {
        sequence(state: UInt64(0)) { (index: inout UInt64) -> Tile? in
            defer { index += 1 }
            return Tile(kind, index: index, inLogOf: size)
        }
    }

    /// The kinds of tiles that a log of a size has: entries, then the levels of hashes upwards.
    public static func kinds(inLogOf size: UInt64) -> [Kind] {
        let levels = (0...maximumLevel).map { Kind.hashes(level: $0) }
        return ([.entries] + levels).filter { itemCount($0, size: size) > 0 }
    }

    /// The path below the log's prefix: `tile/0/x001/x234/067.p/8`.
    public var path: String {
        let level = if case .hashes(let level) = kind { String(level) } else { "entries" }
        var groups = [String(index % 1000 + 1000).dropFirst()]
        var rest = index / 1000
        while rest > 0 {
            groups.insert("x" + String(rest % 1000 + 1000).dropFirst(), at: 0)
            rest /= 1000
        }
        let suffix = isFull ? "" : ".p/\(width)"
        return "tile/\(level)/\(groups.joined(separator: "/"))\(suffix)"
    }

    /// Reads a path back; nil for any text that `path` would not have written.
    public init?(path: String) {
        var parts = path.split(separator: "/", omittingEmptySubsequences: false)[...]
        guard parts.popFirst() == "tile", let level = parts.popFirst() else { return nil }
        let kind = level == "entries" ? Kind.entries : Int(level).map { Kind.hashes(level: $0) }
        var width = Tile.fullWidth
        if let next = parts.dropLast().last, next.hasSuffix(".p"), let partial = parts.popLast() {
            width = Int(partial) ?? 0
        }
        var index: UInt64 = 0
        for part in parts {
            let digits = part.drop { $0 == "x" }.prefix { $0 != "." }
            guard let group = UInt64(digits), group < 1000, index < 1 << 50 else { return nil }
            index = index * 1000 + group
        }
        // Lenient so far: what does not print back to the same bytes is no tile path.
        guard let kind, let tile = Tile(kind, index: index, width: width),
            tile.path.utf8.elementsEqual(path.utf8)
        else { return nil }
        self = tile
    }
}

extension Tile: CustomStringConvertible {
    /// The path.
    public var description: String { path }
}
