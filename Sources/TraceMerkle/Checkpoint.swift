// SPDX-License-Identifier: Apache-2.0
internal import TracePrimitives

/// The text of a checkpoint: origin, size and root, without extension lines (C2SP tlog-checkpoint).
public struct Checkpoint: Hashable, Sendable {
    /// The name of the log.
    public let origin: String
    /// Size and root of its tree.
    public let head: TreeHead

    /// A checkpoint of its parts; the origin is one line that is not empty.
    public init(origin: String, head: TreeHead) throws(MerkleError) {
        guard !origin.isEmpty, origin.utf8.allSatisfy({ $0 >= 0x20 })
        else { throw MerkleError(.checkpointFormat, at: 1) }
        self.origin = origin
        self.head = head
    }

    /// Parses the text of a note; what `text` would not have written is refused.
    public init(parsing text: [UInt8]) throws(MerkleError) {
        let lines = text.split(separator: 0x0A, omittingEmptySubsequences: false)
        guard lines.count == 4, lines[3].isEmpty,  // R25 lines
            UTF8Text.isValid(text, 0..<text.count)
        else { throw MerkleError(.checkpointFormat, at: lines.count) }
        guard let size = UInt64(String(decoding: lines[1], as: UTF8.self))
        else { throw MerkleError(.checkpointFormat, at: 2) }
        guard let root = Base64.decode(String(decoding: lines[2], as: UTF8.self)),
            let rootHash = Digest(root)
        else { throw MerkleError(.checkpointFormat, at: 3) }
        try self.init(
            origin: String(decoding: lines[0], as: UTF8.self),
            head: TreeHead(size: size, rootHash: rootHash))
        // UInt64 reads "+7" and "007"; a canonical text prints back to itself.
        guard self.text == text else {  // R25 canonical
            throw MerkleError(.checkpointFormat, at: 2)
        }
    }

    /// The three lines.
    public var text: [UInt8] {
        Array("\(origin)\n\(head.size)\n\(Base64.encode(head.rootHash.bytes))\n".utf8)
    }

    /// A note of it that nobody has signed yet.
    public var note: SignedNote { SignedNote(text: text, signatures: []) }
}
