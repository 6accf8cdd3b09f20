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
            of a workbook's documents/ folder that the lot rests on.
            """)

    @Argument(help: "A ledger, or a workbook folder.", completion: .directory)
    var input: String

    @Argument(help: "The lot's id.")
    var lot: String

    @Argument(help: "A folder that is not there yet.", completion: .directory)
    var out: String

    @Option(help: "The folder that itself holds OFAC's sdn.csv, alt.csv and add.csv.")
    var lists: String?

    @Option(help: "A parameter set in place of the standard one.", completion: .file())
    var parameters: String?

    @Option(help: "A date for the head of the packet; without it the packet bears none.")
    var date: String?

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
        let audit = Audit(
            parameters: try ParameterFile.read(parameters), lists: try ListInput.read(lists))
        let records = try AuditInput(path: input).read(partial: false, reading: reading)
        if records.integrity.status == .failed { throw ExitStatus.integrityFailed }
        let standing = StandingRecord.standing(records.checked)
        guard let dossier = Dossier(of: lot, in: LotNetwork(standing), standing) else {
            throw Refusal("No record names the lot \(lot).")
        }
        let result = audit.run(
            records.checked, integrity: records.integrity, keys: records.keys
        )
        .narrowed(to: lot)
        guard let packet = PacketBuilder(dossier, result).packet() else {
            throw Refusal("The lot \(lot) is named, but no record describes it.")
        }
        try write(packet, dossier)
        if packet.hasPossibleKoreanLink {
            Console.note(
                "Stop, preserve, counsel: before re-export, payment or contact with the supplier.")
        }
        Console.note("\(out)/packet.html rests on \(dossier.records.count) records.")
        if packet.lot.alert { throw ExitStatus.alert }
    }

    private func write(_ packet: EvidencePacket, _ dossier: Dossier) throws {
        let files = FileManager.default
        try OutputFolder.make(out, with: "documents")
        let html = try PacketHTML.render(packet, options: ReportOptions(date: date))
        try OutputFile(path: out + "/packet.html").write(html)
        try OutputFile(path: out + "/audit.json").write(AuditJSON.render(packet.result))
        try OutputFile(path: out + "/records.csv").write(dossier.recordsCSV)
        try OutputFile(path: out + "/documents.csv").write(dossier.documentsCSV)
        for name in dossier.fileNames {
            let from = input + "/documents/" + name
            // Links could lead out of the folder; only regular files are taken.
            guard let kind = try? files.attributesOfItem(atPath: from)[.type] as? FileAttributeType,
                kind == .typeRegular
            else { continue }
            do {
                try files.copyItem(atPath: from, toPath: out + "/documents/" + name)
            } catch {
                throw Refusal("\(from) cannot be copied: \(FileTrouble.words(error))")
            }
        }
    }
}
