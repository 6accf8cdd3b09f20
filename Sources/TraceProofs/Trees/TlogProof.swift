// SPDX-License-Identifier: Apache-2.0
public import TraceMerkle
public import TracePrimitives

/// A proof file that stands for itself: index, path and checkpoint (C2SP tlog-proof).
public struct TlogProof: Hashable, Sendable {
    /// The first line.
    public static let header = "c2sp.org/tlog-proof@v1"
    /// The longest file that is read: a note, 64 hashes and a little more.
    public static let maximumLength = SignedNote.maximumLength + 8_192

    /// The index of the entry.
    public let leafIndex: UInt64
    /// The path, the leaf's sibling first.
    public let path: [Digest]
    /// The signed checkpoint, verbatim.
    public let note: [UInt8]
    /// Bytes that nobody vouches for, where the file has some.
    public let extra: [UInt8]?

    /// A proof under a checkpoint.
    public init(_ proof: InclusionProof, note: [UInt8], extra: [UInt8]? = nil) {
        leafIndex = proof.leafIndex
        path = proof.path
        self.note = note
        self.extra = extra
    }

    /// The text of the file.
    public var text: [UInt8] {
        var lines = [Self.header]
        if let extra { lines.append("extra " + Base64.encode(extra)) }
        lines.append("index \(leafIndex)")
        lines += path.map { Base64.encode($0.bytes) }
        return Array((lines.joined(separator: "\n") + "\n\n").utf8) + note
    }

    /// Reads a file whose bytes ``text`` gives back.
    public init(parsing bytes: [UInt8]) throws(ProofError) {
        guard bytes.count <= Self.maximumLength, UTF8Text.isValid(bytes, 0..<bytes.count) else {
            throw ProofError(.tlogProofFormat, at: 1, "too long, or no UTF-8")
        }
        var lines: [String] = []
        var start = 0
        while let end = bytes[start...].firstIndex(of: 0x0A), end > start, lines.count < 67 {
            lines.append(String(decoding: bytes[start..<end], as: UTF8.self))
            start = end + 1
        }
        guard lines.first == Self.header, start < bytes.count, bytes[start] == 0x0A else {
            throw ProofError(
                .tlogProofFormat, at: 1,
                "no file that begins with `\(Self.header)` and has an empty line before its "
                    + "checkpoint")
        }
        note = Array(bytes[(start + 1)...])
        var rest = lines.dropFirst()
        if let line = rest.first, line.hasPrefix("extra ") {
            extra = Base64.decode(String(line.dropFirst(6)))
            rest = rest.dropFirst()
        } else {
            extra = nil
        }
        guard let line = rest.first, line.hasPrefix("index "),
            let index = UInt64(line.dropFirst(6))
        else { throw ProofError(.tlogProofFormat, at: 2, "no line `index` with a number") }
        leafIndex = index
        var hashes: [Digest] = []
        for (number, line) in rest.dropFirst().enumerated() {
            guard let hash = Base64.decode(line).flatMap({ Digest($0) }) else {
                throw ProofError(
                    .tlogProofFormat, at: UInt64(number + 3), "no hash of 32 bytes in base64")
            }
            hashes.append(hash)
        }
        path = hashes
        // "+7", "007" and a lax base64 would not come back.
        guard text == bytes else {
            throw ProofError(.tlogProofFormat, at: 2, "the file is not written canonically")
        }
    }

    /// Checks that an entry stands under a checkpoint that the log has signed.
    @discardableResult
    public func verify(
        entry: [UInt8], log: VerifierKey, witnesses: [VerifierKey] = []
    ) throws(ProofError) -> PublishedCheckpoint {
        let published = try PublishedCheckpoint(note, log: log, witnesses: witnesses)
        let head = published.checkpoint.head
        let proof = InclusionProof(leafIndex: leafIndex, treeSize: head.size, path: path)
        do throws(MerkleError) {
            try proof.verify(
                leafHash: SHA256Hash.leafHash(of: entry), rootHash: head.rootHash)
        } catch {
            throw ProofError(
                .rootMismatch, at: leafIndex,
                "the path does not lead from this statement to the root of \(head.size) (\(error))")
        }
        return published
    }
}
