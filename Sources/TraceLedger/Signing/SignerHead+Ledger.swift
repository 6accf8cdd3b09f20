// SPDX-License-Identifier: Apache-2.0
public import TraceIssuing
public import TracePrimitives
public import TraceRecords
public import TraceStorage
import TraceVerifier

extension SignerHead {
    /// The head of an issuer as a verified ledger has it, with the pseudonyms at hand.
    ///
    /// Statements of the ledger itself can then be corrected: they are listed as signed.
    public init(
        verifying source: some LogSource, issuerWithKey kid: Digest, disclosures: [DisclosureSet],
        location: String
    ) throws {
        let outcome = try LedgerVerification(
            source, VerificationOptions(mode: .anchored, keepsStatements: true)
        ).run()
        guard let ledger = outcome.ledger, let state = outcome.state else {
            throw WritingError(
                "\(location): the ledger does not verify, and nothing is signed over a fault. "
                    + outcome.report.verdict, isIntegrityFailure: true)
        }
        guard let issuer = state.issuer(withActiveKey: kid) else {
            throw WritingError(
                "\(location): the key \(kid.base64URL) is no issuer's active key in this ledger; "
                    + "ask its operator to admit it (traceledger key add)")
        }
        let own = ledger.statements.filter { $0.issuer == issuer }
        let ownRecords = Set(own.map(\.record))
        self.init(
            origin: state.policy.origin, profile: state.policy.profile, issuer: issuer,
            signed: own.map { Signed(record: $0.record, subjects: $0.subjects) },
            openings: disclosures.filter { ownRecords.contains($0.record) }.flatMap(\.openings))
    }
}

extension VerifiedLedger {
    /// All statements, in the order of the ledger.
    var statements: [Statement] {
        (verified.map(\.payload) + anchored.map(\.payload)).sorted { $0.index < $1.index }
    }
}
