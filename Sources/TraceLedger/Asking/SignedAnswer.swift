// SPDX-License-Identifier: Apache-2.0
import TraceCOSE
public import TraceMerkle
import TracePrimitives
import TraceRecords
import TraceRisk
public import TraceVerifier

/// A note about an answer as somebody handed it over: read, and nothing in it believed yet.
public struct SignedAnswer: Sendable {
    /// What the note says.
    public let content: AnswerNote
    private let note: SignedNote

    /// Why an answer is not what its note says.
    public struct Fault: Error, Sendable, Equatable, CustomStringConvertible {
        /// The kinds of fault.
        public enum Code: String, Sendable {
            /// The note has another form.
            case malformed = "answer-malformed"
            /// The answer's bytes are others than those that were signed.
            case changed = "answer-changed"
            /// The note is about another ledger.
            case otherLedger = "answer-other-ledger"
            /// The ledger never had the state that the note names.
            case otherState = "answer-other-state"
            /// No key that may have signed did, or its signature fails.
            case signature = "answer-signature"
        }
        /// What is wrong.
        public let code: Code
        /// The sentence.
        public let reason: String
        /// Code and sentence.
        public var description: String { "\(code.rawValue): \(reason)" }
    }

    /// Whether bytes look like a note about an answer.
    public static func isLikely(_ bytes: [UInt8]) -> Bool {
        bytes.starts(with: Array((AnswerNote.firstLine + "\n").utf8))
    }

    /// Reads a note.
    public init(parsing bytes: [UInt8]) throws(Fault) {
        guard let note = try? SignedNote(parsing: bytes), let content = AnswerNote(text: note.text)
        else {
            throw Fault(
                code: .malformed,
                reason: "it is no note about an answer (SPEC.md, Appendix H), or it was changed")
        }
        self.note = note
        self.content = content
    }

    /// Checks the answer's bytes and the signature of a key that is known from elsewhere.
    public func verify(answer: [UInt8], key: VerifierKey) throws(Fault) {
        guard key.name == AnswerNote.signer(of: content.checkpoint) else {
            throw Fault(
                code: .otherLedger,
                reason: "the key is named \(key.name), the note is about the ledger "
                    + content.checkpoint.origin)
        }
        try checkBytes(answer)
        guard (try? note.verify([key])) != nil else {
            throw Fault(code: .signature, reason: "the note is not signed by \(key)")
        }
    }

    /// Checks the answer's bytes, and that an issuer of a verified ledger signed about a state of it.
    ///
    /// Returns the name of the issuer. The key must have been the issuer's active one at the size that
    /// the note names, and declared compromised at no time.
    public func verify(
        answer: [UInt8], in ledger: VerifiedLedger, state: LedgerState
    ) throws(Fault) -> String {
        let (origin, head) = (content.checkpoint.origin, content.checkpoint.head)
        guard origin == ledger.checkpoint.origin else {
            throw Fault(
                code: .otherLedger,
                reason: "the note is about the ledger \(origin), this is "
                    + ledger.checkpoint.origin)
        }
        try checkBytes(answer)
        guard head.size <= ledger.checkpoint.head.size,
            state.tree.root(of: head.size) == head.rootHash
        else {
            throw Fault(
                code: .otherState,
                reason: "the ledger, of \(ledger.checkpoint.head.size) entries, never had the "
                    + "state of size \(head.size) that the note names")
        }
        let keys = ActiveKeys(ledger, size: head.size)
        for (issuer, key) in keys.active.sorted(by: { $0.key < $1.key }) {
            guard
                let verifier = try? VerifierKey(
                    name: AnswerNote.signer(of: content.checkpoint), key: key),
                (try? note.verify([verifier])) != nil
            else { continue }
            return COSEKey.issuerName(issuer)
        }
        throw Fault(
            code: .signature,
            reason: "no issuer's key of size \(head.size) signed the note, or it was declared "
                + "compromised")
    }

    private func checkBytes(_ answer: [UInt8]) throws(Fault) {
        guard SHA256Hash.hash(answer) == content.answer else {
            throw Fault(
                code: .changed, reason: "the answer is not the one that was signed: another hash")
        }
    }

    /// Whether the answer comes out of records again; nil where the question is not known here.
    public func isReproduced(_ answer: [UInt8], by records: [Checked]) throws -> Bool? {
        let words = content.question.split(separator: " ", maxSplits: 1).map(String.init)
        guard words.count == 2, words[0] == "impact",
            let thing = Reference(asked: words[1])
        else { return nil }
        let records = records.filter { $0.index < content.checkpoint.head.size }
        let network = LotNetwork(StandingRecord.standing(records))
        guard let impact = network.impact(of: thing, records: records.count) else { return false }
        return try [AskingText.plain(impact), AskingText.csv(impact), AskingText.json(impact)]
            .contains { Array($0.utf8) == answer }
    }
}

extension Reference {
    /// A thing that a question names, `party:P-1`.
    fileprivate init?(asked text: String) {
        let parts = text.split(separator: ":", maxSplits: 1).map(String.init)
        guard parts.count == 2, let kind = RecordKind(rawValue: parts[0]) else { return nil }
        self.init(kind, parts[1])
    }
}
