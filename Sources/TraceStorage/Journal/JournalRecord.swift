// SPDX-License-Identifier: Apache-2.0
import TraceMerkle
import TracePrimitives

/// One commit: the new head and the entries that lead to it.
///
/// Starts at a sector boundary, so that writing it never touches a sector of the record before it:
/// magic, generation, sequence, size, root, entry count, body length, checksum of the record
/// before, SHA-256 of the body, SHA-256 of all that; then the body, an entry bundle.
struct JournalRecord: Equatable {
    let generation: UInt64
    let sequence: UInt64
    let head: TreeHead
    let count: Int
    let previous: Digest
    let body: [UInt8]

    static let magic: StaticString = "TLrecd01"
    static let headerLength = coveredLength + 32
    private static let coveredLength = 8 + 8 + 8 + 8 + 32 + 8 + 8 + 32 + 32

    /// The record as it is written, and the checksum that the next one names.
    func encoded() -> (bytes: [UInt8], checksum: Digest) {
        var fields = FieldWriter()
        fields.append(Self.magic)
        fields.append(generation)
        fields.append(sequence)
        fields.append(head.size)
        fields.append(head.rootHash)
        fields.append(UInt64(count))
        fields.append(UInt64(body.count))
        fields.append(previous)
        fields.append(SHA256Hash.hash(body))
        let checksum = SHA256Hash.hash(fields.bytes)
        fields.append(checksum)
        return (fields.bytes + body, checksum)
    }

    /// The space a body takes in the file.
    static func extent(bodyLength: Int) -> Int {
        JournalLayout.aligned(headerLength + bodyLength)
    }
}

/// The fixed part of a record that stands in a journal, checked against its own checksum only.
struct JournalRecordHeader {
    let generation: UInt64
    let sequence: UInt64
    let head: TreeHead
    let count: Int
    let bodyLength: Int
    let previous: Digest
    let bodyHash: Digest
    let checksum: Digest

    init?(_ bytes: [UInt8], at offset: Int) {
        var fields = FieldReader(bytes, at: offset)
        guard fields.skip(JournalRecord.magic), let generation = fields.number(),
            let sequence = fields.number(), let size = fields.number(), let root = fields.digest(),
            let count = fields.number().flatMap(Int.init(exactly:)),
            let bodyLength = fields.number().flatMap(Int.init(exactly:)),
            let previous = fields.digest(), let bodyHash = fields.digest()
        else { return nil }
        let covered = offset..<fields.offset
        guard let checksum = fields.digest(), checksum == SHA256Hash.hash(bytes, covered)
        else { return nil }
        self.generation = generation
        self.sequence = sequence
        self.head = TreeHead(size: size, rootHash: root)
        self.count = count
        self.bodyLength = bodyLength
        self.previous = previous
        self.bodyHash = bodyHash
        self.checksum = checksum
    }
}
