// SPDX-License-Identifier: Apache-2.0
import TracePrimitives
import TraceRecords

/// Where two accounts of one transfer differ: mass, pieces, dates, seal, places, modes, origin.
enum HandoverDifferences {
    /// The differences in the fields that both state.
    static func between(_ a: Movement, _ b: Movement) -> [AuditResult.HandoverDifference] {
        var found: [AuditResult.HandoverDifference] = []
        let others = Dictionary(b.lots.map { ($0.lot, $0) }) { first, _ in first }
        for share in a.lots {
            guard let other = others[share.lot] else { continue }
            add("lots.\(share.lot).kg", share.kg, other.kg, &found)
            add("lots.\(share.lot).pieces", share.pieces, other.pieces, &found)
        }
        let named = Set(a.lots.map(\.lot))
        if named != Set(others.keys) {
            add("lots", list(named), list(Set(others.keys)), &found)
        }
        let texts: [(String, String?, String?)] = [
            ("dispatched", a.dispatched?.description, b.dispatched?.description),
            ("arrived", a.arrived?.description, b.arrived?.description),
            ("seal", a.seal, b.seal), ("container", a.container, b.container),
            ("from_site", a.fromSite, b.fromSite), ("to_site", a.toSite, b.toSite),
            ("port", a.port, b.port),
            ("place_of_receipt", a.placeOfReceipt, b.placeOfReceipt),
            ("from_country", a.fromCountry, b.fromCountry),
            ("to_country", a.toCountry, b.toCountry),
            ("customs_office", a.customsOffice, b.customsOffice), ("mode", a.mode, b.mode),
            ("trade_mode", a.tradeMode, b.tradeMode),
            ("origin_declared", a.originDeclared, b.originDeclared),
        ]
        for (field, first, second) in texts { add(field, first, second, &found) }
        return found
    }

    private static func add(
        _ field: String, _ a: DecimalNumber?, _ b: DecimalNumber?,
        _ found: inout [AuditResult.HandoverDifference]
    ) {
        guard let a, let b, !a.hasSameValue(as: b) else { return }
        found.append(
            AuditResult.HandoverDifference(
                field: field, first: a.description, second: b.description))
    }

    private static func add(
        _ field: String, _ a: String?, _ b: String?,
        _ found: inout [AuditResult.HandoverDifference]
    ) {
        guard let a, let b, a != b else { return }
        found.append(AuditResult.HandoverDifference(field: field, first: a, second: b))
    }

    private static func list(_ lots: Set<String>) -> String {
        lots.sorted().joined(separator: ", ")
    }
}
