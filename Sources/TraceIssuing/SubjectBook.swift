// SPDX-License-Identifier: Apache-2.0
import TracePrimitives
public import TraceRecords
public import TraceWriting

/// An issuer's own list of pseudonyms: one salt for each kind and id of a ledger.
///
/// It lives beside the ledger, never in it; partners are given single openings of it.
public struct SubjectBook: Sendable {
    private var openings: [Reference: SubjectOpening] = [:]
    private let random: RandomSource

    /// An empty book that draws its salts from a source.
    public init(random: RandomSource) { self.random = random }

    /// Takes over an opening that was used before.
    public mutating func learn(_ opening: SubjectOpening) {
        openings[Reference(opening.kind, opening.id)] = opening
    }

    /// The opening of a record's pseudonym, made at its first use.
    public mutating func opening(_ reference: Reference) -> SubjectOpening {
        if let known = openings[reference] { return known }
        let opening = SubjectOpening(
            salt: random.salt(), kind: reference.kind, id: reference.id)
        openings[reference] = opening
        return opening
    }
}

extension RandomSource {
    /// A fresh salt.
    func salt() -> Salt {
        // A source that returns fewer bytes than asked for is broken beyond use.
        guard let salt = Salt(bytes(16)) else { preconditionFailure("a random source of 16 bytes") }
        return salt
    }
}
