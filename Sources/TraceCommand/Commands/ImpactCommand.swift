// SPDX-License-Identifier: Apache-2.0
import ArgumentParser
import TraceLedger

extension AnswerFormat: ExpressibleByArgument {}

/// Everything downstream of a party, a site or a lot.
struct ImpactCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "impact",
        abstract: "List every lot downstream of a party, site or lot, with its share by mass.",
        discussion: """
            With --sign the list is written to --output and a signed note beside it, FILE.note: the \
            issuer gave this answer about this state of the ledger. Exit status: 0, 2 or 3.
            """)

    @Argument(help: "A ledger, or a workbook folder.", completion: .directory)
    var input: String

    @Argument(help: "party:ID, site:ID or lot:ID; the id alone where only one thing bears it.")
    var thing: String

    @Option(help: "text, csv or json.")
    var format: AnswerFormat = .text

    @Flag(help: "Sign the answer with the ledger's issuer key.")
    var sign = false

    @Option(help: "The issuer's key file, in place of the ledger's own.", completion: .file())
    var key: String?

    @OptionGroup var passphrase: PassphraseOptions

    @OptionGroup var reading: LedgerReadingOptions

    @Option(name: [.short, .long], help: "Write to a file instead of standard output.")
    var output: String?

    func validate() throws {
        if sign, output == nil {
            throw ValidationError("--sign needs --output FILE: the note names the file's hash")
        }
    }

    func run() throws {
        let records = try AuditInput(path: input).read(partial: false, reading: reading)
        if records.integrity.status == .failed { throw ExitStatus.integrityFailed }
        let network = LotNetwork(StandingRecord.standing(records.checked))
        let asked = try AskedThing.find(thing, in: network)
        guard let impact = network.impact(of: asked, records: records.checked.count) else {
            throw Refusal("No record names \(thing).")
        }
        let text =
            switch format {
            case .text: AskingText.plain(impact)
            case .csv: AskingText.csv(impact)
            case .json: try AskingText.json(impact)
            }
        try OutputFile(path: output).write(text)
        if sign, let output { try seal(text, impact.about, records, beside: output) }
    }

    private func seal(
        _ text: String, _ about: String, _ records: AuditInput.Records, beside path: String
    ) throws {
        guard let checkpoint = records.checkpoint, let folder = try LedgerInput(input).folder else {
            throw Refusal("Only an answer about a ledger folder can be signed with its key.")
        }
        let secret = try KeyOpener(passphrase: passphrase.source).open(
            key ?? KeyOpener.path(.issuer, in: folder), as: .issuer)
        let note = AnswerNote(
            question: "impact \(about)", checkpoint: checkpoint, answer: Array(text.utf8))
        let bytes = try note.signed(by: secret)
        try OutputFile(path: path + ".note").write(String(decoding: bytes, as: UTF8.self))
        let verifier = try VerifierKey(
            name: AnswerNote.signer(of: checkpoint), key: secret.publicKey)
        Console.note("\(path).note is signed; readers check it with \(verifier)")
    }
}
