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

    @OptionGroup var keys: WriterOptions

    func run() throws {
        guard field.isEmpty == all else { throw Refusal("Name fields with --field, or --all.") }
        let writer = try keys.writer(ledger)
        let target = try writer.current.stated(entry)
        let result = try writer.erase(
            target, fields: Set(field), reason: reason,
            time: SystemClock.seconds)
        try writer.close().tell()
        Console.say(
            (result.deleted == 1
                ? "1 disclosed value was" : "\(result.deleted) disclosed values were")
                + " deleted; entry \(result.tombstone) says so.")
        for caveat in result.caveats { Console.say(caveat) }
    }
}
