// SPDX-License-Identifier: Apache-2.0
import ArgumentParser
import Foundation
import TraceLedger

/// Signs one statement as a file, away from the ledger.
struct SignCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "sign",
        abstract: "Sign one record as a statement file, for a ledger kept elsewhere.",
        discussion: """
            RECORD.json holds kind, id and fields, named as in a workbook. The statement goes to the \
            file named by -o, its disclosures beside it under the same name with .disclosures. The \
            signer's own head (numbers, predecessors, pseudonyms) lies beside the key file, signed \
            by the key; name another place with --head. The first use needs --origin, or --from \
            with a ledger to take the head from. A number that was handed out and is not in that \
            ledger is signed a second time only with --replace.
            """)

    @Argument(help: "The record; leave it out with --rotate-to.", completion: .file())
    var record: String?

    @Option(help: "The issuer's key file.", completion: .file())
    var key: String

    @Option(name: [.short, .long], help: "The statement's file; never written over.")
    var output: String

    @Option(help: "The signer's head file; KEY.head when it is not named.", completion: .file())
    var head: String?

    @Option(help: "The ledger's origin, for a chain that begins here.")
    var origin: String?

    @Option(help: "The ledger's profile, with --origin: open, standard or closed.")
    var profile: String = PrivacyProfile.standard.rawValue

    @Option(help: "A ledger to verify and to take the head from.", completion: .directory)
    var from: String?

    @Option(help: "A partner's .disclosures file whose pseudonyms are used; may be repeated.")
    var with: [String] = []

    @Option(help: "Fields to commit beyond the profile, separated by commas.")
    var withhold: String?

    @Option(help: "A number that was refused or lost: sign it again, and all after it.")
    var replace: UInt64?

    @Option(help: "State that this new key takes over.", completion: .file())
    var rotateTo: String?

    @OptionGroup var passphrase: PassphraseOptions

    func run() throws {
        guard (record == nil) != (rotateTo == nil) else {
            throw Refusal("Name either a record or --rotate-to.")
        }
        let opener = KeyOpener(passphrase: passphrase.source)
        let secret = try opener.open(key, as: .issuer)
        let path = head ?? key + ".head"
        let newPath = rotateTo.map { head ?? $0 + ".head" } ?? path
        // Held until the statement is written: two that sign at once would give one number out twice.
        let locks = try Set([path, newPath]).sorted().map(LocalFile.lock)
        defer { withExtendedLifetime(locks) {} }
        let start = try startingHead(path, secret.publicKey)
        let signer = StatementSigner(secret, issuer: start.issuer, origin: start.origin)
        var office = SigningOffice(start, signer: signer)
        office.withholding = try Withholding.named(withhold)
        office.learn(try with.map(DisclosureFile.read))
        if let replace, from == nil || replace != start.end.seq {
            for gone in try office.withdraw(from: replace).dropFirst() {
                Console.note("To be signed again as well: \(gone)")
            }
        }
        let (statement, sealedHead) = try sign(by: &office, opener)
        try StatementFile.refuseExisting(output)
        // The head first: a number that is handed out is not given away twice.
        try LocalFile.replace(newPath, with: sealedHead)
        try StatementFile.write(statement, to: output)
        Console.say("\(output): number \(statement.seq), record \(statement.record)")
    }

    /// Signs the record or the rotation; gives the head too, sealed by the key that goes on.
    private func sign(
        by office: inout SigningOffice, _ opener: KeyOpener
    ) throws -> (SignedStatement, head: [UInt8]) {
        let time = SystemClock.seconds
        if let rotateTo {
            let new = try opener.open(rotateTo, as: .issuer)
            let statement = try office.rotate(to: new, time: time)
            let (issuer, origin) = (office.head.issuer, office.head.origin)
            return (
                statement,
                try office.head.sealed(
                    by: StatementSigner(new, issuer: issuer, origin: origin))
            )
        }
        let file = record ?? ""
        let document = try RecordDocument(InputFile.bytes(file), file: file)
        let statement = try office.sign(document, time: time)
        return (statement, try office.sealedHead())
    }

    private func startingHead(_ path: String, _ key: PublicKey) throws -> SignerHead {
        let kept = try keptHead(path, key)
        if let from {
            let input = try LedgerInput(from)
            var known = try with.map(DisclosureFile.read)
            known += try input.disclosures()
            let head = try SignerHead(
                verifying: input.source, issuerWithKey: COSEKey.thumbprint(of: key),
                disclosures: known, location: from)
            if let kept { try refuseLoss(of: kept, path, for: head, from) }
            return head
        }
        if let kept { return kept }
        guard let origin, let profile = PrivacyProfile(rawValue: profile) else {
            throw Refusal(
                "\(path) is not there. For the first statement of a chain name --origin, and "
                    + "--profile open, standard or closed; for one that goes on name --from LEDGER."
            )
        }
        return SignerHead(
            origin: origin, profile: profile, issuer: COSEKey.thumbprint(of: key))
    }

    /// The head that an earlier run left; nil where there is none.
    private func keptHead(_ path: String, _ key: PublicKey) throws -> SignerHead? {
        guard FileManager.default.fileExists(atPath: path) else { return nil }
        do {
            return try SignerHead(InputFile.bytes(path), sealedBy: key)
        } catch let error as SignerHeadError {
            let way = from.map { ". To take the head from \($0) alone, move that file away" }
            throw Refusal("\(path): \(error)" + (way ?? ""))
        }
    }

    /// Refuses to give numbers out again that were signed and that the ledger does not hold.
    private func refuseLoss(
        of kept: SignerHead, _ path: String, for head: SignerHead, _ ledger: String
    ) throws {
        guard kept.origin == head.origin else {
            throw Refusal(
                "\(path) is the head for the ledger \(kept.origin), \(ledger) is \(head.origin); "
                    + "name another place with --head.")
        }
        let next = head.end.seq
        guard kept.end.seq > next else { return }
        guard let replace, replace <= next else {
            let last = kept.end.seq - 1
            let numbers = last == next ? "The number \(next)" : "The numbers \(next) to \(last)"
            throw Refusal(
                "\(numbers) in \(path): signed, and not in \(ledger) yet. Leave --from out to sign the "
                    + "next one; after a refusal or a loss sign again with --replace \(next).")
        }
        for (offset, gone) in kept.signed.enumerated()
        where kept.base.seq + UInt64(offset) > next {
            Console.note("To be signed again as well: \(gone.record)")
        }
    }
}
