// SPDX-License-Identifier: Apache-2.0
import TracePrimitives
import TraceRecords

/// What analysts decided on matches of names: a claim about a party whose `denominator` is
/// `decision/same/LIST:ENTRY` or `decision/not-same/LIST:ENTRY`, with who in `source`, why in `text`.
///
/// Decisions count when the records have one issuer, or when the audit's caller names theirs: a
/// supplier must not clear itself.
struct ScreeningDecisions: Sendable {
    /// One decision.
    struct Decision: Sendable {
        let isSame: Bool
        let who: String?
        let why: String?
        let day: String?
        let stated: Stated
    }

    private var byParty: [String: Decision] = [:]
    /// Decisions that did not count.
    private(set) var remarks: [AuditResult.DataRemark] = []

    /// What a claim's `denominator` begins with.
    static let word = "decision/"

    init(_ graph: ProvenanceGraph, analysts: Set<String>?) {
        let decisions = graph.claims.filter {
            $0.view.denominator?.hasPrefix(Self.word) == true
        }
        guard !decisions.isEmpty else { return }
        let issuers = Set(
            graph.parties.map(\.entry.stated.issuer) + graph.lots.map(\.entry.stated.issuer)
                + graph.orders.map(\.entry.stated.issuer) + graph.claims.map(\.stated.issuer))
        // Of one day the later in the ledger stands.
        let ordered = decisions.enumerated().sorted { Self.isEarlier($0, $1) }.map(\.element)
        for claim in ordered {
            let counts = analysts?.contains(claim.stated.issuer) ?? (issuers.count == 1)
            guard counts else {
                remarks.append(
                    AuditResult.DataRemark(
                        code: "decision", records: [claim.label],
                        message: "A decision on a match did not count: the records have several "
                            + "issuers, and its issuer is not named as one whose decisions count."))
                continue
            }
            note(claim)
        }
    }

    private static func isEarlier(
        _ left: (offset: Int, element: Entry<Claim>), _ right: (offset: Int, element: Entry<Claim>)
    ) -> Bool {
        let days = [left, right].map { $0.element.view.published?.dayNumber ?? 0 }
        return (days[0], left.offset) < (days[1], right.offset)
    }

    private mutating func note(_ claim: Entry<Claim>) {
        let rest = (claim.view.denominator ?? "").dropFirst(Self.word.count)
        let parts = rest.split(separator: "/", maxSplits: 1)
        guard parts.count == 2, parts[0] == "same" || parts[0] == "not-same",
            claim.view.text?.isEmpty == false, claim.view.source?.isEmpty == false
        else {
            remarks.append(
                AuditResult.DataRemark(
                    code: "decision", records: [claim.label],
                    message: "A decision on a match lacks its answer, its reason or who decided."))
            return
        }
        for party in claim.view.about where party.kind == .party {
            byParty[party.id + "\n" + parts[1]] = Decision(
                isSame: parts[0] == "same", who: claim.view.source, why: claim.view.text,
                day: claim.view.published.map { "\($0)" }, stated: claim.stated)
        }
    }

    /// The last decision on a party and an entry.
    func decision(_ party: String, _ key: String) -> Decision? { byParty[party + "\n" + key] }
}
