// SPDX-License-Identifier: Apache-2.0
import ArgumentParser
import Foundation
import TraceLedger

/// Puts several ledgers under one.
struct MergeCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "merge",
        abstract: "Make a new ledger that holds others whole, each under a signed statement.",
        discussion: """
            Every signature of every source is checked, before and after. Each source keeps its \
            order and its own policy; a source statement names its checkpoint, its keys and the \
            place of its entries. A key that one source declares compromised is marked in all, and \
            forks of an issuer are named; none is chosen.
            """)

    @Argument(help: "The ledgers, or their logs.", completion: .directory)
    var sources: [String]

    @Option(help: "The folder of the new ledger.", completion: .directory)
    var into: String

    @Option(help: "The new ledger's name.")
    var origin: String?

    @Flag(help: "Write the new key files without encryption: whoever reads them has the keys.")
    var unencrypted = false

    @OptionGroup var passphrase: PassphraseOptions

    func run() throws {
        guard sources.count > 1 else { throw Refusal("Name two ledgers or more.") }
        let places = sources.map { URL(fileURLWithPath: $0).resolvingSymlinksInPath().path }
        guard Set(places).count == places.count else {
            throw Refusal("A ledger is named twice; name each once.")
        }
        let read = try sources.map(Self.source)
        let folder = LedgerFolder(into)
        guard try !folder.isLedger() else {
            throw Refusal("\(into) holds a ledger already; name another folder.")
        }
        try folder.create()
        let time = SystemClock.seconds
        let secret =
            unencrypted
            ? nil
            : NewPassphrase(
                try passphrase.source.passphrase(prompt: "New passphrase", confirming: true))
        let maker = KeyMaker(
            folder: folder, passphrase: secret, time: time,
            opener: KeyOpener(passphrase: passphrase.source))
        let authority = try maker.key(.authority, existing: nil)
        let recovery = try maker.key(.recovery, existing: nil)
        let issuer = try maker.key(.issuer, existing: nil)
        let log = try maker.key(.log, existing: nil)
        let origin =
            self.origin
            ?? "ledger.invalid/" + COSEKey.thumbprint(of: log.publicKey).hex.prefix(16)
        let policy = Policy(
            origin: origin, checkpointKey: log.publicKey, authority: authority.publicKey,
            recovery: recovery.publicKey, profile: .standard,
            roles: LedgerCreation.standardRoles,
            issuers: [
                Policy.Issuer(
                    key: issuer.publicKey, role: "recorder", recovery: recovery.publicKey)
            ])
        let keys = LedgerMerge.Keys(
            authority: StatementSigner(authority.take(), origin: origin),
            recorder: issuer.take(), log: CheckpointIssuer(log.take(), origin: origin))
        let report = try LedgerMerge.run(
            read, into: folder, policy: policy, keys: keys, time: time)
        Console.say(MergedText.plain(report))
    }

    private static func source(_ path: String) throws -> MergeSource {
        let input = try LedgerInput(path)
        guard case .folder(let log) = input.source else {
            throw Refusal("\(path): a merge takes folders; fetch the ledger first.")
        }
        return try MergeSource(log, disclosures: input.disclosures(), location: path)
    }
}

/// The report on a merged ledger, for a terminal.
enum MergedText {
    static func plain(_ report: MergedVerification.Report) -> String {
        var lines = ["merged ledger: \(report.verdict)"]
        for source in report.sources {
            lines.append(
                "source \(source.origin): "
                    + (source.indexes.count == 1 ? "1 entry" : "\(source.indexes.count) entries")
                    + " from \(source.indexes.lowerBound) on, verified exhaustively, root "
                    + source.root.hex)
            if !source.underSuspicion.isEmpty {
                lines.append(
                    "  \(source.underSuspicion.count) of them under suspicion, by declarations in "
                        + "this source or another")
            }
        }
        for fork in report.forks {
            lines.append(
                "fork: number \(fork.seq) of \(fork.issuer) is used by "
                    + fork.records.map(\.description).joined(separator: " and ")
                    + "; none is chosen")
        }
        if report.repeated > 0 {
            lines.append("\(report.repeated) statements stand in more than one source")
        }
        return lines.joined(separator: "\n")
    }
}
