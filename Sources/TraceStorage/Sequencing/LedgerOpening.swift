// SPDX-License-Identifier: Apache-2.0
import TraceMerkle
import TracePrimitives

/// What lies in a folder when a writer opens it, and whether it may be written at all.
struct LedgerOpening {
    let folder: LedgerFolder
    let scan: JournalScan
    private let image: [UInt8]
    let published: TreeHead?

    /// Reads journal and checkpoint and removes temporary files; the lock is held.
    init(_ folder: LedgerFolder) throws(StoreError) {
        self.folder = folder
        guard let (scan, image) = try Journal.read(in: folder.privatePath, folder.files) else {
            throw StoreError(
                .notFound, Journal.path(in: folder.privatePath),
                "the journal is missing: this folder holds no ledger that can be written")
        }
        self.scan = scan
        self.image = image
        published = try Publisher.head(in: folder, at: "checkpoint")?.head
        let kept = JournalSlot.tailName(scan.slot.generation)
        for entry in try folder.files.entries(of: folder.privatePath)
        where entry.name.hasPrefix(LedgerFolder.stagePrefix)
            || (entry.name.hasPrefix(LedgerFolder.tailPrefix) && entry.name != kept)
        {
            try folder.files.removeFile(at: folder.privatePath + "/" + entry.name)
        }
    }

    func resumedJournal() throws(StoreError) -> Journal {
        try Journal(resuming: scan, image, in: folder.privatePath, folder.files)
    }

    /// The right edge of the tree at the journal's base.
    func edge() throws(StoreError) -> TreeEdge {
        let base = scan.slot.base
        let tail = try scan.slot.tail(in: folder.privatePath, folder.files)
        guard let entries = StagedEntries(bundle: tail), UInt64(entries.count) == base.size & 255
        else {
            throw StoreError(
                .damaged, folder.privatePath, "the tail file does not hold the last entries")
        }
        var leaves: [UInt8] = []
        for leaf in entries.leaves { leaf.append(to: &leaves) }
        let edge = try TreeEdge(
            size: base.size, lastLeaves: leaves, bundle: tail, log: folder.log)
        guard try edge.range().writtenHead() == base else {
            throw StoreError(
                .damaged, folder.logPath + "/tile", "the tiles do not lead to the committed root")
        }
        return edge
    }

    // MARK: - Refusing to fork

    /// Throws when the log holds a checkpoint that these entries do not lead to: a backup was put back.
    func refuseOldHead() throws(StoreError) {
        let path = folder.logPath + "/checkpoint"
        if scan.published != nil, published == nil {
            throw StoreError(.notFound, path, "a checkpoint was published and is gone")
        }
        for later in [published, scan.published, try greatestCheckpoint()].compactMap(\.self) {
            guard later.size <= scan.head.size else {
                throw StoreError(
                    .behind, path,
                    "a checkpoint of \(later.size) entries is known, the head has \(scan.head.size)"
                )
            }
            guard try root(at: later.size) == later.rootHash else {
                throw StoreError(
                    .behind, path, "the checkpoint of \(later.size) entries has another root")
            }
        }
    }

    /// The checkpoint of the greatest size, should `checkpoint` itself have been set back.
    private func greatestCheckpoint() throws(StoreError) -> TreeHead? {
        var greatest: UInt64?
        for entry in try folder.files.entriesIfPresent(of: folder.logPath + "/checkpoints") {
            guard let size = UInt64(entry.name), String(size) == entry.name else { continue }
            greatest = max(greatest ?? 0, size)
        }
        guard let greatest else { return nil }
        return try Publisher.head(in: folder, at: "checkpoints/\(greatest)")?.head
    }

    /// The root of the first entries, from a record of the journal or from the tiles.
    private func root(at size: UInt64) throws(StoreError) -> Digest {
        for head in [scan.slot.base] + scan.records.map(\.head) where head.size == size {
            return head.rootHash
        }
        guard size < scan.slot.base.size else { return .zero }
        let count = Int(size & 255)
        var leaves: [UInt8] = []
        if count > 0 {
            leaves = try folder.log.lastHashes(index: size >> 8, count: count)
        }
        return try TreeEdge(size: size, lastLeaves: leaves, bundle: [], log: folder.log).range()
            .writtenHead().rootHash
    }
}

extension LogSource {
    /// The first hashes of a level-0 tile, full or of just this width.
    fileprivate func lastHashes(index: UInt64, count: Int) throws(StoreError) -> [UInt8] {
        let length = count * Digest.byteCount
        for width in [Tile.fullWidth, count] {
            guard let tile = Tile(.hashes(level: 0), index: index, width: width),
                let bytes = try bytes(tile.path, limit: width * Digest.byteCount)
            else { continue }
            guard bytes.count == width * Digest.byteCount else { break }
            return Array(bytes.prefix(length))
        }
        throw StoreError(
            .damaged, location(of: "tile/0"), "tile \(index) is missing or has another length")
    }
}
