// SPDX-License-Identifier: Apache-2.0
import ArgumentParser
import TraceLedger

/// Gives a lot's whole ancestry away in one file.
struct BundleCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "bundle",
        abstract: "Write one file that proves a lot's whole ancestry offline.",
        discussion: """
            The file holds the statements about the lot and the lots it was made from, the sites \
            and parties that these name, the policy and key statements, and one proof. Without \
            --reveal it opens nothing but the id of the lot: what is committed stays so. Needs no \
            key. Whoever receives it runs: traceledger verify FILE --trust TRUST
            """)

    @Argument(help: "The id of a lot; several make one bundle.")
    var lots: [String]

    @Option(help: "The ledger.", completion: .directory)
    var ledger: String

    @Option(
        help: """
            A committed field to open: FIELD, KIND.FIELD, id (the ids of parties, sites, lots and \
            papers) or all; may be repeated.
            """)
    var reveal: [String] = []

    @Option(name: [.short, .long], help: "The file to write.")
    var output: String

    func validate() throws {
        guard !lots.isEmpty else { throw ValidationError("name a lot") }
    }

    func run() throws {
        let input = try LedgerInput(ledger)
        let choice: RevealChoice
        do throws(WritingError) {
            choice = try RevealChoice(reveal)
        } catch { throw Refusal(error.description) }
        var prover = try LedgerProver(input.source)
        let sets = try input.disclosures()
        let subjects = try lots.map {
            try ProofSubject(name: $0, path: ledger).lot(prover, sets)
        }
        let made = try prover.bundle(
            Array(Set(subjects)), disclosures: Dictionary(sets.map { ($0.record, $0) }) { $1 },
            revealing: choice)
        let bytes = try made.bundle.encoded()
        try OutputFile(path: output).write(bytes)
        Console.note(BundleText.plain(made.verified.report))
        Console.say("\(output): \(bytes.count) bytes.")
    }
}
