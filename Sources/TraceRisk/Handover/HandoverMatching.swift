// SPDX-License-Identifier: Apache-2.0
import TracePrimitives
import TraceRecords
import TraceVerifier

/// Double entry of transfers: the statements that the giver and the taker of goods make of them.
///
/// Each statement is in one pair at most, the one that fits best. Two statements by one issuer are one
/// source, whomever they quote, and are never called matched (design: signed is not true).
struct HandoverMatching {
    /// The pairs, in the order of their first statements.
    private(set) var handovers: [AuditResult.Handover] = []
    /// What is to be said of the data.
    private(set) var remarks: [AuditResult.DataRemark] = []
    /// Labels of second statements, which tell of a transfer that the first has told of.
    private(set) var seconds: Set<String> = []
    /// Those among them that tell more of places, modes or origin, with their blanks filled from the
    /// first: they are read for that, and their mass is not counted again.
    private(set) var repeats: [String: Stated] = [:]

    /// Statements about one lot that are compared with each other at most.
    static let mostOfALot = 64

    init(_ input: [Checked], _ keys: IssuerKeys) {
        let statements = Self.statements(input)
        guard statements.count > 1 else { return }
        var isPaired = [Bool](repeating: false, count: statements.count)
        for (first, second) in Self.candidates(statements) {
            guard !isPaired[first], !isPaired[second] else { continue }
            isPaired[first] = true
            isPaired[second] = true
            add(statements[first], statements[second], keys)
        }
        handovers.sort { $0.order < $1.order }
    }

    /// The movements of each issuer as it states them now, in the order of the ledger.
    private static func statements(_ input: [Checked]) -> [HandoverStatement] {
        // Only movements are compared; parties tell who speaks, and changes what stands.
        let input = input.filter {
            $0.record.kind == .movement || $0.record.kind == .party || $0.record.kind.isControl
        }
        let byIssuer = Dictionary(grouping: input, by: \.issuer)
        var order: [String: Int] = [:]
        for (place, checked) in input.enumerated() { order[checked.label] = place }
        var found: [HandoverStatement] = []
        for (_, own) in byIssuer.sorted(by: { $0.key < $1.key }) {
            let records = CurrentRecords(own).records
            let parties = self.parties(records)
            found += records.compactMap { HandoverStatement($0, parties: parties) }
        }
        return found.sorted {
            (order[$0.stated.firstLabel] ?? 0) < (order[$1.stated.firstLabel] ?? 0)
        }
    }

    /// The party that an issuer says it is: its own party record names it as an identifier.
    private static func parties(_ records: [Stated]) -> [String: String] {
        var parties: [String: String] = [:]
        for stated in records where stated.record.kind == .party {
            let names = stated.record.texts("identifiers")
            guard stated.record.accordingTo == nil,
                names.contains(where: { $0 == "issuer=" + name(stated.issuer) })
                    || names.contains("issuer=\(stated.issuer)")
            else { continue }
            parties[stated.issuer] = parties[stated.issuer] ?? stated.record.id
        }
        return parties
    }

    /// The name that SPEC.md section 3 gives an issuer.
    private static func name(_ issuer: String) -> String {
        "urn:ietf:params:oauth:ckt:sha-256:" + issuer
    }

    /// Pairs that fit, the best first.
    private static func candidates(_ statements: [HandoverStatement]) -> [(Int, Int)] {
        var ofLot: [String: [Int]] = [:]
        for (place, statement) in statements.enumerated() {
            for lot in statement.lots { ofLot[lot, default: []].append(place) }
        }
        var fits: [(fit: Int, first: Int, second: Int)] = []
        var seen: Set<[Int]> = []
        for places in ofLot.values {
            let compared = places.prefix(mostOfALot)
            for (offset, first) in compared.enumerated() {
                for second in compared.dropFirst(offset + 1) {
                    guard seen.insert([first, second]).inserted,
                        let fit = statements[first].fit(statements[second])
                    else { continue }
                    fits.append((fit, first, second))
                }
            }
        }
        fits.sort { ($1.fit, $0.first, $0.second) < ($0.fit, $1.first, $1.second) }
        return fits.map { ($0.first, $0.second) }
    }

    private mutating func add(
        _ a: HandoverStatement, _ b: HandoverStatement, _ keys: IssuerKeys
    ) {
        let differences = HandoverDifferences.between(a.movement, b.movement)
        let standing: AuditResult.Handover.Standing =
            if a.stated.issuer == b.stated.issuer {
                .recordedByOne
            } else {
                keys.areIndependent(a.stated.issuer, b.stated.issuer) ? .matched : .sharedKeys
            }
        let handover = AuditResult.Handover(
            transfer: a.movement.id, lots: a.lots.intersection(b.lots).sorted(),
            fromParty: a.movement.fromParty ?? b.movement.fromParty,
            toParty: a.movement.toParty ?? b.movement.toParty, standing: standing,
            records: [a.stated.label, b.stated.label],
            issuers: [a.stated.issuer, b.stated.issuer], differences: differences)
        handovers.append(handover)
        seconds.insert(b.stated.label)
        if b.tellsMore(than: a) { repeats[b.stated.label] = b.filled(from: a) }
        remark(handover)
    }

    private mutating func remark(_ handover: AuditResult.Handover) {
        let lots = Words.list(handover.lots)
        switch handover.standing {
        case .matched: break
        case .recordedByOne:
            note(
                handover,
                "The transfer \(handover.transfer) of \(lots) is recorded on both sides by "
                    + "\(handover.issuers[0]): one source, not a match.")
        case .sharedKeys:
            note(
                handover,
                "The transfer \(handover.transfer) of \(lots) is stated by two issuers whose keys "
                    + "are not shown to be independent: not a match.")
        }
        guard !handover.differences.isEmpty else { return }
        let words = handover.differences.map { "\($0.field) \($0.first) and \($0.second)" }
        note(
            handover,
            "The two statements of the transfer \(handover.transfer) differ: \(Words.list(words)). "
                + "Scales, units and the day that is meant may differ; ask both for their papers.")
    }

    private mutating func note(_ handover: AuditResult.Handover, _ message: String) {
        remarks.append(
            AuditResult.DataRemark(code: "handover", records: handover.records, message: message))
    }
}

extension AuditResult.Handover {
    fileprivate var order: String { records.joined() }
}
