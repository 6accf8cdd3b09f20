// SPDX-License-Identifier: Apache-2.0
import TracePrimitives
import TraceRecords
import TraceReports

extension PacketBuilder {
    /// Inspections and counts of workers at the sites of the stages.
    var visits: [EvidencePacket.Table] {
        [
            EvidencePacket.Table(
                caption: "Inspections",
                head: [
                    "Inspection", "Site", "Day", "By", "Announced", "Looked at", "Seen", "Outcome",
                    "Papers",
                ],
                rows: dossier.records(.inspection).map(Inspection.init).map { visit in
                    [
                        visit.id, visit.site ?? "not known",
                        visit.date.map { "\($0)" } ?? "not known", name(visit.inspector),
                        visit.announced ?? "not known", visit.scope.joined(separator: ", "),
                        visit.workers.map { "\($0) people" } ?? "not counted",
                        [visit.outcome?.replacing("_", with: " "), visit.text].compactMap { $0 }
                            .joined(separator: ": "),
                        papers(for: visit.record),
                    ]
                }),
            EvidencePacket.Table(
                caption: "Counts of workers", head: ["Site", "As of", "Workers", "Says", "Papers"],
                rows: dossier.records(.headCount).map(HeadCount.init).map { count in
                    [
                        count.site ?? "not known", count.asOf.map { "\($0)" } ?? "not known",
                        count.workers.map { "\($0)" } ?? "not known",
                        name(count.record.accordingTo), papers(for: count.record),
                    ]
                }),
        ]
    }
}
