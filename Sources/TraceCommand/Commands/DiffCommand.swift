// SPDX-License-Identifier: Apache-2.0
import ArgumentParser
import Foundation
import TraceLedger

/// What is different between two audits.
struct DiffCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "diff",
        abstract: "Compare two audit results in JSON.",
        discussion: """
            What rests on confidential notes is left out: the text is made to be sent on.
            Exit status: 0 no lot newly alerts, 1 one does, 2 unreadable input.
            """)

    @Argument(help: "The earlier result, of audit --format json.", completion: .file())
    var before: String

    @Argument(help: "The later result.", completion: .file())
    var after: String

    @Flag(help: "Write JSON instead of text.")
    var json = false

    func run() throws {
        let difference = AuditDifference(
            from: try Self.digest(before), to: try Self.digest(after))
        Console.say(
            json ? try AskingText.json(difference) : AskingText.plain(difference))
        if difference.hasNewAlert { throw ExitStatus.alert }
    }

    static func digest(_ path: String) throws -> AuditDigest {
        let bytes = try InputFile.bytes(path)
        do throws(AuditDigest.Unreadable) {
            return try AuditDigest(json: bytes)
        } catch {
            throw Refusal("\(path): \(error)")
        }
    }
}

/// Audits again, and says what is different since the last time.
struct WatchCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "watch",
        abstract: "Audit, say what changed since the last audit, and keep the result.",
        discussion: """
            Made for a timer: each call audits once and replaces the file of the state. What rests \
            on confidential notes stands in that file alone.
            Exit status: 0 no lot newly alerts, 1 one does, 2 unreadable input, 3 integrity failed.
            """)

    @Argument(help: "A workbook folder, or a ledger.", completion: .directory)
    var input: String

    @Option(help: "Where the last result is kept; the first call makes it.", completion: .file())
    var state: String

    @Option(help: "A folder of lists, kept by `lists add` or OFAC's three files.")
    var lists: String?

    @Option(
        help: "A parameter set in place of the standard one, or a folder of tables.",
        completion: .file())
    var parameters: String?

    @OptionGroup var analysts: AnalystOptions

    @OptionGroup var reading: LedgerReadingOptions

    func run() throws {
        var audit = try ParameterFile.audit(parameters, lists: ListInput.read(lists))
        let records = try AuditInput(path: input).read(partial: false, reading: reading)
        // A ledger that fails keeps the last good result, so that nothing is lost from sight.
        if records.integrity.status == .failed { throw ExitStatus.integrityFailed }
        try analysts.name(to: &audit, in: records, of: input)
        let result = audit.run(
            records.checked, integrity: records.integrity, keys: records.keys)
        let text = AuditJSON.render(result)
        let isFirst = !FileManager.default.fileExists(atPath: state)
        let last = isFirst ? nil : try DiffCommand.digest(state)
        try OutputFile(path: state).write(text)
        guard let last else {
            Console.say("\(state) holds the first result: \(result.lots.count) lots.")
            if result.hasAlert { throw ExitStatus.alert }
            return
        }
        let difference = AuditDifference(from: last, to: try DiffCommand.digest(state))
        Console.say(AskingText.plain(difference))
        if difference.hasNewAlert { throw ExitStatus.alert }
    }
}
