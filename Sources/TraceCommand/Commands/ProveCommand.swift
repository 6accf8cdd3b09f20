// SPDX-License-Identifier: Apache-2.0
import ArgumentParser
import Foundation
import TraceLedger

/// Gives single statements away with their proof.
struct ProveCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "prove",
        abstract: "Prove that a statement, or each statement about a lot, stands in a ledger.",
        discussion: """
            A tlog-proof is made of the log alone. A receipt or a Transparent Statement is signed \
            with the log's key and asks for its passphrase. --since proves that the ledger \
            continues an earlier checkpoint. Of a log behind a server every entry is read and led \
            to the checkpoint's root before one is proved; a lot is named by its pseudonym, or by \
            its id with the --disclosures that open it.
            """)

    @Argument(help: "A record id (64 hexadecimal digits), or the id of a lot.")
    var subject: String?

    @Option(
        help: "The ledger; for tlog-proof and statement its log folder or address is enough.")
    var ledger: String

    @Option(
        help: "A trust policy: pins origin, checkpoint key and entry 0.", completion: .file())
    var trust: String?

    @Option(
        help: "Disclosures that open the ids of its lots, as an annex file.", completion: .file())
    var disclosures: String?

    @Option(help: "tlog-proof, receipt, transparent or statement (the bare entry).")
    var format: ProofFormat = .tlogProof

    @Option(help: "An earlier checkpoint; gives a consistency receipt.", completion: .file())
    var since: String?

    @Option(help: "The log's key file, when it is not in the ledger's own folder.")
    var logKey: String?

    @Option(
        name: [.short, .long],
        help: "The file to write; for several statements a folder.")
    var output: String?

    @OptionGroup var passphrase: PassphraseOptions

    @OptionGroup var network: NetworkOptions

    func validate() throws {
        guard (subject == nil) != (since == nil) else {
            throw ValidationError("name a record or a lot, or give --since")
        }
    }

    func run() throws {
        let input = try LedgerInput(ledger, network)
        if input.isRemote, trust == nil {
            Console.note(
                "Nothing pins this ledger: the key that its own entry 0 names is taken. Name --trust."
            )
        }
        do {
            try run(input)
        } catch let error where error is ProofError || error is StoreError {
            guard input.forgetsKeptTiles() else { throw error }
            try run(input)
        }
    }

    private func run(_ input: LedgerInput) throws {
        let policy = try trust.map { try PolicyInput($0).policy }
        var prover = try LedgerProver(
            input.source, trust: try pin(input, policy), policy: policy)
        if let since {
            let earlier = try earlier(since, prover.published.log)
            let path = try prover.consistency(from: earlier)
            let bytes = try issuer(input, prover.published.log).consistency(
                from: earlier, to: prover.published, path: path)
            try write(bytes, to: output)
            return
        }
        let sets = try input.disclosures() + AnnexInput.sets(disclosures)
        let places = try ProofSubject(name: subject ?? "", path: ledger).places(prover, sets)
        let issuer = format.needsKey ? try issuer(input, prover.published.log) : nil
        for place in places {
            let bytes = try format.bytes(of: place, &prover, issuer)
            try write(bytes, to: places.count == 1 ? output : try inFolder(place))
        }
        guard let output else { return }
        let count = "\(places.count) \(format.noun)" + (places.count == 1 ? "" : "s")
        Console.say("\(count) in \(output)" + (places.count == 1 ? "" : ", named by their entry"))
        if format.needsStatement {
            Console.note(
                "Who checks one needs its statement too: --format statement, then "
                    + "traceledger verify PROOF --trust FILE --entry STATEMENT")
        }
    }

    /// The checkpoint that the ledger is to continue; a receipt tells of one key.
    private func earlier(_ path: String, _ log: VerifierKey) throws -> PublishedCheckpoint {
        let bytes = try InputFile.bytes(path)
        do throws(ProofError) {
            return try PublishedCheckpoint(bytes, log: log)
        } catch {
            throw Refusal(
                "\(path): \(error). Over a change of key the ledger itself shows it: traceledger "
                    + "verify \(ledger) --since \(path)", status: .integrityFailed)
        }
    }

    /// What the trust policy pins for the ledger.
    private func pin(_ input: LedgerInput, _ policy: TrustPolicy?) throws -> TrustFile? {
        guard let trust, let policy else { return nil }
        let origin = ReadCheckpoint(try input.unverifiedCheckpoint())?.checkpoint.origin
        return try PolicyInput.pin(policy, for: origin ?? "", file: trust)
    }

    /// The file of one of several proofs, in the folder that `-o` names.
    private func inFolder(_ place: UInt64) throws -> String {
        guard let output else {
            throw Refusal("there are several statements: name a folder with -o")
        }
        try OutputFolder.make(output)
        return "\(output)/\(place).\(format.rawValue)"
    }

    private func issuer(_ input: LedgerInput, _ log: VerifierKey) throws -> ReceiptIssuer {
        let path = logKey ?? input.folder.map { KeyOpener.path(.log, in: $0) }
        guard let path else {
            throw Refusal(
                "\(ledger) is a log without its private part: name the log's key with --log-key, "
                    + "or take --format tlog-proof, which needs none.")
        }
        let key = try KeyOpener(passphrase: passphrase.source).open(path, as: .log)
        return try ReceiptIssuer(key, log: log)
    }

    private func write(_ bytes: [UInt8], to path: String?) throws {
        if let path {
            try OutputFile(path: path).write(bytes)
        } else if format == .tlogProof, since == nil {
            Console.say(String(decoding: bytes, as: UTF8.self))
        } else {
            throw Refusal("this form is not text: name a file with -o")
        }
    }
}

/// The forms of a proof.
enum ProofFormat: String, ExpressibleByArgument, CaseIterable {
    case tlogProof = "tlog-proof"
    case receipt, transparent, statement

    /// What it is called.
    var noun: String {
        switch self {
        case .tlogProof: "tlog-proof"
        case .transparent: "Transparent Statement"
        case .receipt, .statement: rawValue
        }
    }

    /// Whether its check asks for the statement beside it.
    var needsStatement: Bool { self == .receipt || self == .tlogProof }

    /// Whether the log has to sign.
    var needsKey: Bool { self == .receipt || self == .transparent }

    /// The proof of an entry.
    func bytes<Source>(
        of index: UInt64, _ prover: inout LedgerProver<Source>, _ issuer: ReceiptIssuer?
    ) throws -> [UInt8] {
        switch (self, issuer) {
        case (.receipt, let issuer?): try prover.receipt(of: index, by: issuer)
        case (.transparent, let issuer?): try prover.transparent(index, by: issuer).encoded()
        case (.statement, _): try prover.entry(index)
        default: try prover.tlogProof(of: index).text
        }
    }
}

/// What a proof or a bundle is asked about.
struct ProofSubject {
    let name: String
    let path: String

    /// Where the statements stand.
    func places<Source>(
        _ prover: LedgerProver<Source>, _ disclosures: [DisclosureSet]
    ) throws -> [UInt64] {
        if let digest = Digest(hex: name) {
            guard let place = prover.index.index(of: RecordID(digest)) else {
                throw Refusal("\(path) has no record \(name) under its checkpoint.")
            }
            return [place]
        }
        return prover.index.statements(about: try lot(prover, disclosures))
    }

    /// The pseudonym of the lot.
    func lot<Source>(
        _ prover: LedgerProver<Source>, _ disclosures: [DisclosureSet]
    ) throws -> Digest {
        if let subject = prover.lot(name, in: disclosures) { return subject }
        if let subject = Digest(base64URL: name),
            !prover.index.statements(about: subject).isEmpty
        {
            return subject
        }
        if MergedVerification.isMerged(LedgerFolder(path)) {
            throw Refusal(
                "\(path) is a merged ledger, whose own log states its sources alone. Name, in its "
                    + "place, the ledger that was merged and holds the statements about \(name).")
        }
        throw Refusal(
            "\(path) states nothing about a lot \(name) that its own disclosures open. Name the lot "
                + "as the workbook does, or its pseudonym (43 characters of base64url).")
    }
}
