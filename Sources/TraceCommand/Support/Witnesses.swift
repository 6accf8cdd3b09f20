// SPDX-License-Identifier: Apache-2.0
import ArgumentParser
import Foundation
import TraceLedger

/// Where a command that publishes finds the witnesses to ask.
struct WitnessOptions: ParsableArguments {
    @Option(
        help: """
            A trust policy whose witnesses are asked to cosign what is published; without it \
            LEDGER/private/witnesses.txt, where that is there.
            """,
        completion: .file())
    var witnesses: String?

    /// Asks the witnesses after a publication; that one is away is said and is no failure.
    func collect(for ledger: String) throws {
        let folder = LedgerFolder(ledger)
        let own = folder.privatePath + "/witnesses.txt"
        guard
            let path = witnesses
                ?? (FileManager.default.fileExists(atPath: own) ? own : nil)
        else { return }
        let outcome = try Self.collect(for: folder, PolicyInput(path).policy)
        Console.note(Self.text(outcome))
    }

    /// Asks the witnesses of a policy.
    static func collect(
        for folder: LedgerFolder, _ policy: TrustPolicy
    ) throws -> CosignatureCollection.Outcome {
        var limits = RemoteLimits()
        limits.file = .seconds(15)
        limits.silence = .seconds(10)
        let client = WitnessClient(HTTPFetcher(limits))
        return try CosignatureCollection(policy, client: client).run(on: folder)
    }

    /// What came of asking.
    static func text(_ outcome: CosignatureCollection.Outcome) -> String {
        var lines = ["Checkpoint of \(outcome.size) entries: \(outcome.witnessing.sentence)."]
        for (name, why) in outcome.refused { lines.append("Witness \(name) \(why).") }
        if !outcome.witnessing.isReached {
            lines.append("Ask again with: traceledger witness ask LEDGER --policy FILE")
        }
        return lines.joined(separator: "\n")
    }
}
