// SPDX-License-Identifier: Apache-2.0
import ArgumentParser
import TraceLedger

/// Everything upstream of a lot.
struct TraceLotCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "trace",
        abstract: "List every lot that went into a lot, and where the records end.")

    @Argument(help: "A ledger, or a workbook folder.", completion: .directory)
    var input: String

    @Argument(help: "The lot's id.")
    var lot: String

    @Flag(help: "Write JSON instead of text.")
    var json = false

    @OptionGroup var reading: LedgerReadingOptions

    @Option(name: [.short, .long], help: "Write to a file instead of standard output.")
    var output: String?

    func run() throws {
        let records = try AuditInput(path: input).read(partial: false, reading: reading)
        if records.integrity.status == .failed { throw ExitStatus.integrityFailed }
        let network = LotNetwork(StandingRecord.standing(records.checked))
        guard let origins = network.origins(of: lot) else {
            throw AskedThing.unknown("the lot \(lot)", among: records.checked)
        }
        let text = json ? try AskingText.json(origins) : AskingText.plain(origins)
        try OutputFile(path: output).write(text)
    }
}
