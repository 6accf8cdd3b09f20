// SPDX-License-Identifier: Apache-2.0
import ArgumentParser
import TraceLedger

/// Witnesses: be one, ask some.
struct WitnessCommand: ParsableCommand {
    static let configuration: CommandConfiguration = {
        #if Service
            CommandConfiguration(
                commandName: "witness",
                abstract:
                    "Cosign the checkpoints of other ledgers, or ask witnesses to cosign one's own.",
                subcommands: [WitnessServeCommand.self, WitnessAskCommand.self],
                defaultSubcommand: WitnessServeCommand.self)
        #else
            CommandConfiguration(
                commandName: "witness",
                abstract: "Ask witnesses to cosign a ledger's checkpoint.",
                subcommands: [WitnessAskCommand.self])
        #endif
    }()
}

/// Asks the witnesses of a policy to cosign the newest checkpoint.
struct WitnessAskCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "ask",
        abstract: "Ask the witnesses of a policy to cosign a ledger's newest checkpoint.",
        discussion: "Exit status: 0 the policy's quorum is there, 1 not yet, 2 unreadable.")

    @Argument(help: "The ledger.", completion: .directory)
    var ledger: String

    @Option(help: "The trust policy that names them.", completion: .file())
    var policy: String

    func run() throws {
        let outcome = try WitnessOptions.collect(
            for: LedgerFolder(ledger), try PolicyInput(policy).policy)
        Console.say(WitnessOptions.text(outcome))
        if !outcome.witnessing.isReached { throw ExitStatus.alert }
    }
}

#if Service
    /// Serves a witness until it is killed, which may be at any moment.
    struct WitnessServeCommand: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "serve",
            abstract: "Serve a witness (C2SP tlog-witness): POST /add-checkpoint.",
            discussion: """
                DIR holds witness.key (made by `traceledger key new DIR/witness.key --role witness`), \
                logs.txt, a policy whose log lines name the logs that are cosigned, and the state. \
                What was cosigned is durable before it is answered: the process may be killed at any \
                moment. It speaks plain HTTP; put a server with TLS before it to offer it to others.
                """)

        @Argument(help: "The folder of the witness.", completion: .directory)
        var folder: String

        @Option(help: "IPv4 address and port; port 0 lets the system choose.")
        var listen: String = "127.0.0.1:8750"

        @Option(help: "The name of the witness's key: an address without scheme.")
        var name: String

        @Option(help: "A policy whose log lines are used in place of DIR/logs.txt.")
        var logs: String?

        @OptionGroup var passphrase: PassphraseOptions

        func run() throws {
            guard let address = ListenAddress(listen) else {
                throw Refusal(
                    "--listen takes an IPv4 address and a port, 127.0.0.1:8750, not \(listen)")
            }
            let policy = try PolicyInput(logs ?? folder + "/logs.txt").policy
            guard !policy.logs.isEmpty else {
                throw Refusal(
                    "No log line in the policy: a witness cosigns only logs that it knows.")
            }
            let key = try KeyOpener(passphrase: passphrase.source).open(
                folder + "/witness.key", as: .witness)
            guard
                (try? VerifierKey(name: name, kind: .cosignature, key: key.publicKey)) != nil
            else {
                throw Refusal(
                    "--name takes an address without scheme, such as w1.example.com, without spaces "
                        + "and without +, not '\(name)'")
            }
            let host = try WitnessHost(
                folder, key: key, name: name, logs: policy.logs.map(\.key), address: address,
                clock: { SystemClock.seconds })
            let port = try Waiting.for { try await host.start() }
            Console.say("witness \(name) \(host.verifierKey) http://\(address.host):\(port)")
            if !address.isLoopback {
                Console.note(
                    "\(address.host) may be reached by others; nothing but this is served there.")
            }
            try Waiting.for { try await host.wait() }
        }
    }
#endif
