// SPDX-License-Identifier: Apache-2.0
import TracePrimitives
import TraceRecords
import TraceVerifier

/// The records that raised findings cite, each with a line of what it says.
enum EvidenceList {
    /// Evidence for the labels that findings cite.
    static func evidence(
        _ labels: Set<String>, _ records: [Stated]
    ) -> [AuditResult.Evidence] {
        var found: [AuditResult.Evidence] = []
        for stated in records where labels.contains(stated.label) {
            found.append(
                AuditResult.Evidence(
                    record: stated.label, kind: stated.record.kind.rawValue, id: stated.record.id,
                    summary: summary(stated.record), issuer: stated.issuer,
                    accordingTo: stated.record.accordingTo, document: stated.record.document,
                    basis: stated.record.basis, assurance: word(stated.assurance),
                    underSuspicion: stated.underSuspicion))
        }
        return found.sorted { $0.record < $1.record }
    }

    /// What others say, and notes that are not confidential, with the grade that the recorder gave.
    static func claims(_ claims: [Entry<Claim>]) -> [AuditResult.ClaimNote] {
        claims.filter { Annex.note($0)?.kind != .indicator }.map { claim in
            let view = claim.view
            return AuditResult.ClaimNote(
                record: claim.label, about: view.about.map { "\($0.kind.rawValue):\($0.id)" },
                text: view.text, source: view.source, published: view.published.map { "\($0)" },
                grade: (view.reliability ?? "F") + (view.credibility ?? "6"),
                denominator: view.denominator, relays: view.derivedFrom,
                low: view.valueLow?.doubleValue, high: view.valueHigh?.doubleValue,
                unit: view.unit)
        }
    }

    static func word(_ assurance: Assurance) -> String {
        switch assurance {
        case .unsigned: "unsigned"
        case .anchored: "anchored"
        case .verified: "verified"
        }
    }

    /// Fields that a reader wants in a line, in order; names of people and contacts are not among them.
    private static let shown = [
        "type", "description", "hs", "construction", "pieces", "net_kg", "workers", "country",
        "from_country", "to_country", "mode", "customs_office", "origin_declared", "origin_before",
        "origin_after", "started", "finished", "dispatched", "arrived", "ordered", "shipped",
        "date",
        "as_of", "issued", "unit_price", "amount", "currency", "payee_country", "mass_kg",
    ]

    private static func summary(_ record: Record) -> String {
        let parts = shown.compactMap { name in
            record.fields[name].flatMap(text).map {
                "\(name.replacing("_", with: " ")) \($0)"
            }
        }
        let line = parts.joined(separator: ", ")
        return record.withheld > 0 ? line + " (\(record.withheld) fields withheld)" : line
    }

    private static func text(_ value: FieldValue) -> String? {
        switch value {
        case .text(let text): String(text.prefix(120))
        case .date(let date): "\(date)"
        case .decimal(let number): "\(number)"
        case .count(let number): "\(number)"
        default: nil
        }
    }
}
