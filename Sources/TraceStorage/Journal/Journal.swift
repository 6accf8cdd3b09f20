// SPDX-License-Identifier: Apache-2.0
import TraceMerkle
import TracePrimitives

/// The one file that a commit writes: preallocated, checksummed, appended to and synchronized.
///
/// A record that is durable is the commit: it stages the entries and swaps the head in one. When the file is
/// full and everything in it is applied, it begins again with the head it has reached.
final class Journal {
    private let file: any StoredFile
    private let files: any FileSystem
    private let folder: String
    private(set) var slot: JournalSlot
    private var checksum: Digest
    private var end: Int
    private var sequence: UInt64

    /// How many bytes of entries, lengths included, the next record may hold; may be negative.
    var room: Int { slot.capacity - end - JournalRecord.headerLength }

    static func path(in folder: String) -> String { folder + "/journal" }

    // MARK: - Making and opening

    /// Makes the journal of a ledger without entries.
    static func create(
        in folder: String, _ files: any FileSystem, capacity: Int, generation: UInt64
    ) throws(StoreError) {
        let slot = JournalSlot(
            generation: generation, capacity: JournalLayout.aligned(capacity), base: .empty,
            tailLength: 0, tailHash: SHA256Hash.hash([]), previous: .zero)
        var image = [UInt8](repeating: 0, count: slot.capacity)
        for offset in JournalLayout.slots {
            image.replaceSubrange(offset..<offset + JournalLayout.sector, with: slot.sector())
        }
        // Zeros are written, not merely reserved: a later commit then changes no file-system metadata.
        try files.install(
            image, at: path(in: folder), by: folder + "/" + LedgerFolder.stagePrefix + "journal",
            .ownerOnly)
    }

    /// Reads the journal without changing it; nil when there is none.
    static func read(
        in folder: String, _ files: any FileSystem
    ) throws(StoreError) -> (scan: JournalScan, bytes: [UInt8])? {
        let path = path(in: folder)
        guard let bytes = try files.contents(of: path, limit: JournalLayout.greatestCapacity)
        else { return nil }
        return (try JournalScan(bytes, path: path), bytes)
    }

    /// Opens the journal for writing and makes durable what it was found to hold.
    init(
        resuming scan: JournalScan, _ bytes: [UInt8], in folder: String, _ files: any FileSystem
    ) throws(StoreError) {
        file = try files.file(at: Self.path(in: folder), .update)
        self.files = files
        self.folder = folder
        slot = scan.slot
        checksum = scan.checksum
        end = scan.end
        sequence = UInt64(scan.records.count)
        try settle(bytes, scan)
    }

    /// Writes again what was read.
    ///
    /// After a failed synchronization the operating system may show bytes that are not on the disk
    /// and believe them written; only writing them once more makes sure.
    private func settle(_ bytes: [UInt8], _ scan: JournalScan) throws(StoreError) {
        if scan.isResetting {
            // Crash here: still two different copies, or one; the next opening does this again.
            try finishReset(bytes)
        } else {
            let kept = Array(bytes[JournalLayout.records..<scan.end])
            try file.write(kept, at: JournalLayout.records)
            if scan.isTorn {
                // Crash here: some of the cut-off record is left, and is again found to be cut off.
                try file.write(
                    [UInt8](repeating: 0, count: bytes.count - scan.end), at: scan.end)
            }
            for offset in JournalLayout.slots { try file.write(slot.sector(), at: offset) }
            try file.synchronize()
        }
        if let published = scan.published { try notePublished(published) }
    }

    // MARK: - Committing

    /// Adds a record and returns when it is durable: the commit point.
    func append(_ head: TreeHead, count: Int, body: [UInt8]) throws(StoreError) {
        let record = JournalRecord(
            generation: slot.generation, sequence: sequence, head: head, count: count,
            previous: checksum, body: body)
        let (bytes, checksum) = record.encoded()
        precondition(
            end + bytes.count <= slot.capacity, "a record fits the room that was asked for")
        // Crash here: nothing new is known, the old head stands.
        try file.write(bytes, at: end)
        // Crash here: some sectors may be there. A whole record is taken, a part of one is cleared away.
        try file.synchronize()
        // Crash here: the entries are committed; opening the folder applies them.
        end += JournalLayout.aligned(bytes.count)
        sequence += 1
        self.checksum = checksum
    }

    // MARK: - Beginning again

    /// Begins a new generation at a head whose full tiles are durable, `tail` being the rest.
    func reset(to head: TreeHead, tail: [UInt8]) throws(StoreError) {
        let old = slot
        let next = JournalSlot(
            generation: old.generation + 1, capacity: old.capacity, base: head,
            tailLength: tail.count, tailHash: SHA256Hash.hash(tail), previous: checksum)
        if !tail.isEmpty {
            let name = JournalSlot.tailName(next.generation)
            try files.install(
                tail, at: folder + "/" + name,
                by: folder + "/" + LedgerFolder.stagePrefix + name, .ownerOnly)
            try files.synchronizeFolder(folder)
        }
        // Crash here: a tail file that nothing names, removed when the folder is next opened.
        try file.write(next.sector(), at: JournalLayout.slots[1])
        try file.synchronize()
        // Crash here: the copies differ, the newer one counts, and the reset is ended when next opened.
        slot = next
        try finishReset(nil)
        if old.tailLength > 0 {
            try files.removeIfPresent(folder + "/" + JournalSlot.tailName(old.generation))
        }
        checksum = next.checksum
        end = JournalLayout.records
        sequence = 0
    }

    /// Clears the records of the generation before, then makes both copies of the slot equal.
    private func finishReset(_ bytes: [UInt8]?) throws(StoreError) {
        let used = bytes?.count ?? end
        try file.write(
            [UInt8](repeating: 0, count: used - JournalLayout.records), at: JournalLayout.records)
        // Crash here: old records, some cleared; the copies of the slot still differ.
        try file.synchronize()
        for offset in JournalLayout.slots { try file.write(slot.sector(), at: offset) }
        // Crash here: the copies differ, or are equal and the records are cleared.
        try file.synchronize()
    }

    /// Notes what was published last, so that an older checkpoint in its place is noticed.
    func notePublished(_ head: TreeHead) throws(StoreError) {
        // Crash here: an older note, which accuses nobody; opening the folder notes it again.
        for offset in JournalLayout.marks {
            try file.write(PublishedMark(head: head).sector(), at: offset)
        }
        try file.synchronize()
    }
}

extension JournalSlot {
    /// The entries that are in no full bundle at the base, an entry bundle.
    func tail(in folder: String, _ files: any FileSystem) throws(StoreError) -> [UInt8] {
        guard tailLength > 0 else { return [] }
        let path = folder + "/" + JournalSlot.tailName(generation)
        guard let bytes = try files.contents(of: path, limit: tailLength) else {
            throw StoreError(.damaged, path, "the file is missing, the journal names it")
        }
        guard bytes.count == tailLength, SHA256Hash.hash(bytes) == tailHash else {
            throw StoreError(.damaged, path, "the file is not what was written")
        }
        return bytes
    }
}
