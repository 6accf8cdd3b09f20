// SPDX-License-Identifier: Apache-2.0
import ArgumentParser
import Foundation
import TraceLedger

/// Checks a ledger against SPEC.md.
struct VerifyCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "verify",
        abstract: "Check every file, hash, chain, rule and signature of a ledger.",
        discussion: """
            Also checks evidence of a fork, a file that `traceledger monitor` kept. \
            Exit status: 0 verified, 2 unreadable, 3 failed or a fork shown. Needs no key or passphrase.
            """)

    @Argument(
        help: "A ledger folder, its log folder alone, the address of a log, or a .fork file.",
        completion: .directory)
    var folder: String

    @OptionGroup var options: LedgerReadingOptions

    @Option(help: "text or json.")
    var format: VerificationFormat = .text

    func run() throws {
        if try ForkFile.verified(folder, trust: try options.policy()) {
            throw ExitStatus.integrityFailed
        }
        let input = try LedgerInput(folder, options.network)
        let bar = ProgressBar(label: "Verifying")
        var options = try self.options.verification(input)
        options.progress = { done, total in bar.show(done, total) }
        let report = try LedgerReading.verify(input.source, options).report
        bar.end()
        if input.isRemote { Console.note(LedgerReading.remoteCaveat) }
        switch format {
        case .text: Console.say(VerificationText.plain(report))
        case .json: Console.say(try VerificationText.json(report))
        }
        if !report.isVerified { throw ExitStatus.integrityFailed }
    }
}

/// The forms of a verification report.
enum VerificationFormat: String, ExpressibleByArgument, CaseIterable {
    case text, json
}
