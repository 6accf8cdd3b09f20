// SPDX-License-Identifier: Apache-2.0
import TraceCOSE
public import TraceIssuing
public import TracePrimitives
public import TraceRecords
public import TraceWriting

/// A signed statement on its way to a ledger, with what opens it.
public struct SignedStatement: Sendable, Hashable {
    /// The entry, byte for byte as it will stand in the log.
    public let bytes: [UInt8]
    /// Its record id.
    public let record: RecordID
    /// Its number in the issuer's chain.
    public let seq: UInt64
    /// What opens its committed fields and the pseudonyms that it names.
    public let disclosures: DisclosureSet
}

/// An issuer that signs away from the ledger, after its own head.
///
/// The caller makes ``head`` durable before it hands a statement out: a number that was handed out
/// is never given to another statement unless it is withdrawn on purpose.
public struct SigningOffice {
    /// How far it has signed.
    public private(set) var head: SignerHead
    /// What is committed beyond the ledger's profile.
    public var withholding = Withholding.none
    private let signer: StatementSigner
    private let random: RandomSource

    /// An office with its key; the head is the key's issuer's.
    public init(_ head: SignerHead, signer: StatementSigner, random: RandomSource = .system) {
        self.head = head
        self.signer = signer
        self.random = random
    }

    /// The file of the head, sealed by the office's key.
    public func sealedHead() throws -> [UInt8] { try head.sealed(by: signer) }

    /// Takes up pseudonyms that partners have opened, so that both name a lot alike.
    public mutating func learn(_ sets: [DisclosureSet]) {
        for set in sets { head.learn(set.openings) }
    }

    /// Takes back the statements from a number on; returns those that have to be signed again.
    public mutating func withdraw(from seq: UInt64) throws -> [RecordID] {
        try head.withdraw(from: seq)
    }

    /// Signs what a document states.
    public mutating func sign(_ document: RecordDocument, time: UInt64) throws -> SignedStatement {
        switch document.content {
        case .record(let record, correcting: nil):
            var encoder = encoder()
            return try sign(encoder.encode(record), time)
        case .record(let record, correcting: .some(let target)):
            var encoder = encoder()
            let encoded = try encoder.encode(
                correcting: target, subjects: subjects(of: target), to: record)
            return try sign(encoded, time)
        case .retraction(let target, let reference, let reason):
            var book = book()
            // R11: under the pseudonym of the record that is taken back.
            let opening = book.opening(reference)
            let payload = try ControlPayload.retraction(
                of: target, reason: reason, ref: opening.subject)
            let subjects = Set(try subjects(of: target) + [opening.subject]).sorted()
            return try sign(payload, subjects, [], [opening], time)
        }
    }

    /// Signs that a new key takes over; the head has to be sealed by the new key from then on.
    public mutating func rotate(
        to key: borrowing SecretKey, time: UInt64
    ) throws -> SignedStatement {
        let name = COSEKey.issuerName(head.issuer)
        let proof = key.sign(
            KeyChange.possessionMessage(origin: head.origin, issuer: name, key: key.publicKey))
        let change = KeyChange(.rotate, issuer: name, key: key.publicKey, proof: proof)
        var book = book()
        let opening = book.opening(
            Reference(.key, COSEKey.thumbprint(of: key.publicKey).base64URL))
        let payload = try ControlPayload.key(change, ref: opening.subject)
        return try sign(payload, [opening.subject], [], [opening], time)
    }

    private func book() -> SubjectBook {
        var book = SubjectBook(random: random)
        for opening in head.openings { book.learn(opening) }
        return book
    }

    private func encoder() -> PayloadEncoder {
        var encoder = PayloadEncoder(profile: head.profile, random: random, book: book())
        encoder.withholding = withholding
        return encoder
    }

    private func subjects(of target: RecordID) throws -> [Digest] {
        guard let subjects = head.subjects(of: target) else {
            throw WritingError(
                "the statement \(target) is not in this head: correct statements that a ledger "
                    + "holds with a head taken from it (--from), or the ledger's own import")
        }
        return subjects
    }

    private mutating func sign(_ encoded: EncodedRecord, _ time: UInt64) throws -> SignedStatement {
        try sign(encoded.payload, encoded.subjects, encoded.fields, encoded.openings, time)
    }

    private mutating func sign(
        _ payload: [UInt8], _ subjects: [Digest], _ fields: [FieldDisclosure],
        _ openings: [SubjectOpening], _ time: UInt64
    ) throws -> SignedStatement {
        let seq = head.end.seq
        let entry = try signer.sign(payload, subjects: subjects, after: head, time: time)
        let record = RecordID(SHA256Hash.leafHash(of: entry))
        head.note(record, subjects: subjects, openings)
        return SignedStatement(
            bytes: entry, record: record, seq: seq,
            disclosures: DisclosureSet(record: record, fields: fields, openings: openings))
    }
}
