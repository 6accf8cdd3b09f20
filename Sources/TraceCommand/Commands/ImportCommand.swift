// SPDX-License-Identifier: Apache-2.0
import ArgumentParser
import TraceLedger

/// Brings a workbook into a ledger.
struct ImportCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "import",
        abstract: "Sign the rows of a workbook into a ledger.",
        discussion: """
            A row is known by its sheet and id: one that the ledger states already gives nothing, a \
            changed one gives one correction. Stopped at any moment and run again, it states \
            nothing twice.
            """)

    @Argument(help: "A workbook folder.", completion: .directory)
    var workbook: String

    @Option(help: "The ledger.", completion: .directory)
    var ledger: String

    @Option(help: "A column beside the form's own to sign as well; may be repeated.")
    var keep: [String] = []

    @Flag(help: "Record the valid rows of a workbook that has problems, and list the rest.")
    var partial = false

    @Flag(help: "State rows again whose disclosures were erased or that were retracted.")
    var again = false

    @Option(help: "Fields to commit beyond the profile, separated by commas.")
    var withhold: String?

    @Option(help: "A partner's .disclosures file whose pseudonyms are used; may be repeated.")
    var with: [String] = []

    @OptionGroup var cosigning: WitnessOptions

    @OptionGroup var keys: WriterOptions

    func run() throws {
        let workbook = try WorkbookInput.read(self.workbook, keep: keep, partial: partial)
        WorkbookInput.show("Remarks", workbook.remarks)
        let withholding = try Withholding.named(withhold)
        let writer = try keys.writer(ledger, sharing: with.map(DisclosureFile.read))
        writer.withholding = withholding
        if let step = writer.recovery.interrupted {
            Console.note("An earlier run was interrupted (\(step)); what it committed stands.")
        }
        try run(workbook, writer)
    }

    private func run(_ workbook: Workbook, _ writer: LedgerWriter) throws {
        var rows = WorkbookImport()
        rows.statesAgain = again
        let bar = ProgressBar(label: "Signing")
        rows.progress = { done, total in bar.show(UInt64(done), UInt64(total)) }
        let result = try rows.run(
            workbook, into: writer, time: SystemClock.seconds)
        bar.end()
        try writer.close().tell()
        guard result.refused.isEmpty else {
            throw Refusal(
                "These rows were erased or retracted in the ledger, and nothing was recorded: "
                    + result.refused.joined(separator: ", ")
                    + ". Leave a retracted row out. Of an erased one blank the cells that were "
                    + "erased: then it counts as unchanged. --again states these rows anew, with "
                    + "all that the workbook says of them.")
        }
        Console.say(
            "\(result.stated) stated, \(result.corrected) corrected, \(result.unchanged) unchanged; "
                + "the ledger has \(writer.size) entries.")
        if !result.absent.isEmpty { tell(absent: result.absent) }
        try cosigning.collect(for: ledger)
    }

    /// A row that was deleted from a workbook is not taken back by that.
    private func tell(absent: [String]) {
        let rest = absent.count > 5 ? " and \(absent.count - 5) more" : ""
        let (rows, stand) =
            absent.count == 1
            ? ("1 row that this issuer states is", "stands")
            : ("\(absent.count) rows that this issuer states are", "stand")
        Console.say(
            "\(rows) not in this workbook and still \(stand): "
                + absent.prefix(5).joined(separator: ", ") + rest + ". To take one back: "
                + "traceledger retract \(absent[0]) --ledger \(ledger) --reason entered-in-error")
    }
}
