// SPDX-License-Identifier: Apache-2.0
public import TracePrimitives
public import TraceRecords

/// Why a head file is not used, or a number not signed again.
public struct SignerHeadError: Error, Sendable, Hashable, CustomStringConvertible {
    /// What is wrong and what would help.
    public let description: String

    init(_ description: String) { self.description = description }
}

/// How far an issuer has signed in one ledger, kept by the issuer itself, away from the ledger.
///
/// A signer continues only what stands here: its own statements, and chains that it took from a
/// ledger that it had verified. It holds salts, and is as private as a key.
public struct SignerHead: Sendable, Hashable {
    /// The end of a chain: the next number and the record before it.
    public struct ChainEnd: Sendable, Hashable {
        /// The next number.
        public let seq: UInt64
        /// The record id before it, zero at number 0.
        public let prev: Digest

        /// The end of a chain.
        public init(seq: UInt64, prev: Digest) {
            self.seq = seq
            self.prev = prev
        }

        /// The end of a chain without statements.
        public static let start = ChainEnd(seq: 0, prev: .zero)
    }

    /// A statement that was signed, and the subjects it is about.
    public struct Signed: Sendable, Hashable {
        /// Its record id.
        public let record: RecordID
        /// Its subjects.
        public let subjects: [Digest]

        /// A statement that was signed.
        public init(record: RecordID, subjects: [Digest]) {
            self.record = record
            self.subjects = subjects
        }
    }

    /// The ledger's origin.
    public let origin: String
    /// What the ledger's policy commits.
    public let profile: PrivacyProfile
    /// Thumbprint of the issuer's first key.
    public let issuer: Digest
    /// Where the issuer's chain stood when this head began.
    public let base: ChainEnd
    /// Where subject chains stood when this head began.
    public let baseLinks: [Digest: ChainEnd]
    /// What was signed since, in order.
    public private(set) var signed: [Signed]
    /// The pseudonyms in use, in the order of their first use.
    public private(set) var openings: [SubjectOpening]

    /// A head at the beginning of a chain, or where a verified ledger has left it.
    public init(
        origin: String, profile: PrivacyProfile, issuer: Digest, base: ChainEnd = .start,
        baseLinks: [Digest: ChainEnd] = [:], signed: [Signed] = [],
        openings: [SubjectOpening] = []
    ) {
        self.origin = origin
        self.profile = profile
        self.issuer = issuer
        self.base = base
        self.baseLinks = baseLinks
        self.signed = signed
        self.openings = openings
    }

    /// The end of the issuer's chain.
    public var end: ChainEnd {
        guard let last = signed.last else { return base }
        return ChainEnd(seq: base.seq + UInt64(signed.count), prev: last.record.digest)
    }

    /// The end of the chain about a subject.
    public func end(of subject: Digest) -> ChainEnd {
        var end = baseLinks[subject] ?? .start
        for statement in signed where statement.subjects.contains(subject) {
            end = ChainEnd(seq: end.seq + 1, prev: statement.record.digest)
        }
        return end
    }

    /// Takes up a statement that was just signed, with the pseudonyms that it uses.
    public mutating func note(_ record: RecordID, subjects: [Digest], _ used: [SubjectOpening]) {
        signed.append(Signed(record: record, subjects: subjects))
        learn(used)
    }

    /// Takes up pseudonyms that partners have opened; one that is known for an id stays.
    public mutating func learn(_ new: [SubjectOpening]) {
        var known = Set(openings.map { Reference($0.kind, $0.id) })
        for opening in new where known.insert(Reference(opening.kind, opening.id)).inserted {
            openings.append(opening)
        }
    }

    /// Takes back the statements from a number on, because it was refused or lost.
    ///
    /// Those after it named it as their predecessor and have to be signed again as well.
    public mutating func withdraw(from seq: UInt64) throws(SignerHeadError) -> [RecordID] {
        guard seq >= base.seq, seq - base.seq < UInt64(signed.count) else {
            throw SignerHeadError(
                "number \(seq) cannot be signed again: this head holds the numbers "
                    + "\(base.seq) to \(base.seq + UInt64(signed.count)), the last not included")
        }
        let first = Int(seq - base.seq)
        let gone = signed[first...].map(\.record)
        signed.removeSubrange(first...)
        return gone
    }

    /// The subjects of an own statement that is still in this head.
    public func subjects(of record: RecordID) -> [Digest]? {
        signed.first { $0.record == record }?.subjects
    }
}
