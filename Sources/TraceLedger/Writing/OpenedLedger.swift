// SPDX-License-Identifier: Apache-2.0
import TraceStorage
import TraceVerifier

/// A ledger folder that is open for writing and was verified by its anchors.
struct OpenedLedger {
    let store: Sequencer
    let ledger: VerifiedLedger
    let state: LedgerState

    /// Opens a folder whose checkpoint key these checkpoints are signed with.
    ///
    /// `done` is what is not done over a fault, for the error.
    init(_ folder: LedgerFolder, _ checkpoints: CheckpointIssuer, done: String) throws {
        store = try Sequencer(opening: folder) { try checkpoints.note($0, in: folder.log) }
        let outcome = try LedgerVerification(
            folder.log, VerificationOptions(mode: .anchored, keepsStatements: true)
        ).run()
        guard let ledger = outcome.ledger, let state = outcome.state else {
            throw WritingError(
                "\(folder.path): the ledger does not verify, and nothing is \(done) over a fault. "
                    + outcome.report.verdict + ". Run `traceledger verify` for the details",
                isIntegrityFailure: true)
        }
        try checkpoints.refuseUnless(holding: state.policy, folder)
        self.ledger = ledger
        self.state = state
    }
}
