// SPDX-License-Identifier: Apache-2.0
internal import TraceCBOR
public import TracePrimitives
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

    /// The most bytes that are hashed in search of a whole frame behind a fault.
    private static let greatestSearch = 1 << 30
    /// How the content of a frame begins.
    private static let beginning: [UInt8] = {
        var writer = CBORWriter()
        writer.array(4)
        writer.text(DisclosureSet.label)
        return writer.bytes
    }()

    /// The places of the frames that ``read(_:relied:)`` gives, in their order, and perhaps of what
    /// it stopped at.
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

    /// One frame; an error for a set that nobody could read again.
    public static func frame(_ set: DisclosureSet) throws -> [UInt8] {
        let content = try set.encoded()
        guard content.count <= DisclosureSet.maximumSize else {
            throw Damage(
                offset: 0,
                reason: "the disclosures of \(set.record) take \(content.count) bytes, at most "
                    + "\(DisclosureSet.maximumSize) are read; shorten its texts")
        }
        var frame: [UInt8] = []
        for shift in [24, 16, 8, 0] { frame.append(UInt8(content.count >> shift & 0xFF)) }
        frame += SHA256Hash.hash(content).bytes.prefix(8)
        return frame + content
    }

    /// The sets in a file, and how many bytes of it are whole.
    ///
    /// Where no frame stands, for example zeros or a part of one, the file ends: it is what a crash left
    /// of a write that was never relied on, and a writer cuts it off. With a whole frame behind it that
    /// is relied on, the fault is damage. `relied` says so of a record whose frame was found there.
    public static func read(
        _ bytes: [UInt8], relied: (RecordID) -> Bool = { _ in true }
    ) throws(Damage) -> (sets: [DisclosureSet], wholeLength: Int) {
        var sets: [DisclosureSet] = []
        var offset = 0
        while let end = end(ofFrameAt: offset, in: bytes) {
            guard let set = DisclosureSet(Array(bytes[(offset + headLength)..<end])) else {
                throw Damage(offset: offset, reason: "no disclosure set")
            }
            sets.append(set)
            offset = end
        }
        try refuseFrames(in: bytes, behind: offset, relied)
        return (sets, offset)
    }

    /// Where the frame at an offset ends; nil where no whole one with its checksum stands.
    private static func end(ofFrameAt offset: Int, in bytes: [UInt8]) -> Int? {
        guard let content = content(at: offset, in: bytes),
            SHA256Hash.hash(bytes, content).bytes.prefix(8)
                .elementsEqual(bytes[(offset + 4)..<content.lowerBound])
        else { return nil }
        return content.upperBound
    }

    /// What the head at an offset says is its content.
    private static func content(at offset: Int, in bytes: [UInt8]) -> Range<Int>? {
        guard bytes.count - offset >= headLength else { return nil }
        let length = bytes[offset..<(offset + 4)].reduce(0) { $0 << 8 | Int($1) }
        let start = offset + headLength
        guard length <= DisclosureSet.maximumSize, length <= bytes.count - start else { return nil }
        return start..<(start + length)
    }

    /// Refuses a fault that is no torn end, because something that is relied on stands behind it.
    private static func refuseFrames(
        in bytes: [UInt8], behind fault: Int, _ relied: (RecordID) -> Bool
    ) throws(Damage) {
        var offset = fault + 1
        var hashed = 0
        while bytes.count - offset >= headLength {
            guard let content = content(at: offset, in: bytes),
                bytes[content].starts(with: beginning)
            else {
                offset += 1
                continue
            }
            hashed += content.count
            guard hashed <= greatestSearch else {
                throw Damage(offset: fault, reason: "no frame, and too much like frames behind it")
            }
            guard let end = end(ofFrameAt: offset, in: bytes),
                let set = DisclosureSet(Array(bytes[content]))
            else {
                offset += 1
                continue
            }
            guard !relied(set.record) else {
                throw Damage(
                    offset: fault, reason: "no frame, or an altered one, and a whole one follows")
            }
            offset = end
        }
    }
}
