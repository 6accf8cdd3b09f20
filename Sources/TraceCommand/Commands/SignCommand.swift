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
            with a ledger to take the head from.
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
        let start = try startingHead(path, secret.publicKey)
        let signer = StatementSigner(secret, issuer: start.issuer, origin: start.origin)
        var office = SigningOffice(start, signer: signer)
        office.withholding = try Withholding.named(withhold)
        office.learn(try with.map(DisclosureFile.read))
        if let replace {
            for gone in try office.withdraw(from: replace).dropFirst() {
                Console.note("To be signed again as well: \(gone)")
            }
        }
        let time = SystemClock.seconds
        let statement: SignedStatement
        let sealedHead: [UInt8]
        if let rotateTo {
            let new = try opener.open(rotateTo, as: .issuer)
            statement = try office.rotate(to: new, time: time)
            sealedHead = try office.head.sealed(
                by: StatementSigner(new, issuer: start.issuer, origin: start.origin))
        } else {
            let file = record ?? ""
            let document = try RecordDocument(InputFile.bytes(file), file: file)
            statement = try office.sign(document, time: time)
            sealedHead = try office.sealedHead()
        }
        try StatementFile.refuseExisting(output)
        // The head first: a number that is handed out is not given away twice.
        try LocalFile.replace(rotateTo.map { head ?? $0 + ".head" } ?? path, with: sealedHead)
        try StatementFile.write(statement, to: output)
        Console.say("\(output): number \(statement.seq), record \(statement.record)")
    }

    private func startingHead(_ path: String, _ key: PublicKey) throws -> SignerHead {
        if let from {
            let input = try LedgerInput(from)
            var known = try with.map(DisclosureFile.read)
            known += try input.disclosures()
            return try SignerHead(
                verifying: input.source, issuerWithKey: COSEKey.thumbprint(of: key),
                disclosures: known, location: from)
        }
        if FileManager.default.fileExists(atPath: path) {
            do {
                return try SignerHead(InputFile.bytes(path), sealedBy: key)
            } catch let error as SignerHeadError {
                throw Refusal("\(path): \(error)")
            }
        }
        guard let origin, let profile = PrivacyProfile(rawValue: profile) else {
            throw Refusal(
                "\(path) is not there. For the first statement of a chain name --origin, and "
                    + "--profile open, standard or closed; for one that goes on name --from LEDGER."
            )
        }
        return SignerHead(
            origin: origin, profile: profile, issuer: COSEKey.thumbprint(of: key))
    }
}
