// SPDX-License-Identifier: Apache-2.0
import TraceCOSE
import TraceMerkle
import TracePrimitives
import TraceStorage
import TraceVerifier

/// The entry bundles under one checkpoint (SPEC.md R26).
struct BundleReading<Source: LogSource>: Sendable {
    let reader: LogReader<Source>
    let inventory: LogInventory
    let size: UInt64

    /// The entries from `start` on, cut into ranges that begin at whole tiles but for the first.
    func ranges(of length: UInt64, from start: UInt64 = 0) -> [Range<UInt64>] {
        guard start < size else { return [] }
        return stride(from: start - start % length, to: size, by: Int(length)).map {
            max($0, start)..<min($0 + length, size)
        }
    }

    /// Whether the entries go on where a tree ends: the bundle in which it ends begins as it does.
    func goOn(after tree: TileTree) throws -> Bool {
        guard tree.size <= size else { return false }
        let known = tree.levels[0].dropFirst(Int((tree.size >> 8) << 8))
        guard !known.isEmpty else { return true }
        var places: [Range<Int>] = []
        do {
            let bytes = try bundle(tree.size >> 8, into: &places)
            return places.count >= known.count
                && zip(places, known).allSatisfy { SHA256Hash.leafHash(of: bytes, $0) == $1 }
        } catch is Problem { return false }
    }

    /// One bundle with the places of its entries up to the size; a problem where R26 does not hold.
    func bundle(_ index: UInt64, into places: inout [Range<Int>]) throws -> [UInt8] {
        guard let tile = Tile(.entries, index: index, inLogOf: size) else {
            throw Problem(.fileMissing)
        }
        var name = tile
        let limit = LogReader<Source>.greatestBundle
        var read = try reader.source.bounded(tile.path, limit: limit)
        if case .missing = read, !tile.isFull, let full = Tile(.entries, index: index) {
            name = full
            read = try reader.source.bounded(full.path, limit: limit)
        }
        let bytes: [UInt8]
        switch read {
        case .bytes(let found): bytes = found
        case .tooLong: throw Problem(.bundleMalformed, file: name.path, detail: "too long")
        case .missing: throw Problem(.fileMissing, file: tile.path)
        }
        do throws(MerkleError) {
            try EntryBundle.locate(name.width, in: bytes, into: &places)
        } catch {
            throw Problem(.bundleMalformed, file: name.path, detail: "\(error)")
        }
        places.removeLast(name.width - tile.width)
        return bytes
    }

    /// The policy in entry 0.
    func genesis() throws -> Genesis {
        var places: [Range<Int>] = []
        let bytes = try bundle(0, into: &places)
        guard let first = places.first else { throw Problem(.fileMissing) }
        return try Genesis(entry: bytes, first)
    }

    /// Feeds a range to a verifier; returns the bundles that are missing or no bundles.
    func verify(_ range: Range<UInt64>, with verifier: inout RangeVerifier) throws -> [Problem] {
        var problems: [Problem] = []
        var places: [Range<Int>] = []
        for index in (range.lowerBound >> 8)...((range.upperBound - 1) >> 8) {
            do {
                let bytes = try bundle(index, into: &places)
                // The first bundle may begin before the range.
                if (index << 8) < range.lowerBound {
                    places.removeFirst(Int(range.lowerBound - (index << 8)))
                }
                if problems.isEmpty { verifier.verify(bytes, entries: places) }
            } catch let problem as Problem {
                problems.append(problem)
            }
        }
        return problems
    }

    /// Bundles that the size asks for and that no file holds; the first thousand.
    ///
    /// A checkpoint may state any size: nothing is reserved or looped over for entries that are not
    /// there.
    func missing() -> [Problem] {
        let present = Set(inventory.tiles.lazy.map(\.tile).filter { $0.kind == .entries })
        var problems: [Problem] = []
        var index: UInt64 = 0
        while index <= (size - 1) >> 8, problems.count < LedgerState.maximumProblems {
            if let tile = Tile(.entries, index: index, inLogOf: size), !present.contains(tile),
                !(Tile(.entries, index: index).map(present.contains) ?? false)
            {
                problems.append(Problem(.fileMissing, file: tile.path))  // R26 missing
            }
            index += 1
        }
        return problems
    }

    /// All problems of R26, in the order of the bundles.
    func shapeProblems() throws -> [Problem] {
        var problems = missing()
        guard problems.isEmpty else { return problems }
        var places: [Range<Int>] = []
        for index in 0...((size - 1) >> 8) {
            do { _ = try bundle(index, into: &places) } catch let problem as Problem {
                problems.append(problem)
            }
        }
        return problems
    }

    /// The tree over the entries, whatever they hold.
    func tree() throws -> TileTree {
        var tree = TileTree()
        var places: [Range<Int>] = []
        for index in 0...((size - 1) >> 8) {
            let bytes = try bundle(index, into: &places)
            tree.append(places.map { SHA256Hash.leafHash(of: bytes, $0) })
        }
        return tree
    }

    /// Looks at single entries again, in parallel.
    func examine(
        _ indexes: [UInt64], keys: KeyDirectory, threads: Int
    ) throws -> [Examination] {
        var all: [Examination] = []
        let parts = stride(from: 0, to: indexes.count, by: 1_024).map {
            indexes[$0..<min($0 + 1_024, indexes.count)]
        }
        try OrderedFold.run(parts, threads: threads) { part in
            var seen: [Examination] = []
            var places: [Range<Int>] = []
            var held: (index: UInt64, bytes: [UInt8])?
            for index in part {
                if held?.index != index >> 8 {
                    held = (index >> 8, try bundle(index >> 8, into: &places))
                }
                guard let bytes = held?.bytes, places.indices.contains(Int(index & 255)),
                    let examination = Examination(
                        index: index, bytes, places[Int(index & 255)], keys: keys)
                else { continue }
                seen.append(examination)
            }
            return seen
        } absorb: {
            all += $0
        }
        return all
    }

    /// Where an entry stands and what it says of itself, none of which is verified.
    struct Place {
        let file: String
        let bytes: Range<Int>
        let record: RecordID
        /// The issuer's name, where the header can be read.
        let issuer: String?
    }

    /// Where an entry stands: its file and the bytes of it.
    func place(of index: UInt64) -> Place? {
        var places: [Range<Int>] = []
        guard let tile = Tile(.entries, index: index >> 8, inLogOf: size),
            let bytes = try? bundle(index >> 8, into: &places),
            places.indices.contains(Int(index & 255))
        else { return nil }
        let range = places[Int(index & 255)]
        var links: [SubjectLink] = []
        let header = (try? SignedStatementBytes(parsing: bytes, range)).flatMap {
            try? ProtectedHeader(parsing: bytes, $0.protectedHeader, subjects: &links)
        }
        return Place(
            file: tile.path, bytes: range,
            record: RecordID(SHA256Hash.leafHash(of: bytes, range)),
            issuer: header.map { COSEKey.issuerName($0.issuer) })
    }
}
