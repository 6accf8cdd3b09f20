// SPDX-License-Identifier: Apache-2.0
import TraceRisk

extension Fixture {
    static let wigs = AuditResult.LotFacts(
        description: "Hand-tied lace wigs, human hair, 50 cm", hs: "670420",
        construction: "hand_tied", pieces: 6_200, netKg: 1_178, supplier: "P-HAI",
        originDeclared: "CN")

    static let lashes = AuditResult.LotFacts(
        description: "False eyelashes, strip, synthetic", hs: "670419", construction: "hand_made",
        pieces: 120_000, netKg: 96.4, supplier: "P-QIU", originDeclared: "CN")

    static let vests = AuditResult.LotFacts(
        description: "Knitted sweater vests", hs: "611030", construction: "knitted", pieces: 3_000,
        netKg: 930, supplier: "P-BAI", originDeclared: "CN")

    static var flagged: [Lot] {
        let rest = ["P01", "P02", "P08", "P11", "P30", "P35", "P40"].map { passed($0) }
        return [
            lot(
                "L-101", .indicatorRaised,
                [capacity, cost, untestable("P26", ["payments.payee", "payments.pieces"])] + rest,
                facts: wigs, weight: 4, band: "strong", graph: true),
            lot(
                "L-102", .indicatorRaised, [roundTrip, finishing] + rest, facts: wigs, weight: 2.7,
                band: "strong", graph: true),
            lot(
                "L-103", .matchesListedParty, [listed, brokerLink] + rest, facts: wigs, weight: 6.7,
                band: "decisive", graph: true),
            lot(
                "L-104", .conflictInDocuments, [oversold] + rest, facts: lashes, weight: 2,
                band: "strong", graph: true),
            lot(
                "L-105", .indicatorRaised, [relabelled] + rest, facts: vests, weight: 6,
                band: "decisive", graph: true),
        ]
    }

    static let open: [Lot] = [
        lot(
            "L-150", .informationMissing,
            [
                untestable("P04", ["sites.workers"]),
                untestable("P05", ["orders.unit_price", "rates.per_usd"]), passed("P01"),
                passed("P11"), passed("P15"),
            ], facts: lashes, band: "none"),
        lot(
            "L-151", .informationMissing,
            [finishing, untestable("P01", ["lots.net_kg"]), passed("P11")], facts: lashes,
            weight: 0.7, band: "moderate", graph: true),
        lot(
            "L-152", .informationMissing,
            [
                untestable("P03", ["processing.site", "lots.made_from"]),
                untestable("P11", ["movements.origin_declared"]),
            ], facts: vests, band: "none"),
    ]

    static func provenance(of lot: String) -> AuditResult.Provenance {
        .init(
            nodes: [
                .init(
                    id: "lot:R-001", kind: .lot, label: "R-001", detail: "Raw hair, 410 kg",
                    country: "CN"),
                .init(
                    id: "movement:M-21", kind: .movement, label: "M-21 raw export",
                    detail: "rail, office 0930", country: "KP", flags: ["P09"]),
                .init(id: "lot:R-002", kind: .lot, label: "R-002", detail: "Sorted hair, 380 kg"),
                .init(
                    id: "processing:PR-14", kind: .processing, label: "PR-14 transform",
                    detail: "knot, wash, style", flags: ["P04"]),
                .init(
                    id: "site:S-12", kind: .site, label: "Haiyun works",
                    detail: "60 workers", country: "CN", flags: ["P04"]),
                .init(
                    id: "party:P-HAI", kind: .party, label: "Haiyun Hair Products",
                    detail: "manufacturer", country: "CN", flags: ["P22"]),
                .init(id: "lot:\(lot)", kind: .lot, label: lot, detail: "6,200 pieces, 1,178 kg"),
                .init(
                    id: "movement:M-30", kind: .movement, label: "M-30 entry",
                    detail: "sea, declared origin CN", country: "US"),
                .init(
                    id: "order:O-31", kind: .order, label: "O-31", detail: "USD 18.40 a piece"),
            ],
            edges: [
                .init(from: "lot:R-001", to: "lot:R-002", kind: "made-from"),
                .init(from: "movement:M-21", to: "lot:R-002", kind: "moves"),
                .init(from: "lot:R-002", to: "processing:PR-14", kind: "input"),
                .init(from: "processing:PR-14", to: "site:S-12", kind: "at"),
                .init(from: "site:S-12", to: "party:P-HAI", kind: "operated-by"),
                .init(from: "processing:PR-14", to: "lot:\(lot)", kind: "output"),
                .init(from: "lot:\(lot)", to: "movement:M-30", kind: "moves"),
                .init(from: "party:P-HAI", to: "order:O-31", kind: "supplies"),
                .init(from: "order:O-31", to: "lot:\(lot)", kind: "supplies"),
            ])
    }

    static let timeline: [AuditResult.TimelineEvent] = [
        .init(
            start: "2024-03-04", kind: "ordered", label: "Order O-31", country: "US",
            record: "orders.csv#O-31"),
        .init(
            start: "2024-03-11", end: "2024-03-14", kind: "movement",
            label: "M-21 raw export by rail",
            country: "KP", record: "movements.csv#M-21"),
        .init(
            start: "2024-03-18", end: "2024-06-14", kind: "processing",
            label: "PR-14 knot, wash, style",
            country: "CN", record: "processing.csv#PR-14"),
        .init(
            start: "2024-04-20", kind: "payment", label: "Y-08 to Lantern Quay Trading",
            country: "KP", record: "payments.csv#Y-08"),
        .init(start: "2024-06-20", kind: "shipped", label: "Shipped", record: "orders.csv#O-31"),
        .init(start: "2024-06-25", kind: "promised", label: "Promised", record: "orders.csv#O-31"),
        .init(
            start: "2024-06-22", end: "2024-07-19", kind: "movement", label: "M-30 entry by sea",
            country: "US", record: "movements.csv#M-30"),
    ]

    static let evidence: [AuditResult.Evidence] = [
        .init(
            record: "lots.csv#L-101", kind: "lot", id: "L-101",
            summary: "6,200 hand-tied lace wigs, 1,178 kg net", issuer: "importer",
            accordingTo: "P-HAI", document: "D-11", basis: "document", assurance: "unsigned"),
        .init(
            record: "sites.csv#S-12", kind: "site", id: "S-12",
            summary: "Haiyun works, factory, 60 workers, 10 hours a day", issuer: "importer",
            accordingTo: "P-HAI", basis: "supplier_statement", assurance: "unsigned"),
        .init(
            record: "processing.csv#PR-14", kind: "processing", id: "PR-14",
            summary: "transform at S-12, 2024-03-18 to 2024-06-14, 6,200 pieces",
            issuer: "importer",
            basis: "supplier_statement", assurance: "unsigned"),
        .init(
            record: "orders.csv#O-31", kind: "order", id: "O-31",
            summary: "6,200 pieces at USD 18.40, ordered 2024-03-04", issuer: "importer",
            document: "D-02", basis: "document", assurance: "unsigned"),
        .init(
            record: "movements.csv#M-21", kind: "movement", id: "M-21",
            summary: "raw export by rail, 380 kg, office 0930", issuer: "importer",
            document: "D-19", basis: "document", assurance: "unsigned", underSuspicion: true),
        .init(
            record: "payments.csv#Y-08", kind: "payment", id: "Y-08",
            summary: "RMB 186,000 to Lantern Quay Trading", issuer: "importer", document: "D-23",
            basis: "document", assurance: "unsigned"),
    ]
}
