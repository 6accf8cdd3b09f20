// SPDX-License-Identifier: Apache-2.0
import TraceRisk

extension Fixture {
    static let capacity = Finding(
        pattern: "P04", name: "capacity-of-declared-site", result: .raised, strength: .strong,
        group: .mass, about: "site:S-12",
        numbers: [
            "workers_required_low": 310, "workers_required_high": 826.667, "workers_declared": 60,
            "hours_per_piece_low": 36, "hours_per_piece_high": 64, "days": 88, "pieces": 6_200,
        ],
        records: ["lots.csv#L-101", "processing.csv#PR-14", "sites.csv#S-12"],
        explanation:
            "Knotting 6,200 hand-tied wigs in 88 days takes at least 310 people; the declared site "
            + "states 60.",
        innocent: [
            "Part of the work was done by legal subcontractors who are not in the records.",
            "The lot contains stock made earlier.",
            "The goods are partly machine-made and the description is short.",
        ],
        ask: [
            "Payroll totals and dated rosters of the site for the period (head counts, no names).",
            "The list of subcontractors with contracts and goods-received notes.",
        ],
        law: [
            "19 USC 1307 bars goods made wholly or in part by forced labour; whether it applies is "
                + "for customs to decide.",
            "22 USC 9241a presumes forced labour where North Korean nationals made significant "
                + "goods; the presumption needs that fact first, which a capacity test does not show.",
        ],
        replies: [
            .init(
                party: "P-HAI", date: "2024-12-02",
                text: "We used three village workshops in the peak months; contracts will follow.",
                record: "replies.csv#A-03")
        ])

    static let cost = Finding(
        pattern: "P05", name: "labour-cost-floor", result: .raised, strength: .strong,
        group: .price,
        numbers: [
            "paid_per_hour_rmb": 1.412_5, "local_wage_rmb_per_hour_low": 7.5,
            "local_wage_rmb_per_hour_high": 9.1, "unit_price_usd": 18.4, "price_share_pct": 12.25,
        ],
        records: ["orders.csv#O-31", "lots.csv#L-101"],
        explanation:
            "After material the price leaves 1.4 RMB for an hour of work; the local wage is 7.5 to 9.1.",
        innocent: ["The knotting was done in a third country with lower wages."],
        ask: ["A cost sheet with the hand-tied share and the place of knotting."],
        law: [
            "19 USC 1307 bars goods made wholly or in part by forced labour; whether it applies is "
                + "for customs to decide."
        ])

    static let roundTrip = Finding(
        pattern: "P09", name: "border-window-round-trip", result: .raised, strength: .strong,
        group: .route, numbers: ["days_between": 44, "mass_ratio": 0.83],
        records: ["movements.csv#M-21", "movements.csv#M-29"],
        explanation:
            "380 kg of sorted hair left by rail through office 0930; 315 kg of wigs arrived there 44 "
            + "days later.",
        innocent: ["Two independent trades of a large house."],
        ask: ["Both declarations, the handbook number and the name of the processor abroad."],
        law: ["31 CFR part 510 bars imports from North Korea, direct or indirect."])

    static let listed = Finding(
        pattern: "P15", name: "listed-party", result: .raised, strength: .decisive,
        group: .identity,
        about: "party:P-LAN", numbers: ["list_entry": 90_017],
        records: ["parties.csv#P-LAN", "payments.csv#Y-08"],
        explanation:
            "Lantern Quay Trading is an exact alias of entry 90017 of the list given, with the same "
            + "country.",
        innocent: ["Another firm of the same name; registry numbers would tell them apart."],
        ask: ["Registry number, address and ownership chart of the party."],
        law: ["31 CFR 510.201 blocks property of listed persons; a licence may exist."])

    static let relabelled = Finding(
        pattern: "P35", name: "relabel-without-transformation", result: .raised,
        strength: .decisive,
        group: .identity, numbers: ["mass_before_kg": 212, "mass_after_kg": 212],
        records: ["processing.csv#PR-40"],
        explanation:
            "The label was changed from KP to CN while goods, mass and HS code stayed the same.",
        innocent: ["A signed correction of a typing error."],
        ask: ["The reason for the change, the correction record and photographs of both labels."],
        law: ["19 CFR 134.1(b): the origin changes only by a substantial transformation."])

    static let oversold = Finding(
        pattern: "P08", name: "overselling-a-clean-lot", result: .raised, strength: .strong,
        group: .documents, about: "lot:R-001", numbers: ["cited_kg": 912, "held_kg": 410],
        records: ["lots.csv#R-001", "lots.csv#L-103", "lots.csv#L-104"],
        explanation: "912 kg are cited from an input lot of 410 kg.",
        innocent: ["The resource-planning system reuses lot ids."],
        ask: ["The lot genealogy from the production system."],
        law: ["No bar by itself; it bears on whether the tracing papers can be relied on."])

    static let brokerLink = Finding(
        pattern: "P22", name: "broker-triangle", result: .raised, strength: .moderate,
        group: .identity, about: "party:P-HAI", numbers: ["links": 2],
        records: ["parties.csv#P-HAI", "payments.csv#Y-08"],
        explanation: "The supplier paid a firm seated in North Korea in the same month.",
        innocent: ["A freight agent with many clients stands between the two."],
        ask: ["The agency contract behind the payment."],
        law: ["EO 13810 reaches significant trade with North Korea; significance is a legal test."])

    static let finishing = Finding(
        pattern: "P12", name: "finishing-only-manufacturer", result: .raised, strength: .moderate,
        group: .identity, records: ["processing.csv#PR-22"],
        explanation: "The named maker records only trimming, curling and packing.",
        innocent: ["It finishes semi-finished goods of its own."],
        ask: ["Who made the semi-finished lashes, and where."],
        law: ["19 CFR 134.1(b): finishing alone may not change the origin."])
}
