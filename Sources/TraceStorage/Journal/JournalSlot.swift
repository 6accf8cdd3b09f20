// SPDX-License-Identifier: Apache-2.0
import TraceMerkle
import TracePrimitives

/// Where the journal's records begin: the head they are added to.
///
/// Two equal copies stand in the file, each one sector of 512 bytes: magic, generation, capacity, size, root, length and hash of the tail
/// file, checksum of the last record before, SHA-256 of all that.
struct JournalSlot: Equatable {
    /// Counts the resets, from a random start.
    ///
    /// Random, so that no entry can contain something that passes for a record.
    let generation: UInt64

    /// The length of the journal file.
    let capacity: Int

    /// The head before the first record.
    let base: TreeHead

    /// The length of the tail file: the entries that are in no full bundle yet.
    let tailLength: Int

    /// The SHA-256 of the tail file.
    let tailHash: Digest

    /// The checksum of the last record of the generation before, zero for the first.
    let previous: Digest

    static let magic: StaticString = "TLslot01"
    private static let coveredLength = 8 + 8 + 8 + 8 + 32 + 8 + 32 + 32

    /// The name of the tail file of a generation.
    static func tailName(_ generation: UInt64) -> String {
        LedgerFolder.tailPrefix + String(generation)
    }

    /// The slot as it stands in the file, one whole sector.
    func sector() -> [UInt8] {
        var fields = covered()
        fields.append(SHA256Hash.hash(fields.bytes))
        let padding = JournalLayout.sector - fields.bytes.count
        return fields.bytes + [UInt8](repeating: 0, count: padding)
    }

    /// The checksum of the slot, the first link of its records' chain.
    var checksum: Digest { SHA256Hash.hash(covered().bytes) }

    private func covered() -> FieldWriter {
        var fields = FieldWriter()
        fields.append(Self.magic)
        fields.append(generation)
        fields.append(UInt64(capacity))
        fields.append(base.size)
        fields.append(base.rootHash)
        fields.append(UInt64(tailLength))
        fields.append(tailHash)
        fields.append(previous)
        return fields
    }

    /// Reads the sector at an offset; nil when it is not exactly what `sector()` wrote.
    static func read(_ bytes: [UInt8], at offset: Int) -> JournalSlot? {
        var fields = FieldReader(bytes, at: offset)
        // The next generation has to be a number as well.
        guard fields.skip(magic), let generation = fields.number(), generation < .max,
            let capacity = fields.number().flatMap(Int.init(exactly:)), let size = fields.number(),
            let root = fields.digest(),
            let tailLength = fields.number().flatMap(Int.init(exactly:)),
            let tailHash = fields.digest(), let previous = fields.digest(),
            let checksum = fields.digest(),
            checksum == SHA256Hash.hash(bytes, offset..<offset + coveredLength)
        else { return nil }
        return JournalSlot(
            generation: generation, capacity: capacity, base: TreeHead(size: size, rootHash: root),
            tailLength: tailLength, tailHash: tailHash, previous: previous)
    }
}

/// What was published last; two equal copies stand in the journal file, all zero before the first.
struct PublishedMark: Equatable {
    let head: TreeHead

    private static let magic: StaticString = "TLpubl01"

    /// The mark as it stands in the file, one whole sector.
    func sector() -> [UInt8] {
        var fields = FieldWriter()
        fields.append(Self.magic)
        fields.append(head.size)
        fields.append(head.rootHash)
        fields.append(SHA256Hash.hash(fields.bytes))
        let padding = JournalLayout.sector - fields.bytes.count
        return fields.bytes + [UInt8](repeating: 0, count: padding)
    }

    init(head: TreeHead) {
        self.head = head
    }

    /// Reads the sector at an offset; nil when it is not exactly what `sector()` wrote.
    init?(_ bytes: [UInt8], at offset: Int) {
        var fields = FieldReader(bytes, at: offset)
        guard fields.skip(Self.magic), let size = fields.number(), let root = fields.digest()
        else { return nil }
        let covered = offset..<fields.offset
        guard fields.digest() == SHA256Hash.hash(bytes, covered) else { return nil }
        head = TreeHead(size: size, rootHash: root)
    }
}

/// The sizes of the journal file's parts.
enum JournalLayout {
    /// What a disk writes whole or not at all.
    static let sector = 512

    /// Where the two copies of the slot stand.
    static let slots = [0, 4_096]

    /// Where the two copies of the published mark stand.
    static let marks = [512, 4_608]

    /// Where the records begin.
    static let records = 8_192

    /// The file's length: records of some thousand entries of one KiB.
    static let capacity = 2 << 20

    /// The least length that holds the longest entry.
    static let leastCapacity = records + 66_560

    /// The greatest length that is ever read.
    static let greatestCapacity = 4 << 20

    static func aligned(_ length: Int) -> Int {
        (length + sector - 1) / sector * sector
    }
}
