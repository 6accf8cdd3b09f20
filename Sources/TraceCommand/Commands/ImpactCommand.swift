// SPDX-License-Identifier: Apache-2.0
import ArgumentParser
import Foundation
import TraceLedger

extension AnswerFormat: ExpressibleByArgument {}

/// Everything downstream of a party, a site or a lot.
struct ImpactCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "impact",
        abstract: "List every lot downstream of a party, site or lot, with its share by mass.",
        discussion: """
            A ledger whose search index is fresh is answered from it: every statement that the answer \
            rests on is read in the log, led to the signed checkpoint and verified, the others are not \
            read; a line says so. --whole, --sign, --trust, --since and --anchored verify the whole \
            ledger. Both ways give the same bytes.

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

    @Flag(help: "Verify the whole ledger, even where the search index could answer.")
    var whole = false

    @Option(
        name: [.customLong("issuer-key"), .customLong("key")],
        help: "The issuer's key file, in place of the ledger's own.", completion: .file())
    var issuerKey: String?

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
        if let impact = try indexed() {
            try OutputFile(path: output).write(try text(impact))
            return
        }
        let records = try AuditInput(path: input).read(partial: false, reading: reading)
        if records.integrity.status == .failed { throw ExitStatus.integrityFailed }
        let network = LotNetwork(StandingRecord.standing(records.checked))
        let asked = try AskedThing.find(thing, in: network, of: records.checked)
        guard let impact = network.impact(of: asked, records: records.checked.count) else {
            throw Refusal("No record names \(thing).")
        }
        let text = try text(impact)
        let note = sign ? try note(on: text, impact.about, records) : nil
        try OutputFile(path: output).write(text)
        if let note, let output { try keep(note, beside: output) }
    }

    private func text(_ impact: Impact) throws -> String {
        switch format {
        case .text: AskingText.plain(impact)
        case .csv: AskingText.csv(impact)
        case .json: try AskingText.json(impact)
        }
    }

    /// The answer from the search index; nil where the whole ledger has to be read.
    private func indexed() throws -> Impact? {
        #if SQLite
            let asksForWhole =
                whole || sign || reading.trust != nil || reading.since != nil || reading.anchored
            guard !asksForWhole, LedgerInput.isLedger(input),
                let folder = try LedgerInput(input, reading.network).folder,
                FileManager.default.fileExists(atPath: folder.indexPath),
                !MergedVerification.isMerged(folder)
            else { return nil }
            let found: IndexedRecords?
            let asked: Reference?
            do {
                let index = try LedgerIndex(folder)
                asked = try AskedThing.reference(thing) ?? index.thing(thing)
                found = try asked.flatMap { try index.records(downstreamOf: $0) }
            } catch {
                Console.note("The search index was not used: \(error).")
                return nil
            }
            guard let asked, let found else { return nil }
            let network = LotNetwork(StandingRecord.standing(found.checked))
            guard let impact = network.impact(of: asked, records: found.records) else { return nil }
            Console.note(found.words)
            return impact
        #else
            return nil
        #endif
    }

    /// A signed note, and the line that names its key.
    private struct Note {
        let bytes: [UInt8]
        let verifier: VerifierKey
    }

    private func note(
        on text: String, _ about: String, _ records: AuditInput.Records
    ) throws -> Note {
        guard let checkpoint = records.checkpoint, let folder = try LedgerInput(input).folder else {
            throw Refusal("Only an answer about a ledger folder can be signed with its key.")
        }
        let secret = try KeyOpener(passphrase: passphrase.source).open(
            issuerKey ?? KeyOpener.path(.issuer, in: folder), as: .issuer)
        let kid = COSEKey.thumbprint(of: secret.publicKey)
        // Readers must refuse what another key signed, however well they know it.
        guard records.state?.issuer(withActiveKey: kid) != nil else {
            throw Refusal(
                "\(input): the key \(kid.base64URL) is no issuer's active key in this ledger. Name "
                    + "the issuer's key file with --issuer-key.")
        }
        let note = AnswerNote(
            question: "impact \(about)", checkpoint: checkpoint, answer: Array(text.utf8))
        return Note(
            bytes: try note.signed(by: secret),
            verifier: try VerifierKey(
                name: AnswerNote.signer(of: checkpoint), key: secret.publicKey))
    }

    private func keep(_ note: Note, beside path: String) throws {
        try OutputFile(path: path + ".note").write(note.bytes)
        Console.note(
            """
            \(path).note is signed. Readers check it with
            traceledger verify \(path).note --ledger LEDGER, or without the ledger
            traceledger verify \(path).note --signer '\(note.verifier)'
            """)
    }
}
