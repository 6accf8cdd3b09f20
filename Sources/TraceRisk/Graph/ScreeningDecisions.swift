// SPDX-License-Identifier: Apache-2.0
import TracePrimitives
import TraceRecords

/// What analysts decided on matches of names: a claim about a party whose `denominator` is
/// `decision/same/LIST:ENTRY` or `decision/not-same/LIST:ENTRY`, with who in `source`, why in `text`.
///
/// That a party is another one counts when the records have one issuer, or when the audit's caller
/// names its issuer: a supplier must not clear itself. That it is the listed one counts whoever says
/// it, unless one whose decisions count decided otherwise.
struct ScreeningDecisions: Sendable {
    /// One decision.
    struct Decision: Sendable {
        let isSame: Bool
        let who: String?
        let why: String?
        let day: String?
        let stated: Stated
    }

    /// The last decision on each entry, by party.
    private var byParty: [String: [String: Decision]] = [:]
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
        func counts(_ claim: Entry<Claim>) -> Bool {
            analysts?.contains(claim.stated.issuer) ?? (issuers.count == 1)
        }
        // Those of strangers first, so that decisions that count stand over them.
        for claim in ordered where !counts(claim) { note(claim, ofStranger: true) }
        for claim in ordered where counts(claim) { note(claim) }
    }

    private static func isEarlier(
        _ left: (offset: Int, element: Entry<Claim>), _ right: (offset: Int, element: Entry<Claim>)
    ) -> Bool {
        let days = [left, right].map { $0.element.view.published?.dayNumber ?? 0 }
        return (days[0], left.offset) < (days[1], right.offset)
    }

    private mutating func note(_ claim: Entry<Claim>, ofStranger: Bool = false) {
        let rest = (claim.view.denominator ?? "").dropFirst(Self.word.count)
        let parts = rest.split(separator: "/", maxSplits: 1)
        guard parts.count == 2, parts[0] == "same" || parts[0] == "not-same",
            claim.view.text?.isEmpty == false, claim.view.source?.isEmpty == false
        else {
            remark(claim, "A decision on a match lacks its answer, its reason or who decided.")
            return
        }
        let isSame = parts[0] == "same"
        guard isSame || !ofStranger else {
            remark(
                claim,
                "A decision that a party is not the listed one did not count: the records have "
                    + "several issuers, and its issuer is not named as one whose decisions count.")
            return
        }
        for party in claim.view.about where party.kind == .party {
            byParty[party.id, default: [:]][String(parts[1])] = Decision(
                isSame: isSame, who: claim.view.source, why: claim.view.text,
                day: claim.view.published.map { "\($0)" }, stated: claim.stated)
        }
    }

    private mutating func remark(_ claim: Entry<Claim>, _ message: String) {
        remarks.append(
            AuditResult.DataRemark(code: "decision", records: [claim.label], message: message))
    }

    /// The last decision on a party and an entry.
    func decision(_ party: String, _ key: String) -> Decision? { byParty[party]?[key] }

    /// Entries whose party a party was decided to be, in order.
    func same(_ party: String) -> [(key: String, decision: Decision)] {
        (byParty[party] ?? [:]).filter(\.value.isSame).sorted { $0.key < $1.key }
            .map { ($0.key, $0.value) }
    }
}
