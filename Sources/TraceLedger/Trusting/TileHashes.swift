// SPDX-License-Identifier: Apache-2.0
import TraceMerkle
public import TracePrimitives
public import TraceStorage
public import TraceWriting

/// Hashes of subtrees, read from the tiles of a log of one size.
///
/// They are as trustworthy as the log's keeper; a proof made of them is checked by whoever it is for.
public struct TileHashes<Source: LogSource>: Sendable {
    private let reader: LogReader<Source>
    private let size: UInt64

    /// Reads the tiles of a log of a size.
    public init(_ source: Source, size: UInt64) {
        reader = LogReader(source)
        self.size = size
    }

    /// The hashes of nodes, in their order.
    public func hashes(_ nodes: [TreeNode]) throws -> [Digest] {
        var held: (tile: Tile, bytes: [UInt8])?
        return try nodes.map { node in
            guard let place = node.place(inLogOf: size) else {
                throw StoreError(
                    .notFound, reader.source.location(of: "tile"),
                    "a log of \(size) entries has no such node")
            }
            if held?.tile != place.tile {
                held = (place.tile, try reader.unverifiedTile(place.tile).bytes)
            }
            return try TreeNode.hash(inTile: held?.bytes ?? [], place.hashes)
        }
    }

    /// The consistency path from a smaller size to this one.
    public func consistencyPath(from size1: UInt64) throws -> [Digest] {
        let plan = try ConsistencyProof.plan(size1: size1, size2: size)
        return try plan.path(hashes: hashes(plan.nodes))
    }

    /// The root of the first entries.
    public func root(of size1: UInt64) throws -> Digest {
        let nodes = TreeNode.covering(0..<size1)
        return try CompactRange(0..<size1, hashes: hashes(nodes)).rootHash()
    }
}
