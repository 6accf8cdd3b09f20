// SPDX-License-Identifier: Apache-2.0
import ArgumentParser
import Foundation
import TraceLedger

/// Checks a ledger, a lot bundle or a single proof against SPEC.md.
struct VerifyCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "verify",
        abstract: "Check every file, hash, chain, rule and signature of a ledger or a lot bundle.",
        discussion: """
            Also checks evidence of a fork, a file that `traceledger monitor` kept, and the note of a \
            signed answer, with --ledger or --signer. Exit status: 0 verified, 1 a signed answer does \
            not come out again, 2 unreadable, 3 failed or a fork shown. Needs no key or passphrase.
            """)

    @Argument(
        help: """
            A ledger folder, its log folder alone, the address of a log, or a file: a lot bundle, a \
            tlog-proof, a receipt, a Transparent Statement, a .fork file, an answer's .note.
            """)
    var input: String

    @Option(help: "The statement that a tlog-proof or a receipt is about.", completion: .file())
    var entry: String?

    @OptionGroup var asked: AnswerOptions

    @OptionGroup var options: LedgerReadingOptions

    @Option(help: "text or json.")
    var format: VerificationFormat = .text

    func run() throws {
        if try ForkFile.verified(input, trust: try options.policy()) {
            throw ExitStatus.integrityFailed
        }
        if let answer = try AnswerFile(input, asked) {
            try refuseEntry()
            return try answer.verify(options)
        }
        try refuseAnswerOptions()
        if let file = try ProofInput(file: input) { return try run(file) }
        try refuseEntry()
        let input = try LedgerInput(input, options.network)
        let bar = ProgressBar(label: "Verifying")
        var options = try self.options.verification(input)
        options.progress = { done, total in bar.show(done, total) }
        let report = try LedgerReading.verify(input.source, options).report
        bar.end()
        if input.isRemote { Console.note(LedgerReading.remoteCaveat) }
        let merged = report.isVerified ? try sources(of: input.folder) : nil
        if format == .json { Console.say(try VerificationText.json(report, sources: merged)) }
        if case .failure(let fault)? = merged {
            throw Refusal(fault.description, status: .integrityFailed)
        }
        if format == .text { Console.say(VerificationText.plain(report)) }
        if !report.isVerified { throw ExitStatus.integrityFailed }
        if format == .text, let merged = try merged?.get() {
            Console.say(MergedText.plain(merged))
        }
    }

    /// An option that is not looked at must not seem to have been.
    private func refuseEntry() throws {
        guard entry == nil else {
            throw Refusal("--entry goes with a tlog-proof or a receipt; \(input) is neither.")
        }
    }

    private func refuseAnswerOptions() throws {
        let named = [
            ("--ledger", asked.ledger), ("--signer", asked.signer), ("--answer", asked.answer),
        ]
        guard let (option, _) = named.first(where: { $0.1 != nil }) else { return }
        throw Refusal(
            "\(option) goes with the note of a signed answer; \(input) is none, and nothing was "
                + "checked against it.")
    }

    /// A merged ledger is what its sources are: one that does not hold fails the whole, before
    /// anything is said of it.
    private func sources(
        of folder: LedgerFolder?
    ) throws -> Result<MergedVerification.Report, WritingError>? {
        guard let folder, MergedVerification.isMerged(folder) else { return nil }
        do {
            return .success(try MergedVerification(folder).read().report)
        } catch let fault as WritingError {
            return .failure(fault)
        }
    }

    private func run(_ file: ProofInput) throws {
        guard file.isBundle else {
            try file.refuseSince(options)
            Console.say(
                try file.single(
                    entry: try entry.map { try InputFile.bytes($0) }, under: options.policy()))
            return
        }
        try refuseEntry()
        let report = try file.bundle(options).report
        switch format {
        case .text: Console.say(BundleText.plain(report))
        case .json: Console.say(try BundleText.json(report))
        }
    }
}

/// The forms of a verification report.
enum VerificationFormat: String, ExpressibleByArgument, CaseIterable {
    case text, json
}
