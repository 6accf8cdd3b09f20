// SPDX-License-Identifier: Apache-2.0
import TracePrimitives
import TraceRecords
public import TraceReports
public import TraceRisk

/// Makes the evidence packet of one lot from its dossier and an audit's result.
public struct PacketBuilder {
    let dossier: Dossier
    private let result: AuditResult
    private let names: [String: String]

    /// A builder for a dossier, with the result of an audit of the same records.
    public init(_ dossier: Dossier, _ result: AuditResult) {
        // A packet goes out: what rests on confidential notes stays in the house.
        (self.dossier, self.result) = (dossier, result.outgoing())
        var names: [String: String] = [:]
        for record in dossier.records(.party) {
            names[record.id] = Party(record).name.map { "\($0) (\(record.id))" } ?? record.id
        }
        self.names = names
    }

    /// The packet; nil when the audit has no result for the lot.
    public func packet() -> EvidencePacket? {
        guard let lot = result.lots.first(where: { $0.lot == dossier.origins.lot }) else {
            return nil
        }
        var packet = EvidencePacket(
            result: result, lot: lot, summary: summary(lot), flow: flow, parties: parties,
            stages: stages, materials: materials, documents: documents, questions: questions(lot),
            basis: basis)
        packet.visits = visits
        return packet
    }

    func name(_ id: String?) -> String {
        guard let id else { return "not known" }
        return names[id] ?? id
    }

    private func summary(_ lot: AuditResult.LotResult) -> [String] {
        let ends = dossier.origins.ends.map(\.lot)
        let facts = [
            lot.facts.description, lot.facts.hs.map { "HS \($0)" },
            lot.facts.supplier.map { "supplied by \(name($0))" },
            lot.facts.originDeclared.map { "declared origin \($0)" },
        ].compactMap { $0 }
        let lots = AskingText.counted(dossier.origins.lines.count, "lot")
        let steps = dossier.origins.lines.map(\.tier).max() ?? 0
        return [
            "Lot \(lot.lot): \(facts.joined(separator: ", ")).",
            "The records follow it through \(lots) in up to \(steps) \(steps == 1 ? "step" : "steps") "
                + "of work. They end at \(Self.list(ends)).",
            "Assessment: \(lot.assessment.fixedWords). " + lot.summaryOfFindings,
        ]
    }

    private var basis: String {
        "Made of \(dossier.records.count) records of \(result.integrity.records); "
            + "weakest origin of any record: \(result.assurance); parameter set "
            + "\(result.parameters.sha256.prefix(16))."
    }

    private var flow: EvidencePacket.Table {
        EvidencePacket.Table(
            head: ["Steps away", "Lot", "HS", "Net kg", "Went into", "Work that made it"],
            rows: dossier.origins.lines.map { line in
                [
                    "\(line.tier)", line.lot, line.hs ?? "not known",
                    line.kilograms.map(Self.figure) ?? "not known",
                    line.into.isEmpty ? "-" : line.into.joined(separator: ", "),
                    line.work.isEmpty ? "no record says" : Self.labels(line.work),
                ]
            })
    }

    private var parties: EvidencePacket.Table {
        EvidencePacket.Table(
            head: ["Party", "Native name", "Roles", "Country", "Identifiers", "Owner"],
            rows: dossier.records(.party).map(Party.init).map { party in
                [
                    name(party.id), party.nameNative ?? "", party.roles.joined(separator: ", "),
                    party.country ?? "not known", party.identifiers.joined(separator: ", "),
                    party.parent.map { name($0) } ?? "",
                ]
            })
    }

    private var stages: EvidencePacket.Table {
        let sites = Dictionary(
            dossier.records(.site).map { ($0.id, Site($0)) }, uniquingKeysWith: { a, _ in a })
        return EvidencePacket.Table(
            head: [
                "Work", "Kind and steps", "By", "Where", "When", "Of", "Made", "Workers", "Papers",
            ],
            rows: dossier.records(.processing).map(Processing.init).map { work in
                let site = work.site.flatMap { sites[$0] }
                let place = [work.site, site?.address, site?.country].compactMap { $0 }
                return [
                    work.id,
                    [work.type, work.steps.joined(separator: ", ")].compactMap { $0 }
                        .filter { !$0.isEmpty }.joined(separator: ": "),
                    name(work.operatorParty ?? site?.operatorParty),
                    place.isEmpty ? "not known" : place.joined(separator: ", "),
                    Self.span(work.started, work.finished), Self.shares(work.inputs),
                    Self.shares(work.outputs), work.workers.map { "\($0)" } ?? "not known",
                    papers(for: work.record),
                ]
            })
    }

    /// Two tables for each lot at which the chain begins: how it was paid for, how it moved.
    private var materials: [EvidencePacket.Table] {
        let sources = dossier.origins.lines.filter { $0.work.isEmpty }
        return sources.flatMap { line in [payments(of: line.lot), movements(of: line.lot)] }
    }

    private func payments(of lot: String) -> EvidencePacket.Table {
        let rows = dossier.records(.payment).map(Payment.init).filter { payment in
            payment.lots.contains { $0.lot == lot }
        }
        return EvidencePacket.Table(
            caption: "Lot \(lot): payment",
            head: ["Payment", "Date", "From", "To", "Bank", "Amount", "Reference", "Papers"],
            rows: rows.map { payment in
                [
                    payment.id, payment.date.map { "\($0)" } ?? "not known", name(payment.payer),
                    name(payment.payee),
                    [payment.payeeBank, payment.payeeCountry].compactMap { $0 }
                        .joined(separator: ", "),
                    [payment.amount.map { "\($0)" }, payment.currency].compactMap { $0 }
                        .joined(separator: " "),
                    payment.reference ?? "", papers(for: payment.record),
                ]
            })
    }

    private func movements(of lot: String) -> EvidencePacket.Table {
        let rows = dossier.records(.movement).map(Movement.init).filter { movement in
            movement.lots.contains { $0.lot == lot }
        }
        return EvidencePacket.Table(
            caption: "Lot \(lot): transport",
            head: [
                "Movement", "Kind", "When", "From", "To", "By", "Customs office", "Declaration",
                "Waybill", "Papers",
            ],
            rows: rows.map { movement in
                [
                    movement.id, movement.type ?? "not known",
                    Self.span(movement.dispatched, movement.arrived),
                    [name(movement.fromParty), movement.fromCountry].compactMap { $0 }
                        .joined(separator: ", "),
                    [name(movement.toParty), movement.toCountry].compactMap { $0 }
                        .joined(separator: ", "),
                    movement.mode ?? "not known", movement.customsOffice ?? "",
                    movement.declaration ?? "", movement.waybill ?? "",
                    papers(for: movement.record),
                ]
            })
    }

    private var documents: EvidencePacket.Table {
        EvidencePacket.Table(
            head: ["Document", "Kind", "Number", "Issuer", "Issued", "Supports", "SHA-256"],
            rows: dossier.records(.document).map(Document.init).map { document in
                [
                    document.id, document.type ?? "", document.number ?? "",
                    name(document.issuer), document.issued.map { "\($0)" } ?? "",
                    document.attaches.map(\.id).joined(separator: ", "),
                    document.sha256.map { Hex.encode($0).grouped } ?? "not given",
                ]
            })
    }

    private func questions(_ lot: AuditResult.LotResult) -> [String] {
        var seen: Set<String> = []
        var questions: [String] = []
        for finding in lot.findings where finding.result == .raised {
            // A place by itself asks nothing of anybody.
            guard finding.pattern != "P21" else { continue }
            questions += finding.ask.map { "\(finding.testTitle): \($0)" }
        }
        for finding in lot.findings where finding.result == .notTestable {
            let documents = finding.settlingDocuments
            questions.append(
                "\(finding.testTitle) could not be tested (\(finding.pattern)). "
                    + (documents.isEmpty
                        ? "Information is missing."
                        : "Would settle it: \(documents.joined(separator: "; ")). Missing: "
                            + finding.missing.joined(separator: ", ") + "."))
        }
        for line in dossier.origins.ends where line.tier == 0 {
            questions.append("No record says who made lot \(line.lot), of what, and where.")
        }
        return questions.filter { seen.insert($0).inserted }
    }

    func papers(for record: Record) -> String {
        let own = [record.document].compactMap { $0 } + record.readFrom.values.sorted()
        let attached = dossier.records(.document).filter {
            $0.references("attaches").contains(record.reference)
        }.map(\.id)
        var seen: Set<String> = []
        let all = (own + attached).filter { seen.insert($0).inserted }
        return all.isEmpty ? "none" : all.joined(separator: ", ")
    }

    private static func span(_ first: CalendarDate?, _ last: CalendarDate?) -> String {
        let days = [first, last].compactMap { $0 }.map { "\($0)" }
        return days.isEmpty ? "not known" : days.joined(separator: " to ")
    }

    private static func shares(_ shares: [LotShare]) -> String {
        shares.isEmpty
            ? "not known"
            : shares.map { share in
                let parts = [
                    share.pieces.map { "\($0) pieces" }, share.kg.map { "\($0) kg" },
                ].compactMap { $0 }
                return share.lot + (parts.isEmpty ? "" : " (\(parts.joined(separator: ", ")))")
            }.joined(separator: ", ")
    }

    private static func labels(_ labels: [String]) -> String {
        labels.map { $0.count == 64 ? String($0.prefix(12)) + "\u{2026}" : $0 }
            .joined(separator: ", ")
    }

    private static func list(_ names: [String]) -> String {
        names.isEmpty ? "nothing" : names.count == 1 ? names[0] : names.joined(separator: ", ")
    }

    private static func figure(_ number: Double) -> String { number.trimmed(places: 3) }
}

extension AuditResult.LotResult {
    /// How many tests were raised, passed and left open.
    fileprivate var summaryOfFindings: String {
        func count(_ result: AuditResult.Finding.Result) -> Int {
            Set(findings.filter { $0.result == result }.map(\.pattern)).count
        }
        return "\(count(.raised)) tests raised an indicator, \(count(.notRaised)) did not, "
            + "\(count(.notTestable)) could not be made."
    }
}
