// SPDX-License-Identifier: Apache-2.0
public import TraceMerkle
public import TracePrimitives
public import TraceWriting

/// An issuer's signature over an answer: a signed note beside the file that names its hash.
///
/// It says that this issuer gave this answer about this state of the ledger; not that it is true
/// (SPEC.md, Appendix H).
public struct AnswerNote: Sendable, Equatable {
    /// What was asked, such as `impact party:P-1`.
    public let question: String
    /// The ledger's origin, size and root hash.
    public let checkpoint: Checkpoint
    /// SHA-256 of the answer's bytes.
    public let answer: Digest

    /// The first line of the text.
    public static let firstLine = "traceledger/answer/1"

    /// A note about an answer.
    public init(question: String, checkpoint: Checkpoint, answer: [UInt8]) {
        self.question = question
        self.checkpoint = checkpoint
        self.answer = SHA256Hash.hash(answer)
    }

    /// Reads the text of a note; what ``text`` would not have written is refused with nil.
    public init?(text: [UInt8]) {
        let lines = String(decoding: text, as: UTF8.self)
            .split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        guard lines.count == 7, lines[0] == Self.firstLine,
            let checkpoint = try? Checkpoint(
                parsing: Array(lines[2...4].map { $0 + "\n" }.joined().utf8)),
            let answer = Digest(hex: lines[5])
        else { return nil }
        question = lines[1]
        self.checkpoint = checkpoint
        self.answer = answer
        guard self.text == text else { return nil }
    }

    /// The text that is signed; ids hold no line feeds.
    var text: [UInt8] {
        let head = checkpoint.head
        return Array(
            """
            \(Self.firstLine)
            \(question)
            \(checkpoint.origin)
            \(head.size)
            \(Base64.encode(head.rootHash.bytes))
            \(Hex.encode(answer.bytes))

            """.utf8)
    }

    /// The name that an issuer's signatures of answers bear.
    public static func signer(of checkpoint: Checkpoint) -> String {
        checkpoint.origin + "/issuer"
    }

    /// The note, signed with an issuer's key.
    public func signed(by key: borrowing SecretKey) throws(MerkleError) -> [UInt8] {
        try SignedNote(text: text, signatures: [])
            .signed(name: Self.signer(of: checkpoint), by: key).encoded
    }

    /// Whether a note is this one, signed with a key.
    public func isValid(_ note: [UInt8], signedBy key: PublicKey) -> Bool {
        guard let parsed = try? SignedNote(parsing: note), parsed.text == text,
            let verifier = try? VerifierKey(name: Self.signer(of: checkpoint), key: key)
        else { return false }
        return (try? parsed.verify([verifier])) != nil
    }
}
