// SPDX-License-Identifier: Apache-2.0
public import TracePrimitives
public import TraceRecords
import TraceRisk

/// What an analyst decided on a match between a party and a list entry, to be signed as a claim.
///
/// The entry and the answer stand in the claim's committed field `denominator`: a published log does
/// not tell whom a party was compared with.
public struct ScreeningDecision: Sendable, Equatable {
    /// The two answers.
    public enum Answer: String, Sendable {
        /// The party is the listed one.
        case same
        /// The party is another one.
        case notSame = "not-same"
    }

    /// The party's id.
    public let party: String
    /// The entry, as `LIST:NUMBER`, for example `OFAC SDN:19790`.
    public let entry: String
    /// The answer.
    public let answer: Answer
    /// Who decided.
    public let who: String
    /// Why.
    public let why: String
    /// The day of the decision.
    public let day: CalendarDate

    /// A decision; nil when the reason, the name or the entry is empty, or the entry has no number.
    public init?(
        party: String, entry: String, answer: Answer, who: String, why: String, day: CalendarDate
    ) {
        guard !party.isEmpty, !who.isEmpty, !why.isEmpty,
            entry.split(separator: ":", maxSplits: 1).count == 2
        else { return nil }
        self.party = party
        self.entry = entry
        self.answer = answer
        self.who = who
        self.why = why
        self.day = day
    }

    /// The record that states it; a later decision on the same party and entry corrects it.
    public var record: Record {
        let digest = SHA256Hash.hash(Array((party + "\n" + entry).utf8)).hex.prefix(24)
        return Record(
            kind: .claim, id: "decision-" + digest,
            fields: [
                "about": .references([Reference(.party, party)]),
                "denominator": .text("decision/\(answer.rawValue)/\(entry)"),
                "source": .text(who), "text": .text(why), "published": .date(day),
            ])
    }

    /// Signs the decision into a ledger; one that changes an earlier one corrects it.
    ///
    /// The party must be stated in the ledger, by whom it may be.
    public func write(into writer: LedgerWriter, time: UInt64) throws {
        if let known = writer.current[record.reference], !known.isErased {
            guard known.record != record || known.isRetracted else { return }
            try writer.correct(known, to: record, time: time)
        } else {
            try writer.state(record, time: time)
        }
        try writer.commit()
    }
}
