// SPDX-License-Identifier: Apache-2.0
import TracePrimitives
import TraceRecords
public import TraceRisk

extension Dossier {
    /// Every record with its id or row, who says it and how far it is checked.
    public var recordsCSV: String {
        AskingText.table(
            [["record", "kind", "id", "issuer", "according_to", "document", "basis", "origin"]]
                + records.map { standing in
                    let record = standing.record
                    return [
                        standing.label, record.kind.rawValue, record.id, standing.issuer,
                        record.accordingTo ?? "", record.document ?? "", record.basis ?? "",
                        "\(standing.assurance)",
                    ]
                })
    }

    /// Every document with its hash.
    public var documentsCSV: String {
        AskingText.table(
            [["document", "kind", "number", "issuer", "issued", "sha256", "file"]]
                + records(.document).map(Document.init).map { document in
                    [
                        document.id, document.type ?? "", document.number ?? "",
                        document.issuer ?? "", document.issued.map { "\($0)" } ?? "",
                        document.sha256.map { Hex.encode($0) } ?? "", document.file ?? "",
                    ]
                })
    }

    /// Lots, parties and sites of the dossier, as `kind:id`.
    public var things: Set<String> {
        let kinds: Set<RecordKind> = [.lot, .party, .site]
        let described = records.map(\.record).filter { kinds.contains($0.kind) }
        return Set(described.map { "\($0.kind.rawValue):\($0.id)" })
            .union(origins.lines.map { "lot:" + $0.lot })
    }

    /// Names of files that documents of the lot bear; none that leads out of a folder.
    public var fileNames: [String] {
        let names = records(.document).compactMap { Document($0).file }
        return Set(names).filter { !$0.contains("/") && !$0.hasPrefix(".") && !$0.isEmpty }.sorted()
    }
}

extension AuditResult {
    /// The result with one lot alone, for a packet; findings about parties stay where it names them.
    ///
    /// `things` are what the lot's dossier holds, as `kind:id`: claims and notes about them stay.
    public func narrowed(to lot: String, things: Set<String> = []) -> AuditResult {
        var result = self
        result.lots = lots.filter { $0.lot == lot }
        let cited = Set(result.lots.flatMap { $0.findings.flatMap(\.records) })
        let named = Set(result.lots.flatMap { $0.findings.compactMap(\.about) })
        let supplier = result.lots.first?.facts.supplier
        result.parties = parties.filter { named.contains("party:" + $0.party) }
        result.suppliers = suppliers.filter { $0.party == supplier }
        result.evidence = evidence.filter { cited.contains($0.record) }
        result.claims = claims.filter { claim in
            claim.about.contains { $0 == "lot:" + lot || named.contains($0) || things.contains($0) }
        }
        return result
    }
}
