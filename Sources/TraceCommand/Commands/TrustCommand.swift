// SPDX-License-Identifier: Apache-2.0
import ArgumentParser
import Foundation
import TraceLedger

/// Trust policies: write, show, try on a ledger.
struct TrustCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "trust",
        abstract: "Write, show and try a trust policy: logs, witnesses, quorum, issuers.",
        discussion: """
            A policy is a text file after C2SP tlog-policy; SPEC.md Appendix D has its lines. There \
            is no default policy: what you do not name is not trusted.
            """,
        subcommands: [TrustAddCommand.self, TrustShowCommand.self, TrustCheckCommand.self])
}

/// Adds one line to a policy.
struct TrustAddCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "add",
        abstract: "Add one line to a policy; the file is made when it is not there.",
        discussion: """
            traceledger trust add policy.txt log VKEY https://ledger.example/log
            traceledger trust add policy.txt entry0 HEX
            traceledger trust add policy.txt witness W1 VKEY https://w1.example
            traceledger trust add policy.txt group both all W1 W2
            traceledger trust add policy.txt quorum both
            traceledger trust add policy.txt issuer NAME any

            A quorum line takes the place of the one before. A witness needs a quorum line in the \
            end; until then the other commands refuse the file.
            """)

    @Argument(help: "The policy file.", completion: .file())
    var file: String

    @Argument(help: "The items of the line.")
    var items: [String]

    func run() throws {
        let line = items.joined(separator: " ")
        guard !line.contains(where: \.isNewline) else { throw Refusal("A line has no line feed.") }
        var lines: [String] = []
        if FileManager.default.fileExists(atPath: file) {
            let text = String(decoding: try InputFile.bytes(file), as: UTF8.self)
            lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
            if lines.last == "" { lines.removeLast() }
        }
        if items.first == "quorum" {
            lines.removeAll { $0.split(whereSeparator: \.isWhitespace).first == "quorum" }
        }
        let text = (lines + [line]).map { $0 + "\n" }.joined()
        var note = ""
        do throws(TrustPolicyError) {
            _ = try TrustPolicy(parsing: Array(text.utf8))
        } catch {
            guard error.code == .quorum else { throw Refusal("\(file), \(error)") }
            note = "; it still needs a quorum line"
        }
        try OutputFile(path: file).write(text)
        Console.say("\(file): \(WorkbookInput.counted(lines.count + 1, "line"))\(note)")
    }
}

/// Says in words what a policy trusts.
struct TrustShowCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show", abstract: "Say in words what a policy trusts.")

    @Argument(help: "The policy file.", completion: .file())
    var file: String

    func run() throws {
        Console.say(TrustText.words(try PolicyInput(file).policy))
    }
}

/// Tries a policy on a ledger's checkpoint.
struct TrustCheckCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check",
        abstract: "Check a policy, and a ledger's checkpoint under it: log key, witnesses, quorum.",
        discussion: """
            Looks at signatures of the checkpoint alone; `traceledger verify --trust` checks the \
            ledger. Exit status: 0 accepted, 2 unreadable, 3 refused.
            """)

    @Argument(help: "The policy file.", completion: .file())
    var file: String

    @Argument(help: "A ledger's folder or address, or a checkpoint file.", completion: .directory)
    var input: String?

    @OptionGroup var network: NetworkOptions

    func run() throws {
        let policy = try PolicyInput(file).policy
        guard let input else {
            Console.say("\(file) is a trust policy.\n" + TrustText.words(policy))
            return
        }
        let bytes =
            LedgerInput.isLedger(input)
            ? try LedgerInput(input, network).unverifiedCheckpoint() : try InputFile.bytes(input)
        guard let read = ReadCheckpoint(bytes) else { throw Refusal("\(input): no checkpoint.") }
        let check = CheckpointCheck(policy, read)
        Console.say(check.lines.joined(separator: "\n"))
        if !check.isAccepted { throw ExitStatus.integrityFailed }
    }
}

/// A trust policy as an option or argument names it.
struct PolicyInput {
    let policy: TrustPolicy

    init(_ path: String) throws {
        let bytes = try InputFile.bytes(path)
        // The form of R31 comes first: it pins, whatever its names are.
        if let pin = TrustFile(String(decoding: bytes, as: UTF8.self)) {
            policy = TrustPolicy(pin)
            return
        }
        do throws(TrustPolicyError) {
            policy = try TrustPolicy(parsing: bytes)
        } catch {
            throw Refusal("\(path), \(error). SPEC.md Appendix D has the lines of a policy.")
        }
    }

    /// What a policy pins for a ledger.
    static func pin(_ policy: TrustPolicy, for origin: String, file: String) throws -> TrustFile {
        guard let pin = policy.pin(for: origin) else {
            throw Refusal(
                "\(file) pins no entry 0 for \(origin); add it, as `traceledger init` prints it: "
                    + "traceledger trust add \(file) entry0 HEX")
        }
        return pin
    }
}
