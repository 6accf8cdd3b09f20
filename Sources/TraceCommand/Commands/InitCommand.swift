// SPDX-License-Identifier: Apache-2.0
import ArgumentParser
import Foundation
import TraceLedger

/// Begins a ledger: keys, policy, first checkpoint.
struct InitCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "init",
        abstract: "Begin a ledger: keys, registration policy, first checkpoint.",
        discussion: """
            Makes an issuer key, a log key, an authority key and a recovery key in DIR/private/keys, \
            unless options name existing ones. Move the authority and recovery keys to another \
            place: adding statements never needs them. Prints what readers pin.
            """)

    @Argument(help: "The folder of the new ledger.", completion: .directory)
    var folder: String

    @Option(
        help: "The ledger's name: an address without scheme, such as ledger.example.com/imports.")
    var origin: String?

    @Option(help: "open, standard (prices committed) or closed (all that can be is committed).")
    var profile: String = PrivacyProfile.standard.rawValue

    @Option(help: "An existing issuer key file.", completion: .file())
    var issuerKey: String?

    @Option(help: "An existing log key file.", completion: .file())
    var logKey: String?

    @Option(help: "An existing authority key file.", completion: .file())
    var authorityKey: String?

    @Option(help: "An existing recovery key file.", completion: .file())
    var recoveryKey: String?

    @Flag(help: "Write the new key files without encryption: whoever reads them has the keys.")
    var unencrypted = false

    @OptionGroup var passphrase: PassphraseOptions

    func run() throws {
        guard let profile = PrivacyProfile(rawValue: profile) else {
            throw Refusal("--profile takes open, standard or closed, not \(profile)")
        }
        if let origin { try refuseUnlessName(origin) }
        let ledger = LedgerFolder(folder)
        if let state = try ledger.writerState(), state.committed.size > 0 {
            throw Refusal("\(folder) holds a ledger already; name another folder.")
        }
        let time = SystemClock.seconds
        // Before there is anything on the disk: without a passphrase nothing is begun.
        let new = try newPassphrase()
        if try !ledger.isLedger() { try ledger.create() }
        let keys = try openKeys(ledger, new, time)
        let origin = self.origin ?? Self.defaultOrigin(keys.log.publicKey)
        let policy = Policy(
            origin: origin, checkpointKey: keys.log.publicKey,
            authority: keys.authority.publicKey, recovery: keys.recovery, profile: profile,
            roles: LedgerCreation.standardRoles,
            issuers: [
                Policy.Issuer(
                    key: keys.issuer, role: "recorder", recovery: keys.recovery)
            ])
        let created = try LedgerCreation.create(
            ledger, policy: policy,
            authority: StatementSigner(keys.authority.take(), origin: origin),
            checkpoints: CheckpointIssuer(keys.log.take(), origin: origin), time: time)
        // The lines alone stand on standard output: `init DIR > trust.txt` is a trust file.
        Console.say(created.trust.text)
        Console.note(
            """
            Give these three lines to your readers through a second channel; \
            `traceledger verify DIR --trust FILE` pins them.
            Keys: \(ledger.keysPath). Move authority.key and recovery.key to another place.
            """)
    }

    private func refuseUnlessName(_ origin: String) throws {
        try LedgerCreation.refuse(origin: origin)
        guard !origin.contains("://") else {
            throw Refusal(
                "--origin takes an address without scheme, not \(origin): leave out what stands "
                    + "before ledger.example.com/imports.")
        }
    }

    /// A name that no other ledger has, for one that is not going to be served.
    private static func defaultOrigin(_ key: PublicKey) -> String {
        "ledger.invalid/" + COSEKey.thumbprint(of: key).hex.prefix(16)
    }

    /// The four keys: two at work here, the public halves of the others.
    private struct Keys {
        let issuer: PublicKey
        let recovery: PublicKey
        let authority: HeldKey
        let log: HeldKey
    }

    /// One passphrase for all new files, asked for once.
    private func newPassphrase() throws -> NewPassphrase? {
        let needsNew = [issuerKey, logKey, authorityKey, recoveryKey].contains { $0 == nil }
        return try needsNew && !unencrypted
            ? NewPassphrase(
                passphrase.source.passphrase(prompt: "New passphrase", confirming: true))
            : nil
    }

    private func openKeys(
        _ ledger: LedgerFolder, _ new: NewPassphrase?, _ time: UInt64
    ) throws -> Keys {
        let maker = KeyMaker(
            folder: ledger, passphrase: new, time: time,
            opener: KeyOpener(passphrase: passphrase.source))
        return Keys(
            issuer: try maker.key(.issuer, existing: issuerKey).publicKey,
            recovery: try maker.key(.recovery, existing: recoveryKey).publicKey,
            authority: try maker.key(.authority, existing: authorityKey),
            log: try maker.key(.log, existing: logKey))
    }
}

/// A passphrase that several new key files share.
final class NewPassphrase {
    let value: Passphrase
    init(_ value: consuming Passphrase) { self.value = value }
}

/// A secret key that is handed over once.
final class HeldKey {
    let publicKey: PublicKey
    private var key: SecretKey?

    init(_ key: consuming SecretKey) {
        publicKey = key.publicKey
        self.key = consume key
    }

    /// The key; a second call is a mistake of the caller, who would sign with nothing.
    func take() -> SecretKey {
        guard let key = key.take() else { preconditionFailure("a key is handed over once") }
        return key
    }
}

/// Makes the key files of a new ledger, or opens existing ones.
struct KeyMaker {
    let folder: LedgerFolder
    let passphrase: NewPassphrase?
    let time: UInt64
    let opener: KeyOpener

    func key(_ role: KeyRole, existing: String?) throws -> HeldKey {
        if let existing {
            return HeldKey(try opener.open(existing, as: role))
        }
        let path = KeyOpener.path(role, in: folder)
        // A crash before entry 0 leaves key files; the next run goes on with them.
        if let known = try? KeyFile(readingFrom: path) {
            let key =
                if let passphrase, known.stretching != nil {
                    try known.open(as: role, with: passphrase.value)
                } else {
                    try known.open(as: role)
                }
            return HeldKey(key)
        }
        let key = try SecretKey.generate()
        let file =
            if let passphrase {
                try KeyFile(sealing: key, role: role, created: time, with: passphrase.value)
            } else {
                try KeyFile(unprotected: key, role: role, created: time)
            }
        try file.write(to: path)
        return HeldKey(key)
    }
}
