// SPDX-License-Identifier: Apache-2.0
public import TraceMerkle
public import TracePrimitives

/// The body of an add-checkpoint request (C2SP tlog-witness): old size, proof, checkpoint.
///
/// After parsing its form holds; neither signature nor proof has been checked.
public struct AddCheckpoint: Sendable, Hashable {
    /// The most hashes of a proof.
    public static let maximumProof = 63
    /// The most bytes of a request: the lines of the proof and a note of its greatest length.
    public static let maximumLength = SignedNote.maximumLength + 64 * 64

    /// The size that the client says the witness cosigned last.
    public let oldSize: UInt64
    /// The consistency proof from that size.
    public let path: [Digest]
    /// The checkpoint with its signatures.
    public let note: SignedNote
    /// What its text says.
    public let checkpoint: Checkpoint

    /// A request of its parts.
    public init(oldSize: UInt64, path: [Digest], note: SignedNote) throws(MerkleError) {
        self.oldSize = oldSize
        self.path = path
        self.note = note
        checkpoint = try Checkpoint(parsing: note.text)
    }

    /// Parses a body; what `encoded` would not have written is refused.
    public init(parsing body: [UInt8]) throws(MerkleError) {
        guard body.count <= Self.maximumLength else {
            throw MerkleError(.noteFormat, at: body.count)
        }
        var start = 0
        var oldSize: UInt64?
        var path: [Digest] = []
        while true {
            guard let end = body[start...].firstIndex(of: 0x0A)
            else { throw MerkleError(.noteFormat, at: start) }
            let line = String(decoding: body[start..<end], as: UTF8.self)
            if oldSize == nil {
                oldSize = try Self.oldSize(line)
            } else if line.isEmpty {
                start = end + 1
                break
            } else {
                guard path.count < Self.maximumProof, let bytes = Base64.decode(line),
                    let hash = Digest(bytes)
                else { throw MerkleError(.proofLength, at: path.count) }
                path.append(hash)
            }
            start = end + 1
        }
        try self.init(
            oldSize: oldSize ?? 0, path: path, note: SignedNote(parsing: Array(body[start...])))
    }

    private static func oldSize(_ line: String) throws(MerkleError) -> UInt64 {
        let words = line.split(separator: " ", omittingEmptySubsequences: false)
        guard words.count == 2, words[0] == "old", let size = UInt64(words[1]),
            String(size) == words[1]
        else { throw MerkleError(.proofPosition, at: 0) }
        return size
    }

    /// The body.
    public var encoded: [UInt8] {
        var text = "old \(oldSize)\n"
        for hash in path { text += Base64.encode(hash.bytes) + "\n" }
        return Array(text.utf8) + [0x0A] + note.encoded
    }
}
