// SPDX-License-Identifier: Apache-2.0
internal import TracePrimitives
public import TraceRecords

/// The file of disclosures beside a ledger: frames that are only ever appended.
///
/// A frame is a 32-bit big-endian length, the first eight bytes of the SHA-256 of the content, and
/// the content, one disclosure set. Frames are made durable before the statements that they open are
/// committed, so a crash leaves frames without a statement, never a statement without its frame.
public enum Annex {
    /// Length and checksum.
    static let headLength = 12

    /// Where and why reading stopped.
    public struct Damage: Error, Sendable, CustomStringConvertible {
        /// The offset of the frame.
        public let offset: Int
        /// What is wrong, in plain words.
        public let reason: String

        /// Offset and reason.
        public var description: String { "byte \(offset): \(reason)" }
    }

    /// The places of the whole frames in bytes that ``read(_:)`` accepts, in their order.
    public static func places(in bytes: [UInt8]) -> [Range<Int>] {
        var places: [Range<Int>] = []
        var offset = 0
        while bytes.count - offset >= headLength {
            let length = bytes[offset..<(offset + 4)].reduce(0) { $0 << 8 | Int($1) }
            let end = offset + headLength + length
            guard end <= bytes.count else { break }
            places.append(offset..<end)
            offset = end
        }
        return places
    }

    /// One frame.
    public static func frame(_ set: DisclosureSet) throws -> [UInt8] {
        let content = try set.encoded()
        var frame: [UInt8] = []
        for shift in [24, 16, 8, 0] { frame.append(UInt8(content.count >> shift & 0xFF)) }
        frame += SHA256Hash.hash(content).bytes.prefix(8)
        return frame + content
    }

    /// The sets in a file, and how many bytes of it are whole.
    ///
    /// Bytes behind the last whole frame are what a crash left of one that was never relied on; a
    /// writer cuts them off. A frame that is whole but altered is damage.
    public static func read(
        _ bytes: [UInt8]
    ) throws(Damage) -> (sets: [DisclosureSet], wholeLength: Int) {
        var sets: [DisclosureSet] = []
        var offset = 0
        while bytes.count - offset >= headLength {
            let length = bytes[offset..<(offset + 4)].reduce(0) { $0 << 8 | Int($1) }
            guard length <= DisclosureSet.maximumSize else {
                throw Damage(offset: offset, reason: "a frame of \(length) bytes")
            }
            let start = offset + headLength
            guard bytes.count - start >= length else { break }
            let content = Array(bytes[start..<(start + length)])
            let sum = bytes[(offset + 4)..<start]
            guard SHA256Hash.hash(content).bytes.prefix(8).elementsEqual(sum) else {
                // The last frame may be torn: its length was written before its content.
                if start + length == bytes.count { break }
                throw Damage(offset: offset, reason: "the checksum does not match")
            }
            guard let set = DisclosureSet(content) else {
                throw Damage(offset: offset, reason: "no disclosure set")
            }
            sets.append(set)
            offset = start + length
        }
        return (sets, offset)
    }
}
