// SPDX-License-Identifier: Apache-2.0
import TraceLedger

/// Finds the proof that an evidence packet carries: made of a ledger, or taken from a bundle.
struct PacketEvidence {
    let lot: String
    let input: String
    let reading: LedgerReadingOptions
    let reveal: RevealChoice

    /// A proof, or why there is none.
    struct Found {
        var proof: PacketProof?
        var absence = ""
    }

    /// The proof of the lot under the checkpoint that the audit has read.
    func proof(under checkpoint: Checkpoint?) throws -> Found {
        guard LedgerInput.isLedger(input) else {
            guard let file = try ProofInput(file: input) else {
                return Found(
                    absence: "The rows of a workbook are signed by nobody: there is no proof. "
                        + "Import the workbook into a ledger and make the packet from that.")
            }
            let origin = ReadCheckpoint(try LotBundle(decoding: file.bytes).note)?.checkpoint.origin
            return Found(
                proof: try PacketProof(
                    file.bytes, pin: reading.pinned(for: origin ?? ""), policy: reading.policy()))
        }
        let ledger = try LedgerInput(input, reading.network)
        var prover = try LedgerProver(ledger.source)
        let published = prover.published.checkpoint
        guard checkpoint.map({ $0.head == published.head }) == true else {
            throw Refusal("\(input) was written to meanwhile: make the packet again.")
        }
        let proof = try PacketProof(
            of: lot, in: &prover, disclosures: ledger.disclosures(), revealing: reveal,
            pin: reading.pinned(for: published.origin), policy: reading.policy())
        return Found(
            proof: proof,
            absence: proof == nil
                ? "No disclosure at hand opens the lot's name in the log: there is no proof." : "")
    }
}
