// SPDX-License-Identifier: Apache-2.0
import ArgumentParser
import Foundation
import TraceLedger

/// Key files: make, show, hand out the public half, rotate.
struct KeyCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "key",
        abstract: "Make key files, show them, and lead keys through their life in a ledger.",
        subcommands: [
            KeyNewCommand.self, KeyShowCommand.self, KeyExportCommand.self, KeyRequestCommand.self,
            KeyEvidenceCommand.self, KeyAddCommand.self, KeyRotateCommand.self,
            KeyRetireCommand.self,
            KeyCompromisedCommand.self, KeyRecipientCommand.self,
        ])
}

/// Makes a key file.
struct KeyNewCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "new", abstract: "Make a key file; an existing file is never replaced.")

    @Argument(help: "The new file.", completion: .file())
    var file: String

    @Option(help: "\(KeyRole.allCases.map(\.rawValue).joined(separator: ", ")).")
    var role: String = KeyRole.issuer.rawValue

    @Flag(help: "Write it without encryption: whoever reads it has the key.")
    var unencrypted = false

    @OptionGroup var passphrase: PassphraseOptions

    func run() throws {
        guard let role = KeyRole(rawValue: role) else {
            throw Refusal("--role takes one of \(KeyRole.allCases.map(\.rawValue)), not \(role)")
        }
        let key = try SecretKey.generate()
        let time = SystemClock.seconds
        if unencrypted {
            try KeyFile(unprotected: key, role: role, created: time).write(to: file)
        } else {
            let secret = try passphrase.source.passphrase(
                prompt: "New passphrase", confirming: true)
            try KeyFile(sealing: key, role: role, created: time, with: secret).write(to: file)
        }
        Console.say(
            "\(file): \(role.rawValue) key \(COSEKey.thumbprint(of: key.publicKey).base64URL)")
    }
}

/// Shows what a key file says without its passphrase.
struct KeyShowCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show", abstract: "Show role, date and public key of a key file.")

    @Argument(help: "The key file.", completion: .file())
    var file: String

    func run() throws {
        let key = try KeyFile(readingFrom: file)
        let thumbprint = COSEKey.thumbprint(of: key.publicKey)
        let day = CalendarDate(dayNumber: Int(clamping: key.created / 86_400))
        Console.say(
            """
            role        \(key.role.rawValue)
            created     \(day?.description ?? "unknown")
            encrypted   \(key.stretching == nil ? "no" : "yes, Argon2id and XChaCha20-Poly1305")
            public key  \(Hex.encode(key.publicKey.bytes))
            thumbprint  \(thumbprint.base64URL)
            issuer      \(COSEKey.issuerName(thumbprint))
            """)
    }
}

/// Hands out the public half.
struct KeyExportCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "export", abstract: "Write the public key in one of the field's forms.")

    @Argument(help: "The key file.", completion: .file())
    var file: String

    @Option(
        help: "\(PublicKeyFormat.allCases.map(\.rawValue).joined(separator: ", ")).")
    var format: String = PublicKeyFormat.allCases.first?.rawValue ?? ""

    @Option(help: "The name of a verifier key line, such as the ledger's origin.")
    var name: String = ""

    @Option(name: [.short, .long], help: "Write to a file instead of standard output.")
    var output: String?

    func run() throws {
        guard let format = PublicKeyFormat(rawValue: format) else {
            throw Refusal("--format takes \(PublicKeyFormat.allCases.map(\.rawValue))")
        }
        guard format.rawValue != "vkey" || !name.isEmpty else {
            throw Refusal("--format vkey needs --name, such as the ledger's origin.")
        }
        let key = try KeyFile(readingFrom: file).publicKey
        let bytes = try format.encode(key, name: name)
        guard let output else {
            Console.put(bytes)
            return
        }
        guard !FileManager.default.fileExists(atPath: output) else {
            throw Refusal("\(output) is there already; name another file.")
        }
        try OutputFile(path: output).write(bytes)
    }
}

/// Puts a new key of an issuer in the place of its active one.
struct KeyRotateCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "rotate",
        abstract: "State in a ledger that an issuer's new key takes over, or with --log the log's.",
        discussion: """
            The statement is signed by the old key and carries the new key's proof of possession. \
            After it, name the new key file with `import --issuer-key`, or put it in the place of \
            the old one.

            With --log the authority states it, and one checkpoint bears the signatures of the old \
            and the new key of the log; from then on put the new file in the place of the old one, \
            or name it with --log-key. Interrupted, the same command goes on. Readers who pinned \
            the old key follow; witnesses, and readers of single proofs, need a `log` line with the \
            new one first.
            """)

    @Argument(help: "The ledger.", completion: .directory)
    var ledger: String

    @Option(help: "The new key file, made by `key new`.", completion: .file())
    var to: String

    @Flag(help: "Replace the log's key.")
    var log = false

    @Option(
        help: "With --log: the authority's key file, when it is not in the ledger's own folder.")
    var authorityKey: String?

    @OptionGroup var keys: WriterOptions

    func run() throws {
        let folder = LedgerFolder(ledger)
        let opener = KeyOpener(passphrase: keys.passphrase.source)
        if log { return try rotateLog(folder, opener) }
        guard authorityKey == nil else { throw Refusal("--authority-key goes with --log.") }
        let new = try opener.open(to, as: .issuer)
        let writer = try opener.writer(folder, issuerKey: keys.issuerKey, logKey: keys.logKey)
        let size = writer.size
        try writer.rotate(to: new, time: SystemClock.seconds)
        try writer.close().tell()
        Console.say(
            "Entry \(size): the key \(COSEKey.thumbprint(of: new.publicKey).base64URL) is active.")
    }

    private func rotateLog(_ folder: LedgerFolder, _ opener: KeyOpener) throws {
        guard keys.issuerKey == nil else { throw Refusal("--issuer-key does not go with --log.") }
        let origin = try opener.origin(of: folder)
        let authority = try opener.open(
            authorityKey ?? KeyOpener.path(.authority, in: folder), as: .authority)
        let old = try opener.open(keys.logKey ?? KeyOpener.path(.log, in: folder), as: .log)
        let new = try opener.open(to, as: .log)
        let (key, oldKey) = (new.publicKey, old.publicKey)
        let proof = new.sign(Policy.possessionMessage(origin: origin, checkpointKey: key))
        let writer = try LedgerWriter(
            opening: folder, key: authority,
            checkpoints: CheckpointIssuer(old, origin: origin).joined(by: new))
        if writer.logKey != key {
            guard writer.logKey == oldKey else {
                throw Refusal("The log's key is \(Hex.encode(writer.logKey.bytes)): name its file.")
            }
            try writer.rotateLog(
                to: key, proof: proof, time: SystemClock.seconds)
        }
        let size = writer.size
        try writer.close().tell()
        Console.say(
            """
            The log's key is \(try VerifierKey(name: origin, key: key)) as of \(size) entries.
            Put \(to) in the place of \(keys.logKey ?? KeyOpener.path(.log, in: folder)).
            """)
    }
}
