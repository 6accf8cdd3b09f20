// SPDX-License-Identifier: Apache-2.0
import ArgumentParser
import Foundation
import TraceLedger

/// Registers statements that others have signed.
struct AddCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "add",
        abstract: "Register statements of others in a ledger, under its policy.",
        discussion: """
            Takes statement files in any order, with the .disclosures beside them. Each is checked \
            as a verifier checks it: key, role, kind, chains, signature. One that comes before an \
            earlier number waits in the ledger, and the missing number is named. A number counts \
            for the statement that is registered first.
            """)

    @Argument(help: "Statement files, as `traceledger sign` writes them.", completion: .file())
    var files: [String]

    @Option(help: "The ledger.", completion: .directory)
    var ledger: String

    @Flag(help: "Take disclosures again that were erased in the ledger.")
    var again = false

    @Option(help: "The log's key file, when it is not in the ledger's own folder.")
    var logKey: String?

    @OptionGroup var passphrase: PassphraseOptions

    func run() throws {
        let statements = try files.map(Self.read)
        let registrar = try KeyOpener(passphrase: passphrase.source).registrar(
            LedgerFolder(ledger), logKey: logKey)
        registrar.takesErasedAgain = again
        let results = try registrar.add(statements)
        try registrar.close().tell()
        var refused = 0
        for result in results {
            if case .refused = result.outcome { refused += 1 }
            Console.say("\(result.statement.name): \(Self.sentence(result))")
        }
        if !registrar.waiting.isEmpty {
            Console.say("\(registrar.waiting.count) waiting for earlier numbers.")
        }
        Console.say("The ledger has \(registrar.size) entries.")
        if refused > 0 { throw ExitStatus.unusable }
    }

    /// Reads a statement and what lies beside it.
    static func read(_ path: String) throws -> SubmittedStatement {
        let beside = StatementFile.disclosures(of: path)
        let disclosures =
            FileManager.default.fileExists(atPath: beside) ? try InputFile.bytes(beside) : nil
        return try SubmittedStatement(
            InputFile.bytes(path), disclosures: disclosures, name: path)
    }

    private static func sentence(_ result: Registrar.Result) -> String {
        switch result.outcome {
        case .registered(let index):
            return "entry \(index), record \(result.statement.record)"
        case .known(let new):
            return "registered already" + (new > 0 ? "; \(new) disclosures are new" : "")
        case .held(let missing):
            let numbers = missing.map(String.init).joined(separator: ", ")
            return "number \(result.statement.seq) waits; missing: \(numbers)"
        case .refused(let reason): return "refused: \(reason)"
        }
    }
}
