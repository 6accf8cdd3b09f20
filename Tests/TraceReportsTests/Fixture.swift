// SPDX-License-Identifier: Apache-2.0
import TraceRisk

/// A result that covers every assessment, with invented parties.
enum Fixture {
    typealias Finding = AuditResult.Finding
    typealias Lot = AuditResult.LotResult

    /// An importer's year: eight flagged lots, three open ones, honest ones, two inputs.
    static func year(honest: Int = 6) -> AuditResult {
        AuditResult(
            integrity: .unsigned(records: 412),
            parameters: .init(sha256: digest("a1"), version: "2024.1"),
            lists: [
                .init(
                    name: "sdn.csv", sha256: digest("b2"), rows: 214, date: "2026-11-20"),
                .init(name: "alt.csv", sha256: digest("c3"), rows: 88),
                .init(name: "add.csv", sha256: nil, rows: 0),
            ],
            patterns: patterns,
            lots: flagged + open + (0..<honest).map { honestLot($0) } + inputs,
            parties: [
                .init(
                    party: "P-LAN", name: "Lantern Quay Trading", country: "KP", findings: [listed]),
                .init(
                    party: "P-HAI", name: "Haiyun Hair Products", country: "CN",
                    findings: [brokerLink]),
            ],
            suppliers: suppliers,
            data: [
                .init(
                    code: "dangling", records: ["movements.csv#M-077"],
                    message: "The movement names lot L-900, which no row describes.")
            ],
            context: context,
            claims: [
                .init(
                    record: "claims.csv#C-01", about: ["party:P-HAI", "lot:L-101"],
                    text: "Most lash makers of the town buy half-finished goods.",
                    source: "a trade paper", published: "2024-02-03", grade: "C3",
                    denominator: "makers of the town", relays: "C-00")
            ],
            evidence: evidence)
    }

    static func digest(_ byte: String) -> String { String(repeating: byte, count: 32) }

    static let patterns = [
        "P01", "P02", "P03", "P04", "P05", "P08", "P09", "P11", "P12", "P15", "P22", "P23", "P26",
        "P30", "P32", "P33", "P35", "P40",
    ]

    static let names: [String: String] = [
        "P01": "lot-mass-balance", "P02": "mass-per-piece", "P03": "missing-transformation",
        "P04": "capacity-of-declared-site", "P05": "labour-cost-floor",
        "P08": "overselling-a-clean-lot", "P09": "border-window-round-trip",
        "P11": "origin-label-and-site-conflict", "P12": "finishing-only-manufacturer",
        "P15": "listed-party", "P22": "broker-triangle", "P23": "head-count-conflict",
        "P26": "processing-fee-footprint", "P30": "duplicate-evidence", "P32": "chain-integrity",
        "P33": "missing-return-leg", "P35": "relabel-without-transformation",
        "P40": "impossible-transit",
    ]

    static let suppliers: [AuditResult.PartyResult] = [
        .init(party: "P-HAI", name: "Haiyun Hair Products", country: "CN", findings: [brokerLink]),
        .init(party: "P-MEI", name: "Meilin Weft Works", country: "CN", findings: []),
        .init(party: "P-QIU", name: "Qiushan Lash Company", country: "CN", findings: []),
        .init(party: "P-BAI", name: "Baihe Knitting Cooperative", country: "CN", findings: []),
    ]

    static let context: [AuditResult.ContextFact] = [
        .init(
            text: "North Korean content of China's exports of wigs and lashes (HS 6704), by value",
            low: 0.05, high: 0.07, unit: "share",
            source: "customs statistics, first half of 2024 (A2)"
        ),
        .init(
            text: "Factories of one lash-making town that use North Korean lashes or parts",
            low: 0.8,
            high: 0.8, unit: "share", source: "estimate of a local box maker, press 2024 (D4)"),
    ]

    static func passed(_ pattern: String) -> Finding {
        Finding(
            pattern: pattern, name: names[pattern] ?? pattern, result: .notRaised,
            strength: .moderate, group: .mass)
    }

    static func untestable(_ pattern: String, _ missing: [String]) -> Finding {
        Finding(
            pattern: pattern, name: names[pattern] ?? pattern, result: .notTestable,
            strength: .moderate, group: .mass, missing: missing)
    }

    static func lot(
        _ id: String, _ assessment: AuditResult.Assessment, _ findings: [Finding],
        facts: AuditResult.LotFacts, weight: Double = 0, band: String = "", graph: Bool = false
    ) -> Lot {
        let alert = [.indicatorRaised, .conflictInDocuments, .matchesListedParty].contains(
            assessment)
        return Lot(
            lot: id, assessment: assessment, alert: alert,
            action: alert ? .review : assessment == .informationMissing ? .ask : .release,
            score: .init(
                low: weight * 0.6, base: weight, high: weight * 1.4, posterior: 0.317_42,
                prior: 0.061_3, band: band),
            findings: findings, facts: facts, provenance: graph ? provenance(of: id) : nil,
            timeline: graph ? timeline : nil)
    }

    static func honestLot(_ number: Int) -> Lot {
        lot(
            "L-\(200 + number)", .noIndicatorRaised,
            ["P01", "P03", "P04", "P05", "P11", "P15"].map { passed($0) },
            facts: .init(
                description: "Machine-weft wigs, 40 cm", hs: "670420", construction: "machine_weft",
                pieces: 1_200, netKg: 168.5, supplier: "P-MEI", originDeclared: "CN"),
            weight: -1.2, band: "none")
    }

    static let inputs = [
        lot(
            "R-001", .notAssessed, [],
            facts: .init(description: "Raw human hair", hs: "050100", netKg: 410)),
        lot(
            "R-002", .notAssessed, [],
            facts: .init(description: "Sorted human hair", hs: "670300", netKg: 380)),
    ]
}
