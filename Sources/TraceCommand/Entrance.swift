// SPDX-License-Identifier: Apache-2.0
import ArgumentParser
import TraceLedger

/// Where the command begins: parses, runs, and turns what happened into an exit status.
///
/// Nothing is read or computed before the arguments are known, so that `--help` answers at once.
enum Entrance {
    static func run(_ arguments: [String]) -> Int32 {
        let status = perform(arguments)
        // Half a result is none: a gate must not read its status as "no alert".
        return Console.hasFailed ? max(status, ExitStatus.unusable.rawValue) : status
    }

    private static func perform(_ arguments: [String]) -> Int32 {
        do {
            var command = try RootCommand.parseAsRoot(arguments)
            try command.run()
            return ExitStatus.noAlert.rawValue
        } catch let status as ExitStatus {
            return status.rawValue
        } catch let problem as Problem {
            Console.complain("\(problem.sentence). Remedy: \(problem.code.remedy).")
            return ExitStatus.integrityFailed.rawValue
        } catch let error as ProofError {
            Console.complain("\(error)")
            return ExitStatus.integrityFailed.rawValue
        } catch let refusal as Refusal {
            Console.complain(refusal.message)
            return refusal.status.rawValue
        } catch {
            // Help and version arrive here too, as requests to print something and end well.
            let text = RootCommand.fullMessage(for: error)
            guard RootCommand.exitCode(for: error) == .success else {
                Console.complain(text)
                let isFailure = (error as? WritingError)?.isIntegrityFailure == true
                return (isFailure ? ExitStatus.integrityFailed : .unusable).rawValue
            }
            Console.say(text)
            return ExitStatus.noAlert.rawValue
        }
    }
}

/// The commands on ledgers; the index is there where the trait `SQLite` is on.
private let ledgerCommands: [any ParsableCommand.Type] = {
    var commands: [any ParsableCommand.Type] = [
        InitCommand.self, ImportCommand.self, SignCommand.self, AddCommand.self,
        MergeCommand.self, VerifyCommand.self, ProveCommand.self, BundleCommand.self,
        RevealCommand.self, UnsealCommand.self, RetractCommand.self, EraseCommand.self,
        KeyCommand.self, TrustCommand.self, WitnessCommand.self, MonitorCommand.self,
    ]
    #if SQLite
        commands.append(IndexCommand.self)
    #endif
    return commands
}()

/// The command with all its parts; each part is one file in `Commands/`.
struct RootCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "traceledger",
        abstract: "Signed supply-chain records, and audits of the story that they tell.",
        discussion: """
            Exit status: 0 no alert, 1 an alert, 2 wrong use or unreadable input, 3 integrity failed.
            """,
        version: "0.1.0",
        groupedSubcommands: [
            CommandGroup(name: "Workbooks", subcommands: [WorkbookCommand.self]),
            CommandGroup(
                name: "Ledgers",
                subcommands: ledgerCommands),
            CommandGroup(name: "Lists", subcommands: [ListsCommand.self, ScreenCommand.self]),
            CommandGroup(
                name: "Audits",
                subcommands: [
                    AuditCommand.self, DiffCommand.self, WatchCommand.self, PacketCommand.self,
                ]),
            CommandGroup(
                name: "Questions", subcommands: [ImpactCommand.self, TraceLotCommand.self]),
            CommandGroup(
                name: "Measuring", subcommands: [SimulateCommand.self, EvaluateCommand.self]),
        ])
}
