// SPDX-License-Identifier: Apache-2.0
import ArgumentParser
import TraceLedger

/// Deletes disclosed values and states that it was done.
struct EraseCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "erase",
        abstract: "Delete disclosed values of a statement, and sign that it was done.",
        discussion: """
            ENTRY is sheet#id, as in parties#P-2, a record id, or a place in the ledger. Values that \
            stand in clear in the log cannot be erased. The ledger still verifies; a tombstone \
            with a reason code and no text says what happened.
            """)

    @Argument(help: "The record: sheet#id, a record id, or a place.")
    var entry: String

    @Option(help: "The ledger.", completion: .directory)
    var ledger: String

    @Option(help: "A field to erase; may be repeated.")
    var field: [String] = []

    @Flag(help: "Erase every disclosed field of it.")
    var all = false

    @Option(help: "data-subject-request, retention-ended, safety or legal-order.")
    var reason: String

    @Option(help: "The issuer's key file, when it is not in the ledger's own folder.")
    var issuerKey: String?

    @Option(help: "The log's key file, when it is not in the ledger's own folder.")
    var logKey: String?

    @OptionGroup var passphrase: PassphraseOptions

    func run() throws {
        guard field.isEmpty == all else { throw Refusal("Name fields with --field, or --all.") }
        let writer = try KeyOpener(passphrase: passphrase.source).writer(
            LedgerFolder(ledger), issuerKey: issuerKey, logKey: logKey)
        guard let target = find(in: writer.current) else {
            throw Refusal(
                "This issuer has no statement \(entry) in the ledger; write sheet#id, a record id, "
                    + "or its place.")
        }
        let result = try writer.erase(
            target, fields: Set(field), reason: reason,
            time: SystemClock.seconds)
        try writer.close().tell()
        Console.say(
            "\(result.deleted) disclosed values were deleted; entry \(result.tombstone) says so.")
        for caveat in result.caveats { Console.say(caveat) }
    }

    private func find(in current: CurrentStatements) -> CurrentStatements.Entry? {
        if let index = UInt64(entry) { return current.entry(at: index) }
        if let id = Digest(hex: entry) { return current.entry(of: RecordID(id)) }
        guard let mark = entry.firstIndex(of: "#") else { return nil }
        var sheet = String(entry[..<mark])
        if sheet.hasSuffix(".csv") { sheet.removeLast(4) }
        guard
            let kind = RecordSchema.ofSheet(sheet)?.kind ?? RecordKind(rawValue: sheet)
        else { return nil }
        return current[Reference(kind, String(entry[entry.index(after: mark)...]))]
    }
}
