// SPDX-License-Identifier: Apache-2.0
public import TraceMerkle
public import TracePrimitives

/// Two checkpoints of one log that cannot both be true, with what shows it: evidence that a log forked.
///
/// Anyone can check it offline: both are signed by one key, and either they have the same size and
/// different roots, or the larger tree begins with another tree than the smaller checkpoint states.
public struct ForkEvidence: Sendable, Hashable {
    /// The key that signed both.
    public let log: VerifierKey
    /// The checkpoint of the smaller or equal size.
    public let smaller: SignedNote
    /// The checkpoint of the larger or equal size.
    public let larger: SignedNote
    /// The root of the larger tree's first entries, as many as the smaller has; nil for equal sizes.
    public let beginning: Digest?
    /// The consistency path from that beginning to the larger tree.
    public let path: [Digest]

    /// Evidence of its parts, which `verify` checks.
    public init(
        log: VerifierKey, smaller: SignedNote, larger: SignedNote, beginning: Digest? = nil,
        path: [Digest] = []
    ) {
        self.log = log
        self.smaller = smaller
        self.larger = larger
        self.beginning = beginning
        self.path = path
    }

    /// What was shown.
    public struct Finding: Sendable, Hashable {
        /// The checkpoint of the smaller or equal size.
        public let smaller: Checkpoint
        /// The checkpoint of the larger or equal size.
        public let larger: Checkpoint

        /// The finding in words, without a guess at the reason.
        public var sentence: String {
            let (a, b) = (smaller.head, larger.head)
            guard a.size < b.size else {
                return
                    "the log's key signed two trees of \(a.size) entries: root \(a.rootHash) and root "
                    + "\(b.rootHash)"
            }
            return
                "the log's key signed a tree of \(a.size) entries with root \(a.rootHash), and a tree of "
                + "\(b.size) entries with root \(b.rootHash) that does not begin with it"
        }
    }

    /// Throws unless both checkpoints are the log's and cannot both be true.
    public func verify() throws(MerkleError) -> Finding {
        try smaller.verify([log])
        try larger.verify([log])
        let (first, second) = (
            try Checkpoint(parsing: smaller.text), try Checkpoint(parsing: larger.text)
        )
        guard first.origin.isExactly(log.name), second.origin.isExactly(log.name),
            log.kind == .ed25519
        else { throw MerkleError(.verifierKey, at: 0) }
        let (a, b) = (first.head, second.head)
        guard a.size > 0, a.size <= b.size
        else { throw MerkleError(.proofPosition, at: Int(clamping: a.size)) }
        if a.size == b.size {
            guard beginning == nil, path.isEmpty else {
                throw MerkleError(.proofLength, at: path.count)
            }
            guard a.rootHash != b.rootHash else { throw MerkleError(.rootMismatch, at: 0) }
        } else {
            guard let beginning else { throw MerkleError(.proofLength, at: 0) }
            // The path leads from one root alone to the larger one: another beginning is shown by it.
            try ConsistencyProof(size1: a.size, size2: b.size, path: path)
                .verify(root1: beginning, root2: b.rootHash)
            guard beginning != a.rootHash else { throw MerkleError(.rootMismatch, at: 0) }
        }
        return Finding(smaller: first, larger: second)
    }
}

extension ForkEvidence {
    /// The first line of an evidence file.
    public static let magic = "traceledger/fork-evidence/1\n"
    /// The most bytes of an evidence file.
    public static let maximumLength = 2 * SignedNote.maximumLength + 8_192

    /// The bytes of the file (SPEC.md Appendix D).
    public var encoded: [UInt8] {
        var text = Self.magic + "log \(log)\n"
        if let beginning { text += "begins \(Base64.encode(beginning.bytes))\n" }
        for hash in path { text += "hash \(Base64.encode(hash.bytes))\n" }
        let (first, second) = (smaller.encoded, larger.encoded)
        return Array("\(text)smaller \(first.count)\n".utf8) + first
            + Array("larger \(second.count)\n".utf8) + second
    }

    /// Parses a file; what `encoded` would not have written is refused.
    public init(parsing bytes: [UInt8]) throws(MerkleError) {
        var reading = Reading(bytes)
        guard bytes.count <= Self.maximumLength, bytes.starts(with: Self.magic.utf8)
        else { throw MerkleError(.noteFormat, at: 0) }
        reading.offset = Self.magic.utf8.count
        guard let key = try reading.word("log") else { throw reading.error }
        log = try VerifierKey(key)
        beginning = try reading.word("begins").map { (word) throws(MerkleError) in
            try reading.hash(word)
        }
        var path: [Digest] = []
        while let word = try reading.word("hash") {
            guard path.count < AddCheckpoint.maximumProof else { throw reading.error }
            path.append(try reading.hash(word))
        }
        self.path = path
        smaller = try reading.note("smaller")
        larger = try reading.note("larger")
        guard encoded == bytes else { throw reading.error }
    }

    private struct Reading {
        let bytes: [UInt8]
        var offset = 0

        init(_ bytes: [UInt8]) { self.bytes = bytes }

        var error: MerkleError { MerkleError(.noteFormat, at: offset) }

        /// The rest of the line when it begins with a name.
        mutating func word(_ name: String) throws(MerkleError) -> String? {
            guard bytes[offset...].starts(with: Array(name.utf8) + [0x20]) else { return nil }
            guard let end = bytes[offset...].firstIndex(of: 0x0A) else { throw error }
            defer { offset = end + 1 }
            return String(decoding: bytes[(offset + name.utf8.count + 1)..<end], as: UTF8.self)
        }

        func hash(_ word: String) throws(MerkleError) -> Digest {
            guard let hash = Base64.decode(word).flatMap({ Digest($0) }) else { throw error }
            return hash
        }

        mutating func note(_ name: String) throws(MerkleError) -> SignedNote {
            guard let word = try word(name), let count = Int(word), String(count) == word,
                count > 0,
                count <= SignedNote.maximumLength, count <= bytes.count - offset
            else { throw error }
            defer { offset += count }
            return try SignedNote(parsing: Array(bytes[offset..<(offset + count)]))
        }
    }
}
