// SPDX-License-Identifier: Apache-2.0
import ArgumentParser
import Foundation
import TraceLedger

/// Makes a file of identity evidence of what was saved, and reports what a ledger holds.
struct KeyEvidenceCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "evidence",
        abstract: "Save identity evidence for a key, or show what a ledger's evidence says.",
        discussion: """
            With --type it wraps CONTENT (a saved did.json, a PEM chain) with its hash and date and \
            checks it against --key; nothing is fetched. With a ledger as CONTENT and no --type it \
            shows every admission that names evidence. Evidence is shown and never trusted silently.
            """)

    @Argument(help: "The saved content, or a ledger; none for did:key.")
    var content: String?

    @Option(help: "did:key, did:web or x509.")
    var type: String?

    @Option(help: "The identifier (did:web:...); for x509 the certificate's subject is taken.")
    var name: String?

    @Option(help: "The day on which the content was saved, YYYY-MM-DD.")
    var date: String?

    @Option(help: "The key file that it is about.", completion: .file())
    var key: String?

    @Option(help: "Root certificates (PEM) that you accept.", completion: .file())
    var roots: String?

    @Option(name: [.short, .long], help: "The evidence file.")
    var output: String?

    func run() throws {
        guard let type else { return try show() }
        guard let kind = IdentityEvidence.Kind(rawValue: type) else {
            throw Refusal("--type takes did:key, did:web or x509, not \(type)")
        }
        guard let key = try key.map({ try KeyFile(readingFrom: $0).publicKey }), let output else {
            throw Refusal("Name the key with --key and the evidence file with -o.")
        }
        guard let day = date.flatMap({ CalendarDate($0) }) else {
            throw Refusal("--date takes the day on which the content was saved, YYYY-MM-DD.")
        }
        let name = self.name ?? (kind == .didKey ? Multikey.identifier(of: key) : nil)
        let evidence = try IdentityEvidence(
            kind, name: name, retrieved: day, content: content.map(InputFile.bytes) ?? [])
        try IdentityInput.show(evidence, key: key, roots: roots)
        try LocalFile.replace(output, with: evidence.file)
    }

    private func show() throws {
        guard let content, LedgerInput.isLedger(content) else {
            throw Refusal("Name a ledger, or --type with what was saved.")
        }
        let reports = try IdentityEvidenceFile.reports(
            LedgerFolder(content), roots: IdentityInput.certificates(roots))
        for report in reports {
            Console.say("entry \(report.index)  \(report.issuer)")
            Console.say("  " + report.sentence)
        }
        if reports.isEmpty { Console.say("No key statement names identity evidence.") }
    }
}

/// Identity evidence that a command takes.
enum IdentityInput {
    /// Reads evidence and says what it shows of a key; evidence for another key is refused.
    static func read(_ path: String, key: PublicKey, roots: String?) throws -> IdentityEvidence {
        let evidence = try IdentityEvidence(InputFile.bytes(path))
        try show(evidence, key: key, roots: roots)
        return evidence
    }

    /// Says what evidence shows of a key.
    static func show(_ evidence: IdentityEvidence, key: PublicKey, roots: String?) throws {
        let finding = try IdentityEvidenceFile.finding(
            evidence, for: key, roots: certificates(roots))
        Console.say("Identity evidence, shown and not taken for granted: \(finding.name)")
        Console.say("  shown:     \(finding.shown)")
        Console.say("  not shown: \(finding.notShown)")
    }

    /// The certificates of a file.
    static func certificates(_ path: String?) throws -> [AcceptedRoot] {
        try path.map { try CertificateChain(InputFile.bytes($0)).certificates } ?? []
    }
}
