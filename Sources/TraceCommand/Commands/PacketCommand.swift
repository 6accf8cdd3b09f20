// SPDX-License-Identifier: Apache-2.0
import ArgumentParser
import Foundation
import TraceLedger

/// Makes the evidence packet of a lot.
struct PacketCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "packet",
        abstract: "Make the evidence packet of a lot: one page, and a folder with its evidence.",
        discussion: """
            OUT holds packet.html in the order in which CBP asks, audit.json with the lot's result, \
            records.csv with every record and its id, documents.csv with every hash, and those files \
            of a workbook's documents/ folder that the lot rests on. Of a ledger it also holds \
            lot.bundle, which proves the lot's ancestry, trust.txt and verdict.txt. The bundle opens \
            what the packet shows; with --reveal only the fields that are named. Confidential \
            indicators are in none of it. `sha256sum -c SHA256SUMS` checks the folder. \
            Exit status: 0, 1 the lot alerts, 2 or 3.
            """)

    @Argument(help: "A ledger, or a workbook folder.", completion: .directory)
    var input: String

    @Argument(help: "The lot's id.")
    var lot: String

    @Argument(help: "A folder that is not there yet.", completion: .directory)
    var out: String

    @Option(help: "A folder of lists, kept by `lists add` or OFAC's three files.")
    var lists: String?

    @Option(
        help: "A parameter set in place of the standard one, or a folder of tables.",
        completion: .file())
    var parameters: String?

    @OptionGroup var analysts: AnalystOptions

    @Option(help: "A date for the head of the packet; without it the packet bears none.")
    var date: String?

    @Option(
        help:
            "A committed field that the bundle opens, as in `bundle`; may be repeated. Default: all."
    )
    var reveal: [String] = ["all"]

    @OptionGroup var reading: LedgerReadingOptions

    func validate() throws {
        if let date, CalendarDate(date) == nil {
            throw ValidationError("--date takes a day as YYYY-MM-DD")
        }
    }

    func run() throws {
        guard !FileManager.default.fileExists(atPath: out) else {
            throw Refusal("\(out) is there already; nothing was written.")
        }
        let choice: RevealChoice
        do throws(WritingError) {
            choice = try RevealChoice(reveal)
        } catch { throw Refusal(error.description) }
        var audit = try ParameterFile.audit(parameters, lists: ListInput.read(lists))
        let records = try AuditInput(path: input).read(partial: false, reading: reading)
        if records.integrity.status == .failed { throw ExitStatus.integrityFailed }
        try analysts.name(to: &audit, in: records, of: input)
        let standing = StandingRecord.standing(records.checked)
        guard let dossier = Dossier(of: lot, in: LotNetwork(standing), standing) else {
            throw AskedThing.unknown("the lot \(lot)", among: records.checked)
        }
        let result = audit.run(
            records.checked, integrity: records.integrity, keys: records.keys
        )
        .narrowed(to: lot, things: dossier.things)
        guard let packet = PacketBuilder(dossier, result).packet() else {
            throw Refusal("The lot \(lot) is named, but no record describes it.")
        }
        let proof = try PacketEvidence(lot: lot, input: input, reading: reading, reveal: choice)
            .proof(under: records.checkpoint)
        try write(packet, dossier, proof)
        if packet.hasPossibleKoreanLink {
            Console.note(
                "Stop, preserve, counsel: before re-export, payment or contact with the supplier.")
        }
        Console.note("\(out)/packet.html rests on \(dossier.records.count) records.")
        Console.note(proof.proof?.report.verdict ?? proof.absence)
        if packet.lot.alert { throw ExitStatus.alert }
    }

    private func write(
        _ packet: EvidencePacket, _ dossier: Dossier, _ evidence: PacketEvidence.Found
    ) throws {
        var folder = try PacketFolder(out)
        if let proof = evidence.proof {
            try folder.add(PacketProof.bundleName, "the lot's ancestry, proved", proof.bundle)
            try folder.add(
                PacketProof.trustName, "origin, key and first entry of the ledger",
                proof.trust.text)
            try folder.add(
                "verdict.txt", "what the verification of the bundle said",
                BundleText.plain(proof.report))
        }
        try folder.add(
            "audit.json", "the audit's result for the lot", AuditJSON.render(packet.result))
        try folder.add("records.csv", "every record with its id", dossier.recordsCSV)
        try folder.add("documents.csv", "every document with its hash", dossier.documentsCSV)
        try folder.add(papers: dossier.fileNames, from: input + "/documents")
        var packet = packet
        packet.proof = evidence.proof?.shown
        packet.unproved = evidence.absence
        packet.files = folder.files
        try folder.add(
            "packet.html", "the packet",
            PacketHTML.render(packet, options: ReportOptions(date: date)))
        try folder.seal()
    }
}
