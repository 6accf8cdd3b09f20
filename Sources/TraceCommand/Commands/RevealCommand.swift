// SPDX-License-Identifier: Apache-2.0
import ArgumentParser
import Foundation
import TraceLedger

/// Discloses committed fields to one recipient.
struct RevealCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "reveal",
        abstract: "Disclose committed fields of a statement or a lot to one recipient.",
        discussion: """
            ENTRY is a place in the ledger, a record id, or a lot's id; a lot stands for every \
            statement in its chains. The file can be opened by the recipient's key alone: \
            traceledger unseal FILE --key KEY --ledger LOG. What was given away cannot be erased.
            """)

    @Argument(help: "The place of an entry, a record id, or a lot.")
    var entry: String

    @Option(help: "The ledger.", completion: .directory)
    var ledger: String

    @Option(help: "A field to disclose; may be repeated.")
    var field: [String] = []

    @Flag(help: "Disclose every committed field.")
    var all = false

    @Flag(help: "Disclose the ids of parties, sites and documents as well.")
    var names = false

    @Option(help: "The recipient: the file that `key recipient` wrote, or its line.")
    var to: String

    @Option(name: [.short, .long], help: "The file; never written over.")
    var output: String

    func run() throws {
        guard field.isEmpty == all else { throw Refusal("Name fields with --field, or --all.") }
        let text =
            FileManager.default.fileExists(atPath: to)
            ? String(decoding: try InputFile.bytes(to), as: UTF8.self) : to
        guard let recipient = Recipient(text) else {
            throw Refusal("--to takes a recipient's line, as `traceledger key recipient` writes it")
        }
        guard !FileManager.default.fileExists(atPath: output) else {
            throw Refusal("\(output) is there already; name another file.")
        }
        let input = try LedgerInput(ledger)
        let disclosing = try Disclosing(
            input.source, input.disclosures(), location: ledger)
        let choice: Disclosing.Choice =
            if let index = UInt64(entry) {
                .entry(index)
            } else if let id = Digest(hex: entry) {
                .record(RecordID(id))
            } else {
                .lot(entry)
            }
        let revealed = try disclosing.reveal(choice, fields: Set(field), withAllNames: names)
        try LocalFile.replace(output, with: revealed.sealed(to: recipient))
        let fields = revealed.sets.reduce(0) { $0 + $1.fields.count }
        Console.say(
            "\(output): \(WorkbookInput.counted(fields, "field")) of "
                + "\(WorkbookInput.counted(revealed.sets.count, "statement")).")
    }
}

/// Opens a file of disclosures and compares it with the ledger.
struct UnsealCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "unseal",
        abstract: "Open disclosures that were sealed to you, and check them against the ledger.")

    @Argument(help: "The file that `reveal` wrote.", completion: .file())
    var file: String

    @Option(help: "The recipient's key file.", completion: .file())
    var key: String

    @Option(help: "The ledger, or its log alone.", completion: .directory)
    var ledger: String

    @OptionGroup var passphrase: PassphraseOptions

    func run() throws {
        let key = try KeyOpener(passphrase: passphrase.source).open(key, as: .recipient)
        let revealed = try RevealedDisclosures(
            opening: InputFile.bytes(file), with: key, name: file)
        let input = try LedgerInput(ledger)
        let opened = try Disclosing(input.source, [], location: ledger).check(revealed)
        for statement in opened {
            Console.say(
                "entry \(statement.index)  \(statement.record.kind.rawValue) "
                    + "\(statement.record.id)  \(statement.id)")
            for field in statement.fields {
                let value = statement.record.fields[field].map(Self.text) ?? "(no value)"
                Console.say("  \(field): \(value)")
            }
        }
        Console.say("Each value fits the commitment that its issuer signed.")
    }

    private static func text(_ value: FieldValue) -> String {
        switch value {
        case .text(let text): text
        case .texts(let texts): texts.joined(separator: "; ")
        case .date(let date): date.description
        case .decimal(let number): number.description
        case .count(let count): String(count)
        case .reference(let reference): reference.id
        case .references(let references): references.map(\.id).joined(separator: "; ")
        case .lots(let shares):
            shares.map { share in
                share.lot + (share.pieces.map { "=\($0)" } ?? "")
                    + (share.kg.map { "@\($0)" } ?? "")
            }.joined(separator: "; ")
        case .bytes(let bytes): Hex.encode(bytes)
        }
    }
}

/// Hands out the line under which others seal disclosures to a key.
struct KeyRecipientCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "recipient",
        abstract: "Write the line under which others seal disclosures to a recipient key.")

    @Argument(help: "A key file of the role recipient.", completion: .file())
    var file: String

    func run() throws {
        let key = try KeyFile(readingFrom: file)
        guard key.role == .recipient, let recipient = Recipient(key.publicKey) else {
            throw Refusal(
                "\(file) is a \(key.role.rawValue) key; make one with: traceledger key new FILE "
                    + "--role recipient")
        }
        Console.say(recipient.text)
    }
}
