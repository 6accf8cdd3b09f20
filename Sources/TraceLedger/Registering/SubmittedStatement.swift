// SPDX-License-Identifier: Apache-2.0
import TraceCBOR
import TraceCOSE
public import TracePrimitives
public import TraceRecords
import TraceVerifier

/// A statement that somebody hands in, with what opens it; its form is read, nothing is believed.
public struct SubmittedStatement: Sendable, Hashable {
    /// How messages name it: its file.
    public let name: String
    /// The entry.
    public let bytes: [UInt8]
    /// Its record id.
    public let record: RecordID
    /// Thumbprint of the issuer's first key.
    public let issuer: Digest
    /// Thumbprint of the signing key.
    public let kid: Digest
    /// Its number in the issuer's chain.
    public let seq: UInt64
    /// The record before it.
    public let prev: Digest
    /// What opens it, where that came with it.
    public let disclosures: DisclosureSet?
    let audience: String
    let subjects: [Digest]
    let payload: [UInt8]

    /// Reads an entry and its disclosures; refuses what has not the form of one by name.
    public init(_ bytes: [UInt8], disclosures: [UInt8]? = nil, name: String) throws {
        self.name = name
        self.bytes = bytes
        record = RecordID(SHA256Hash.leafHash(of: bytes))
        var links: [SubjectLink] = []
        do {
            let parts = try SignedStatementBytes(parsing: bytes)
            let header = try ProtectedHeader(
                parsing: bytes, parts.protectedHeader, subjects: &links)
            issuer = header.issuer
            kid = header.kid
            seq = header.seq
            prev = header.prev
            audience = String(decoding: bytes[header.audience], as: UTF8.self)
            payload = Array(bytes[parts.payload])
        } catch {
            throw WritingError("\(name) is no signed statement of this format: \(error)")
        }
        subjects = links.map(\.subject)
        guard let disclosures else {
            self.disclosures = nil
            return
        }
        guard let set = DisclosureSet(disclosures) else {
            throw WritingError(
                "\(name): the disclosures beside it are no disclosure set; ask for the file as "
                    + "the issuer made it")
        }
        self.disclosures = set
        try checkDisclosures(set)
    }

    /// Its kind; nil where the payload names none.
    var kind: RecordKind? {
        (try? CBORValue.decode(payload))?["kind"]?.textValue.flatMap(RecordKind.init(rawValue:))
    }

    /// R14: what opens the statement is its own, and nothing else.
    private func checkDisclosures(_ set: DisclosureSet) throws {
        guard set.record == record else {
            throw WritingError(
                "\(name): the disclosures beside it belong to the statement \(set.record)")
        }
        let payload = (try? CBORValue.decode(self.payload)) ?? .null
        do {
            _ = try RecordReader().record(
                payload: payload, subjects: subjects, disclosures: set)
        } catch {
            throw WritingError("\(name): \(error). Ask for the set as the issuer made it")
        }
    }
}
