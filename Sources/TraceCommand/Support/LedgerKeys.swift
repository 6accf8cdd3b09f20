// SPDX-License-Identifier: Apache-2.0
import ArgumentParser
import TraceLedger

/// Where a command takes the passphrase of key files from.
struct PassphraseOptions: ParsableArguments {
    @Option(
        help: """
            A file whose first line is the passphrase; the variable TRACELEDGER_PASSPHRASE comes \
            before it, the terminal after it.
            """,
        completion: .file())
    var passphraseFile: String?

    var source: PassphraseSource { PassphraseSource(file: passphraseFile) }
}

/// The keys with which an issuer writes into its own ledger.
struct WriterOptions: ParsableArguments {
    @Option(help: "The issuer's key file, when it is not in the ledger's own folder.")
    var issuerKey: String?

    @Option(help: "The log's key file, when it is not in the ledger's own folder.")
    var logKey: String?

    @OptionGroup var passphrase: PassphraseOptions

    /// Opens a ledger for writing with these keys.
    func writer(_ ledger: String, sharing: [DisclosureSet] = []) throws -> LedgerWriter {
        try KeyOpener(passphrase: passphrase.source).writer(
            LedgerFolder(ledger), issuerKey: issuerKey, logKey: logKey, sharing: sharing)
    }
}

/// A key file that is opened for one role.
struct KeyOpener {
    private let unlocker: KeyUnlocker

    init(passphrase: PassphraseSource) { unlocker = KeyUnlocker(passphrase) }

    /// Reads and opens a key file; the passphrase is asked for only when the file needs another one
    /// than the file before.
    func open(_ path: String, as role: KeyRole) throws -> SecretKey {
        let file = try KeyFile(readingFrom: path)
        do throws(KeyError) {
            return try unlocker.open(file, as: role, name: path)
        } catch {
            throw error.of(path)
        }
    }

    /// Opens a ledger for writing with its issuer's and its log's key.
    func writer(
        _ folder: LedgerFolder, issuerKey: String?, logKey: String?, role: KeyRole = .issuer,
        sharing: [DisclosureSet] = []
    ) throws -> LedgerWriter {
        let origin = try origin(of: folder)
        let issuer = try open(issuerKey ?? Self.path(role, in: folder), as: role)
        let log = try open(logKey ?? Self.path(.log, in: folder), as: .log)
        return try LedgerWriter(
            opening: folder, key: issuer, checkpoints: CheckpointIssuer(log, origin: origin),
            sharing: sharing)
    }

    /// Opens a ledger to register statements of others, with its log's key alone.
    func registrar(_ folder: LedgerFolder, logKey: String?) throws -> Registrar {
        let origin = try origin(of: folder)
        let log = try open(logKey ?? Self.path(.log, in: folder), as: .log)
        return try Registrar(
            opening: folder, checkpoints: CheckpointIssuer(log, origin: origin))
    }

    /// The origin that a ledger's checkpoint names.
    func origin(of folder: LedgerFolder) throws -> String {
        guard let bytes = try LogReader(folder.log).unverifiedCheckpoint(),
            let origin = ReadCheckpoint(bytes)?.checkpoint.origin
        else {
            throw Refusal(
                "\(folder.path) holds no ledger; begin one with: traceledger init \(folder.path)")
        }
        return origin
    }

    /// The name of a role's key in a ledger's own folder of keys.
    static func path(_ role: KeyRole, in folder: LedgerFolder) -> String {
        "\(folder.keysPath)/\(role.rawValue).key"
    }
}
