// SPDX-License-Identifier: Apache-2.0
import ArgumentParser
import Foundation
import TraceLedger

/// Writes what the holder of a new key hands to a ledger's authority.
struct KeyRequestCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "request",
        abstract: "Ask a ledger to admit a key: write the key with its proof of possession.")

    @Argument(help: "The issuer key file.", completion: .file())
    var file: String

    @Option(help: "The ledger's origin.")
    var origin: String

    @Option(help: "The key file of the issuer's recovery key; only its public half is used.")
    var recoveryKey: String?

    @Option(help: "The issuer's name, when it is known to the ledger and its key was lost.")
    var issuer: String?

    @Option(name: [.short, .long], help: "The request's file.")
    var output: String?

    @OptionGroup var passphrase: PassphraseOptions

    func run() throws {
        let key = try KeyOpener(passphrase: passphrase.source).open(file, as: .issuer)
        var known: Digest?
        if let issuer {
            known = COSEKey.thumbprint(ofIssuerName: issuer)
            guard known != nil else { throw Refusal("--issuer takes a name as `key show` has it") }
        }
        let recovery = try recoveryKey.map { try KeyFile(readingFrom: $0).publicKey }
        let request = KeyRequest(key, origin: origin, issuer: known, recovery: recovery)
        try OutputFile(path: output).write(request.text)
    }
}

/// Who signs a key statement: one of three key files.
struct KeyAuthorityOptions: ParsableArguments {
    @Option(help: "Sign as the policy authority, with this key file.", completion: .file())
    var authorityKey: String?

    @Option(help: "Sign as the issuer's recovery key, with this key file.", completion: .file())
    var recoveryKey: String?

    @Option(help: "The log's key file, when it is not in the ledger's own folder.")
    var logKey: String?

    @OptionGroup var passphrase: PassphraseOptions

    /// Opens the ledger with the key that was named; `issuerKey` where an issuer may sign itself.
    func writer(
        _ ledger: String, issuerKey: String? = nil,
        signers: String = "--authority-key or --recovery-key"
    ) throws -> LedgerWriter {
        let opener = KeyOpener(passphrase: passphrase.source)
        let named: [(String, KeyRole)] = [
            (authorityKey, KeyRole.authority), (recoveryKey, .recovery), (issuerKey, .issuer),
        ].compactMap { path, role in path.map { ($0, role) } }
        guard let (path, role) = named.first, named.count == 1 else {
            throw Refusal(
                named.isEmpty
                    ? "Name the key that signs this: \(signers)."
                    : "Name one signing key, not several.")
        }
        return try opener.writer(
            LedgerFolder(ledger), issuerKey: path, logKey: logKey, role: role)
    }
}

/// Admits a key to a ledger.
struct KeyAddCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "add",
        abstract: "Admit a new issuer, or give an issuer without a key a new one.",
        discussion: """
            REQUEST is what `key request` wrote. Identity evidence (a did:web snapshot, an X.509 \
            chain, a did:key) is checked against the key, reported, kept in DIR/private/evidence \
            and named by its hash in the statement; it grants nothing by itself.
            """)

    @Argument(help: "The ledger.", completion: .directory)
    var ledger: String

    @Argument(help: "The request.", completion: .file())
    var request: String

    @Option(help: "The role of a new issuer, as the policy defines it.")
    var role: String?

    @Option(help: "Identity evidence for the key.", completion: .file())
    var evidence: String?

    @Option(help: "Root certificates (PEM) that you accept for X.509 evidence.")
    var roots: String?

    @OptionGroup var authority: KeyAuthorityOptions

    func run() throws {
        let text = String(decoding: try InputFile.bytes(request), as: UTF8.self)
        guard let request = KeyRequest(text) else {
            throw Refusal(
                "\(request) is no key request, or its proof of possession does not hold; ask for "
                    + "it again (traceledger key request).")
        }
        let proof = try evidence.map {
            try IdentityInput.read($0, key: request.key, roots: roots)
        }
        let writer = try authority.writer(ledger)
        guard request.origin == writer.origin else {
            throw Refusal(
                "The request was made for \(request.origin), this ledger is \(writer.origin).")
        }
        if let role, !writer.roles.contains(role) {
            throw Refusal(
                "The policy defines no role \(role); its roles are "
                    + writer.roles.joined(separator: ", ") + ".")
        }
        if writer.holder(ofKey: COSEKey.thumbprint(of: request.key)) != nil {
            throw Refusal(
                "The ledger knows the key of this request already; ask for one with another key.")
        }
        if let proof { try IdentityEvidenceFile.keep(proof, in: LedgerFolder(ledger)) }
        let index = writer.nextIndex
        try writer.declare(
            request.change(role: role), evidence: proof?.digest,
            time: SystemClock.seconds)
        try writer.close().tell()
        Console.say(
            "Entry \(index): \(COSEKey.issuerName(request.issuer)) "
                + (role.map { "is admitted as \($0)." } ?? "has a new key."))
    }
}

/// Ends the use of a key.
struct KeyRetireCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "retire",
        abstract: "State that an issuer's active key is used no more.",
        discussion: """
            Signed by the issuer itself (--issuer-key) or the authority. What the key has signed \
            stays valid; the issuer has no key until `key add` gives it one.
            """)

    @Argument(help: "The ledger.", completion: .directory)
    var ledger: String

    @Option(help: "The key: its thumbprint, or a key file.")
    var key: String

    @Option(help: "Sign as the issuer itself, with this key file.", completion: .file())
    var issuerKey: String?

    @OptionGroup var authority: KeyAuthorityOptions

    func run() throws {
        let writer = try authority.writer(
            ledger, issuerKey: issuerKey, signers: "--issuer-key or --authority-key")
        let (issuer, key) = try NamedKey.find(key, in: writer)
        let kid = COSEKey.thumbprint(of: key)
        guard writer.isActive(kid) else {
            throw Refusal(
                "The key \(kid.base64URL) is no issuer's active key: it was replaced or retired, or "
                    + "was declared compromised, and signs nothing any more. There is nothing to do."
            )
        }
        let index = writer.nextIndex
        try writer.declare(
            KeyChange(.retire, issuer: COSEKey.issuerName(issuer), key: key),
            time: SystemClock.seconds)
        try writer.close().tell()
        Console.say("Entry \(index): the key \(kid.base64URL) is retired.")
    }
}

/// Declares that a key is in other hands.
struct KeyCompromisedCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "compromised",
        abstract: "Declare that others may have an issuer's key, from an entry on.",
        discussion: """
            Signed by the issuer's recovery key or the authority. Statements under the key from \
            that entry up to this declaration stand under suspicion from now on, in every verdict; \
            after it they are refused by their place, whatever time they claim.
            """)

    @Argument(help: "The ledger.", completion: .directory)
    var ledger: String

    @Option(help: "The key: its thumbprint, or a key file.")
    var key: String

    @Option(help: "The first entry that the key may not have been in its holder's hands alone.")
    var from: UInt64

    @OptionGroup var authority: KeyAuthorityOptions

    func run() throws {
        let writer = try authority.writer(ledger)
        let (issuer, key) = try NamedKey.find(key, in: writer)
        let index = writer.nextIndex
        guard from <= index else {
            throw Refusal(
                "--from \(from): the ledger has \(index) entries. Name the first of them that the "
                    + "key may not have signed in its holder's hands alone.")
        }
        try writer.declare(
            KeyChange(
                .compromised, issuer: COSEKey.issuerName(issuer), key: key, fromIndex: from),
            time: SystemClock.seconds)
        try writer.close().tell()
        let report = try LedgerVerification(
            LedgerFolder(ledger).log, VerificationOptions(mode: .anchored)
        ).run().report
        Console.say("Entry \(index): the key is declared compromised from entry \(from) on.")
        Console.say(VerificationText.suspicion(report) ?? "No statement is under suspicion.")
    }
}

/// A key that a ledger knows, by thumbprint or file.
enum NamedKey {
    static func find(
        _ name: String, in writer: LedgerWriter
    ) throws -> (issuer: Digest, key: PublicKey) {
        let kid =
            if FileManager.default.fileExists(atPath: name) {
                COSEKey.thumbprint(of: try KeyFile(readingFrom: name).publicKey)
            } else if let digest = Digest(base64URL: name) ?? Digest(hex: name) {
                digest
            } else {
                throw Refusal("--key takes a thumbprint, as `key show` prints it, or a key file")
            }
        guard let holder = writer.holder(ofKey: kid) else {
            throw Refusal("The ledger knows no key \(kid.base64URL) of an issuer.")
        }
        return holder
    }
}
