// SPDX-License-Identifier: Apache-2.0
import ArgumentParser
import Foundation
import TraceLedger

/// Follows a ledger behind a server, or in a folder.
struct MonitorCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "monitor",
        abstract:
            "Follow a ledger: consistency with what was seen, forks, a watch list.",
        discussion: """
            Remembers in --state what it saw. When the log's key signed two histories, the evidence \
            is kept there as a file that `traceledger verify FILE` checks anywhere. \
            Exit status: 0 nothing to look at, 1 new records of the watch list or an older tree, \
            2 unreachable, 3 a fork, or something that is not this ledger.
            """)

    @Argument(help: "The address of the log; or a ledger folder, or its log folder alone.")
    var address: String

    @Option(help: "The folder of what was seen; made when it is not there.", completion: .directory)
    var state: String

    @Option(help: "The trust policy that pins the ledger.", completion: .file())
    var trust: String

    @Option(help: "A list of parties, places and HS codes to look for.", completion: .file())
    var watch: String?

    @Option(
        help: "Disclosures that open fields of its records, as an annex file.", completion: .file())
    var disclosures: String?

    @Flag(help: "Check anchors instead of every signature: faster, and says what it does not show.")
    var anchored = false

    @Option(help: "Look again after so many seconds, for ever; without it, once.")
    var every: Int?

    @OptionGroup var network: NetworkOptions

    func validate() throws {
        guard LedgerInput.isLedger(address) else {
            throw ValidationError(
                "\(address) is no ledger folder, and an address begins with http:// or https://")
        }
        guard (every ?? 1) >= 1 else { throw ValidationError("--every takes seconds, 1 or more") }
    }

    func run() throws {
        let monitor = try makeMonitor()
        while true {
            do {
                let status = say(try monitor.look())
                guard every != nil else {
                    if status != .noAlert { throw status }
                    return
                }
            } catch let error as StoreError where every != nil {
                Console.note("\(error)")
            }
            Thread.sleep(forTimeInterval: Double(every ?? 1))
        }
    }

    private func makeMonitor() throws -> LedgerMonitor {
        let policy = try PolicyInput(trust).policy
        guard let log = policy.logs.first(where: { $0.url == address }) ?? policy.logs.first else {
            throw Refusal("\(trust) names no log.")
        }
        try OutputFolder.make(state)
        return LedgerMonitor(
            try place(), in: state, policy: policy,
            pin: try PolicyInput.pin(policy, for: log.key.name, file: trust),
            watch: try watchList(), disclosures: try AnnexInput.sets(disclosures),
            mode: anchored ? .anchored : .exhaustive, limits: network.limits)
    }

    /// The address, or the path of the log folder.
    private func place() throws -> String {
        guard !RemoteLogSource.isAddress(address),
            case .folder(let log) = try LedgerInput(address).source
        else { return address }
        return log.path
    }

    private func watchList() throws -> WatchList {
        guard let watch else { return .empty }
        let text = String(decoding: try InputFile.bytes(watch), as: UTF8.self)
        do throws(WatchList.Refusal) {
            return try WatchList(parsing: text)
        } catch { throw Refusal("\(watch), \(error).") }
    }

    private func say(_ observation: LedgerMonitor.Observation) -> ExitStatus {
        switch observation {
        case .unchanged(let size):
            Console.say("unchanged: \(size) entries")
            return .noAlert
        case .grown(let from, let report, let matches, let refused):
            for record in refused {
                Console.note(
                    "The disclosures of \(record) do not fit it and were not used: its fields were "
                        + "not compared with the watch list.")
            }
            Console.say("\(from) -> \(report.entries) entries\n\(VerificationText.plain(report))")
            for match in matches {
                let open = match.withheld == 0 ? "" : ", \(match.withheld) fields not opened"
                Console.say(
                    "watched: entry \(match.index), \(match.kind.rawValue) \(match.record): "
                        + "\(match.item) in \(match.field)\(open)")
            }
            return matches.isEmpty ? .noAlert : .alert
        case .older(let size, let known):
            Console.say(
                "older: the server shows \(size) entries, \(known) were seen before; what it shows is "
                    + "their true beginning")
            return .alert
        case .fork(let finding, let evidence):
            Console.say(
                "fork: \(finding.sentence)\nevidence: \(evidence) (traceledger verify \(evidence))")
            return .integrityFailed
        case .refused(let report):
            Console.say("refused; nothing was taken over\n\(VerificationText.plain(report))")
            return .integrityFailed
        }
    }
}
