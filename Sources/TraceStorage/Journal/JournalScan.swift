// SPDX-License-Identifier: Apache-2.0
import TraceMerkle
import TracePrimitives

/// What a journal file says: a pure reading of its bytes.
///
/// A write that was cut off and a damaged record are told apart. Ahead of the records the file is all zero
/// and a disk writes a sector whole or not at all, so a cut-off record has sectors that are still zero.
/// Whatever cannot have come about that way was acknowledged once and is damaged now: that is an error.
struct JournalScan {
    /// Where the records begin.
    let slot: JournalSlot

    /// The records in their order.
    private(set) var records: [JournalRecord] = []

    /// The checksum that the next record has to name.
    private(set) var checksum: Digest

    /// Where the next record goes.
    private(set) var end = JournalLayout.records

    /// A record that was cut off stands after the last whole one.
    private(set) var isTorn = false

    /// A reset was begun and not ended: the records belong to the generation before, all applied.
    private(set) var isResetting = false

    /// What was published last; nil before the first publication.
    let published: TreeHead?

    /// The head after the last record.
    var head: TreeHead { records.last?.head ?? slot.base }

    init(_ bytes: [UInt8], path: String) throws(StoreError) {
        let copies = JournalLayout.slots.map { JournalSlot.read(bytes, at: $0) }
        let valid = copies.compactMap(\.self)
        guard let slot = valid.max(by: { $0.generation < $1.generation }) else {
            throw StoreError(.damaged, path, "neither copy of the journal's start is readable")
        }
        guard slot.capacity == bytes.count, slot.capacity >= JournalLayout.leastCapacity else {
            throw StoreError(
                .damaged, path,
                "the journal has \(bytes.count) bytes, \(slot.capacity) were written")
        }
        self.slot = slot
        published = try Self.readMark(bytes, path)
        checksum = slot.checksum
        if valid.count == 2, valid[0] != valid[1] {
            // The second copy is written first, and no record before both are durable.
            guard valid[0].generation + 1 == valid[1].generation else {
                throw StoreError(.damaged, path, "the copies of the journal's start disagree")
            }
            isResetting = true
            return
        }
        try readRecords(bytes, path)
    }

    private static func readMark(
        _ bytes: [UInt8], _ path: String
    ) throws(StoreError) -> TreeHead? {
        // Two copies that differ: the later was being written, and states what is published.
        let marks = JournalLayout.marks.compactMap { PublishedMark(bytes, at: $0) }
        if let latest = marks.max(by: { $0.head.size < $1.head.size }) { return latest.head }
        guard JournalLayout.marks.contains(where: { isZero(bytes, sectorAt: $0) }) else {
            throw StoreError(.damaged, path, "neither note of the last checkpoint is readable")
        }
        return nil
    }

    private mutating func readRecords(_ bytes: [UInt8], _ path: String) throws(StoreError) {
        while end + JournalLayout.sector <= bytes.count, !Self.isZero(bytes, sectorAt: end) {
            guard let header = JournalRecordHeader(bytes, at: end), continues(header, bytes.count)
            else {
                throw StoreError(
                    .damaged, path, "the record at byte \(end) is not what was written")
            }
            let start = end + JournalRecord.headerLength
            let range = start..<start + header.bodyLength
            let extent = JournalRecord.extent(bodyLength: header.bodyLength)
            guard SHA256Hash.hash(bytes, range) == header.bodyHash else {
                try readCutOff(bytes, end..<end + extent, path)
                return
            }
            records.append(
                JournalRecord(
                    generation: header.generation, sequence: header.sequence, head: header.head,
                    count: header.count, previous: header.previous, body: Array(bytes[range])))
            checksum = header.checksum
            end += extent
        }
        try refuseRecords(bytes, from: end + JournalLayout.sector, path)
    }

    private func continues(_ header: JournalRecordHeader, _ capacity: Int) -> Bool {
        header.generation == slot.generation && header.sequence == UInt64(records.count)
            && header.previous == checksum && header.bodyLength >= 0
            && header.bodyLength <= capacity - end - JournalRecord.headerLength
            && header.head.size > head.size
            && header.head.size - head.size == UInt64(clamping: header.count)
    }

    /// A body that does not match its header: cut off when a sector of it was never written.
    private mutating func readCutOff(
        _ bytes: [UInt8], _ extent: Range<Int>, _ path: String
    ) throws(StoreError) {
        let sectors = stride(
            from: extent.lowerBound + JournalLayout.sector, to: extent.upperBound,
            by: JournalLayout.sector)
        guard sectors.contains(where: { Self.isZero(bytes, sectorAt: $0) }) else {
            throw StoreError(
                .damaged, path,
                "bytes \(extent) hold a record whose entries are not what was written")
        }
        isTorn = true
        try refuseRecords(bytes, from: extent.upperBound, path)
    }

    /// Behind the end nothing was written but perhaps parts of one cut-off record.
    private mutating func refuseRecords(
        _ bytes: [UInt8], from start: Int, _ path: String
    ) throws(StoreError) {
        for offset in stride(from: start, to: bytes.count, by: JournalLayout.sector)
        where !Self.isZero(bytes, sectorAt: offset) {
            isTorn = true
            if let header = JournalRecordHeader(bytes, at: offset),
                header.generation == slot.generation
            {
                throw StoreError(
                    .damaged, path, "a record stands at byte \(offset), the one before it is gone")
            }
        }
    }

    private static let emptySector = [UInt8](repeating: 0, count: JournalLayout.sector)

    /// Asked of each sector of a file that is mostly empty, whenever a ledger is opened to write.
    private static func isZero(_ bytes: [UInt8], sectorAt offset: Int) -> Bool {
        let length = min(JournalLayout.sector, bytes.count - offset)
        let zeros = length < emptySector.count ? Array(emptySector[..<length]) : emptySector
        return bytes.holds(zeros, at: offset)
    }
}
